"""Pages bound into a PDF for printing on both sides: mirrored margins, a header, numbers «стр. 3 из 12»."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from texts.catalog import Words
from texts.paper.ink import Ink, Place
from texts.paper.typeface import BOLD, REGULAR, fit, load_fonts

INNER: float = 20 * mm  #: the margin where the pages are bound
OUTER: float = 10 * mm
_TOP: float = 9 * mm
_BOTTOM: float = 8 * mm
_FOOTER: float = 5 * mm
_HEADER: float = 13 * mm
WIDTH: float = A4[0] - INNER - OUTER  #: of what stands on a page that is not turned
HEIGHT: float = A4[1] - _TOP - _BOTTOM - _FOOTER  #: the same, without a header


@dataclass(frozen=True, slots=True)
class Header:
    """What stands over a page, so that a sheet that fell out finds its way back."""

    left: str  #: «7Б · Алгебра»
    right: str  #: «Учитель: Ковалёва Н. П.»
    over_left: str  #: the school
    over_right: str  #: the term


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page, to be drawn when its number is known."""

    draw: Callable[[Ink, Place], None]
    header: Header | None = None
    turned: bool = False  #: landscape
    bare: bool = False  #: never bound: even margins, no number


def body(header: bool) -> float:
    """How high a page's own place is, in points."""
    return HEIGHT - _HEADER if header else HEIGHT


def blank(_: Ink, __: Place) -> None:
    """Nothing: the other side of a sheet."""


def bound(leaves: Sequence[Leaf], title: str, t: Words) -> bytes:
    """A PDF of A4 pages; the same leaves are the same bytes."""
    load_fonts()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    for number, leaf in enumerate(leaves, 1):
        _page(canvas, leaf, number, t("paper.page", page=str(number), pages=str(len(leaves))))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _page(canvas: Any, leaf: Leaf, number: int, numbered: str) -> None:
    if leaf.bare:
        leaf.draw(Ink(canvas), Place(OUTER, OUTER, A4[0] - 2 * OUTER, A4[1] - 2 * OUTER))
        return
    width, height = landscape(A4) if leaf.turned else A4
    canvas.setPageSize((width, height))
    odd = number % 2 == 1
    left = OUTER if leaf.turned else INNER if odd else OUTER
    right = OUTER if leaf.turned else OUTER if odd else INNER
    # A turned page is bound along its upper or its lower edge.
    over = _TOP + (INNER - OUTER if leaf.turned and odd else 0)
    under = _BOTTOM + (INNER - OUTER if leaf.turned and not odd else 0)
    ink = Ink(canvas)
    place = Place(left, under + _FOOTER, width - left - right, height - over - under - _FOOTER)
    footer = fit(numbered, REGULAR, (8, 8), place.width, 1)
    if odd or leaf.turned:
        ink.block(footer, place.x, under + footer.height, right=place.right)
    else:
        ink.block(footer, place.x, under + footer.height)
    if leaf.header:
        place = _headed(ink, leaf.header, place)
    leaf.draw(ink, place)


def _headed(ink: Ink, header: Header, place: Place) -> Place:
    half = place.width / 2 - 3
    top = place.top
    ink.block(fit(header.over_left, REGULAR, (8, 6), half, 1), place.x, top, grey=0.3)
    ink.block(fit(header.over_right, REGULAR, (8, 6), half, 1), place.x, top, grey=0.3, right=place.right)
    top -= 4 * mm
    ink.block(fit(header.left, BOLD, (11, 7), half, 1), place.x, top)
    ink.block(fit(header.right, REGULAR, (9, 5), half, 2), place.x, top, right=place.right)
    return Place(place.x, place.y, place.width, place.height - _HEADER)
