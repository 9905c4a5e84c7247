"""The pretended Bot API server, Bot API 10.3 (https://core.telegram.org/bots/api)."""
