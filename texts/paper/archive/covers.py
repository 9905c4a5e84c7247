"""The first and the last pages of the archive: what it is, what is where, and who vouches for the copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from reportlab.lib.units import mm

from journal_core.pages import ClassSheet, SubjectPage
from texts.catalog import Words
from texts.paper.archive.signing import HEIGHT, sign
from texts.paper.ink import Ink, Place
from texts.paper.typeface import BOLD, REGULAR, fit

_ROW: float = 7 * mm


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    title: str  #: «Английский язык, подгруппа 1»
    teacher: str
    page: int


def named(page: SubjectPage, t: Words) -> str:
    """«Английский язык, подгруппа 1»."""
    return t("paper.subgroup", subject=page.subject, subgroup=page.subgroup) if page.subgroup else page.subject


def between(sheet: ClassSheet | SubjectPage, t: Words) -> str:
    """«I четверть, 01.09.2026–31.10.2026», both days included."""
    last = sheet.span.end - timedelta(days=1)
    return t("paper.term", term=sheet.term, first=f"{sheet.span.first:%d.%m.%Y}", last=f"{last:%d.%m.%Y}")


def title(ink: Ink, place: Place, sheet: ClassSheet, t: Words) -> None:
    """The title page."""
    y = place.top - 40 * mm
    for text, font, size, gap in (
        (sheet.school, REGULAR, 14, 22 * mm),
        (t("paper.journal"), BOLD, 26, 6 * mm),
        (t("paper.class", class_name=sheet.class_name), BOLD, 20, 8 * mm),
        (between(sheet, t), REGULAR, 14, 8 * mm),
    ):
        found = fit(text, font, (size, 9), place.width, 3)
        for line in found.lines:
            ink.canvas.setFillGray(0)
            ink.canvas.setFont(found.font, found.size)
            ink.canvas.drawCentredString(place.x + place.width / 2, y - found.size, line)
            y -= found.leading
        y -= gap
    if sheet.class_teacher:
        leads = fit(t("paper.class_teacher", teacher=sheet.class_teacher), REGULAR, (12, 8), place.width, 1)
        ink.block(leads, place.x, place.y + 30 * mm)
    ink.block(fit(t("paper.archive_number"), REGULAR, (12, 8), place.width, 1), place.x, place.y + 20 * mm)


def contents(ink: Ink, place: Place, entries: Sequence[Entry], t: Words) -> None:
    """What is on which page."""
    ink.block(fit(t("paper.contents"), BOLD, (13, 9), place.width, 1), place.x, place.top)
    y = place.top - 12 * mm
    high = min(_ROW, (place.height - 14 * mm) / max(len(entries), 1))
    for entry in entries:
        y -= high
        size = min(10.0, high * 0.6)
        ink.block(fit(entry.title, REGULAR, (size, 5), place.width * 0.5, 1), place.x, y + size * 1.2)
        teacher = fit(entry.teacher, REGULAR, (size, 5), place.width * 0.38, 1)
        ink.block(teacher, place.x + place.width * 0.52, y + size * 1.2)
        ink.block(fit(str(entry.page), REGULAR, (size, 5), 30, 1), place.x, y + size * 1.2, right=place.right)
        ink.line(place.x, y, place.right, y, 0.2)


def vouching(ink: Ink, place: Place, sheet: ClassSheet, pages: int, t: Words) -> None:
    """The last page: the copy is true, and goes to the archive (003 4.2 б(2), в(2–3))."""
    y = ink.block(fit(t("paper.vouching"), BOLD, (13, 9), place.width, 1), place.x, place.top) - 6 * mm
    said = t("paper.vouched", class_name=sheet.class_name, term=between(sheet, t), pages=str(pages))
    y = ink.block(fit(said, REGULAR, (10.5, 7), place.width, 6), place.x, y) - 8 * mm
    for who, name in (
        ("paper.sign.administrator", ""),
        ("paper.sign.class_teacher", sheet.class_teacher),
        ("paper.sign.deputy", ""),
        ("paper.sign.secretary", ""),
    ):
        sign(ink, Place(place.x, y - HEIGHT, place.width, HEIGHT), t(who), name, t)
        y -= HEIGHT + 3 * mm
    ink.block(fit(t("paper.archive_number"), REGULAR, (11, 8), place.width, 1), place.x, y - 4 * mm)
