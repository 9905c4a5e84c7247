"""A page parted into equal fields by dashed lines, with scissors where to begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

#: Home printers leave this much of a sheet white.
_MARGIN = 6 * mm
_COLUMNS, _ROWS = 2, 3
PER_PAGE = _COLUMNS * _ROWS
_GREY = 0.55


class Field(NamedTuple):
    """A place on the page in points, from its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    def inner(self, padding: float) -> Field:
        return Field(self.x + padding, self.y + padding, self.width - 2 * padding, self.height - 2 * padding)


def fields() -> Iterator[Field]:
    """The page's fields, from the upper left, row by row."""
    width, height = (A4[0] - 2 * _MARGIN) / _COLUMNS, (A4[1] - 2 * _MARGIN) / _ROWS
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            yield Field(_MARGIN + column * width, A4[1] - _MARGIN - (row + 1) * height, width, height)


def draw_cuts(canvas: Any) -> None:
    """The lines between the fields, edge to edge."""
    canvas.saveState()
    canvas.setStrokeGray(_GREY)
    canvas.setLineWidth(0.6)
    canvas.setDash(4, 3)
    for row in range(1, _ROWS):
        y = _MARGIN + row * (A4[1] - 2 * _MARGIN) / _ROWS
        canvas.line(_MARGIN, y, A4[0] - _MARGIN, y)
        _scissors(canvas, _MARGIN + 4 * mm, y, 0)
    for column in range(1, _COLUMNS):
        x = _MARGIN + column * (A4[0] - 2 * _MARGIN) / _COLUMNS
        canvas.line(x, _MARGIN, x, A4[1] - _MARGIN)
        _scissors(canvas, x, A4[1] - _MARGIN - 4 * mm, -90)
    canvas.restoreState()


def _scissors(canvas: Any, x: float, y: float, turned: float) -> None:
    """Drawn by hand: PT Sans has no scissors, and a symbol font would print as a box elsewhere."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(turned)
    canvas.setDash()
    canvas.setFillGray(1)
    canvas.rect(-1.5 * mm, -1.6 * mm, 6 * mm, 3.2 * mm, stroke=0, fill=1)
    canvas.setStrokeGray(0.35)
    for side in (1, -1):
        canvas.circle(0, side * 0.9 * mm, 0.7 * mm, stroke=1, fill=0)
        canvas.line(0.6 * mm, side * 0.6 * mm, 4.2 * mm, side * -0.8 * mm)
    canvas.restoreState()
