"""The teacher's words that stand on a subject's page: day, pupil, what was said; as many pages as they take."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from journal_core.pages import SubjectPage
from texts.catalog import Words
from texts.paper.binding import WIDTH, body
from texts.paper.ink import Ink, Place
from texts.paper.typeface import BOLD, REGULAR, Fitted, fit

_DAY: float = 14 * mm
_NAME: float = 46 * mm
_TITLE: float = 8 * mm

Line = tuple[str, str, Fitted]


def pages(page: SubjectPage) -> list[tuple[Line, ...]]:
    """The lines of each page, by day and then by name; empty when nobody wrote a word."""
    room, found = 0.0, list[list[Line]]()
    for lesson in page.lessons:
        for pupil in page.pupils:
            cell = pupil.cells.get(lesson.id)
            if cell is None or not cell.remark:
                continue
            text = fit(cell.remark, REGULAR, (8, 5.5), WIDTH - _DAY - _NAME, 60)
            if not found or text.height + 4 > room:
                found.append([])
                room = body(header=True) - _TITLE
            found[-1].append((f"{lesson.day:%d.%m}", pupil.name, text))
            room -= text.height + 4
    return [tuple(one) for one in found]


def draw(ink: Ink, place: Place, lines: Sequence[Line], t: Words) -> None:
    """A page of them."""
    ink.block(fit(t("paper.remarks"), BOLD, (9, 7), place.width, 1), place.x, place.top)
    y = place.top - _TITLE
    for day, name, text in lines:
        ink.line(place.x, y, place.right, y, 0.25)
        ink.block(fit(day, REGULAR, (8, 8), _DAY, 1), place.x, y - 2)
        ink.block(fit(name, REGULAR, (8, 5.5), _NAME - 3, 1), place.x + _DAY, y - 2)
        y = ink.block(text, place.x + _DAY + _NAME, y - 2) - 2
