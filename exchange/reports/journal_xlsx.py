"""The journal of a class and subject as a workbook: marks and attendance on one sheet, topics and homework on another.

000 3.3.1, 3.5.2; 003 4.2 б(2): what the paper archive holds, to be counted with.
"""

from __future__ import annotations

from collections.abc import Callable

from exchange.reports.workbooks import Page, workbook
from journal_core.pages import PageCell, PageLesson, PagePupil, SubjectPage
from texts.catalog import Words
from texts.cells import about_homework, about_lesson, about_tasks, away, legend, sums, whole, year_sums

_TITLE, _MONTHS, _DAYS, _FIRST = 0, 2, 3, 4  #: rows of the marks' sheet
_NAMES = 2  #: columns before the lessons
_ON_A_PAGE = 20  #: lessons
_ABOUT = (11, 6, 45, 40, 28)  #: characters, of the topics' columns
_TITLES = ("paper.date", "paper.slot", "paper.topic", "paper.homework", "paper.tasks")


def journal_xlsx(page: SubjectPage, t: Words) -> bytes:
    """An .xlsx of two or three sheets; the same page is the same bytes."""

    def fill(sheet: Callable[[str], Page]) -> None:
        _marks(sheet(t("book.marks")), page, t)
        _topics(sheet(t("book.topics")), page, t)
        if any(cell.remark for pupil in page.pupils for cell in pupil.cells.values()):
            _remarks(sheet(t("book.remarks")), page, t)

    return workbook(fill)


def _heading(page: SubjectPage, t: Words) -> str:
    subject = t("paper.subgroup", subject=page.subject, subgroup=page.subgroup) if page.subgroup else page.subject
    return f"{page.class_name} · {subject} · {page.term}"


def _marks(sheet: Page, page: SubjectPage, t: Words) -> None:
    last = _NAMES + len(page.lessons)
    sheet.text(_TITLE, 0, _heading(page, t), "title")
    sheet.text(1, 0, f"{page.school}. {', '.join(page.teachers)}", "note")
    _head(sheet, page, t)
    for index, pupil in enumerate(page.pupils):
        _pupil(sheet, _FIRST + index, index + 1, pupil, page, t)
    sheet.text(_FIRST + len(page.pupils) + 1, 0, legend(t), "note")
    sheet.sheet.set_row(_DAYS, 30)
    sheet.sheet.set_column(0, 0, 4)
    sheet.sheet.set_column(1, 1, 28)
    sheet.sheet.set_column(_NAMES, max(last - 1, _NAMES), 4.2)
    sheet.sheet.set_column(last, last + len(sums(page, t)) - 1, 8)
    sheet.sheet.freeze_panes(_FIRST, _NAMES)
    breaks = range(_NAMES + _ON_A_PAGE, last, _ON_A_PAGE)
    sheet.printed(_heading(page, t), rows=(_MONTHS, _DAYS), columns=_NAMES, breaks=breaks)


def _head(sheet: Page, page: SubjectPage, t: Words) -> None:
    for row in (_MONTHS, _DAYS):
        sheet.text(row, 0, "№" if row == _DAYS else "", "head")
        sheet.text(row, 1, t("paper.pupil") if row == _DAYS else "", "head")
    for column, lesson in enumerate(page.lessons, _NAMES):
        sheet.text(_MONTHS, column, f"{lesson.day:%m}", "head")
        sheet.text(_DAYS, column, f"{lesson.day:%d}", "head")
    last = _NAMES + len(page.lessons)
    for column, title in enumerate(sums(page, t), last):
        sheet.text(_MONTHS, column, "", "head")
        sheet.text(_DAYS, column, title, "head")


def _pupil(sheet: Page, row: int, number: int, pupil: PagePupil, page: SubjectPage, t: Words) -> None:
    sheet.number(row, 0, number)
    sheet.text(row, 1, pupil.name, "name")
    for column, lesson in enumerate(page.lessons, _NAMES):
        said = whole(pupil.cells.get(lesson.id, PageCell()), t)
        sheet.mark(row, column, said, "away" if away(pupil, lesson) else "cell")
    last = _NAMES + len(page.lessons)
    if found := pupil.average():
        sheet.number(row, last, float(found.value), "average")
    else:
        sheet.text(row, last, "")
    for column, mark in enumerate((pupil.term_mark, *year_sums(page, pupil)), last + 1):
        sheet.mark(row, column, mark, "strong")


def _topics(sheet: Page, page: SubjectPage, t: Words) -> None:
    sheet.text(0, 0, _heading(page, t), "title")
    for column, title in enumerate(_TITLES):
        sheet.text(1, column, t(title), "head")
    for row, lesson in enumerate(page.lessons, 2):
        sheet.lines(row, 0, _about(lesson, page, t), _ABOUT)
    for column, width in enumerate(_ABOUT):
        sheet.sheet.set_column(column, column, width)
    sheet.sheet.freeze_panes(2, 0)
    sheet.printed(_heading(page, t), rows=(1, 1))


def _about(lesson: PageLesson, page: SubjectPage, t: Words) -> tuple[str, ...]:
    return (
        f"{lesson.day:%d.%m.%Y}",
        str(lesson.slot),
        about_lesson(lesson, page.teachers, t),
        about_homework(lesson, t),
        about_tasks(lesson),
    )


def _remarks(sheet: Page, page: SubjectPage, t: Words) -> None:
    sheet.text(0, 0, _heading(page, t), "title")
    for column, title in enumerate(("paper.date", "paper.pupil", "paper.remarks")):
        sheet.text(1, column, t(title), "head")
    said = (
        (f"{lesson.day:%d.%m.%Y}", pupil.name, cell.remark)
        for lesson in page.lessons
        for pupil in page.pupils
        if (cell := pupil.cells.get(lesson.id)) and cell.remark
    )
    for row, line in enumerate(said, 2):
        sheet.lines(row, 0, line, (11, 28, 80))
    for column, width in enumerate((11, 28, 80)):
        sheet.sheet.set_column(column, column, width)
    sheet.sheet.freeze_panes(2, 0)
    sheet.printed(_heading(page, t), rows=(1, 1))
