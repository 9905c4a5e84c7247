"""How one lesson reads in a family's day and week."""

from __future__ import annotations

from markupsafe import Markup

from journal_core.diary import LessonLine, MarkCell
from texts import formats
from texts.catalog import Words
from texts.paging import COMMA, POINT, joined, line
from texts.screens.frame import LETTER, NAME, absence_words, work_words

VALUE = 12  #: characters the value of a mark may take
MARKS = 12  #: marks of one lesson that are listed


def day_lesson(one: LessonLine, room: int, t: Words) -> Markup:
    """A lesson of the day: time and room, marks, absence, what was due, the topic, the teacher's words."""
    head = t.html(
        "lesson.head",
        slot=one.slot,
        subject=line(one.subject, NAME),
        starts=formats.clock(one.starts_at),
        ends=formats.clock(one.ends_at),
    )
    return joined(
        (
            head + _room(one.room, t),
            t.html("lesson.marks", n=len(one.marks), marks=_marks(one.marks, t)) if one.marks else Markup(""),
            _absence(one, t),
            *(t.html("lesson.due", text=line(text, room)) for text in one.due[:MARKS]),
            t.html("lesson.topic", topic=line(one.topic, min(room, 200))) if one.topic else Markup(""),
            t.html("lesson.remark", text=line(one.remark, room)) if one.remark else Markup(""),
        )
    )


def week_lesson(one: LessonLine, room: int, t: Words) -> Markup:
    """A lesson of the week on one line, and its homework on the next."""
    notes = [Markup("<b>{}</b>").format(line(cell.value, VALUE)) for cell in one.marks[:MARKS]]
    if one.absence:
        notes.append(Markup.escape(t(LETTER[one.absence])))
    head = t.html("week.lesson", slot=one.slot, subject=line(one.subject, NAME))
    due = line("; ".join(one.due), room)
    return joined((joined((head, *notes), POINT), t.html("week.due", text=due) if due else Markup("")))


def value_with_past(cell: MarkCell, t: Words) -> str:
    """«4», or «4 (было 7)» after a correction."""
    value = line(cell.value, VALUE)
    if not cell.corrected_from:
        return value
    return t("mark.was", value=value, before=line(cell.corrected_from, VALUE))


def _marks(cells: tuple[MarkCell, ...], t: Words) -> Markup:
    said = []
    for cell in cells[:MARKS]:
        value = Markup("<b>{}</b>").format(value_with_past(cell, t))
        said.append(t.html("lesson.mark_for", value=value, work=work_words(cell.work, t)) if cell.work else value)
    return joined(said, COMMA)


def _absence(one: LessonLine, t: Words) -> Markup:
    if one.absence is None:
        return Markup("")
    return Markup.escape(formats.sentence(absence_words(one.absence, one.minutes, t)))


def _room(room: str, t: Words) -> Markup:
    """«каб. 12»; a gym is called by its own name."""
    room = line(room, 20)
    if not room:
        return Markup("")
    return t.html("lesson.room" if room[0].isdigit() else "lesson.place", room=room)
