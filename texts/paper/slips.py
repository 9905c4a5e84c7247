"""Invitations on paper: a sheet for a class, to cut, one slip an adult (journal: Linking).

A slip holds a key to a child's diary: this file makes bytes and keeps nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Protocol

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from texts.paper.cutting import PER_PAGE, Field, draw_cuts, fields
from texts.paper.typeface import BOLD, REGULAR, Fitted, fit, load_fonts

_PADDING: float = 5 * mm
_GAP: float = 1.6 * mm
_QR: float = 33 * mm  #: with its white border; less where long names leave less room
_QUIET = 4  #: modules of white around a QR code, as ISO/IEC 18004 asks
_CODE_BOX: float = 14 * mm


class Words(Protocol):
    """The catalog in one language: the sentence of a key, filled with details."""

    def __call__(self, key: str, /, **details: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Slip:
    """One invitation."""

    pupil: str  #: name as the class calls it: «Беляков Никанор»
    adult: str  #: for whom: «мать», «отец: Беляков Ермолай Ильич», «законный представитель»
    code: str  #: twelve signs to type; spaces and dashes in it do not matter
    link: str | None  #: the deep link in the QR code; None leaves the code alone
    valid_until: date  #: the last day


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """The slips of a class."""

    school: str
    class_name: str
    slips: tuple[Slip, ...]


def slips(sheet: SlipSheet, t: Words) -> bytes:
    """A PDF of A4 pages, six slips on each, in the order given; an empty sheet has one blank page."""
    load_fonts()
    file = io.BytesIO()
    # Invariant: without the moment of printing the same slips are the same bytes.
    canvas = Canvas(file, pagesize=A4, invariant=1)
    canvas.setTitle(t("slip.sheet_title", class_name=sheet.class_name))
    waiting = iter(sheet.slips)
    while page := list(islice(waiting, PER_PAGE)):
        draw_cuts(canvas)
        for slip, field in zip(page, fields(), strict=False):
            _Drawing(canvas, field.inner(_PADDING), t).draw(sheet, slip)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@dataclass(slots=True)
class _Drawing:
    """One slip being drawn: names from the top, the code and the warnings from the bottom, steps between."""

    canvas: Any
    field: Field
    t: Words

    def draw(self, sheet: SlipSheet, slip: Slip) -> None:
        top = self._names(sheet, slip)
        bottom = self._code(slip, self._warnings(slip))
        width = self.field.width
        if slip.link:
            side = min(_QR, top - bottom)
            self._qr(slip.link, top, side)
            width -= side
        self._steps(slip, top, bottom, width)

    def _names(self, sheet: SlipSheet, slip: Slip) -> float:
        width = self.field.width
        y = self.field.y + self.field.height
        y = self._print(fit(sheet.school, REGULAR, (8.5, 6.5), width, 2), y, grey=0.35) - _GAP
        y = self._print(fit(slip.pupil, BOLD, (12.5, 9), width, 2), y)
        y = self._print(fit(self.t("slip.class", class_name=sheet.class_name), REGULAR, (9.5, 8), width, 1), y)
        return self._print(fit(self.t("slip.for", adult=slip.adult), REGULAR, (9.5, 7.5), width, 2), y) - _GAP

    def _warnings(self, slip: Slip) -> float:
        """Drawn on the slip's floor; returns where the room above them begins."""
        until = self.t("slip.valid_until", date=f"{slip.valid_until:%d.%m.%Y}")
        valid = fit(until, BOLD, (9, 7), self.field.width, 1)
        secret = fit(self.t("slip.keep_secret"), REGULAR, (8.5, 6.5), self.field.width, 2)
        top = self.field.y + valid.height + secret.height
        self._print(secret, self._print(valid, top))
        return top + _GAP

    def _code(self, slip: Slip, y: float) -> float:
        x, width = self.field.x, self.field.width
        self.canvas.setFillGray(0.93)
        self.canvas.roundRect(x, y, width, _CODE_BOX, 2 * mm, stroke=0, fill=1)
        caption = fit(self.t("slip.code"), REGULAR, (8, 6), width - 4 * mm, 1)
        code = fit(" ".join(_groups(slip.code)), BOLD, (22, 12), width - 4 * mm, 1)
        under = self._print(caption, y + _CODE_BOX - 1 * mm, centred=True, grey=0.35)
        self._print(code, under + 0.5, centred=True)
        return y + _CODE_BOX + _GAP

    def _steps(self, slip: Slip, top: float, bottom: float, width: float) -> None:
        first = "slip.step_1_link" if slip.link else "slip.step_1_code"
        second = "slip.step_2_link" if slip.link else "slip.step_2_code"
        texts = [f"{number}. {self.t(key)}" for number, key in enumerate((first, second, "slip.step_3"), 1)]
        size, lines = 9.5, 12
        steps = [fit(text, REGULAR, (size, 6), width, lines) for text in texts]
        while sum(step.height + _GAP for step in steps) > top - bottom and size > 6:
            size -= 0.25
            steps = [fit(text, REGULAR, (size, 6), width, lines) for text in texts]
        for step in steps:
            top = self._print(step, top) - _GAP

    def _print(self, text: Fitted, top: float, *, centred: bool = False, grey: float = 0) -> float:
        """The lines from `top` down; returns where they end."""
        self.canvas.setFillGray(grey)
        self.canvas.setFont(text.font, text.size)
        for number, line in enumerate(text.lines):
            y = top - number * text.leading - text.size * 0.95
            if centred:
                self.canvas.drawCentredString(self.field.x + self.field.width / 2, y, line)
            else:
                self.canvas.drawString(self.field.x, y, line)
        return top - text.height

    def _qr(self, link: str, top: float, side: float) -> None:
        modules = [list(row) for row in segno.make_qr(link, error="m").matrix]
        size = side / (len(modules) + 2 * _QUIET)
        # Its white border may stand in the slip's own: the dark squares end where the text does.
        right, upper = self.field.x + self.field.width, top - _QUIET * size
        # One path for all: squares filled one by one show white hairs between them on some printers.
        path = self.canvas.beginPath()
        for row, column, length in _runs(modules):
            path.rect(right - (len(modules) - column) * size, upper - (row + 1) * size, length * size, size)
        self.canvas.setFillGray(0)
        self.canvas.drawPath(path, stroke=0, fill=1)


def _groups(code: str) -> Iterator[str]:
    plain = "".join(sign for sign in code if sign.isalnum())
    return (plain[start : start + 4] for start in range(0, len(plain), 4))


def _runs(modules: list[list[int]]) -> Iterator[tuple[int, int, int]]:
    """Dark modules side by side: (row, first column, how many)."""
    for row, line in enumerate(modules):
        start: int | None = None
        for column, dark in enumerate([*line, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield row, start, column - start
                start = None
