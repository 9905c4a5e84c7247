"""From event to receipt: who hears of what, where and when, and the promise that they do."""
