"""The last resort: an old or forged button, and everything that nobody else understood. Never silence."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.awaited import leave
from bot.means import Answer, Means
from bot.said import Given, text_of
from bot.speaker import Speaker
from journal_core import access
from journal_core.people import Role
from texts.screens import desk, menu, refusal


async def old_button(event: CallbackQuery, speaker: Speaker) -> Given:
    """A button of another version. What it stands on may be worth keeping, so the answer is a new message."""
    return Answer(refusal.old_button(speaker.words), keeps=True)


async def anything(event: Message, speaker: Speaker, means: Means) -> Given:
    """Whoever teaches is told how a lesson is written; everybody else sees what they may open."""
    teaches = speaker.grants is not None and access.has_role(speaker.grants, Role.TEACHER)
    if text_of(event).startswith("/"):
        await leave(speaker, means)
    elif teaches and text_of(event):
        return desk.not_understood(speaker.words)
    return menu.menu(speaker.grants, speaker.words)


class Sent(Filter):
    """Something a person sent: no notice of the messenger's own, and of an album only the piece with the words."""

    async def __call__(self, event: Message) -> bool:
        notice = event.pinned_message or event.message_auto_delete_timer_changed
        return not notice and (event.media_group_id is None or bool(event.caption))


def router() -> Router:
    """Asked after all the others."""
    found = Router(name="last")
    found.callback_query.register(old_button)
    found.message.register(anything, Sent())
    return found
