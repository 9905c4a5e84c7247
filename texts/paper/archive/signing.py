"""A line to be signed: who, the signature, its letters spelt out, the day (003 4.2 б, в)."""

from __future__ import annotations

from reportlab.lib.units import mm

from texts.catalog import Words
from texts.paper.ink import Ink, Place
from texts.paper.typeface import REGULAR, fit

HEIGHT: float = 13 * mm
_CAPTION = 6.5


def sign(ink: Ink, place: Place, who: str, name: str, t: Words) -> None:
    """On the upper line of `place`; `name` is printed where it is known, else left to be written."""
    line = place.top - 6 * mm
    office = fit(who, REGULAR, (9, 6.5), place.width * 0.34, 1)
    ink.block(office, place.x, line + office.height)
    columns = (
        (0.36, 0.22, "", "paper.sign.signature"),
        (0.60, 0.22, name, "paper.sign.name"),
        (0.84, 0.16, "", "paper.sign.day"),
    )
    for start, width, written, caption in columns:
        x, wide = place.x + start * place.width, width * place.width
        ink.line(x, line, x + wide, line, 0.5)
        if written:
            found = fit(written, REGULAR, (9, 6), wide, 1)
            ink.block(found, x, line + found.height)
        under = fit(t(caption), REGULAR, (_CAPTION, 5), wide, 1)
        ink.block(under, x, line - 1, grey=0.3)
