"""A child's marks by subject, and one mark opened."""

from __future__ import annotations

from markupsafe import Markup

from journal_core.access import Child
from journal_core.diary import MarkCard, MarkCell, SubjectMarks, TermMarks, average
from texts import formats
from texts.addresses import Address, DayOf, MarkId, Marks, OneMark, Page, PupilId
from texts.catalog import Words
from texts.paging import GAP, POINT, fitted, joined, line, picked
from texts.screen import Button, Screen
from texts.screens.frame import NAME, button, home, in_rows, page_note, pager, titled, work_words
from texts.screens.lessons import VALUE, value_with_past

MARKS_PAGE = 20  #: marks a page: each has a button
HISTORY = 20  #: corrections listed on a mark's card

_Listed = tuple[SubjectMarks, tuple[MarkCell, ...]]  #: a subject and those of its marks that stand on the page


def marks(child: Child, view: TermMarks, page: int, many: bool, t: Words) -> Screen:
    """Marks of a term by subject with the average; each opens by its button."""
    shown = picked(_pages(view.subjects), page)
    name = t("marks.title", term=line(view.term, NAME)) if view.term else t("marks.title_plain")

    def turn(to: int) -> Address:
        return Marks(PupilId(child.pupil_id), Page(to))

    lines = [_subject(subject, cells, t) for subject, cells in shown.items] or [t.html("marks.none")]
    text = joined((titled(child, many, name, t), *lines, page_note(shown, t)), GAP)
    buttons = (_mark_button(child, subject, cell, t) for subject, cells in shown.items for cell in cells)
    rows = (*in_rows(buttons, 2), *pager(shown, turn, t), home(child, many, t))
    return Screen(fitted(lambda room: text), rows)


def _pages(subjects: tuple[SubjectMarks, ...]) -> list[list[_Listed]]:
    """Subjects in pages of so many marks; one is broken only when it is longer than a page."""
    pages: list[list[_Listed]] = []
    free = 0
    for subject in subjects:
        cells = subject.marks
        for at in range(0, max(len(cells), 1), MARKS_PAGE):
            chunk = cells[at : at + MARKS_PAGE]
            if max(len(chunk), 1) > free:
                pages.append([])
                free = MARKS_PAGE
            pages[-1].append((subject, chunk))
            free -= max(len(chunk), 1)
    return pages


def _subject(subject: SubjectMarks, cells: tuple[MarkCell, ...], t: Words) -> Markup:
    found = average(subject.marks)
    name = line(subject.subject, NAME)
    head = (
        t.html("marks.subject", subject=name, n=found.count, average=formats.number(found.value, t.language))
        if found
        else t.html("marks.subject_plain", subject=name)
    )
    return joined((head, joined((_cell(cell, t) for cell in cells), POINT) or t.html("marks.subject_none")))


def _cell(cell: MarkCell, t: Words) -> Markup:
    value = value_with_past(cell, t)
    if cell.weight == 1:
        return Markup.escape(value)
    return t.html("marks.weighted", value=value, weight=cell.weight)


def _mark_button(child: Child, subject: SubjectMarks, cell: MarkCell, t: Words) -> Button:
    label = t(
        "marks.button",
        subject=line(subject.subject, 14),
        value=line(cell.value, 6),
        day=formats.day_month(cell.day, t.language),
    )
    return button(label, OneMark(PupilId(child.pupil_id), MarkId(cell.id)))


def mark(child: Child, view: MarkCard, many: bool, t: Words) -> Screen:
    """One mark: the work, the weight, the comment, the topic, when it was set and how it changed."""

    def drawn(room: int) -> Markup:
        return joined((_head(child, view, many, t), _about(view, room, t), _story(child, view, t)), GAP)

    pupil = PupilId(child.pupil_id)
    back = (
        button(t("button.all_marks"), Marks(pupil, Page(0))),
        button(formats.short_day(view.cell.day, t.language), DayOf(pupil, view.cell.day)),
    )
    return Screen(fitted(drawn), (back, home(child, many, t)))


def _head(child: Child, view: MarkCard, many: bool, t: Words) -> Markup:
    title = t("mark.title", subject=line(view.subject, NAME), value=line(view.cell.value, VALUE))
    return joined((titled(child, many, title, t), t.html("mark.removed") if view.removed else Markup("")))


def _about(view: MarkCard, room: int, t: Words) -> Markup:
    cell = view.cell
    return joined(
        (
            t.html("mark.work", work=work_words(cell.work, t)) if cell.work else Markup(""),
            t.html("mark.weight", weight=cell.weight) if cell.weight != 1 else Markup(""),
            t.html("mark.lesson", day=formats.day(cell.day, t.language)),
            t.html("mark.topic", topic=line(view.topic, room)) if view.topic else Markup(""),
            t.html("mark.comment", comment=line(view.comment, room)) if view.comment else Markup(""),
        )
    )


def _story(child: Child, view: MarkCard, t: Words) -> Markup:
    """When it was set, and each correction «7 → 4»."""
    local = child.school.local
    lines = [t.html("mark.set_at", at=formats.moment(local(view.set_at), t))]
    steps = list(zip(view.history, view.history[1:], strict=False))
    for (_, before), (at, after) in steps[-HISTORY:]:
        if before != after:
            change = {"before": line(before, VALUE), "after": line(after, VALUE)}
            lines.append(t.html("mark.corrected", at=formats.moment(local(at), t), **change))
    return joined(lines)
