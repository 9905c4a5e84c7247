"""How an entry reads on a teacher's card: who got what, who was away, and what a correction changes."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from journal_core.entries.attendance import noted_by_teacher
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, LessonFacts, LessonPage, MarkEntry
from texts import formats
from texts.catalog import Words
from texts.paging import GAP, joined, line
from texts.screens.frame import LETTER, NAME, work_words

VALUES = 40  #: characters one pupil's values may take


def lesson_title(key: str, lesson: LessonFacts, t: Words) -> Markup:
    """Lesson, class and the date spelled out."""
    return t.html(
        key,
        subject=line(lesson.subject, NAME),
        class_name=line(lesson.class_name, 12),
        day=formats.sentence(formats.day(lesson.day, t.language)),
        slot=lesson.slot,
    )


def mark_lines(page: LessonPage, entry: LessonEntry, room: int, t: Words) -> Markup:
    """«Иванов Пётр: 9, 7 (контрольная работа)»."""
    if not entry.marks:
        return Markup("")
    lines = (_mark_line(page, one, room, t) for one in entry.marks)
    return joined((t.html("card.marks"), *lines))


def _mark_line(page: LessonPage, one: MarkEntry, room: int, t: Words) -> Markup:
    said = {"pupil": pupil_name(page, one.pupil_id, room, t), "values": _values((one,))}
    return t.html("card.mark_for", work=work_words(one.work, t), **said) if one.work else t.html("card.mark", **said)


def attendance_lines(page: LessonPage, entry: LessonEntry, room: int, t: Words) -> Markup:
    """«Сидоров Иван: Н»; a reason a teacher proposed is said to be the class teacher's to settle."""
    if not entry.attendance:
        return Markup("")
    lines = (
        t.html("card.absence", pupil=pupil_name(page, one.pupil_id, room, t), what=_attendance(one, t))
        for one in entry.attendance
    )
    return joined((t.html("card.absences"), *lines))


def _attendance(one: AbsenceEntry, t: Words) -> str:
    cell, proposed = noted_by_teacher(one.code)
    if proposed:
        return t("card.proposed", letter=t(LETTER[cell]), reason=t(LETTER[proposed]))
    if one.minutes:
        return t("absence.late_minutes", n=one.minutes)
    return t(LETTER[cell])


def topic_line(entry: LessonEntry, room: int, t: Words) -> Markup:
    return t.html("card.topic", topic=line(entry.topic, room)) if entry.topic else Markup("")


def homework_lines(entry: LessonEntry, room: int, t: Words) -> Markup:
    """The text, and the day it is due spelled out."""
    if entry.homework is None:
        return Markup("")
    return t.html("card.homework", text=line(entry.homework.text, room), due=formats.on_day(entry.homework.due, t))


def pupil_name(page: LessonPage, pupil_id: int, room: int, t: Words) -> str:
    """The full name on the lesson's list."""
    name = page.pupils.get(pupil_id)
    return line(name, min(room, 80)) if name else t("card.pupil_unknown")


def difference(page: LessonPage, before: LessonEntry, after: LessonEntry, room: int, t: Words) -> Markup:
    """What the second entry says otherwise than the first; empty when nothing."""
    return joined(
        (
            joined(_changed_marks(page, before, after, room, t)),
            joined(_changed_attendance(page, before, after, room, t)),
            _changed("correction.topic", before.topic or "", after.topic or "", room, t),
            _changed("correction.homework", _task(before.homework, t), _task(after.homework, t), room, t),
        ),
        GAP,
    )


def _changed_marks(page: LessonPage, before: LessonEntry, after: LessonEntry, room: int, t: Words) -> Iterator[Markup]:
    for pupil in dict.fromkeys(one.pupil_id for one in (*before.marks, *after.marks)):
        was, now = (_values(tuple(m for m in one.marks if m.pupil_id == pupil)) for one in (before, after))
        yield _pupil_change(pupil_name(page, pupil, room, t), was, now, t)


def _changed_attendance(
    page: LessonPage, before: LessonEntry, after: LessonEntry, room: int, t: Words
) -> Iterator[Markup]:
    for pupil in dict.fromkeys(one.pupil_id for one in (*before.attendance, *after.attendance)):
        was, now = (
            ", ".join(_attendance(a, t) for a in one.attendance if a.pupil_id == pupil) for one in (before, after)
        )
        yield _pupil_change(pupil_name(page, pupil, room, t), was, now, t)


def _pupil_change(pupil: str, was: str, now: str, t: Words) -> Markup:
    if was == now:
        return Markup("")
    if not was:
        return t.html("correction.added", pupil=pupil, after=now)
    return (
        t.html("correction.changed", pupil=pupil, before=was, after=now)
        if now
        else t.html("correction.removed", pupil=pupil, before=was)
    )


def _changed(key: str, was: str, now: str, room: int, t: Words) -> Markup:
    if was == now:
        return Markup("")
    nothing = t("correction.nothing_there")
    return t.html(key, before=line(was, room) or nothing, after=line(now, room) or nothing)


def _task(homework: HomeworkEntry | None, t: Words) -> str:
    return f"{homework.text} {formats.on_day(homework.due, t)}" if homework else ""


def _values(entries: tuple[MarkEntry, ...]) -> str:
    return line(", ".join(value for one in entries for value in one.values), VALUES)
