"""The cast: everybody gets a phone in the sandbox and is linked, some in the chat, the rest through the same verb."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.cli.stamps import office, stamp
from app.demo import faces
from app.demo.chat import asked
from app.foundation import Foundation
from journal_core.actions.inviting import NewSlip, invite_class, invite_staff
from journal_core.actions.linking import consent
from journal_core.actions.redeeming import redeem
from journal_core.linking import typed_date
from journal_core.people import Account
from journal_core.roll import FullName, Roll
from journal_core.school import Channel, School
from sandbox.client import Person, Sandbox
from texts.catalog import words

CHATTING = (3, 2)  #: families of each class that link by talking: sixty of 24 classes
FIRST_TEACHER, FIRST_PARENT = 10_001, 20_001
AT_ONCE = 8  #: people linked side by side
#: One family of each of these classes, and how it is reached.
PAPER_CLASSES = ("6А", "8А", "9Б")
PAPER_ADDRESSES = ("family0@mail.example", "family1@mail.example", "+375297654321")


@dataclass(frozen=True, slots=True)
class Family:
    """One adult of one pupil, with a phone."""

    pupil: FullName
    pupil_id: int
    class_name: str
    slip: NewSlip
    birth_date: str
    phone: Person


@dataclass(frozen=True, slots=True)
class PaperFamily:
    """One adult reached by mail or SMS alone."""

    pupil: FullName
    class_name: str
    address: str

    @property
    def by_mail(self) -> bool:
        """Mail, or else SMS."""
        return "@" in self.address


@dataclass(slots=True)
class Cast:
    """Everybody who plays."""

    teachers: dict[FullName, Person] = field(default_factory=dict)
    families: list[Family] = field(default_factory=list)
    paper: list[NewSlip] = field(default_factory=list)  #: adults left without a messenger
    on_paper: list[PaperFamily] = field(default_factory=list)  #: the same, once they are reached
    subscribers: list[Family] = field(default_factory=list)  #: who asked for the weekly summary in the chat

    def parents_of(self, pupil_id: int) -> list[Family]:
        """The linked adults of a pupil."""
        return [family for family in self.families if family.pupil_id == pupil_id]

    def pupils_of(self, class_name: str) -> list[Family]:
        """The families of a class, in the order of its list."""
        return [family for family in self.families if family.class_name == class_name]


async def give_phones(base: Foundation, school: School, roll: Roll, town: Sandbox, now: datetime) -> Cast:
    """Invite everybody and give each a phone; the first guardian of each pupil, three of them without a messenger."""
    cast = Cast()
    staff = await invite_staff(base.store, office(school), None, stamp("demo", now), base.secret)
    slips = [
        slip
        for row in roll.classes
        for slip in await invite_class(base.store, office(school), row.written_class, stamp("demo", now), base.secret)
    ]
    births = {row.name: row.birth_date for row in roll.pupils}
    seen: set[int] = set()
    firsts = [slip for slip in slips if slip.pupil_id not in seen and not seen.add(slip.pupil_id or 0)]  # type: ignore[func-returns-value]
    cast.paper = [next(slip for slip in firsts if slip.class_name == name) for name in PAPER_CLASSES]
    chatting = [slip for slip in firsts if slip not in cast.paper]
    phones = await town.people_at_once(
        [_phone(FIRST_TEACHER + n, slip.adult, faces.staff(slip, roll)) for n, slip in enumerate(staff)]
        + [_phone(FIRST_PARENT + n, slip.adult, faces.family(slip)) for n, slip in enumerate(chatting)]
    )
    cast.teachers = {slip.adult: phone for slip, phone in zip(staff, phones, strict=False) if slip.adult}
    for slip, phone in zip(chatting, phones[len(staff) :], strict=True):
        assert slip.pupil and slip.pupil_id
        born = births[slip.pupil]
        cast.families.append(
            Family(slip.pupil, slip.pupil_id, slip.class_name, slip, f"{born:%d.%m.%Y}" if born else "", phone)
        )
    await _link_staff(base, staff, cast, now)
    return cast


def _phone(number: int, adult: FullName | None, face: Mapping[str, str]) -> dict[str, object]:
    name = adult or FullName("Родитель", "")
    return {"id": number, "first_name": name.name or name.surname, "last_name": name.surname, **face}


async def _link_staff(base: Foundation, staff: Sequence[NewSlip], cast: Cast, now: datetime) -> None:
    async def one(slip: NewSlip) -> None:
        assert slip.adult
        account = Account(Channel.TELEGRAM, str(cast.teachers[slip.adult].id))
        await redeem(base.store, account, slip.secret.token, None, stamp("demo", now), base.secret, "ru")

    await _side_by_side([one(slip) for slip in staff])


async def link_quietly(base: Foundation, families: Sequence[Family], now: datetime) -> None:
    """The verbs of the chat, without the chat: code, birth date, consent."""

    async def one(family: Family) -> None:
        account = Account(Channel.TELEGRAM, str(family.phone.id))
        opened = await redeem(
            base.store,
            account,
            family.slip.secret.token,
            typed_date(family.birth_date),
            stamp("demo", now),
            base.secret,
            "ru",
        )
        await consent(base.store, account, opened.link_id, True, stamp("demo", now))

    await _side_by_side([one(family) for family in families])


def chatting(cast: Cast) -> list[Family]:
    """The families that link by talking to the bot: a few of each class."""
    by_class: dict[str, list[Family]] = defaultdict(list)
    for family in cast.families:
        by_class[family.class_name].append(family)
    return [family for number, families in enumerate(by_class.values()) for family in families[: CHATTING[number % 2]]]


async def link_in_the_chat(family: Family, class_teacher: Person) -> None:
    """One family's evening: the code from the slip, the birth date, the consent; then the class teacher's tap."""
    await family.phone.says(f"/start {family.slip.secret.token}")
    await family.phone.hears("дат")
    await family.phone.says(family.birth_date)
    question = await family.phone.hears("соглас")
    await family.phone.presses(question.buttons[0][0].label, message=question.message_id)
    confirm = words("ru")("push.confirm")
    question = await asked(class_teacher, f"{family.pupil.surname} {family.pupil.name}", confirm)
    await class_teacher.presses(confirm, message=question.message_id)
    await family.phone.hears("открыт")


async def _side_by_side(works: Sequence[object]) -> None:
    free = asyncio.Semaphore(AT_ONCE)

    async def one(work: object) -> None:
        async with free:
            await work  # type: ignore[misc]

    await asyncio.gather(*(one(work) for work in works))
