"""Second thoughts: a teacher edits the message that was posted, or takes it back.

`corrections` compares what a message left in the journal with what it says now; `undoing` takes back what is
still as the message left it. Both only add revisions (design/journal.md, «Nothing changes silently»).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeVar

from journal_core.entries.entering import (
    attendance_changes,
    homework_change,
    new_mark,
    remark_changes,
    task_changes,
    topic_change,
    weight_of,
)
from journal_core.entries.entry import Changes, LessonEntry, LessonPage, MarkEntry
from journal_core.entries.entry_checks import check
from journal_core.entries.lesson_events import with_events
from journal_core.entries.revisions import (
    AbsenceRevision,
    Change,
    HomeworkRevision,
    MarkRevision,
    RemarkRevision,
    Stamp,
    TaskRevision,
)
from journal_core.school import School

Revision = TypeVar("Revision", MarkRevision, AbsenceRevision, HomeworkRevision, RemarkRevision, TaskRevision)
Single = TypeVar("Single", AbsenceRevision, HomeworkRevision, RemarkRevision)

#: A revision as it stands now, with the one that stood before the command touched it.
Touched = tuple[Revision, Revision | None]


@dataclass(frozen=True, slots=True)
class Written:
    """What one command wrote, alone or together with its later corrections."""

    root: str  #: the command that posted the message first
    lesson_id: int
    marks: tuple[Touched[MarkRevision], ...] = ()
    absences: tuple[Touched[AbsenceRevision], ...] = ()
    homework: Touched[HomeworkRevision] | None = None
    topic: tuple[str, str] | None = None  #: (written, the one before), when nobody wrote another since
    overtaken: frozenset[int] = frozenset()  #: numbers of those that some other command changed since
    remarks: tuple[Touched[RemarkRevision], ...] = ()
    tasks: tuple[Touched[TaskRevision], ...] = ()


def corrections(
    page: LessonPage,
    written: Written,
    entry: LessonEntry,
    school: School,
    stamp: Stamp,
    numbers: Iterable[int],
) -> Changes:
    """What changes when the message that left `written` now says `entry`.

    The k-th value of a pupil is compared with the k-th mark of theirs: another value is a correction, a
    missing one is removed, one more is set. Raises Invalid as `changes` does.
    """
    check(page, entry, school, stamp)
    fresh = iter(numbers)
    absent = {one.pupil_id for one in entry.attendance}
    spoken_of = {one.pupil_id for one in entry.remarks}
    found = Changes(
        topic=topic_change(page, entry) if entry.topic else _topic_before(written),
        marks=tuple(_marks(page, written, entry, fresh)),
        absences=(
            *attendance_changes(page, entry, fresh),
            *_unsaid(written, written.absences, absent),
        ),
        homework=homework_change(page, entry, fresh) if entry.homework else _homework_unsaid(written),
        remarks=(*remark_changes(page, entry, fresh), *_unsaid(written, written.remarks, spoken_of)),
        tasks=_tasks(page, written, entry, fresh),
    )
    return with_events(page, found, stamp.at)


def undoing(page: LessonPage, written: Written, stamp: Stamp) -> Changes:
    """Take back everything of `written` that nobody has changed since."""
    homework = (written.homework,) if written.homework else ()
    found = Changes(
        topic=_topic_before(written),
        marks=tuple(_untouched(written, written.marks)),
        absences=tuple(
            one for one in _untouched(written, written.absences) if _room_for(one, page.absence_of(one.pupil_id))
        ),
        homework=next((one for one in _untouched(written, homework) if _room_for(one, page.homework)), None),
        remarks=tuple(
            one for one in _untouched(written, written.remarks) if _room_for(one, page.remark_about(one.pupil_id))
        ),
        tasks=tuple(_untouched(written, written.tasks)),
    )
    return with_events(page, found, stamp.at)


def taken_back(now: Revision, was: Revision | None) -> Revision:
    """The revision that brings back what stood before: nothing, or the value then."""
    if was is None or was.change is Change.REMOVED:
        return replace(now, revision=now.revision + 1, change=Change.REMOVED)
    change = Change.SET if now.change is Change.REMOVED else Change.CORRECTED
    return replace(was, revision=now.revision + 1, change=change)


def _untouched(written: Written, touched: Iterable[Touched[Revision]]) -> Iterator[Revision]:
    """Each taken back, but those that another command changed since."""
    return (taken_back(now, was) for now, was in touched if now.number not in written.overtaken)


def _room_for(back: Single, stands: Single | None) -> bool:
    """Whether giving it back leaves one a pupil and lesson, and one homework a lesson."""
    return stands is None or stands.number == back.number


def _marks(page: LessonPage, written: Written, entry: LessonEntry, fresh: Iterator[int]) -> Iterator[MarkRevision]:
    standing: dict[int, list[MarkRevision]] = defaultdict(list)
    for now, _ in sorted(written.marks, key=lambda touched: touched[0].mark_id):
        if now.change is not Change.REMOVED:
            standing[now.pupil_id].append(now)
    said: dict[int, list[tuple[MarkEntry, str]]] = defaultdict(list)
    for given in entry.marks:
        said[given.pupil_id] += [(given, value) for value in given.values]
    for pupil_id in dict.fromkeys([*said, *standing]):
        for new, now in zip_longest(said[pupil_id], standing[pupil_id]):
            if now is None:
                given, value = new
                yield new_mark(page, given, value, next(fresh))
            elif new is None:
                yield taken_back(now, None)
            elif (meant := _said_now(page, now, *new)) != now:
                yield replace(meant, revision=now.revision + 1, change=Change.CORRECTED)


def _said_now(page: LessonPage, now: MarkRevision, given: MarkEntry, value: str) -> MarkRevision:
    """The mark as the message has it; without a weight of its own it keeps the one it got, unless the kind changed."""
    weight = now.weight if given.work == now.work else weight_of(page, given.work)
    if given.weight is not None:
        weight = given.weight
    return replace(now, value=value, work=given.work, weight=weight, comment=given.comment.strip())


def _tasks(page: LessonPage, written: Written, entry: LessonEntry, fresh: Iterator[int]) -> tuple[TaskRevision, ...]:
    """With tasks in the message the lesson has these; without, those go that the message left."""
    if entry.tasks:
        return task_changes(page.tasks, page.lesson.id, entry, fresh)
    return tuple(_unsaid(written, written.tasks, frozenset()))


def _unsaid(
    written: Written, touched: Iterable[Touched[Revision]], said: set[int] | frozenset[int]
) -> Iterator[Revision]:
    """What the message noted and no longer speaks of; `said` are the pupils it does speak of."""
    for now, was in touched:
        if getattr(now, "pupil_id", None) in said or now.change is Change.REMOVED:
            continue
        # One that somebody changed since goes too when this message first noted it: that it is there at all is the
        # teacher's to say, of an absence that the class teacher settled as well. One noted by another message goes
        # back to it if still ours.
        if was is None or now.number not in written.overtaken:
            yield taken_back(now, was)


def _homework_unsaid(written: Written) -> HomeworkRevision | None:
    if written.homework is None:
        return None
    now, was = written.homework
    if now.change is Change.REMOVED or now.homework_id in written.overtaken:
        return None
    return taken_back(now, was)


def _topic_before(written: Written) -> str | None:
    if written.topic is None or written.topic[0] == written.topic[1]:
        return None
    return written.topic[1]
