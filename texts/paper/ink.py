"""Drawing on a canvas of reportlab: fitted text, lines, cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from texts.paper.typeface import BOLD, REGULAR, Fitted, fit

_TIGHT = 1.08  #: line to line within a small cell, in sizes


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle in points, from its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Ink:
    """A canvas, with the few strokes that a table needs."""

    canvas: Any

    def block(self, text: Fitted, x: float, top: float, *, grey: float = 0, right: float | None = None) -> float:
        """The lines from `top` down, from `x` or ending at `right`; returns where they end."""
        self.canvas.setFillGray(grey)
        self.canvas.setFont(text.font, text.size)
        for number, line in enumerate(text.lines):
            y = top - number * text.leading - text.size * 0.95
            if right is None:
                self.canvas.drawString(x, y, line)
            else:
                self.canvas.drawRightString(right, y, line)
        return top - text.height

    def line(self, x: float, y: float, to_x: float, to_y: float, width: float = 0.35) -> None:
        """A straight line of so many points' width."""
        self.canvas.setLineWidth(width)
        self.canvas.setStrokeGray(0)
        self.canvas.line(x, y, to_x, to_y)

    def shade(self, place: Place, grey: float = 0.88) -> None:
        """A grey ground."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(place.x, place.y, place.width, place.height, stroke=0, fill=1)

    def centred(
        self, text: str, place: Place, *, size: float = 8, bold: bool = False, grey: float = 0, lines: int = 1
    ) -> None:
        """Text in the middle of a cell, smaller when it must be."""
        found = fit(text, BOLD if bold else REGULAR, (size, 3.5), place.width - 1, lines)
        self.canvas.setFillGray(grey)
        self.canvas.setFont(found.font, found.size)
        y = place.y + (place.height + found.leading * (len(found.lines) - 1) - found.size * 0.72) / 2
        for number, line in enumerate(found.lines):
            self.canvas.drawCentredString(place.x + place.width / 2, y - number * found.leading, line)

    def packed(self, parts: Sequence[str], place: Place, *, size: float = 8) -> None:
        """Parts joined by «/» in the middle of a cell, on several lines and smaller when they must be; none is lost."""
        while size > 2 and not _fits(found := _lines(parts, size, place.width - 1), size, place):
            size -= 0.25
        found = _lines(parts, size, place.width - 1)
        self.canvas.setFillGray(0)
        self.canvas.setFont(REGULAR, size)
        leading = size * _TIGHT
        y = place.y + (place.height + leading * len(found)) / 2 - leading + size * 0.18
        for line in found:
            self.canvas.drawCentredString(place.x + place.width / 2, y, line)
            y -= leading

    def upright(self, text: str, place: Place, *, size: float = 8) -> None:
        """Text from the bottom of a cell upwards, on two lines when it is long."""
        found = fit(text, REGULAR, (size, 4.5), place.height - 3, 2)
        self.canvas.saveState()
        self.canvas.translate(place.x + place.width / 2, place.y + 2)
        self.canvas.rotate(90)
        self.canvas.setFillGray(0)
        self.canvas.setFont(found.font, found.size)
        below = (len(found.lines) - 1) * found.leading / 2 - found.size * 0.35
        for number, line in enumerate(found.lines):
            self.canvas.drawString(0, below - number * found.leading, line)
        self.canvas.restoreState()


def _lines(parts: Sequence[str], size: float, width: float) -> list[str]:
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}/{part}" if lines else part
        if lines and stringWidth(longer, REGULAR, size) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _fits(lines: Sequence[str], size: float, place: Place) -> bool:
    wide = all(stringWidth(line, REGULAR, size) <= place.width - 1 for line in lines)
    return wide and len(lines) * size * _TIGHT <= place.height - 1
