"""The pieces a message is made of, once its words are recognised; each covers the tokens first..last-1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from journal_core.desk import DeskPupil
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.marks import WorkKind


@dataclass(frozen=True, slots=True)
class Piece:
    """Anything recognised."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ClassPiece(Piece):
    """«7Б»: the classes of the load it may mean; none for a class the teacher does not teach."""

    ids: frozenset[int]
    word: str
    doubtful: bool = False  #: it may as well be the number of an exercise: «№ 5, 7а»


@dataclass(frozen=True, slots=True)
class SubjectPiece(Piece):
    """«алг», «по русскому»: the subjects it may mean, nearest first."""

    tiers: tuple[frozenset[str], ...]
    word: str


@dataclass(frozen=True, slots=True)
class GroupPiece(Piece):
    """«1 гр»."""

    name: str


class Role(Enum):
    """What a date phrase is for."""

    DUE = auto()  # «на пт»
    PAST = auto()  # «за пятницу», «вчера»
    BARE = auto()  # «19.11»: the day of the lesson beside class and subject, else nothing known
    LOOSE = auto()  # «в среду», «завтра»: a day nobody can be sure about


class Far(Enum):
    """Due days that only the timetable knows."""

    NEXT_LESSON = auto()
    NEXT_WEEK = auto()
    UNKNOWN = auto()  # «через неделю», «на пн/вт»


@dataclass(frozen=True, slots=True)
class DayPiece(Piece):
    """A date phrase: a day already resolved against the day of the message, or `Far`."""

    role: Role
    day: date | Far
    word: str


@dataclass(frozen=True, slots=True)
class IntroPiece(Piece):
    """«дз», «на дом»: homework follows."""


@dataclass(frozen=True, slots=True)
class NoHomeworkPiece(Piece):
    """«дз нет»."""


@dataclass(frozen=True, slots=True)
class AllPresentPiece(Piece):
    """«отсутствующих нет»."""


@dataclass(frozen=True, slots=True)
class TopicPiece(Piece):
    """«тема урока»."""


@dataclass(frozen=True, slots=True)
class WorkPiece(Piece):
    """«к/р»."""

    kind: WorkKind
    loose: bool  #: introduced by «за»: it may look back as well as ahead


@dataclass(frozen=True, slots=True)
class CodePiece(Piece):
    """«н», «болеют»."""

    code: AbsenceCode
    plural: bool
    short: bool  #: a sign of one or two letters, meaningful only beside a name


@dataclass(frozen=True, slots=True)
class MinutesPiece(Piece):
    """«на 10 мин»."""

    minutes: int


@dataclass(frozen=True, slots=True)
class NamePiece(Piece):
    """A surname, maybe with a first name or initial, and the pupils of the class it fits: none, one or several."""

    pupils: tuple[DeskPupil, ...]
    word: str


@dataclass(frozen=True, slots=True)
class ValuePiece(Piece):
    """A number or word that may be a mark; `good` is whether the scale knows it."""

    value: str
    good: bool


@dataclass(frozen=True, slots=True)
class CountPiece(Piece):
    """A number that is no mark: a phone, a time, an age, a page."""


@dataclass(frozen=True, slots=True)
class ReferencePiece(Piece):
    """«§», «упр.»: the beginning of a textbook reference."""


@dataclass(frozen=True, slots=True)
class VerbPiece(Piece):
    """«повторить»: a study verb."""


@dataclass(frozen=True, slots=True)
class WordPiece(Piece):
    """A word nobody knows, a first name alone, or a pupil of another class."""

    key: str
    word: str
    capital: bool
    person: bool  #: it is some pupil's name, but none that tells who


@dataclass(frozen=True, slots=True)
class FillerPiece(Piece):
    """A word that says nothing here: a greeting, «сегодня», a preposition."""

    key: str


@dataclass(frozen=True, slots=True)
class SignPiece(Piece):
    """Punctuation inside a sentence."""

    sign: str


@dataclass(frozen=True, slots=True)
class BreakPiece(Piece):
    """The end of a line, of a sentence, or a semicolon."""

    sign: str
