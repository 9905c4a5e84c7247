"""Second thoughts: a teacher edits the message that was posted, or takes it back.

`corrections` compares what a message left in the journal with what it says now; `undoing` takes back what is
still as the message left it. Both only add revisions (000 3.4.4; 001 2.4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeVar

from journal_core.entry import (
    Changes,
    LessonEntry,
    LessonPage,
    attendance_changes,
    check,
    events_of,
    homework_change,
    topic_change,
)
from journal_core.marks import WorkKind
from journal_core.revisions import AbsenceRevision, Change, HomeworkRevision, MarkRevision, Stamp
from journal_core.school import School

Revision = TypeVar("Revision", MarkRevision, AbsenceRevision, HomeworkRevision)

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
    marks = tuple(_marks(page, written, entry, fresh))
    absences = (*attendance_changes(page, entry, fresh), *_absences_unsaid(written, entry))
    homework = homework_change(page, entry, fresh) if entry.homework else _homework_unsaid(written)
    topic = topic_change(page, entry) if entry.topic else _topic_before(written)
    return Changes(topic, marks, absences, homework, events_of(page, marks, absences, homework, stamp.at))


def undoing(page: LessonPage, written: Written, stamp: Stamp) -> Changes:
    """Take back everything of `written` that nobody has changed since."""
    marks = tuple(taken_back(now, was) for now, was in written.marks if now.mark_id not in written.overtaken)
    absences = tuple(
        taken_back(now, was)
        for now, was in written.absences
        if now.absence_id not in written.overtaken and _room_for(page, now)
    )
    homework = None
    if written.homework and written.homework[0].homework_id not in written.overtaken:
        stands = page.homework
        if stands is None or stands.homework_id == written.homework[0].homework_id:
            homework = taken_back(*written.homework)
    topic = _topic_before(written)
    return Changes(topic, marks, absences, homework, events_of(page, marks, absences, homework, stamp.at))


def taken_back(now: Revision, was: Revision | None) -> Revision:
    """The revision that brings back what stood before: nothing, or the value then."""
    if was is None or was.change is Change.REMOVED:
        return replace(now, revision=now.revision + 1, change=Change.REMOVED)
    change = Change.SET if now.change is Change.REMOVED else Change.CORRECTED
    return replace(was, revision=now.revision + 1, change=change)


def _room_for(page: LessonPage, missed: AbsenceRevision) -> bool:
    """Whether giving this absence back leaves one absence a pupil and lesson."""
    stands = page.absence_of(missed.pupil_id)
    return stands is None or stands.absence_id == missed.absence_id


def _marks(page: LessonPage, written: Written, entry: LessonEntry, fresh: Iterator[int]) -> Iterator[MarkRevision]:
    standing: dict[int, list[MarkRevision]] = defaultdict(list)
    for now, _ in sorted(written.marks, key=lambda touched: touched[0].mark_id):
        if now.change is not Change.REMOVED:
            standing[now.pupil_id].append(now)
    said: dict[int, list[tuple[str, WorkKind | None]]] = defaultdict(list)
    for given in entry.marks:
        said[given.pupil_id] += [(value, given.work) for value in given.values]
    for pupil_id in dict.fromkeys([*said, *standing]):
        for new, now in zip_longest(said[pupil_id], standing[pupil_id]):
            if now is None:
                yield MarkRevision(next(fresh), 1, Change.SET, page.lesson.id, pupil_id, *new)
            elif new is None:
                yield taken_back(now, None)
            elif new != (now.value, now.work):
                value, work = new
                yield replace(now, revision=now.revision + 1, change=Change.CORRECTED, value=value, work=work)


def _absences_unsaid(written: Written, entry: LessonEntry) -> Iterator[AbsenceRevision]:
    """Absences the message noted and no longer speaks of."""
    said = {one.pupil_id for one in entry.attendance}
    for now, was in written.absences:
        if now.pupil_id in said or now.change is Change.REMOVED:
            continue
        # One that the class teacher settled since goes too when this message first noted it: whether the
        # pupil was there is the teacher's to say. One noted by another message goes back to it if still ours.
        if was is None or now.absence_id not in written.overtaken:
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
