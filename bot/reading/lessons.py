"""Which lesson a message is about (rule 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.reading.pieces import DayPiece, Far, GroupPiece
from bot.reading.result import Topic, ask
from bot.reading.tokens import key
from journal_core.desk import Desk, DeskLesson


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of the message on the school's clock."""

    today: date
    clock: time

    def begun(self, lessons: Sequence[DeskLesson]) -> list[DeskLesson]:
        """Today's lessons that have begun; the last one is going on or ended last."""
        of_today = [lesson for lesson in lessons if lesson.date == self.today and lesson.starts_at <= self.clock]
        return sorted(of_today, key=_when)


def _when(lesson: DeskLesson) -> tuple[date, time, int]:
    return (lesson.date, lesson.starts_at, lesson.slot)


def explicit_day(days: Sequence[DayPiece]) -> date | None:
    """The day of the lesson the teacher wrote, if any; two different ones are a question."""
    named = {piece.day for piece in days}
    if not named:
        return None
    day = named.pop()
    if named or isinstance(day, Far):
        raise ask(Topic.LESSON, Topic.DATE, word=days[0].word)
    return day


def settle_lesson(
    desk: Desk, class_id: int, subject_id: int, groups: Sequence[GroupPiece], now: Now, day: date | None
) -> DeskLesson:
    """The lesson the message is about, or a question."""
    lessons = [le for le in desk.lessons if le.class_id == class_id and le.subject_id == subject_id]
    subgroup = _settle_group(desk, class_id, subject_id, groups, lessons, now, day)
    lessons = [lesson for lesson in lessons if lesson.subgroup_id == subgroup]
    found = _on_day(lessons, now, day) if day is not None else _nearest(lessons, now)
    if found is None:
        raise ask(Topic.LESSON)
    return found


def _settle_group(
    desk: Desk,
    class_id: int,
    subject_id: int,
    groups: Sequence[GroupPiece],
    lessons: Sequence[DeskLesson],
    now: Now,
    day: date | None,
) -> int | None:
    """As named; the only one; or the group whose lesson is going on or ended last."""
    load = [line for line in desk.load if line.class_id == class_id and line.subject_id == subject_id]
    if groups:
        named = {group.name for group in groups}
        ids = {line.subgroup_id for line in load if line.subgroup and key(line.subgroup) in named}
        if len(ids) != 1 or len(named) != 1:
            raise ask(Topic.LESSON, word=groups[0].name)
        return ids.pop()
    taught = {line.subgroup_id for line in load}
    if len(taught) == 1:
        return taught.pop()
    if day is not None and day != now.today:
        of_day = {lesson.subgroup_id for lesson in lessons if lesson.date == day}
        if len(of_day) == 1:
            return of_day.pop()
        raise ask(Topic.LESSON)
    begun = now.begun(lessons)
    if not begun:
        raise ask(Topic.LESSON)
    return begun[-1].subgroup_id


def _on_day(lessons: Sequence[DeskLesson], now: Now, day: date) -> DeskLesson | None:
    """Several that day: the last begun; none begun: the first. A day to come has no lesson to record."""
    of_day = sorted((lesson for lesson in lessons if lesson.date == day), key=_when)
    if not of_day or day > now.today:
        return None
    begun = of_day if day < now.today else now.begun(of_day)
    return begun[-1] if begun else of_day[0]


def _nearest(lessons: Sequence[DeskLesson], now: Now) -> DeskLesson | None:
    """Begun last today, else the first later today, else the last before today."""
    begun = now.begun(lessons)
    if begun:
        return begun[-1]
    today = [lesson for lesson in lessons if lesson.date == now.today]
    if today:
        return min(today, key=_when)
    return max((lesson for lesson in lessons if lesson.date < now.today), key=_when, default=None)
