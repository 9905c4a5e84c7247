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
from typing import Any

import structlog
from aiohttp import web

from app import heads
from app.clocks import RealClock, SandboxClock
from app.feeds import calendars
from app.foundation import Foundation
from app.secret import key_of
from app.street import addresses, doors, webhook_secret
from bot.means import Fetch, Means
from journal_core import access
from journal_core.actions.plan_lessons import plan_lessons
from journal_core.actions.schools import schools
from journal_core.entries.revisions import Stamp
from journal_core.people import Account, Job
from journal_core.ports import Clock
from journal_core.school import Channel
from notifier import fanning, firing
from notifier.answers import Answers
from notifier.dispatcher import Dispatcher
from notifier.inbound import mail, sms
from notifier.nursery import Nursery
from notifier.ports import ChannelPort, Outbox
from schedules import scheduler
from schedules.table import jobs
from storage.workers import PgWorker
from texts.render import push
from web.callbacks import Callbacks
from web.door import door
from web.pages import Pages
from web.webhook import Webhook

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
    swept: datetime | None = None  #: up to when this process has looked for summaries that fall due
    wakes: list[Callable[[], None]] = field(default_factory=list)  #: whoever handles updates in this process

    async def health(self) -> Mapping[str, object]:
        """What an administrator, or a machine that watches, wants to know; no personal data."""
        counts = await self.outbox.unsettled(self.clock.now())
        settings = self.base.settings
        updates = "none" if settings.telegram() is None else "webhook" if settings.webhook else "polling"
        summaries = {"summaries_until": self.swept.isoformat()} if self.swept else {}
        return {"ok": True, "now": self.clock.now().isoformat(), "updates": updates, **summaries, **counts}

    async def kept(self, update: Mapping[str, Any]) -> None:
        """An update that the webhook was brought; another process that handles them looks every second."""
        bot = self.base.settings.bot_token.get_secret_value().partition(":")[0]
        await self.base.database.inbox().keep(bot, [update], self.clock.now())
        for wake in self.wakes:
            wake()

    async def summaries(self, now: datetime) -> None:
        """Fire the weekly summaries that have come due."""
        self.swept = await firing.fire(self.base.database.summaries(), now, self.swept)

    async def heads(self, now: datetime) -> None:
        """Write down, outside the database, where the journal's chains end."""
        chains = await self.base.database.evidence().chains()
        heads.keep(self.base.settings.home, {one.name: one.head for one in chains}, now)

    async def lessons_ahead(self, now: datetime) -> None:
        """Plan the lessons of every school, once a local day."""
        for school in await schools(self.base.store):
            today = school.local(now).date()
            stamp = Stamp(f"lessons-ahead:{school.id}:{today}", Job("lessons_ahead"), now)
            await plan_lessons(self.base.store, access.upkeep(school, stamp.actor), stamp, today=today)


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

        channels.append(TelegramChannel(telegram, base.database.files()))
    if mail := base.settings.mail():
        from notifier.channels.email import EmailChannel

        channels.append(EmailChannel(mail, base.database.files()))
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
    ways = doors(gateway.base.settings, gateway.base.secret)
    works = [fanning.run(gateway.outbox, gateway.clock, gateway.worker, stop)]
    for channel in gateway.channels:
        works.append(Dispatcher(gateway.outbox, channel, push, ways, gateway.clock, gateway.worker, Random()).run(stop))
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
    table = jobs(
        rescue=gateway.outbox.rescue,
        expire=gateway.outbox.expire,
        summaries=gateway.summaries,
        lessons_ahead=gateway.lessons_ahead,
        heads=gateway.heads,
    )
    return [scheduler.run(table, gateway.clock, stop)]


def _web(gateway: Gateway, stop: asyncio.Event) -> list[Awaitable[None]]:
    return [_serve(gateway, stop)]


async def _serve(gateway: Gateway, stop: asyncio.Event) -> None:
    runner = web.AppRunner(_street(gateway), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, *gateway.base.settings.address()).start()
        await stop.wait()
    finally:
        await runner.cleanup()


def _street(gateway: Gateway) -> web.Application:
    """Everything that somebody outside may call."""
    base, outbox, clock = gateway.base, gateway.outbox, gateway.clock
    answers = Answers(base.secret, base.database.letters(), base.database.wishes(), base.store, clock)
    callbacks = Callbacks(
        receipt=lambda form: sms.receipt(form, outbox, clock),
        receipt_key=key_of(base.secret, "sms receipts"),
        sms=lambda form: sms.answer(form, answers),
        sms_key=key_of(base.secret, "sms incoming"),
        mail=lambda raw: mail.take(raw, answers, outbox),
        mail_key=key_of(base.secret, "mail incoming"),
    )
    webhook = None
    if base.settings.webhook and base.settings.telegram():
        key, secret = key_of(base.secret, "telegram webhook"), webhook_secret(base.settings, base.secret)
        webhook = Webhook(key, secret, gateway.kept)
    return door(gateway.health, callbacks, Pages(answers), calendars(base.database, clock), webhook)


def _bot(gateway: Gateway, stop: asyncio.Event) -> list[Awaitable[None]]:
    settings = gateway.base.settings.telegram()
    if settings is None:
        log.warning("no_bot", reason="DIARY_BOT_TOKEN is not set")
        return []
    from bot.conversation import Conversation
    from bot.get_updates import BotApiUpdates
    from bot.pace import Pace
    from bot.webhook import StandingWebhook
    from notifier.channels.telegram import TelegramChannel

    [telegram] = [channel for channel in gateway.channels if isinstance(channel, TelegramChannel)]
    # A sandbox's clock stands still between its steps: there a minute may never end.
    pace = Pace(gateway.base.settings.pace)
    base, updates = gateway.base, BotApiUpdates(settings.api, settings.token)
    by_webhook = base.settings.webhook
    conversation = Conversation(
        bot=telegram.bot,
        means=_means(gateway, telegram.fetch_file),
        inbox=base.database.inbox(),
        lease=gateway.worker,
        messenger=telegram,
        clock=gateway.clock,
        chance=Random(),
        source=None if by_webhook else updates,
        pace=pace,
    )
    gateway.wakes.append(conversation.wake)
    if not by_webhook:
        return [conversation.run(stop)]
    url = addresses(base.settings, base.secret)["telegram webhook"]
    webhook = StandingWebhook(updates, url, webhook_secret(base.settings, base.secret), Random())
    return [conversation.run(stop), webhook.run(stop)]


def _means(gateway: Gateway, fetch: Fetch) -> Means:
    """What the conversation's handlers work with."""
    database, clock = gateway.base.database, gateway.clock

    async def reachability(account: Account, alive: bool) -> None:
        await database.reachability().set(account, alive, clock.now())

    return Means(
        database.diary(clock),
        database.store(),
        database.drafts(),
        gateway.base.secret,
        reachability,
        database.wishes(),
        fetch,
    )


_WORKS: dict[str, Callable[[Gateway, asyncio.Event], list[Awaitable[None]]]] = {
    "bot": _bot,
    "web": _web,
    "notifier": _notifier,
    "schedules": _schedules,
}
