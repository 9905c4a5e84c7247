"""Notices of a class teacher to the families of the class: what may be said, who is reached, who has read it.

A family is counted by its pupil, as on the class's other pages. A notice is for those who were in the class on its
day. It may ask for «Ознакомлен»: one adult's press speaks for the family, and for every child of theirs in the class.
Changing the text makes another revision; a press stays as it was made, and the class teacher sees whose came before
the change. Clauses: 000 3.7.1, 001 3.6; design/journal.md, «Notices».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from journal_core.entries.revisions import Change
from journal_core.errors import Conflict, Invalid
from journal_core.files import StoredFile
from journal_core.school import Channel

MOST_TEXT = 3000  #: characters as a messenger counts them
MOST_FILES = 10
#: Of the 1024 characters under a file (Bot API, caption), those that the heading leaves to the words.
UNDER_A_FILE = 900
REMIND_EVERY = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """What a class teacher has written, ready to be sent."""

    text: str
    files: tuple[int, ...] = ()  #: stored files, in their order
    asks_ack: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it stands: its last revision."""

    id: int
    class_id: int
    day: date  #: local to the school; whoever was in the class then is meant
    sent_at: datetime
    revision: int
    change: Change
    text: str
    asks_ack: bool
    changed_at: datetime  #: when this revision was written

    @property
    def recalled(self) -> bool:
        """Whether the class teacher took it back."""
        return self.change is Change.REMOVED


def characters(text: str) -> int:
    """How long a text is for a messenger: UTF-16 units (Bot API, MessageEntity)."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check(entry: NoticeEntry) -> None:
    """Raise Invalid for a notice that cannot be sent: empty, too long, or with too many files."""
    check_text(entry.text)
    check_count(len(entry.files))
    if not entry.text.strip() and not entry.files:
        raise Invalid("notice.empty")


def check_text(text: str) -> None:
    """Raise Invalid for a text over the limit."""
    if characters(text) > MOST_TEXT:
        raise Invalid("notice.too_long", written=str(characters(text)), most=str(MOST_TEXT))


def check_count(files: int) -> None:
    """Raise Invalid for more files than one notice carries."""
    if files > MOST_FILES:
        raise Invalid("notice.too_many_files", most=str(MOST_FILES))


def check_standing(notice: Notice) -> None:
    """Raise Conflict for a notice that was taken back."""
    if notice.recalled:
        raise Conflict("notice.recalled")


def may_remind(notice: Notice, reminded_at: datetime | None, now: datetime) -> bool:
    """Whether the rest may be asked once more: not of what was recalled or asks nothing, and not twice in a while."""
    if notice.recalled or not notice.asks_ack:
        return False
    return reminded_at is None or now - reminded_at >= REMIND_EVERY


class Got(StrEnum):
    """How far a notice came with one family; in the order in which one of them outweighs another."""

    READ = "read"  #: somebody pressed «Ознакомлен»
    SENT = "sent"  #: a service took it; nobody knows who looked at it
    MAYBE = "maybe"  #: the connection broke while it was sent
    QUEUED = "queued"
    LOST = "lost"  #: no way to them, or every way failed


@dataclass(frozen=True, slots=True)
class FamilyReached:
    """One family and one notice."""

    pupil_id: int
    pupil: str  #: «Иванов Пётр»
    got: Got
    before_change: bool = False  #: pressed «Ознакомлен» under an earlier text


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a notice would reach now, decided by the rule that will send it."""

    ways: Mapping[Channel, int]  #: families, each by the first way that somebody of theirs is told on
    unreached: tuple[str, ...]  #: pupils, by name

    @property
    def reached(self) -> int:
        """Families."""
        return sum(self.ways.values())

    @property
    def total(self) -> int:
        """Families of the class."""
        return self.reached + len(self.unreached)


@dataclass(frozen=True, slots=True)
class NoticeStatus:
    """What its class teacher sees of a notice."""

    notice: Notice
    files: tuple[StoredFile, ...]
    families: tuple[FamilyReached, ...]  #: by name
    rest: int  #: families that a reminder would reach now; 0 while it may not be sent
    reminded_at: datetime | None = None

    def counts(self) -> Counter[Got]:
        """Families by how far it came with them."""
        return Counter(one.got for one in self.families)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice in a list."""

    id: int
    sent_at: datetime
    beginning: str  #: of the text
    files: int
    recalled: bool
    read: bool = False  #: by whoever looks at the list


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice as one adult of a family opens it."""

    notice: Notice
    files: tuple[StoredFile, ...]
    read: bool  #: this adult has pressed «Ознакомлен»
