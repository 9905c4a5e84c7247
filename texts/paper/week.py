"""A pupil's week on paper, for a family without electronics: two pupils on an A4 page, to be cut (001 4.3.5; 004 1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from journal_core.diary import Day, LessonLine
from journal_core.pages import PageCell, PupilWeek
from texts.catalog import Words
from texts.cells import legend, whole
from texts.formats import day as day_named
from texts.formats import sentence, week
from texts.paper.binding import OUTER, Leaf, bound
from texts.paper.ink import Ink, Place
from texts.paper.typeface import BOLD, REGULAR, Fitted, fit, load_fonts

_GAP: float = 5 * mm  #: between the columns of days
_HEAD: float = 15 * mm
_FOOT: float = 12 * mm
_DAY: float = 5 * mm  #: a day's name
_SUBJECT, _MARKS = 0.30, 0.14  #: shares of a column; the rest is homework
_SIZES = (8.5, 8.0, 7.5, 7.0)
_TINY = (6.0, 5.0, 4.0, 3.0)  #: of a week that a whole page hardly holds
_HALF: float = A4[1] / 2


def week_sheets(weeks: Sequence[PupilWeek], t: Words) -> bytes:
    """A PDF: two pupils a page where both weeks fit a half, else a page a pupil; nothing is cut off."""
    load_fonts()
    halves: list[list[PupilWeek]] = []
    for one in weeks:
        small = _fits_half(one, t)
        if small and halves and len(halves[-1]) == 1 and _fits_half(halves[-1][0], t):
            halves[-1].append(one)
        else:
            halves.append([one])
    leaves = [Leaf(partial(_page, weeks=pair, t=t), bare=True) for pair in halves]
    return bound(leaves, t("paper.week.title"), t)


def _page(ink: Ink, place: Place, weeks: Sequence[PupilWeek], t: Words) -> None:
    for number, one in enumerate(weeks):
        half = len(weeks) == 2 or _fits_half(one, t)
        height = _HALF - 2 * OUTER if half else place.height
        _draw(ink, Place(place.x, place.top - number * _HALF - height, place.width, height), one, t)
    if len(weeks) == 2:
        ink.canvas.setDash(4, 3)
        ink.line(0, _HALF, A4[0], _HALF, 0.4)
        ink.canvas.setDash()


def _fits_half(one: PupilWeek, t: Words) -> bool:
    return _laid(one, Place(0, 0, A4[0] - 2 * OUTER, _HALF - 2 * OUTER), _SIZES, t) is not None


class _Laid:
    """A day with its texts fitted."""

    def __init__(self, day: Day, width: float, size: float, t: Words) -> None:
        self.day = day
        self.rows = [_row(line, width, size, t) for line in day.lessons]
        self.height = _DAY + sum(height for _, _, _, height in self.rows) + 3


_Row = tuple[Fitted, Fitted, Fitted, float]


def _row(line: LessonLine, width: float, size: float, t: Words) -> _Row:
    cell = PageCell(line.marks, line.absence, line.minutes)
    subject = fit(f"{line.slot}. {line.subject}", REGULAR, (size, 5.5), width * _SUBJECT - 3, 2)
    marks = fit(whole(cell, t), BOLD, (size + 0.5, 5), width * _MARKS - 3, 2)
    said = [*line.due, *([t("paper.week.remark", remark=line.remark)] if line.remark else [])]
    homework = fit("\n".join(said), REGULAR, (size, size), width * (1 - _SUBJECT - _MARKS) - 3, 40)
    return subject, marks, homework, max(subject.height, marks.height, homework.height, size * 1.2) + 3


def _laid(one: PupilWeek, place: Place, sizes: Sequence[float], t: Words) -> list[list[_Laid]] | None:
    """The days in two columns at the largest size at which they fit; None when they do not."""
    room = place.height - _HEAD - _FOOT
    width = (place.width - _GAP) / 2
    half = (len(one.days) + 1) // 2
    for size in sizes:
        laid = [_Laid(day, width, size, t) for day in one.days]
        for first in sorted(range(len(laid) + 1), key=lambda first: abs(first - half)):
            columns = [laid[:first], laid[first:]]
            if all(sum(day.height for day in column) <= room for column in columns):
                return columns
    return None


def _draw(ink: Ink, place: Place, one: PupilWeek, t: Words) -> None:
    heading = t("paper.week.of", pupil=one.pupil, class_name=one.class_name)
    ink.block(fit(heading, BOLD, (12, 8), place.width * 0.68, 1), place.x, place.top)
    when = fit(week(one.monday, t.language), REGULAR, (10, 7), place.width * 0.3, 1)
    ink.block(when, place.x, place.top, right=place.right)
    ink.block(fit(one.school, REGULAR, (8, 6), place.width, 1), place.x, place.top - 6 * mm, grey=0.35)
    width = (place.width - _GAP) / 2
    columns = _laid(one, place, (*_SIZES, *_TINY), t) or []
    for number, column in enumerate(columns):
        y = place.top - _HEAD
        for laid in column:
            _day(ink, Place(place.x + number * (width + _GAP), y - laid.height, width, laid.height), laid, t)
            y -= laid.height
    if not one.days:
        ink.block(fit(t("paper.week.nothing"), REGULAR, (10, 8), place.width, 2), place.x, place.top - _HEAD)
    foot = fit(legend(t), REGULAR, (6.5, 5.5), place.width, 2)
    ink.block(foot, place.x, place.y + 6 * mm + foot.height, grey=0.35)
    ink.block(fit(t("paper.week.seen"), REGULAR, (8.5, 7), place.width, 1), place.x, place.y + 4 * mm)


def _day(ink: Ink, place: Place, laid: _Laid, t: Words) -> None:
    named = fit(sentence(day_named(laid.day.day, t.language)), BOLD, (8.5, 7), place.width, 1)
    ink.block(named, place.x, place.top - 1)
    y = place.top - _DAY
    ink.line(place.x, y, place.right, y, 0.6)
    for subject, marks, homework, height in laid.rows:
        ink.block(subject, place.x, y - 1.5)
        ink.block(marks, place.x + place.width * _SUBJECT, y - 1.5)
        ink.block(homework, place.x + place.width * (_SUBJECT + _MARKS), y - 1.5)
        y -= height
        ink.line(place.x, y, place.right, y, 0.2)
