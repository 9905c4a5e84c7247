"""The joints of the system, by hand: what runs, from what it is made, and in which order it stops."""

from __future__ import annotations

import asyncio
import gc
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

import structlog
from aiohttp import web

from app.clocks import RealClock, SandboxClock
from app.foundation import Foundation
from app.secret import receipt_key
from journal_core.actions.plan_lessons import plan_lessons
from journal_core.actions.schools import schools
from journal_core.people import Account, Job
from journal_core.ports import Clock
from journal_core.revisions import Stamp
from journal_core.school import Channel
from notifier import fanning
from notifier.dispatcher import Dispatcher
from notifier.inbound.sms import receipt
from notifier.nursery import Nursery
from notifier.ports import ChannelPort, Outbox
from schedules import scheduler
from schedules.table import jobs
from storage.workers import PgWorker
from texts.render import push
from web.door import door

log = structlog.get_logger()

PARTS = ("bot", "web", "notifier", "schedules")
PERMITS = 30  #: a second, for one bot (Bot API FAQ)
PERMITS_ASKED_EVERY = 10.0  #: seconds


@dataclass(slots=True)
class Gateway:
    """Everything that runs in this process."""

    base: Foundation
    clock: Clock
    worker: PgWorker
    outbox: Outbox
    channels: list[ChannelPort] = field(default_factory=list)

    async def health(self) -> Mapping[str, object]:
        """What an administrator, or a machine that watches, wants to know; no personal data."""
        counts = await self.outbox.unsettled(self.clock.now())
        return {"ok": True, "now": self.clock.now().isoformat(), **counts}

    async def receipt(self, form: Mapping[str, str]) -> bool:
        """A receipt from the SMS gateway."""
        return await receipt(form, self.outbox, self.clock)

    async def lessons_ahead(self, now: datetime) -> None:
        """Plan the lessons of every school, once a local day."""
        for school in await schools(self.base.store):
            today = school.local(now).date()
            stamp = Stamp(f"lessons-ahead:{school.id}:{today}", Job("lessons_ahead"), now)
            await plan_lessons(self.base.store, school, stamp, today=today)


async def run(base: Foundation, parts: tuple[str, ...], stop: asyncio.Event) -> bool:
    """Run the parts until `stop`, then let what is in hand finish; False when a part failed."""
    failed: list[str] = []
    async with _gateway(base, stop) as gateway:
        works = [work for part in PARTS if part in parts for work in _WORKS[part](gateway, stop)]
        works += [_permits(gateway, channel, stop) for channel in gateway.channels if channel.name is Channel.TELEGRAM]
        gc.collect()
        gc.freeze()  # aiogram's object graph would cost 175 ms at each full collection
        log.info("started", parts=list(parts), worker=gateway.worker.number)
        async with Nursery() as nursery:
            for work in works:
                nursery.start(_watched(work, stop, failed))
            nursery.start(gateway.worker.keep(stop))
            await stop.wait()
        log.info("stopped", failed=failed)
    return not failed


@asynccontextmanager
async def _gateway(base: Foundation, stop: asyncio.Event) -> AsyncIterator[Gateway]:
    async with _clock(base, stop) as clock:
        worker = PgWorker(base.direct_dsn)
        await worker.begin()
        outbox = base.database.outbox(worker.number, base.secret)
        gateway = Gateway(base, clock, worker, outbox, _channels(base))
        try:
            yield gateway
        finally:
            for channel in gateway.channels:
                await channel.close()
            await worker.end()


@asynccontextmanager
async def _clock(base: Foundation, stop: asyncio.Event) -> AsyncIterator[Clock]:
    if not base.settings.clock:
        yield RealClock()
        return
    clock = SandboxClock(base.settings.clock)
    await clock.begin()
    following = asyncio.create_task(clock.follow(stop))
    try:
        yield clock
    finally:
        following.cancel()


