"""The back of a sheet: the dates, topics, homework and tasks of its lessons; on the last one the teacher signs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from reportlab.lib.units import mm

from journal_core.pages import SubjectPage
from texts.catalog import Words
from texts.paper.archive.parting import DATE, HEADINGS, PADDING, SIGNATURES, SLOT, Columns, Row
from texts.paper.archive.signing import sign
from texts.paper.ink import Ink, Place
from texts.paper.typeface import BOLD, REGULAR, fit

_TITLES = ("paper.topic", "paper.homework", "paper.tasks")


def draw(
    ink: Ink, place: Place, page: SubjectPage, rows: Sequence[Row], columns: Columns, t: Words, *, last: bool
) -> None:
    """`last`: the subject's last sheet, to be signed."""
    edges = list(accumulate((DATE, SLOT, *columns.widths), initial=place.x))
    _headings(ink, place, edges, columns, t)
    y = place.top - HEADINGS
    for row in rows:
        top = y
        y -= row.height
        ink.centred(f"{row.lesson.day:%d.%m}", Place(edges[0], y, DATE, row.height), size=8.5)
        ink.centred(str(row.lesson.slot), Place(edges[1], y, SLOT, row.height), size=8.5)
        for x, text in zip(edges[2:], row.texts, strict=False):
            ink.block(text, x + PADDING, top - 2)
        ink.line(place.x, y, place.right, y, 0.25)
    for x in edges:
        ink.line(x, y, x, place.top, 0.5)
    if last:
        given = fit(t("paper.lessons_given", lessons=str(len(page.lessons))), REGULAR, (8, 8), place.width, 1)
        ink.block(given, place.x, place.y + SIGNATURES - 2)
        signing = Place(place.x, place.y, place.width, SIGNATURES - 4 * mm)
        sign(ink, signing, t("paper.sign.teacher"), page.teachers[0] if page.teachers else "", t)


def _headings(ink: Ink, place: Place, edges: Sequence[float], columns: Columns, t: Words) -> None:
    y = place.top - HEADINGS
    ink.centred(t("paper.date"), Place(edges[0], y, DATE, HEADINGS), size=8, bold=True)
    ink.centred(t("paper.slot"), Place(edges[1], y, SLOT, HEADINGS), size=8, bold=True)
    for x, width, title in zip(edges[2:], columns.widths, _TITLES, strict=False):
        found = fit(t(title), BOLD, (8, 6), width - 2 * PADDING, 1)
        ink.block(found, x + PADDING, place.top - (HEADINGS - found.height) / 2)
    ink.line(place.x, place.top, place.right, place.top, 0.7)
    ink.line(place.x, y, place.right, y, 0.7)
