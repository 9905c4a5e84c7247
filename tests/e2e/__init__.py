"""End to end: a sandbox and a gateway as processes, people with names who talk to the bot."""
