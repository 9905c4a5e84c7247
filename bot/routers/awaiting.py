"""Typed answers: the text goes to the question that was asked last and that it can answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from aiogram import Router
from aiogram.types import Message

from bot.awaited import Awaited
from bot.drafts import ADDRESS_FOR, BIRTH_DATE, CODE_FOR, OWN_ADDRESS, OWN_CODE
from bot.means import Means
from bot.routers import addresses, door
from bot.said import Given
from bot.speaker import Speaker
from notifier.ports import Draft

#: Question → what takes its answer.
ANSWERS: Mapping[str, Callable[[Draft, str, Speaker, Means], Awaitable[Given]]] = {
    BIRTH_DATE: door.birth_date,
    OWN_ADDRESS: addresses.own_address,
    OWN_CODE: addresses.own_code,
    ADDRESS_FOR: addresses.address_for,
    CODE_FOR: addresses.code_for,
}


async def _answered(event: Message, draft: Draft, text: str, speaker: Speaker, means: Means) -> Given:
    return await ANSWERS[draft.kind](draft, text, speaker, means)


def router() -> Router:
    """New messages, and old ones mended: a date with a slip of the finger is often edited."""
    found = Router(name="awaiting")
    found.message.register(_answered, Awaited())
    found.edited_message.register(_answered, Awaited())
    return found
