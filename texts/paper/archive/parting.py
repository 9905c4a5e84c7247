"""A subject's lessons parted among sheets: as many as fit the front's columns and the back's rows alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from journal_core.pages import PageLesson, SubjectPage
from texts.catalog import Words
from texts.cells import about_homework, about_lesson, about_tasks
from texts.paper.binding import WIDTH, body
from texts.paper.typeface import REGULAR, Fitted, fit

MOST = 25  #: lessons on a sheet
SIZE = 8.0  #: points, of topics and homework
_SMALLEST = 5.5
PADDING = 3.0  #: points, left and right of a cell's text
SIGNATURES: float = 14 * mm  #: kept at the foot of the back for whoever signs
HEADINGS: float = 7 * mm  #: of the back's columns
_LEAST: float = 7 * mm  #: of a row
DATE: float = 13 * mm
SLOT: float = 9 * mm


@dataclass(frozen=True, slots=True)
class Row:
    """A lesson on the back of a sheet, its texts fitted into their columns."""

    lesson: PageLesson
    texts: tuple[Fitted, ...]
    height: float  #: points


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of the back's texts: topic, homework, and tasks where the subject has any."""

    widths: tuple[float, ...]

    @staticmethod
    def of(page: SubjectPage) -> Columns:
        """Tasks take no room on the pages of those who write none."""
        rest = WIDTH - DATE - SLOT
        if any(lesson.tasks for lesson in page.lessons):
            return Columns((rest * 0.4, rest * 0.34, rest * 0.26))
        return Columns((rest * 0.54, rest * 0.46))


def sheets(page: SubjectPage, columns: Columns, t: Words) -> list[tuple[Row, ...]]:
    """The rows of each sheet, spread evenly; a subject without lessons has one empty sheet."""
    rows = [_row(lesson, page, columns, t) for lesson in page.lessons]
    few = _parted(rows, MOST)
    return _parted(rows, -(-len(rows) // len(few))) if rows else [()]


def _parted(rows: Sequence[Row], most: int) -> list[tuple[Row, ...]]:
    found: list[list[Row]] = []
    room = 0.0
    for row in rows:
        if not found or len(found[-1]) == most or row.height > room:
            found.append([])
            room = _room()
        found[-1].append(row)
        room -= row.height
    return [tuple(one) for one in found]


def _room() -> float:
    return body(header=True) - HEADINGS - SIGNATURES


def _row(lesson: PageLesson, page: SubjectPage, columns: Columns, t: Words) -> Row:
    said = (about_lesson(lesson, page.teachers, t), about_homework(lesson, t), about_tasks(lesson))
    lines = int((_room() - 4) / (_SMALLEST * 1.2))
    texts = tuple(
        fit(text, REGULAR, (SIZE, _SMALLEST), width - 2 * PADDING, lines)
        for text, width in zip(said, columns.widths, strict=False)
    )
    return Row(lesson, texts, min(_room(), max(_LEAST, *(text.height + 4 for text in texts))))
