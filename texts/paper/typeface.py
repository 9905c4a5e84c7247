"""PT Sans on paper, and text fitted into the place that there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "PTSans-Regular"
BOLD = "PTSans-Bold"
_FOLDER = Path(__file__).with_name("fonts")
_LEADING = 1.2  #: line to line, in sizes
_STEP = 0.25  #: points by which text that does not fit shrinks


@cache
def load_fonts() -> None:
    """Register both weights with reportlab; once a process, at the first sheet and not at import."""
    for name in (REGULAR, BOLD):
        registerFont(TTFont(name, _FOLDER / f"{name}.ttf"))


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of text, with the size at which they fit."""

    lines: tuple[str, ...]
    font: str
    size: float  #: points

    @property
    def leading(self) -> float:
        return self.size * _LEADING

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)


def fit(text: str, font: str, sizes: tuple[float, float], width: float, lines: int) -> Fitted:
    """`text` in at most so many lines of `width` points, as large in `sizes` (largest, smallest) as fits.

    What is too long even for the smallest size ends in «…»: a slip never prints over its neighbour.
    """
    largest, smallest = sizes
    size = largest
    while size > smallest and not _fits(text, font, size, width, lines):
        size -= _STEP
    split = simpleSplit(text, font, size, width)[:lines]
    if not _fits(text, font, size, width, lines):
        split = [_cut(line, font, size, width) for line in split]
        split[-1] = _cut(split[-1] + " …", font, size, width)
    return Fitted(tuple(split), font, size)


def _fits(text: str, font: str, size: float, width: float, lines: int) -> bool:
    split = simpleSplit(text, font, size, width)
    return len(split) <= lines and all(stringWidth(line, font, size) <= width for line in split)


def _cut(line: str, font: str, size: float, width: float) -> str:
    if stringWidth(line, font, size) <= width:
        return line
    kept = line.removesuffix("…").rstrip()
    while kept and stringWidth(kept + "…", font, size) > width:
        kept = kept[:-1].rstrip()
    return kept + "…"
