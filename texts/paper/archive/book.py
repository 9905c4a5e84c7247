"""The archive put together: title, contents, the subjects each from an odd page on, the term sheet, who vouches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from journal_core.pages import ClassSheet, SubjectPage
from texts.catalog import Words
from texts.paper.archive import back, covers, front, words
from texts.paper.archive.parting import Columns, sheets
from texts.paper.binding import Header, Leaf, blank, bound
from texts.paper.class_sheet import leaves as sheet_leaves
from texts.paper.typeface import load_fonts


def archive(sheet: ClassSheet, pages: Sequence[SubjectPage], t: Words) -> bytes:
    """A PDF for printing on both sides: `pages` in the order given, then the class's term sheet.

    A sheet of paper belongs to one subject: it may be taken out, signed and put back.
    """
    load_fonts()
    inner: list[Leaf] = []
    entries = []
    for page in pages:
        entries.append(covers.Entry(covers.named(page, t), ", ".join(page.teachers), len(inner) + 3))
        inner += _subject(page, t)
    entries.append(covers.Entry(t("paper.sheet"), sheet.class_teacher, len(inner) + 3))
    inner += _even(sheet_leaves(sheet, t))
    total = len(inner) + 4
    leaves = [
        Leaf(lambda ink, place: covers.title(ink, place, sheet, t)),
        Leaf(lambda ink, place: covers.contents(ink, place, entries, t)),
        *inner,
        Leaf(lambda ink, place: covers.vouching(ink, place, sheet, total, t)),
        Leaf(blank),
    ]
    return bound(leaves, t("paper.archive", class_name=sheet.class_name, term=sheet.term), t)


def _subject(page: SubjectPage, t: Words) -> list[Leaf]:
    columns = Columns.of(page)
    parted = sheets(page, columns, t)
    header = _header(page, t)
    leaves: list[Leaf] = []
    for number, rows in enumerate(parted, 1):
        last = number == len(parted)
        lessons = [row.lesson for row in rows]
        leaves.append(Leaf(partial(front.draw, page=page, lessons=lessons, t=t, last=last), header))
        leaves.append(Leaf(partial(back.draw, page=page, rows=rows, columns=columns, t=t, last=last), header))
    said = [Leaf(partial(words.draw, lines=lines, t=t), header) for lines in words.pages(page)]
    return [*leaves, *_even(said)]


def _header(page: SubjectPage, t: Words) -> Header:
    return Header(
        left=f"{page.class_name} · {covers.named(page, t)}",
        right=t("paper.teacher", teacher=", ".join(page.teachers)) if page.teachers else "",
        over_left=page.school,
        over_right=covers.between(page, t),
    )


def _even(leaves: list[Leaf]) -> list[Leaf]:
    """With an empty other side where one is missing: whatever follows begins a sheet."""
    return [*leaves, Leaf(blank)] if len(leaves) % 2 else leaves
