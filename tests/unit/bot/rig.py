"""A conversation whose servers and database are pretended, and the people who talk to it.

Мария is Аня's mother (7Б); Олег is the father of Дима (7А); Нина teaches algebra in 7Б; Вера leads 7Б, Ольга leads 7А.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import SendMessage

from bot.conversation import Conversation
from bot.means import Means
from bot.reply import TRIES, NotSent
from journal_core.access import Child, ClassDesk, Grants, StaffHat
from journal_core.desk import Desk, DeskClass, DeskLesson, DeskPupil, Load
from journal_core.diary import MarkCard, MarkCell
from journal_core.entries.entry import LessonFacts, LessonPage
from journal_core.linking import LinkState
from journal_core.people import Account, Role
from journal_core.ports.diary import Family, LinkLine, Reach
from journal_core.ports.links import Link
from journal_core.roll import FullName
from journal_core.school import PROFILES, Channel, Jurisdiction, School
from journal_core.wishes import Chosen, Hour, Weekly
from tests.fakes.clock import FakeClock
from tests.fakes.diary import FakeDiary
from tests.fakes.messenger import Bubble, FakeMessenger
from tests.fakes.notices import FakeNotices
from tests.fakes.queues import FakeDrafts, FakeInbox, FakeLease
from tests.fakes.store import FakeLessons, FakeStore
from tests.fakes.wishes import FakeWishes
from texts.addresses import Address, pack

TODAY = date(2026, 10, 7)  #: a Wednesday
NOON = datetime(2026, 10, 7, 9, 0, tzinfo=UTC)  #: 12:00 in Minsk
SCHOOL = School(
    1, "Гимназия № 1", PROFILES["000"], Jurisdiction.BY_STATE, ZoneInfo("Europe/Minsk"), PROFILES["000"].scale
)
ANYA, DIMA, VOVA = 11, 12, 13
CLASS_7B, CLASS_7A = 7, 8
ALGEBRA = 91  #: today's lesson of Нина in 7Б
PEPPER = b"pepper of the tests"

PAGE = LessonPage(
    LessonFacts(ALGEBRA, 1, CLASS_7B, None, 3, "Алгебра", "7Б", TODAY, 1, "", 7),
    {ANYA: "Иванова Аня", VOVA: "Сидоров Вова"},
)
DESK = Desk(
    SCHOOL.scale,
    (
        DeskClass(
            CLASS_7B,
            "7Б",
            (
                DeskPupil(ANYA, "Иванова", "Аня", "", frozenset()),
                DeskPupil(VOVA, "Сидоров", "Вова", "", frozenset()),
            ),
        ),
    ),
    (Load(CLASS_7B, 3, "Алгебра", None, None),),
    (DeskLesson(ALGEBRA, CLASS_7B, 3, None, TODAY, 1, time(8), time(8, 45)),),
)


def chat(number: int) -> Account:
    """Somebody's chat."""
    return Account(Channel.TELEGRAM, str(number))


MARIA, OLEG, NINA, VERA, OLGA, STRANGER = (chat(n) for n in (1, 2, 3, 4, 5, 666))
ZOYA = chat(6)  #: teaches too, but not this lesson


def guardian(account: Account, pupil: int, name: str, class_id: int, class_name: str) -> Grants:
    """The parent of one child."""
    child = Child(pupil, SCHOOL, "Иванова", name, class_id, class_name, consented=True, confirmed=True)
    return Grants(int(account.address), account, "ru", children=(child,))


def teacher(account: Account, *classes: tuple[int, str]) -> Grants:
    """A teacher; the number of their record is that of their chat."""
    number = int(account.address)
    desks = tuple(ClassDesk(number, SCHOOL, class_id, name) for class_id, name in classes)
    return Grants(number, account, "ru", hats=(StaffHat(number, SCHOOL, Role.TEACHER),), classes=desks)


def family(pupil: int, guardian_id: int, name: str) -> Family:
    """A pupil with a mother who is not reached."""
    return Family(pupil, name, (Reach(guardian_id, f"{name}, мама", "мать", (), ()),))


def waiting_link(link_id: int) -> LinkLine:
    """Somebody waits for the tap."""
    return LinkLine(link_id, "Иванова Аня", "мать", "Иванова Мария", NOON, "awaiting")


def settled_link(link_id: int) -> Link:
    """The same, once the tap was taken."""
    mother, anya = FullName("Иванова", "Мария"), FullName("Иванова", "Аня")
    return Link(
        link_id, 1, SCHOOL, LinkState.LIVE, NOON, ANYA, 61, anya, CLASS_7B, "7Б", None, mother, "мать", False, False
    )


def mark_card(mark_id: int) -> MarkCard:
    """A mark opened."""
    return MarkCard(mark_id, "Алгебра", MarkCell(mark_id, "9", TODAY), "Дроби", "", NOON)


def town() -> FakeDiary:
    """The diary of everybody in the docstring above."""
    people = {
        MARIA: guardian(MARIA, ANYA, "Аня", CLASS_7B, "7Б"),
        OLEG: guardian(OLEG, DIMA, "Дима", CLASS_7A, "7А"),
        NINA: teacher(NINA),
        VERA: teacher(VERA, (CLASS_7B, "7Б")),
        OLGA: teacher(OLGA, (CLASS_7A, "7А")),
        ZOYA: teacher(ZOYA),
    }
    nothing = Desk(SCHOOL.scale, (), (), ())
    return FakeDiary(
        people,
        cards={(ANYA, 21): mark_card(21), (DIMA, 22): mark_card(22)},
        pages={(3, ALGEBRA): PAGE},
        desks={3: DESK, 4: nothing, 5: nothing, 6: nothing},
        waiting={CLASS_7B: [waiting_link(31)], CLASS_7A: [waiting_link(32)]},
        homes={CLASS_7B: (family(ANYA, 61, "Аня"),), CLASS_7A: (family(DIMA, 62, "Дима"),)},
        board=FakeNotices({CLASS_7B: {ANYA: "Иванова Аня", VOVA: "Сидоров Вова"}, CLASS_7A: {DIMA: "Иванов Дима"}}),
    )


