"""Addresses: where a button leads, in at most 64 bytes (Bot API, callback_data 1-64 bytes).

A button carries an address, never a permission: whoever presses is looked up afresh. The form is
`d1.<verb>.<field>.<field>…` with numbers as base36 and dates as base36 of their ordinal; `d1` is the version, and an
address of another version is answered with a fresh menu. On a push the form begins with `p1`: a message that told
something stays in the chat, so what its buttons open comes as a new message. `ADDRESSES` is the registry that
tests generate from.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NewType, TypeVar, dataclass_transform, get_type_hints

from texts import fields

VERSION = "d1"
PUSHED = "p1"  #: the version as the buttons of a push carry it
LIMIT = 64  #: bytes

#: What a number in an address names; the access tests put foreign ones of each kind into every address.
PupilId = NewType("PupilId", int)
ClassId = NewType("ClassId", int)
MarkId = NewType("MarkId", int)
LinkId = NewType("LinkId", int)
DraftId = NewType("DraftId", int)
AbsenceId = NewType("AbsenceId", int)
GuardianId = NewType("GuardianId", int)
Page = NewType("Page", int)  #: 0 is the first

ADDRESSES: dict[str, type[Address]] = {}


class Address:
    """Somewhere a button leads; subclasses are frozen dataclasses of numbers, dates and short words."""

    verb: ClassVar[str]


A = TypeVar("A", bound=Address)


@dataclass_transform(frozen_default=True)
def address(verb: str) -> Callable[[type[A]], type[A]]:
    """Make a class an address called `verb` and enter it in the registry."""

    def enter(kind: type[A]) -> type[A]:
        if verb in ADDRESSES:
            raise TypeError(f"two addresses are called {verb}")
        kind.verb = verb
        ADDRESSES[verb] = dataclass(frozen=True)(kind)
        return kind

    return enter


def pack(address: Address, *, pushed: bool = False) -> str:
    """The address as a button carries it, on a push or on a reply; ValueError past 64 bytes."""
    written = (fields.write(getattr(address, f.name)) for f in dataclasses.fields(address))  # type: ignore[arg-type]
    packed = ".".join((PUSHED if pushed else VERSION, address.verb, *written))
    if len(packed.encode()) > LIMIT:
        raise ValueError(f"an address of {len(packed.encode())} bytes: {address.verb}")
    return packed


def unpack(packed: str) -> Address | None:
    """The address of a pressed button; None when it is of another version, forged or broken."""
    version, _, rest = packed.partition(".")
    verb, *values = rest.split(".")
    kind = ADDRESSES.get(verb)
    if version not in (VERSION, PUSHED) or kind is None or len(packed.encode()) > LIMIT:
        return None
    types = field_types(kind)
    if len(types) != len(values):
        return None
    try:
        return kind(**{name: fields.read(text, hint) for (name, hint), text in zip(types.items(), values, strict=True)})
    except (ValueError, OverflowError):
        return None


def is_pushed(packed: str) -> bool:
    """Whether the pressed button stands on a push."""
    return packed.startswith(f"{PUSHED}.")


def field_types(kind: type[Address]) -> dict[str, Any]:
    """The fields of an address in order, with their types."""
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in dataclasses.fields(kind)}  # type: ignore[arg-type]


@address("m")
class Menu(Address):
    """The first page of whoever presses."""


@address("ch")
class Children(Address):
    """The switcher between children."""


@address("c")
class ChildMenu(Address):
    """One child's first page."""

    pupil: PupilId


@address("d")
class DayOf(Address):
    """One day of a child."""

    pupil: PupilId
    day: date


@address("t")
class Today(Address):
    """Today, whenever the button is pressed."""

    pupil: PupilId


@address("tm")
class Tomorrow(Address):
    """The next day with lessons, whenever the button is pressed."""

    pupil: PupilId


@address("w")
class WeekOf(Address):
    """A week of a child, by its Monday."""

    pupil: PupilId
    monday: date


@address("tw")
class ThisWeek(Address):
    """The present week, whenever the button is pressed."""

    pupil: PupilId


@address("k")
class Marks(Address):
    """A child's marks by subject."""

    pupil: PupilId
    page: Page


@address("ko")
class OneMark(Address):
    """One mark opened."""

    pupil: PupilId
    mark: MarkId


@address("h")
class HomeworkOf(Address):
    """A child's homework by the day it is due."""

    pupil: PupilId
    page: Page


@address("a")
class Absences(Address):
    """A child's absences of the term."""

    pupil: PupilId
    page: Page


@address("gc")
class GiveConsent(Address):
    """The adult's answer to the text of the consent; `given` is 1 or 0."""

    link: LinkId
    given: int


@address("sl")
class SettleLink(Address):
    """The class teacher's tap; `accept` is 1 or 0."""

    link: LinkId
    accept: int


@address("sd")
class SaveDraft(Address):
    """Save what the card shows."""

    draft: DraftId


@address("dd")
class DropDraft(Address):
    """Forget the card."""

    draft: DraftId


@address("ud")
class UndoDraft(Address):
    """Take back what the card saved."""

    draft: DraftId


@address("cl")
class ClassMenu(Address):
    """The class teacher's first page of a class."""

    class_id: ClassId


@address("wl")
class WaitingLinks(Address):
    """Who used a code and waits for the class teacher."""

    class_id: ClassId
    page: Page


@address("f")
class Families(Address):
    """The class with its adults: who is linked, who is not reached."""

    class_id: ClassId
    page: Page


@address("fo")
class OneFamily(Address):
    """One pupil's adults, with the means to enter an address for them."""

    class_id: ClassId
    pupil: PupilId


@address("aa")
class AskAddress(Address):
    """Ask the class teacher to type a guardian's address; `channel` is "email" or "sms"."""

    class_id: ClassId
    guardian: GuardianId
    channel: str


@address("oa")
class OwnAddress(Address):
    """Ask a guardian to type their own address; `channel` is "email" or "sms"."""

    channel: str


@address("ts")
class ToSettle(Address):
    """Absences of a class on a day that carry no reason yet."""

    class_id: ClassId
    day: date
    page: Page


@address("sa")
class SettleAbsence(Address):
    """The class teacher's reason for an absence; `code` is a value of AbsenceCode."""

    class_id: ClassId
    absence: AbsenceId
    code: str


@address("is")
class IAmStaff(Address):
    """Somebody with a staff code has no child's birth date to give."""


@address("x")
class Stop(Address):
    """Leave what was asked for and show the menu."""
