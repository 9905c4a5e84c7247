"""Matters of the office: each is written once, and what becomes of it is a step that is added.

A kind of matter is a frozen dataclass with its `WAY`: from where it stands to where it may go. Whose hand may take a
step is told by the pass that its verb asks for. A proposal, a remark, a report, a question differ in nothing else, so
they share one history of steps, one lock and one way of being read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Generic, Protocol, TypeVar

from journal_core.errors import Conflict, Invalid

#: Characters of what somebody writes here.
MOST_TEXT = 3000


class Step(StrEnum):
    """What may become of a matter."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MENDED = "mended"  #: «устранено»
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    HANDED = "handed"  #: once more, after it was returned
    CERTIFIED = "certified"
    RETURNED = "returned"
    ARCHIVED = "archived"
    PASSED = "passed"  #: on to the deputy
    ANSWERED = "answered"
    CORRECTED = "corrected"


#: Where a matter stands (None: just opened) → the steps it may take from there.
Way = Mapping[Step | None, frozenset[Step]]


class Matter(Protocol):
    """What every kind of matter tells."""

    NAME: ClassVar[str]  #: of its table, and of its subjects in the audit
    WAY: ClassVar[Way]

    @property
    def school_id(self) -> int: ...

    @property
    def day(self) -> date: ...


M = TypeVar("M", bound=Matter)
M_co = TypeVar("M_co", bound=Matter, covariant=True)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken."""

    revision: int
    step: Step
    at: datetime
    note: str = ""
    refers: str = ""  #: what it leans on: an order, an archive's number, «request:5»
    staff: str = ""  #: «Соколова В. П.»; empty where nobody of the staff is named


@dataclass(frozen=True, slots=True)
class Names:
    """Names of what a matter refers to by number; empty for what it does not."""

    pupil: str = ""  #: «Иванова Анна»
    class_name: str = ""
    to_class: str = ""
    adult: str = ""
    staff: str = ""  #: «Ковалёва Н. П.»
    subject: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True)
class Filed(Generic[M_co]):
    """A matter that is kept, with its history."""

    id: int
    matter: M_co
    at: datetime  #: when it was opened
    steps: tuple[Taken, ...] = ()  #: in order
    names: Names = field(default_factory=Names)

    @property
    def last(self) -> Taken | None:
        """The last step."""
        return self.steps[-1] if self.steps else None

    @property
    def stands(self) -> Step | None:
        """Where it stands; None while nobody has touched it."""
        return self.steps[-1].step if self.steps else None

    def when(self, step: Step) -> datetime | None:
        """When it first took this step."""
        return next((one.at for one in self.steps if one.step is step), None)


def next_revision(filed: Filed[Matter], step: Step) -> int:
    """The number that `step` takes. Raises Conflict when the matter has moved on and cannot take it."""
    if step not in filed.matter.WAY.get(filed.stands, frozenset()):
        raise Conflict("office.moved_on")
    return len(filed.steps) + 1


def words(written: str) -> str:
    """What somebody wrote, without its margins. Raises Invalid for nothing at all and for too much."""
    text = written.strip()
    if not text:
        raise Invalid("office.empty")
    if len(text) > MOST_TEXT:
        raise Invalid("office.too_long", written=str(len(text)), most=str(MOST_TEXT))
    return text
