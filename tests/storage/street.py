"""A street with real letters: what the class teacher enters, what leaves, and the door that people answer at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request
from sqlalchemy.ext.asyncio import AsyncEngine

from app.feeds import calendar_of
from journal_core.actions.addresses import Entered, enter_address_for, enter_own_address
from journal_core.people import Account
from journal_core.school import Channel
from notifier.answers import Answers
from notifier.inbound import mail, sms
from notifier.tickets import seal
from storage.feeds import PgFeeds
from storage.letters import PgLetters
from storage.reader import PgDiary
from storage.transaction import PgStore
from storage.wishes import PgWishes
from tests.postgres import Database
from tests.storage.office import PEPPER, Office
from tests.storage.postroom import Postroom, open_postroom
from web.calendars import Calendars
from web.callbacks import Callbacks
from web.door import door
from web.pages import Pages

OLGA = Account(Channel.EMAIL, "olga@example.by")
PHONE = Account(Channel.SMS, "+375291234567")
KEY = "unguessable"

Client = TestClient[Request, Application]


@dataclass
class Street:
    """The office that enters addresses, the post room that sends, and the answers that come back."""

    office: Office
    room: Postroom
    answers: Answers

    async def entered(self, account: Account, guardian: str = "Мария", note: str = "заявление № 12") -> Entered:
        """Соколова enters somebody's address from a paper."""
        self.office.now = self.room.clock.now()
        desk, number = self.office.town.class_desk(), self.office.town.guardians[guardian]
        stamp = self.office.leader()
        return await enter_address_for(self.office.store, desk, number, account.channel, account.address, note, stamp)

    async def entered_own(self, chat: Account, account: Account) -> Entered:
        """A linked guardian enters their own in the chat."""
        self.office.now = self.room.clock.now()
        grants = await self.office.grants(chat)
        stamp = self.office.stamp()
        return await enter_own_address(self.office.store, grants, account.channel, account.address, stamp)

    async def ticket(self, channel: Channel = Channel.EMAIL) -> str:
        """Fan out and send; the ticket of the last letter that left."""
        await self.room.fan()
        told = await self.room.send(channel)
        return seal(PEPPER, told[-1].claimed.id)

    async def state(self, account: Account) -> str:
        """Of the account."""
        asked = {"channel": account.channel, "address": account.address}
        [state] = await self.room.ask(
            "SELECT state FROM account WHERE channel = :channel AND address = :address", **asked
        )
        return str(state)

    async def off(self, account: Account) -> set[str]:
        """Kinds of news that are switched off where this account is."""
        asked = {"channel": account.channel, "address": account.address}
        rows = await self.room.ask(
            "SELECT p.kind FROM preference p JOIN account a ON a.person_id = p.person_id AND a.channel = p.channel "
            "WHERE a.channel = :channel AND a.address = :address AND p.timing = 'off'",
            **asked,
        )
        return set(rows)

    async def events(self, kind: str) -> list[str]:
        """Subjects of what happened."""
        return [subject for one, subject, _ in await self.office.events() if one == kind]

    @asynccontextmanager
    async def door(self) -> AsyncIterator[Client]:
        """The door as the street meets it."""
        outbox, clock, answers = self.room.outbox, self.room.clock, self.answers
        feeds, diary = PgFeeds(self.room.runtime), PgDiary(self.room.runtime, clock)

        async def health() -> dict[str, object]:
            return {"ok": True}

        callbacks = Callbacks(
            receipt=lambda form: sms.receipt(form, outbox, clock),
            receipt_key=KEY,
            sms=lambda form: sms.answer(form, answers),
            sms_key=KEY,
            mail=lambda raw: mail.take(raw, answers, outbox),
            mail_key=KEY,
        )
        calendars = Calendars(lambda secret: calendar_of(feeds, diary, clock, secret))
        async with TestClient(TestServer(door(health, callbacks, Pages(answers), calendars))) as client:
            yield client


async def open_street(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> Street:
    """In the town, on Wednesday noon; the caller ends the room's worker."""
    room = await open_postroom(database, runtime, owner)
    office = Office(room.town, runtime, owner)
    answers = Answers(PEPPER, PgLetters(runtime), PgWishes(runtime), PgStore(runtime), room.clock)
    return Street(office, room, answers)
