"""What becomes of imported marks: into which lesson each goes, and what it changes there.

A mark is known by its number in the other program, else by lesson, pupil, value and kind: so the same gradebook
twice, or our own one brought back, changes nothing. What somebody here corrected since stays as it is and is asked
about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from journal_core.entries.revisions import Change, MarkRevision
from journal_core.gradebook.meaning import Refused
from journal_core.gradebook.records import (
    UNPLACED,
    GradebookDifference,
    Known,
    Meant,
    Source,
    StandingMark,
    Taken,
    TaughtLesson,
)
from journal_core.lessons import Bell

_Day = tuple[int, int, date]
_Place = tuple[int, int, str]


@dataclass(slots=True)
class Desk:
    """Marks being laid into lessons."""

    known: Known
    bells: dict[int, Bell]
    teachers: dict[tuple[int, int], int]  #: (class, subject) → who gives it, where that is one teacher
    groups: dict[int, frozenset[int]]  #: pupil → their subgroups
    refused: Refused
    asked: frozenset[str]  #: numbers that the file gives: a mark of one of them is nobody else's
    numbers: Iterator[int] = field(default_factory=lambda: count(-1, -1))  #: of what is new, until it is written
    lessons: dict[_Day, list[TaughtLesson]] = field(default_factory=dict)
    numbered: dict[str, StandingMark] = field(default_factory=dict)
    unclaimed: dict[_Place, list[StandingMark]] = field(default_factory=dict)
    made: list[TaughtLesson] = field(default_factory=list)
    marks: list[MarkRevision] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def __post_init__(self) -> None:
        for one in self.known.lessons:
            self.lessons.setdefault((one.class_id, one.subject_id, one.day), []).append(one)
        for mark in self.known.marks:
            self.numbered.update(dict.fromkeys(mark.external_ids, mark))
            if mark.revision.change is not Change.REMOVED and self.asked.isdisjoint(mark.external_ids):
                revision = mark.revision
                place = (revision.lesson_id, revision.pupil_id, revision.value)
                self.unclaimed.setdefault(place, []).append(mark)


def decide(desk: Desk, rows: Iterable[Meant]) -> Taken:
    """What to write for `rows`; refusals are counted on the desk."""
    for one in rows:
        stands = desk.numbered.get(one.row.external_id)
        if any(one.class_id == class_id and one.row.day in days for class_id, days in desk.known.closed):
            _closed(desk, stands, one)
        elif stands is not None and not _same_place(desk, stands.revision, one):
            desk.refused.add(one.row, "import.mark_elsewhere")
        elif stands is not None:
            _again(desk, stands, one)
        elif one.row.value:
            _first(desk, one)
    return Taken(tuple(desk.made), tuple(desk.marks), tuple(desk.sources))


def counted(taken: Taken) -> GradebookDifference:
    """How much that is."""
    by_change = [one.change for one in taken.marks]
    return GradebookDifference(
        by_change.count(Change.SET),
        by_change.count(Change.CORRECTED),
        by_change.count(Change.REMOVED),
        len(taken.lessons),
        sum(source.revision == 0 for source in taken.sources),
    )


def _closed(desk: Desk, stands: StandingMark | None, one: Meant) -> None:
    """A term that somebody closed is changed by requests alone (decision 0011); what stands already is no news."""
    stood = stands.revision.value if stands and stands.revision.change is not Change.REMOVED else ""
    if one.row.value != stood:
        desk.refused.add(one.row, "import.mark_closed")


def _same_place(desk: Desk, was: MarkRevision, one: Meant) -> bool:
    """Whether a mark known by its number is still of the same pupil, class, subject and day."""
    lessons = desk.lessons.get((one.class_id, one.subject_id, one.row.day), [])
    return was.pupil_id == one.pupil_id and was.lesson_id in {lesson.id for lesson in lessons}


def _again(desk: Desk, stands: StandingMark, one: Meant) -> None:
    """A mark that was imported before."""
    row, was = one.row, stands.revision
    if was.change is Change.REMOVED:
        if row.value and stands.ours:
            desk.refused.add(row, "import.mark_edited")
        elif row.value:
            _write(desk, row.external_id, _revised(was, one, Change.SET))
        return
    same = (was.value, was.work, was.weight, was.comment) == (row.value, one.work, row.weight, row.comment)
    if same:
        return
    if stands.ours:
        desk.refused.add(row, "import.mark_edited")
    elif row.value:
        _write(desk, row.external_id, _revised(was, one, Change.CORRECTED))
    else:
        _write(desk, row.external_id, replace(was, revision=was.revision + 1, change=Change.REMOVED))


def _revised(was: MarkRevision, one: Meant, change: Change) -> MarkRevision:
    row = one.row
    return replace(
        was, revision=was.revision + 1, change=change, value=row.value, work=one.work, weight=row.weight,
        comment=row.comment,
    )  # fmt: skip


def _first(desk: Desk, one: Meant) -> None:
    lesson, row = _lesson(desk, one), one.row
    alike = desk.unclaimed.get((lesson.id, one.pupil_id, row.value), [])
    same = next((mark for mark in alike if mark.revision.work == one.work), None)
    if same is not None:
        alike.remove(same)
        desk.sources.append(Source(row.external_id, same.revision.mark_id, 0))
        return
    revision = MarkRevision(
        next(desk.numbers), 1, Change.SET, lesson.id, one.pupil_id, row.value, one.work, row.weight, row.comment
    )
    _write(desk, row.external_id, revision)


def _write(desk: Desk, external_id: str, revision: MarkRevision) -> None:
    desk.marks.append(revision)
    desk.sources.append(Source(external_id, revision.mark_id, revision.revision))
    # The same number again in the file, further down, is no second mark.
    desk.numbered[external_id] = StandingMark(revision, ours=False)


def _lesson(desk: Desk, one: Meant) -> TaughtLesson:
    """The day's lesson of the subject: of the mark's own slot and group first; made when there is none."""
    standing = desk.lessons.setdefault((one.class_id, one.subject_id, one.row.day), [])
    fitting = [lesson for lesson in standing if _fits(desk, lesson, one)]
    if fitting:
        return min(
            fitting, key=lambda lesson: (lesson.subgroup_id != one.subgroup_id, lesson.slot == UNPLACED, lesson.slot)
        )
    slot = UNPLACED if one.row.slot is None else one.row.slot
    bell = desk.bells.get(slot)
    made = TaughtLesson(
        next(desk.numbers), one.class_id, one.subgroup_id, one.subject_id, one.row.day, slot,
        one.staff_id or desk.teachers.get((one.class_id, one.subject_id)),
    )  # fmt: skip
    made = replace(made, starts_at=bell.starts_at, ends_at=bell.ends_at) if bell else made
    desk.made.append(made)
    standing.append(made)
    return made


def _fits(desk: Desk, lesson: TaughtLesson, one: Meant) -> bool:
    """Whether the pupil was there: the whole class, the mark's group, or a group of theirs."""
    if one.row.slot is not None and lesson.slot != one.row.slot and lesson.slot != UNPLACED:
        return False
    if lesson.subgroup_id is None:
        return True
    theirs = desk.groups.get(one.pupil_id, frozenset())
    return lesson.subgroup_id == one.subgroup_id or (one.subgroup_id is None and lesson.subgroup_id in theirs)
