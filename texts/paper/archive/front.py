"""The front of a sheet: the class's list with marks and attendance by lesson, as in the journal of old."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from babel.dates import format_date
from reportlab.lib.units import mm

from journal_core.pages import PageCell, PageLesson, PagePupil, SubjectPage
from texts.catalog import Words
from texts.cells import away, legend, parts
from texts.formats import number
from texts.paper.ink import Ink, Place
from texts.paper.typeface import REGULAR, fit

_NUMBER: float = 6 * mm
_NAME: float = 40 * mm
_SUM: float = 9.5 * mm  #: of the average and of the term mark
_WIDEST: float = 8 * mm  #: of a lesson's column
_MONTH: float = 5 * mm
_DAY: float = 5 * mm
_LEGEND: float = 6 * mm
_ROW: float = 6.2 * mm
_EVERY = 5  #: rows, then a heavier line to lead the eye


def draw(ink: Ink, place: Place, page: SubjectPage, lessons: Sequence[PageLesson], t: Words, *, last: bool) -> None:
    """`last`: the subject's last sheet, with averages and term marks."""
    sums = 2 * _SUM if last else 0
    wide = min(_WIDEST, (place.width - _NUMBER - _NAME - sums) / max(len(lessons), 1))
    name = place.width - _NUMBER - sums - wide * len(lessons)
    head = _MONTH + _DAY
    high = min(_ROW, (place.height - head - _LEGEND) / max(len(page.pupils), 1))
    grid = Place(place.x, place.top - head - high * len(page.pupils), place.width, head + high * len(page.pupils))
    first = place.x + _NUMBER + name
    _head(ink, grid, first, wide, lessons, t, last=last)
    ink.centred(t("paper.pupil"), Place(place.x + _NUMBER, grid.top - head, name, head), size=8)
    for index, pupil in enumerate(page.pupils):
        y = grid.top - head - (index + 1) * high
        ink.centred(str(index + 1), Place(place.x, y, _NUMBER, high), size=7.5)
        _name(ink, pupil.name, Place(place.x + _NUMBER, y, name, high))
        for column, lesson in enumerate(lessons):
            _cell(ink, pupil, lesson, Place(first + column * wide, y, wide, high), t)
        if last:
            _sums(ink, pupil, Place(grid.right - 2 * _SUM, y, _SUM, high), t)
    _rules(ink, grid, len(page.pupils), high, [place.x + _NUMBER, *(first + n * wide for n in range(len(lessons) + 1))])
    if last:
        ink.line(grid.right - _SUM, grid.y, grid.right - _SUM, grid.top)
    signs = fit(legend(t), REGULAR, (6.5, 5), place.width, 2)
    ink.block(signs, place.x, grid.y - 2, grey=0.25)


def _head(
    ink: Ink, grid: Place, first: float, wide: float, lessons: Sequence[PageLesson], t: Words, *, last: bool
) -> None:
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
    if last:
        high = _MONTH + _DAY
        ink.centred(t("paper.average"), Place(grid.right - 2 * _SUM, grid.top - high, _SUM, high), size=7, lines=2)
        ink.centred(t("paper.term_mark"), Place(grid.right - _SUM, grid.top - high, _SUM, high), size=7.5, bold=True)


def _name(ink: Ink, name: str, place: Place) -> None:
    found = fit(name, REGULAR, (8.5, 6.5), place.width - 3, 1)
    if found.lines and found.lines[0] != name:
        found = fit(name, REGULAR, ((place.height - 1.5) / 2.4, 4), place.width - 3, 2)
    ink.block(found, place.x + 2, place.y + (place.height + found.height) / 2 + 0.4)


def _cell(ink: Ink, pupil: PagePupil, lesson: PageLesson, place: Place, t: Words) -> None:
    if away(pupil, lesson):
        ink.shade(place)
    ink.packed(parts(pupil.cells.get(lesson.id, PageCell()), t), place, size=8.5)


def _sums(ink: Ink, pupil: PagePupil, place: Place, t: Words) -> None:
    found = pupil.average()
    ink.centred(number(found.value, t.language) if found else "", place, size=7.5)
    ink.centred(pupil.term_mark, Place(place.right, place.y, place.width, place.height), size=9, bold=True)


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
