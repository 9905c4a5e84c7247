"""A teacher's desk in the chat: the card of a message, its saving and undoing, and what is asked."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup

from journal_core.entries.attendance import AbsenceCode, is_urgent, noted_by_teacher
from journal_core.entries.entry import LessonEntry, LessonPage
from texts import formats
from texts.addresses import DraftId, DropDraft, SaveDraft, UndoDraft
from texts.catalog import Words
from texts.paging import COMMA, GAP, fitted, joined, line
from texts.screen import Screen
from texts.screens.desk_lines import (
    attendance_lines,
    difference,
    homework_lines,
    lesson_title,
    mark_lines,
    topic_line,
)
from texts.screens.frame import NAME, Rows, button, menu_row

URGENT = timedelta(seconds=90)  #: a school's default grace for an absence nobody explained
WARNINGS = 10
CANDIDATES = 6

_QUESTIONS = {
    "class": "question.class",
    "subject": "question.subject",
    "lesson": "question.lesson",
    "pupil": "question.pupil",
    "mark": "question.mark",
    "date": "question.date",
}
_ABOUT_WORD = {
    "class": "question.class_word",
    "subject": "question.subject_word",
    "lesson": "question.lesson_word",
    "pupil": "question.pupil_word",
    "mark": "question.mark_word",
    "date": "question.date_word",
}


def card(draft_id: int, page: LessonPage, entry: LessonEntry, warnings: tuple[str, ...], t: Words) -> Screen:
    """What a message was understood as, before it is saved. `warnings` are sentences."""

    def drawn(room: int) -> Markup:
        return joined(
            (
                lesson_title("card.title", page.lesson, t),
                mark_lines(page, entry, room, t),
                attendance_lines(page, entry, room, t),
                topic_line(entry, room, t),
                homework_lines(entry, room, t),
                joined(t.html("card.warning", text=line(one, min(room, 200))) for one in warnings[:WARNINGS]),
            ),
            GAP,
        )

    return Screen(fitted(drawn), _decide(draft_id, "button.save", t))


def correction_card(draft_id: int, page: LessonPage, before: LessonEntry, after: LessonEntry, t: Words) -> Screen:
    """What editing a saved message would change."""

    def drawn(room: int) -> Markup:
        changed = difference(page, before, after, room, t) or t.html("correction.nothing")
        return joined((lesson_title("correction.title", page.lesson, t), changed), GAP)

    return Screen(fitted(drawn), _decide(draft_id, "button.save_correction", t))


def _decide(draft_id: int, save: str, t: Words) -> Rows:
    draft = DraftId(draft_id)
    return ((button(t(save), SaveDraft(draft)), button(t("button.drop"), DropDraft(draft))),)


def saved(
    draft_id: int,
    page: LessonPage,
    entry: LessonEntry,
    grace: timedelta,
    t: Words,
    urgent: timedelta = URGENT,
) -> Screen:
    """It stands in the journal; when families will hear, and the way back until then."""
    counts = joined(
        (
            t.html("saved.marks", n=sum(len(one.values) for one in entry.marks)) if entry.marks else Markup(""),
            t.html("saved.absences", n=len(entry.attendance)) if entry.attendance else Markup(""),
            t.html("saved.topic") if entry.topic else Markup(""),
            t.html("saved.homework") if entry.homework else Markup(""),
        ),
        COMMA,
    )
    hear = joined(_when_heard(page, entry, grace, urgent, t))
    what = t.html("saved.what", what=counts) if counts else Markup("")
    text = joined((lesson_title("saved.title", page.lesson, t), what, hear), GAP)
    return Screen(text, ((button(t("button.undo"), UndoDraft(DraftId(draft_id))),),))


def _when_heard(page: LessonPage, entry: LessonEntry, grace: timedelta, urgent: timedelta, t: Words) -> list[Markup]:
    """Marks after the grace, an unexplained absence sooner, homework with the rest of the day's."""
    hurried = any(_hurries(page, one.pupil_id, one.code) for one in entry.attendance)
    lines = []
    if hurried:
        lines.append(t.html("saved.heard_urgent", after=formats.duration(urgent, t)))
    if entry.marks or (entry.attendance and not hurried):
        key = "saved.heard_rest" if hurried else "saved.heard"
        lines.append(t.html(key, after=formats.duration(grace, t)))
    if entry.homework:
        lines.append(t.html("saved.heard_homework"))
    return lines


def _hurries(page: LessonPage, pupil_id: int, code: AbsenceCode) -> bool:
    return is_urgent(noted_by_teacher(code)[0], explained=pupil_id in page.explained)


def undone(count: int, t: Words) -> Screen:
    """What the card had saved is taken back."""
    return Screen(t.html("desk.undone", n=count) if count else t.html("desk.nothing_undone"), menu_row(t))


def dropped(t: Words) -> Screen:
    """The card is forgotten; the journal was not touched."""
    return Screen(t.html("desk.dropped"))


def gone(t: Words) -> Screen:
    """The card is too old, or was decided already."""
    return Screen(t.html("desk.gone"), menu_row(t))


def question(about: tuple[str, ...], word: str | None, candidates: tuple[str, ...], t: Words) -> Screen:
    """What the reading could not decide: a sentence about the likeliest of `about`, and candidates."""
    likeliest = about[0] if about else ""
    if word and likeliest in _ABOUT_WORD:
        lines = [t.html(_ABOUT_WORD[likeliest], word=line(word, NAME))]
    else:
        lines = [t.html(_QUESTIONS.get(likeliest, "question.other"))]
    if candidates:
        offered = ", ".join(line(one, NAME) for one in candidates[:CANDIDATES])
        lines.append(t.html("question.perhaps", candidates=offered))
    return Screen(joined((*lines, t.html("question.again"))))


def not_understood(t: Words) -> Screen:
    """Nothing in the message looks like a lesson."""
    return Screen(t.html("desk.not_understood"), menu_row(t))


def teacher_menu(t: Words) -> Screen:
    """How a teacher fills the journal."""
    return Screen(t.html("menu.teacher"), menu_row(t))
