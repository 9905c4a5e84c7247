"""Telegram's errors: what each says of the message and of the address.

They are read by code and description (REL 1.5): aiogram's exceptions alone do not tell «not sent» from
«may have arrived».
"""

from __future__ import annotations

from datetime import timedelta

import aiohttp
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from notifier.outcomes import Broken, Outcome, Refused, TryLater, Unknown

#: Descriptions of a dead address; 400 as well as 403 (the server turns some of them over, Client.cpp).
_DEAD = (
    "bot was blocked by the user",
    "user is deactivated",
    "chat not found",
    "bot can't initiate conversation",
    "bot was kicked",
    "the group chat was deleted",
    "not a member",
    "peer_id_invalid",
    "user_is_blocked",
    "user_is_deactivated",
    "user_deactivated",
)
#: What was to be edited is gone, or too old.
NOTHING_TO_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid")
#: A text cannot become a file, nor a file a text.
OF_ANOTHER_KIND = ("there is no text in the message to edit", "there is no caption in the message to edit")


def says(error: TelegramAPIError, *phrases: str) -> bool:
    """Whether the description holds one of the phrases."""
    said = (error.message or "").lower()
    return any(phrase in said for phrase in phrases)


def outcome_of(error: TelegramAPIError, *, editing: bool) -> Outcome:
    """What an error means; one row of the tables of the facts each."""
    code = type(error).__name__
    if isinstance(error, TelegramRetryAfter):
        return TryLater(timedelta(seconds=error.retry_after), whole_channel=True, code=code)
    if isinstance(error, TelegramEntityTooLarge):  # inherits the network error, and is none
        return Broken(code)
    if isinstance(error, TelegramNetworkError):
        return TryLater(code=code) if _never_left(error) else Unknown(code)
    if isinstance(error, TelegramServerError) or not error.message:  # «ok: false» and not a word why
        return Unknown(code)
    # A private chat never moves: a group's number that does is no family's address.
    if isinstance(error, TelegramForbiddenError | TelegramMigrateToChat) or says(error, *_DEAD):
        return Refused(code)
    if isinstance(error, TelegramBadRequest):
        return Broken("nothing_to_edit" if editing and says(error, *NOTHING_TO_EDIT) else code)
    if says(error, "too many requests"):  # a 429 without its retry_after
        return TryLater(timedelta(seconds=5), whole_channel=True, code=code)
    return TryLater(timedelta(minutes=1), whole_channel=True, breaker=True, code=code)


def _never_left(error: TelegramNetworkError) -> bool:
    """Whether the request certainly never left: no connection was made."""
    cause = error.__cause__ or error.__context__
    return isinstance(cause, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
