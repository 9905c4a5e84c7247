"""A class's term sheet on paper: pupils by subjects, averages under term marks, absences (001 2.6, 4.6; 000 3.3.5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar

from reportlab.lib.units import mm

from journal_core.pages import ClassSheet, SheetCell, SheetRow
from texts.catalog import Words
from texts.formats import number
from texts.paper.archive.signing import sign
from texts.paper.binding import Header, Leaf, bound
from texts.paper.ink import Ink, Place
from texts.paper.typeface import REGULAR, fit, load_fonts

_NUMBER: float = 7 * mm
_NAME: float = 52 * mm
_COUNT: float = 9 * mm  #: of a column of absences
_WIDEST: float = 17 * mm  #: of a subject's column
_HEAD: float = 30 * mm
_ROW: float = 7 * mm
_SIGNATURES: float = 12 * mm
MOST_SUBJECTS = 20  #: side by side on a page
MOST_PUPILS = 30  #: under one another on a page

T = TypeVar("T")
_COUNTS = ("paper.missed", "paper.unexcused", "paper.ill", "paper.late")


def class_sheet(sheet: ClassSheet, t: Words) -> bytes:
    """The sheet as a PDF of its own."""
    load_fonts()
    return bound(leaves(sheet, t), t("paper.sheet_of", class_name=sheet.class_name, term=sheet.term), t)


def leaves(sheet: ClassSheet, t: Words) -> list[Leaf]:
    """One page for a class; more of them for one with very many subjects or pupils."""
    rows = list(enumerate(sheet.rows, 1))
    many = _parts(rows, MOST_PUPILS) or [[]]
    subjects = _parts(list(sheet.subjects), MOST_SUBJECTS) or [[]]
    last = sheet.span.end - timedelta(days=1)
    header = Header(
        left=t("paper.sheet_of", class_name=sheet.class_name, term=sheet.term),
        right=t("paper.class_teacher", teacher=sheet.class_teacher) if sheet.class_teacher else "",
        over_left=sheet.school,
        over_right=f"{sheet.span.first:%d.%m.%Y}–{last:%d.%m.%Y}",
    )
    return [
        Leaf(
            partial(_draw, sheet=sheet, rows=some, subjects=names, t=t, counts=names is subjects[-1]),
            header,
            turned=True,
        )
        for names in subjects
        for some in many
    ]


def _parts(found: list[T], most: int) -> list[list[T]]:
    """Spread evenly over as few parts as hold them."""
    if not found:
        return []
    size = -(-len(found) // -(-len(found) // most))
    return [found[start : start + size] for start in range(0, len(found), size)]


def _draw(
    ink: Ink,
    place: Place,
    sheet: ClassSheet,
    rows: Sequence[tuple[int, SheetRow]],
    subjects: Sequence[tuple[int, str]],
    t: Words,
    *,
    counts: bool,
) -> None:
    """`counts`: the part with the columns of absences."""
    tail = _COUNT * len(_COUNTS) if counts else 0
    wide = min(_WIDEST, (place.width - _NUMBER - _NAME - tail) / max(len(subjects), 1))
    high = min(_ROW, (place.height - _HEAD - _SIGNATURES - 4 * mm) / max(len(rows), 1))
    first = place.x + _NUMBER + _NAME
    edges = [place.x, place.x + _NUMBER, *(first + n * wide for n in range(len(subjects) + 1))]
    edges += [edges[-1] + (n + 1) * _COUNT for n in range(len(_COUNTS) if counts else 0)]
    titles = [name for _, name in subjects] + [t(one) for one in _COUNTS if counts]
    under = place.top - _HEAD
    ink.centred(t("paper.pupil"), Place(edges[1], under, _NAME, _HEAD), size=9)
    for x, end, text in zip(edges[2:], edges[3:], titles, strict=False):
        ink.upright(text, Place(x, under, end - x, _HEAD), size=9)
    for index, (count, row) in enumerate(rows):
        _row(ink, Place(place.x, under - (index + 1) * high, edges[-1] - place.x, high), edges, count, row, subjects, t)
    _rules(ink, place.top, under, high, len(rows), edges)
    note = fit(t("paper.sheet_note"), REGULAR, (7, 6), place.width, 1)
    ink.block(note, place.x, under - len(rows) * high - 2, grey=0.3)
    signing = Place(place.x, place.y, place.width * 0.7, _SIGNATURES)
    sign(ink, signing, t("paper.sign.class_teacher"), sheet.class_teacher, t)


def _row(
    ink: Ink,
    place: Place,
    edges: Sequence[float],
    count: int,
    row: SheetRow,
    subjects: Sequence[tuple[int, str]],
    t: Words,
) -> None:
    ink.centred(str(count), Place(edges[0], place.y, _NUMBER, place.height), size=8)
    name = fit(row.name, REGULAR, (9, 6), _NAME - 4, 1)
    ink.block(name, edges[1] + 2, place.y + (place.height + name.height) / 2 + 0.6)
    for (subject, _), x, end in zip(subjects, edges[2:], edges[3:], strict=False):
        if cell := row.cells.get(subject):
            _cell(ink, cell, Place(x, place.y, end - x, place.height), t)
    for value, x in zip((row.missed, row.unexcused, row.ill, row.late), edges[2 + len(subjects) :], strict=False):
        if x < edges[-1] - 1:
            ink.centred(str(value) if value else "", Place(x, place.y, _COUNT, place.height), size=8.5)


def _cell(ink: Ink, cell: SheetCell, place: Place, t: Words) -> None:
    """The term mark large, the average it grew from small beside it; alone, the average has the cell to itself."""
    said = number(cell.average.value, t.language) if cell.average else ""
    if not cell.term_mark:
        ink.centred(said, place, size=8, grey=0.25)
        return
    half = place.width / 2
    ink.centred(cell.term_mark, Place(place.x, place.y, half, place.height), size=10, bold=True)
    ink.centred(said, Place(place.x + half, place.y, half, place.height), size=7, grey=0.25)


def _rules(ink: Ink, top: float, under: float, high: float, rows: int, edges: Sequence[float]) -> None:
    bottom = under - rows * high
    ink.line(edges[0], top, edges[-1], top, 0.7)
    for index in range(rows + 1):
        y = under - index * high
        ink.line(edges[0], y, edges[-1], y, 0.7 if index % 5 == 0 else 0.25)
    for x in edges:
        ink.line(x, bottom, x, top, 0.7 if x in (edges[0], edges[2], edges[-1]) else 0.25)
