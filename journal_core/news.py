"""News: what a push speaks of, as it stands at the moment of sending.

One dataclass a message; `storage` gathers it after `access` has agreed, `texts` finds the words. No word is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal_core.attendance import AbsenceCode
from journal_core.marks import WorkKind
from journal_core.school import Channel


@dataclass(frozen=True, slots=True)
class About:
    """The child a push is about; `many` when the reader has several, and only then the name is said in the chat."""

    pupil_id: int
    surname: str
    name: str
    class_name: str
    many: bool

    @property
    def full(self) -> str:
        """«Пётр Иванов»."""
        return f"{self.name} {self.surname}"

    @property
    def initials(self) -> str:
        """«П. И.»: all that a channel at the level of initials may carry."""
        return f"{self.name[:1]}. {self.surname[:1]}."


@dataclass(frozen=True, slots=True)
class MarkSaid:
    """One mark as it stands."""

    subject: str
    value: str
    day: date
    work: WorkKind | None = None
    topic: str = ""
    was: str = ""  #: the value this person was told before, when it differs
    removed: bool = False


@dataclass(frozen=True, slots=True)
class MarksNews:
    """The marks of one child, merged."""

    about: About
    marks: tuple[MarkSaid, ...]


@dataclass(frozen=True, slots=True)
class AbsenceSaid:
    """One lesson missed or come late to, as it stands."""

    subject: str
    slot: int
    code: AbsenceCode
    minutes: int | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class AbsenceNews:
    """One day of one child."""

    about: About
    day: date
    absences: tuple[AbsenceSaid, ...]

    @property
    def is_only_late(self) -> bool:
        """Nobody is missing: the child came, after the bell."""
        return all(one.code is AbsenceCode.LATE for one in self.absences if not one.removed)


@dataclass(frozen=True, slots=True)
class HomeworkSaid:
    """Homework as it stands."""

    subject: str
    text: str
    due: date
    removed: bool = False


@dataclass(frozen=True, slots=True)
class HomeworkNews:
    """What was given to one child, together."""

    about: About
    homework: tuple[HomeworkSaid, ...]


@dataclass(frozen=True, slots=True)
class CorrectionNews:
    """One line about one thing that is no longer what was told."""

    about: About
    subject: str
    kind: str  #: mark, absence or homework
    was: str
    now: str  #: empty: taken back
    code: AbsenceCode | None = None


@dataclass(frozen=True, slots=True)
class LinkAskedNews:
    """For the class teacher: somebody used a code."""

    link_id: int
    pupil: str
    class_name: str
    adult: str
    relation: str


@dataclass(frozen=True, slots=True)
class LinkSettledNews:
    """For the adult: the class teacher has tapped."""

    accepted: bool
    pupil_short: str


@dataclass(frozen=True, slots=True)
class AdultAddedNews:
    """For the adults linked before."""

    about: About
    relation: str


@dataclass(frozen=True, slots=True)
class AddressAddedNews:
    """For the adult's other addresses and the child's other adults: the class teacher made one more address live."""

    about: About
    channel: Channel
    address: str  #: whole; whoever words it shows as much as its owner needs to know it
    relation: str


@dataclass(frozen=True, slots=True)
class AddressCodeNews:
    """Six digits for a mailbox or phone that is to be confirmed."""

    code: str
    school: str


News = (
    MarksNews
    | AbsenceNews
    | HomeworkNews
    | CorrectionNews
    | LinkAskedNews
    | LinkSettledNews
    | AdultAddedNews
    | AddressAddedNews
    | AddressCodeNews
)
