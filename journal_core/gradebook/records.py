"""What an imported gradebook is compared with, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from journal_core.entries.revisions import MarkRevision
from journal_core.lessons import Span
from journal_core.roll import Doubt, MarkRow

#: The slot of a lesson that no timetable has: it was made for the marks of its day.
UNPLACED = 0


@dataclass(frozen=True, slots=True)
class Meant:
    """A mark whose pupil, class and subject the school knows."""

    row: MarkRow
    pupil_id: int
    class_id: int
    subject_id: int
    subgroup_id: int | None
    work: str | None
    staff_id: int | None = None  #: who gives the subject, when the school knows whom the row names


@dataclass(frozen=True, slots=True)
class TaughtLesson:
    """A lesson that stands; below zero one that is to be made."""

    id: int
    class_id: int
    subgroup_id: int | None
    subject_id: int
    day: date
    slot: int
    staff_id: int | None = None
    starts_at: time = time()
    ends_at: time = time()


@dataclass(frozen=True, slots=True)
class StandingMark:
    """A mark as it stands in the journal."""

    revision: MarkRevision
    external_ids: tuple[str, ...] = ()  #: its numbers in other programs, when it came from there or went there
    ours: bool = True  #: its last revision was made here, and not by an import


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the journal around some marks."""

    lessons: tuple[TaughtLesson, ...] = ()
    marks: tuple[StandingMark, ...] = ()
    closed: tuple[tuple[int, Span], ...] = ()  #: (class, days) of terms that somebody closed


@dataclass(frozen=True, slots=True)
class Source:
    """Which mark of the other program a mark here is; `revision` is 0 for one that stood here before."""

    external_id: str
    mark_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What to write: lessons made for their marks, revisions, and where they came from."""

    lessons: tuple[TaughtLesson, ...] = ()
    marks: tuple[MarkRevision, ...] = ()
    sources: tuple[Source, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lessons or self.marks or self.sources)


@dataclass(frozen=True, slots=True)
class GradebookDifference:
    """How much a gradebook changes, and what to ask."""

    new: int = 0
    corrected: int = 0
    removed: int = 0
    lessons: int = 0  #: made, because the day had none of the subject
    known: int = 0  #: that stood here already, and are now known by the other program's number
    doubts: tuple[Doubt, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.new or self.corrected or self.removed or self.lessons or self.known)

    def __add__(self, other: GradebookDifference) -> GradebookDifference:
        return GradebookDifference(
            self.new + other.new,
            self.corrected + other.corrected,
            self.removed + other.removed,
            self.lessons + other.lessons,
            self.known + other.known,
            self.doubts + other.doubts,
        )
