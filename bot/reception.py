"""Reception: the one middleware. It finds out who speaks, hands the update on, and gives the reply."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Dispatcher
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, TelegramObject

from bot.means import Answer, Means
from bot.pace import Pace
from bot.reply import Reply
from bot.routers import CONVERSATION
from bot.speaker import Speaker, heard, known
from journal_core.people import Account
from journal_core.ports import Clock
from journal_core.school import Channel
from texts.addresses import unpack
from texts.screen import Screen

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Reception(BaseMiddleware):
    """Stands around every handler of messages and presses."""

    def __init__(self, means: Means, clock: Clock, reply: Reply, pace: Pace) -> None:
        self._means = means
        self._clock = clock
        self._reply = reply
        self._pace = pace

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Message | CallbackQuery)
        number, at = data["event_update"].update_id, self._clock.now()
        speaker = heard(event, number, at)
        if speaker is None:
            return None
        if not self._pace.admits(speaker.account, number, at):
            return await self._slowed(speaker)
        speaker = await known(speaker, self._means)
        self._pace.learn(speaker.account, speaker.grants)
        data |= {"speaker": speaker, "means": self._means}
        if isinstance(event, CallbackQuery):
            data["address"] = unpack(event.data or "")
        return await self._reply.give(speaker, lambda: handler(event, data))

    async def _slowed(self, speaker: Speaker) -> Any:
        """The cheap answer to a flood, without the database: each press is let go, a writer is told once a minute."""
        t, told = speaker.words, speaker.press_id or self._pace.may_tell(speaker.account, speaker.stamp.at)

        async def said() -> Answer | None:
            screen = Screen(alert=t("error.too_fast")) if speaker.press_id else Screen(t.html("error.too_fast"))
            return Answer(screen) if told else None

        return await self._reply.give(speaker, said)


def dispatcher(means: Means, clock: Clock, reply: Reply, pace: Pace) -> Dispatcher:
    """The routers in the order in which they are asked, behind the reception."""
    found = Dispatcher(disable_fsm=True, name="conversation")
    reception = Reception(means, clock, reply, pace)
    for observer in (found.message, found.edited_message, found.callback_query):
        observer.outer_middleware(reception)
    found["means"] = means
    found.my_chat_member.register(_reachable)
    found.include_routers(*(make() for make in CONVERSATION))
    return found


async def _reachable(event: ChatMemberUpdated, means: Means) -> None:
    """Somebody blocked the bot, or opened the chat again."""
    if event.chat.type == "private":
        alive = event.new_chat_member.status not in ("kicked", "left")
        await means.reachability(Account(Channel.TELEGRAM, str(event.chat.id)), alive)