def _channels(base: Foundation) -> list[ChannelPort]:
    """The channels that are configured. Their libraries are loaded here and not before."""
    channels: list[ChannelPort] = []
    if telegram := base.settings.telegram():
        from notifier.channels.telegram import TelegramChannel

        channels.append(TelegramChannel(telegram))
    if mail := base.settings.mail():
        from notifier.channels.email import EmailChannel

        channels.append(EmailChannel(mail))
    if sms := base.settings.gateway():
        from notifier.channels.sms import SmsChannel

        channels.append(SmsChannel(sms))
    return channels


async def _watched(work: Awaitable[None], stop: asyncio.Event, failed: list[str]) -> None:
    """A part that fails stops the whole process: a supervisor starts it again, nothing limps unseen."""
    try:
        await work
    except Exception as error:
        failed.append(type(error).__name__)
        raise
    finally:
        stop.set()


def _notifier(gateway: Gateway, stop: asyncio.Event) -> list[Awaitable[None]]:
    works = [fanning.run(gateway.outbox, gateway.clock, gateway.worker, stop)]
    for channel in gateway.channels:
        works.append(Dispatcher(gateway.outbox, channel, push, gateway.clock, gateway.worker, Random()).run(stop))
    return list(works)


async def _permits(gateway: Gateway, channel: ChannelPort, stop: asyncio.Event) -> None:
    """Keep this process's share of the bot's permits."""
    token = gateway.base.settings.bot_token.get_secret_value()
    bot = f"{zlib.crc32(token.encode()):08x}"
    while not stop.is_set():
        try:
            channel.permits.total = await gateway.outbox.lease_permits(bot, PERMITS)
        except ConnectionError:
            log.warning("permits_not_renewed")
        try:
            await asyncio.wait_for(stop.wait(), PERMITS_ASKED_EVERY)
        except TimeoutError:
            continue


def _schedules(gateway: Gateway, stop: asyncio.Event) -> list[Awaitable[None]]:
    table = jobs(rescue=gateway.outbox.rescue, expire=gateway.outbox.expire, lessons_ahead=gateway.lessons_ahead)
    return [scheduler.run(table, gateway.clock, stop)]


def _web(gateway: Gateway, stop: asyncio.Event) -> list[Awaitable[None]]:
    return [_serve(gateway, stop)]


async def _serve(gateway: Gateway, stop: asyncio.Event) -> None:
    runner = web.AppRunner(door(gateway.health, gateway.receipt, receipt_key(gateway.base.secret)), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, *gateway.base.settings.address()).start()
        await stop.wait()
    finally:
        await runner.cleanup()


def _bot(gateway: Gateway, stop: asyncio.Event) -> list[Awaitable[None]]:
    settings = gateway.base.settings.telegram()
    if settings is None:
        log.warning("no_bot", reason="DIARY_BOT_TOKEN is not set")
        return []
    from bot.conversation import Conversation
    from bot.get_updates import BotApiUpdates
    from bot.means import Means
    from bot.pace import Pace
    from notifier.channels.telegram import TelegramChannel

    [telegram] = [channel for channel in gateway.channels if isinstance(channel, TelegramChannel)]
    database, clock = gateway.base.database, gateway.clock

    async def reachability(account: Account, alive: bool) -> None:
        await database.reachability().set(account, alive, clock.now())

    means = Means(database.diary(clock), database.store(), database.drafts(), gateway.base.secret, reachability)
    # A sandbox's clock stands still between its steps: there a minute may never end.
    pace = Pace(gateway.base.settings.pace)
    conversation = Conversation(
        bot=telegram.bot,
        means=means,
        inbox=database.inbox(),
        lease=gateway.worker,
        messenger=telegram,
        clock=clock,
        chance=Random(),
        source=BotApiUpdates(settings.api, settings.token),
        pace=pace,
    )
    return [conversation.run(stop)]


_WORKS: dict[str, Callable[[Gateway, asyncio.Event], list[Awaitable[None]]]] = {
    "bot": _bot,
    "web": _web,
    "notifier": _notifier,
    "schedules": _schedules,
}