def wishes() -> FakeWishes:
    """Мария reads mail too; the mothers of the records 61 and 62 read nothing else, on Fridays."""
    by_mail = Chosen((Channel.EMAIL,), Weekly(Hour(4, time(18)), Channel.EMAIL, chosen=False))
    return FakeWishes(
        people={1: Chosen((Channel.TELEGRAM, Channel.EMAIL), None)}, adults={ANYA: {61: by_mail}, DIMA: {62: by_mail}}
    )


async def at_once(seconds: float) -> None:
    """Pauses take no time."""


@dataclass
class Rig:
    """The conversation in the middle of its fakes."""

    diary: FakeDiary = field(default_factory=town)
    drafts: FakeDrafts = field(default_factory=FakeDrafts)
    inbox: FakeInbox = field(default_factory=FakeInbox)
    lease: FakeLease = field(default_factory=FakeLease)
    messenger: FakeMessenger = field(default_factory=FakeMessenger)
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOON))
    wishes: FakeWishes = field(default_factory=wishes)
    reached: list[tuple[Account, bool]] = field(default_factory=list)
    dead: dict[Account, Grants] = field(default_factory=dict)  #: whose chats we take for dead
    updates: int = 0

    def __post_init__(self) -> None:
        self.store = FakeStore(FakeLessons(self.diary.pages), notices=self.diary.board)
        self.conversation = Conversation(
            bot=Bot("42:TEST"),
            means=Means(
                self.diary,
                self.store,
                self.drafts,
                PEPPER,
                self._reachable,
                self.wishes,
                self.messenger.fetch_file,
            ),
            inbox=self.inbox,
            lease=self.lease,
            messenger=self.messenger,
            clock=self.clock,
            chance=Random(1),
            pause=at_once,
        )

    async def _reachable(self, account: Account, alive: bool) -> None:
        self.reached.append((account, alive))
        if alive and account in self.dead:
            self.diary.people[account] = self.dead.pop(account)

    def update(self, **event: Any) -> dict[str, Any]:
        """A raw update with a number of its own."""
        self.updates += 1
        return {"update_id": 100 + self.updates, **event}

    async def says(self, who: Account, text: str, **more: Any) -> Bubble:
        """Somebody writes; the newest thing they see."""
        await self.conversation.handle(self.message(who, text, **more))
        return self.seen(who)

    async def edits(self, who: Account, message_id: int, text: str) -> Bubble:
        """Somebody mends their message."""
        await self.conversation.handle(self.edit(who, message_id, text))
        return self.seen(who)

    async def unheard(self, raw: dict[str, Any]) -> None:
        """The update is handled, its reply is lost for certain, and the intake hands it on once more."""
        flood = TelegramRetryAfter(SendMessage(chat_id=1, text="…"), "Flood", 3)
        self.messenger.failures = [flood] * TRIES
        with pytest.raises(NotSent):
            await self.conversation.handle(raw)
        await self.conversation.handle(raw)

    async def presses(self, who: Account, where: Address | str, *, pushed: bool = False, on: str = "500") -> str:
        """Somebody presses a button of our message `on`; what is said over the chat."""
        data = where if isinstance(where, str) else pack(where, pushed=pushed)
        raw = self.press(who, data, on)
        await self.conversation.handle(raw)
        return self.messenger.answers[raw["callback_query"]["id"]][0]

    def seen(self, who: Account) -> Bubble:
        """The newest thing somebody sees."""
        return self.messenger.told(who)[-1]

    def message(
        self, who: Account, text: str, *, message_id: int = 0, chat_type: str = "private", **more: Any
    ) -> dict[str, Any]:
        """A raw update with a message."""
        sender = {"id": int(who.address), "is_bot": False, "first_name": "Имя", "language_code": "ru"}
        place = {"id": int(who.address) if chat_type == "private" else -100, "type": chat_type}
        words = {"text": text} if text else {}
        raw = {"from": sender, "chat": place, "date": 1, **words, **more}
        return self.update(message={"message_id": message_id or 300 + self.updates, **raw})

    def edit(self, who: Account, message_id: int, text: str) -> dict[str, Any]:
        """A raw update with a message mended."""
        raw = self.message(who, text, message_id=message_id)
        return {"update_id": raw["update_id"], "edited_message": raw["message"]}

    def press(self, who: Account, data: str, on: str) -> dict[str, Any]:
        """A raw update with a press."""
        sender = {"id": int(who.address), "is_bot": False, "first_name": "Имя"}
        bot = {"id": 42, "is_bot": True, "first_name": "Дневник"}
        place = {"id": int(who.address), "type": "private"}
        below = {"message_id": int(on), "date": 1, "chat": place, "from": bot, "text": "…"}
        query = {"id": f"press {self.updates}", "from": sender, "message": below, "chat_instance": "1", "data": data}
        return self.update(callback_query=query)
