"""Every word, page and picture we show, for the bot and the notifier alike."""
