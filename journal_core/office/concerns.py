"""A word to the guardians of a failing or truant pupil, and who of them has read it (001 4.3.10).

Of the class teacher or the deputy. Taken back, it stays in the history; whoever has not heard it yet never does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from journal_core.entries.revisions import Change
from journal_core.office.sheets import OfficeSheet, Word, sheet


class Worry(StrEnum):
    """What the word is about."""

    FAILING = "failing"
    TRUANT = "truant"  #: lessons missed without a good reason


@dataclass(frozen=True, slots=True)
class Concern:
    """A word as it stands: its last revision."""

    id: int
    revision: int
    change: Change
    school_id: int
    class_id: int  #: the pupil's on that day
    pupil_id: int
    staff_id: int | None
    day: date
    what: Worry
    text: str
    hat: str = ""  #: the role in which this revision was written


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A word in a list, with who has read it."""

    concern: Concern
    at: datetime
    pupil: str
    class_name: str
    author: str
    read: tuple[tuple[str, datetime], ...] = ()  #: (adult, when), in order; for a family, the reader alone

    @property
    def taken_back(self) -> bool:
        """Whether it no longer stands."""
        return self.concern.change is Change.REMOVED


_WORRY = {Worry.FAILING: Word("office.failing"), Worry.TRUANT: Word("office.truant")}


def concerns_sheet(lines: Iterable[ConcernLine]) -> OfficeSheet:
    """Оповещения родителей."""
    return sheet(
        "office.concerns",
        ("office.day", "office.class", "office.pupil", "office.what", "office.text", "office.who", "office.read"),
        (
            (
                one.concern.day,
                one.class_name,
                one.pupil,
                _WORRY[one.concern.what],
                one.concern.text,
                one.author,
                ", ".join(adult for adult, _ in one.read),
            )
            for one in lines
            if not one.taken_back
        ),
    )
