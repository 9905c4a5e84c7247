"""The front of a sheet: the class's list with marks and attendance by lesson, as in the journal of old."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from babel.dates import format_date
from reportlab.lib.units import mm

from journal_core.pages import PageCell, PageLesson, PagePupil, SubjectPage
from texts.catalog import Words
from texts.cells import away, legend, parts, sums, year_sums
from texts.formats import number
from texts.paper.ink import Ink, Place
from texts.paper.typeface import REGULAR, fit

_NUMBER: float = 6 * mm
_NAME: float = 40 * mm
_SUM: float = 11 * mm  #: of the average, and of each mark of the term and of the year
_WIDEST: float = 8 * mm  #: of a lesson's column
_MONTH: float = 5 * mm
_DAY: float = 5 * mm
_LEGEND: float = 6 * mm
_ROW: float = 6.2 * mm
_EVERY = 5  #: rows, then a heavier line to lead the eye


def draw(ink: Ink, place: Place, page: SubjectPage, lessons: Sequence[PageLesson], t: Words, *, last: bool) -> None:
    """`last`: the subject's last sheet, with averages and term marks."""
    titles = sums(page, t) if last else []
    summed = _SUM * len(titles)
    wide = min(_WIDEST, (place.width - _NUMBER - _NAME - summed) / max(len(lessons), 1))
    name = place.width - _NUMBER - summed - wide * len(lessons)
    head = _MONTH + _DAY
    high = min(_ROW, (place.height - head - _LEGEND) / max(len(page.pupils), 1))
    grid = Place(place.x, place.top - head - high * len(page.pupils), place.width, head + high * len(page.pupils))
    first = place.x + _NUMBER + name
    _head(ink, grid, first, wide, lessons, t)
    ink.centred(t("paper.pupil"), Place(place.x + _NUMBER, grid.top - head, name, head), size=8)
    for index, pupil in enumerate(page.pupils):
        y = grid.top - head - (index + 1) * high
        ink.centred(str(index + 1), Place(place.x, y, _NUMBER, high), size=7.5)
        _name(ink, pupil.name, Place(place.x + _NUMBER, y, name, high))
        for column, lesson in enumerate(lessons):
            _cell(ink, pupil, lesson, Place(first + column * wide, y, wide, high), t)
        if last:
            _sums(ink, pupil, year_sums(page, pupil), Place(grid.right - summed, y, _SUM, high), t)
    _rules(ink, grid, len(page.pupils), high, [place.x + _NUMBER, *(first + n * wide for n in range(len(lessons) + 1))])
    for index, title in enumerate(titles):
        x = grid.right - summed + index * _SUM
        ink.centred(title, Place(x, grid.top - head, _SUM, head), size=7, lines=2)
        if index:
            ink.line(x, grid.y, x, grid.top)
    signs = fit(legend(t), REGULAR, (6.5, 5), place.width, 2)
    ink.block(signs, place.x, grid.y - 2, grey=0.25)


def _head(ink: Ink, grid: Place, first: float, wide: float, lessons: Sequence[PageLesson], t: Words) -> None:
    """Months over days: «07» under «октябрь»."""
    x = first
    for month, of_month in groupby(lessons, key=lambda lesson: lesson.day.replace(day=1)):
        count = len(list(of_month))
        said = format_date(month, "LLLL" if count * wide > 15 * mm else "LL", locale=t.language)
        ink.centred(said, Place(x, grid.top - _MONTH, count * wide, _MONTH), size=8)
        x += count * wide
        ink.line(x, grid.top, x, grid.top - _MONTH)
    ink.line(first, grid.top - _MONTH, x, grid.top - _MONTH)
    for column, lesson in enumerate(lessons):
        place = Place(first + column * wide, grid.top - _MONTH - _DAY, wide, _DAY)
        ink.centred(f"{lesson.day:%d}", place, size=7.5)


def _name(ink: Ink, name: str, place: Place) -> None:
    found = fit(name, REGULAR, (8.5, 6.5), place.width - 3, 1)
    if found.lines and found.lines[0] != name:
        found = fit(name, REGULAR, ((place.height - 1.5) / 2.4, 4), place.width - 3, 2)
    ink.block(found, place.x + 2, place.y + (place.height + found.height) / 2 + 0.4)


def _cell(ink: Ink, pupil: PagePupil, lesson: PageLesson, place: Place, t: Words) -> None:
    if away(pupil, lesson):
        ink.shade(place)
    ink.packed(parts(pupil.cells.get(lesson.id, PageCell()), t), place, size=8.5)


def _sums(ink: Ink, pupil: PagePupil, years: Sequence[str], place: Place, t: Words) -> None:
    """`place` is of the average; the marks follow to its right."""
    found = pupil.average()
    ink.centred(number(found.value, t.language) if found else "", place, size=7.5)
    for index, mark in enumerate((pupil.term_mark, *years), 1):
        at = Place(place.x + index * place.width, place.y, place.width, place.height)
        ink.centred(mark, at, size=9, bold=True)


def _rules(ink: Ink, grid: Place, rows: int, high: float, uprights: Sequence[float]) -> None:
    under_days = grid.top - _MONTH - _DAY
    for index in range(rows + 1):
        y = under_days - index * high
        ink.line(grid.x, y, grid.right, y, 0.7 if index % _EVERY == 0 else 0.25)
    for x in uprights:
        heavy = x in (uprights[1], uprights[-1])
        over = grid.top if heavy or x == uprights[0] else grid.top - _MONTH
        ink.line(x, grid.y, x, over, 0.7 if heavy else 0.25)
    for x in (grid.x, grid.right):
        ink.line(x, grid.y, x, grid.top, 0.7)
    ink.line(grid.x, grid.top, grid.right, grid.top, 0.7)
