"""The conversation as one thing: updates in, the intake, the handlers, the replies. Built by `app.wiring`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from random import Random
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import Update

from bot.commands import set_commands
from bot.get_updates import UpdateSource
from bot.intake import Intake, understood
from bot.means import Means
from bot.pace import Pace
from bot.poller import Poller
from bot.reception import dispatcher
from bot.reply import Pause, Reply
from journal_core.ports import Clock
from notifier.nursery import Nursery
from notifier.ports import Inbox, Messenger, PollerLease

log = structlog.get_logger()


class Conversation:
    """One bot talking with people."""

    def __init__(
        self,
        *,
        bot: Bot,
        means: Means,
        inbox: Inbox,
        lease: PollerLease,
        messenger: Messenger,
        clock: Clock,
        chance: Random,
        source: UpdateSource | None = None,
        pause: Pause = asyncio.sleep,
        pace: Pace | None = None,
    ) -> None:
        """`source` is asked for updates; None where a webhook brings them to the inbox."""
        self.name = str(bot.id)  #: whose updates they are, in the inbox and in the lease
        self._bot = bot
        self._messenger = messenger
        self._dispatcher = dispatcher(means, clock, Reply(messenger, means.drafts, pause), pace or Pace())
        self._intake = Intake(self.name, inbox, lease, self.handle, clock, chance)
        self._poller = Poller(self.name, source, inbox, lease, clock, chance, self._intake.wake) if source else None

    def wake(self) -> None:
        """Updates were kept by somebody else: the webhook."""
        self._intake.wake()

    async def run(self, stop: asyncio.Event) -> None:
        """Talk until `stop`; then finish what is in hand."""
        async with Nursery() as nursery:
            nursery.start(self._say_commands())
            if self._poller:
                nursery.start(self._poller.run(stop))
            nursery.start(self._intake.run(stop))

    async def handle(self, raw: Mapping[str, Any]) -> None:
        """One raw update through the handlers; raises what they raise, and ValueError for a malformed one."""
        if not understood(raw):
            return
        update = Update.model_validate(raw, context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, update)

    async def _say_commands(self) -> None:
        """The menu of commands is a courtesy: nothing waits for it."""
        try:
            await set_commands(self._messenger)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("commands_not_set", error=type(error).__name__)
