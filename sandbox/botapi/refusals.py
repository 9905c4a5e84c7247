"""How the Bot API says no: the code, the exact description, and the rule of ours that it proves broken."""

from typing import Any


class Refusal(Exception):
    """An answer that is not ``ok``. ``rule`` is set when the request broke the Bot API's own rules."""

    def __init__(self, code: int, description: str, rule: str = "", detail: str = "", **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description = code, description
        self.rule, self.detail = rule, detail or description
        self.parameters = parameters


def bad(words: str, rule: str = "", detail: str = "") -> Refusal:
    return Refusal(400, f"Bad Request: {words}", rule, detail)


def forbidden(words: str) -> Refusal:
    return Refusal(403, f"Forbidden: {words}")


def too_many(seconds: int) -> Refusal:
    """telegram-bot-api/Query.cpp, set_retry_after_error."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
