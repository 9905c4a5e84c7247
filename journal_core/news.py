"""News: what a push speaks of, as it stands at the moment of sending.

One dataclass a message; `storage` gathers it after `access` has agreed, `texts` finds the words. No word is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal_core.attendance import AbsenceCode
from journal_core.files import StoredFile
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
    comment: str = ""  #: the teacher's words about it


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
class Missed:
    """How many lessons of one kind of absence."""

    code: AbsenceCode
    lessons: int


@dataclass(frozen=True, slots=True)
class ChildWeek:
    """What was recorded of one child within a week, as it stands now, and what is to be done next."""

    about: About
    marks: tuple[MarkSaid, ...] = ()  #: by subject; corrected ones with what stood before, removed ones too
    absences: tuple[Missed, ...] = ()  #: by kind
    homework: tuple[HomeworkSaid, ...] = ()  #: due in the coming days

    @property
    def missed(self) -> int:
        """Lessons missed or come late to."""
        return sum(one.lessons for one in self.absences)

    @property
    def entries(self) -> int:
        """How much there is: all that a neutral channel may tell."""
        return len(self.marks) + self.missed + len(self.homework)


@dataclass(frozen=True, slots=True)
class SummaryNews:
    """A person's week: all their children whom the channel may speak of."""

    first: date  #: of its seven days
    weeks: tuple[ChildWeek, ...]

    @property
    def entries(self) -> int:
        """Of all the children."""
        return sum(week.entries for week in self.weeks)


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


@dataclass(frozen=True, slots=True)
class NoticeNews:
    """A notice to the families of a class: about no child, so no child is named."""

    notice_id: int
    pupil_id: int  #: through whose diary its buttons lead
    class_name: str
    day: date  #: on which it was sent
    text: str  #: empty once it is recalled
    files: tuple[StoredFile, ...]
    asks_ack: bool
    read: bool  #: this reader has pressed «Ознакомлен»
    recalled: bool
    captioned: bool  #: in a chat: its one file and the words are one message


@dataclass(frozen=True, slots=True)
class NoticeReminderNews:
    """«Вы ещё не отметили…», to those in whose family nobody has."""

    notice: NoticeNews


@dataclass(frozen=True, slots=True)
class NoticeChangedNews:
    """The notice says something else now, or is recalled: an edit makes no sound, and a letter cannot be edited."""

    notice: NoticeNews


News = (
    MarksNews
    | AbsenceNews
    | HomeworkNews
    | CorrectionNews
    | SummaryNews
    | LinkAskedNews
    | LinkSettledNews
    | AdultAddedNews
    | AddressAddedNews
    | AddressCodeNews
    | NoticeNews
    | NoticeReminderNews
    | NoticeChangedNews
)
