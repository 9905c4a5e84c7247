"""A school written as a OneRoster zip, table after table, straight to a file: a year of marks never stands in memory.

The same school gives the same bytes. A cell that a spreadsheet would run as a formula stays as it is: OneRoster is
read by programs, which must get the name that was given.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from exchange.formats.oneroster.columns import (
    COLUMNS,
    DUTIES,
    MANIFEST,
    MANIFEST_COLUMNS,
    MANIFEST_VERSION,
    NO_KIND,
    RELATION,
    SLOT,
    SUBGROUP,
    WEIGHT,
    WORDS,
    Version,
)
from exchange.formats.oneroster.identities import Identities
from exchange.formats.oneroster.lists import Lists, Row
from journal_core.calendar.terms import term_on
from journal_core.exports import OutMark, OutWork
from journal_core.ports.exports import Leaving

_MADE = (2026, 9, 1, 0, 0, 0)  #: of every entry: the same school gives the same bytes
_EXEMPT = "осв"
#: Our own columns, after the standard's.
_OWN = {
    "users": (DUTIES, RELATION),
    "classes": (SUBGROUP,),
    "lineItems": (SLOT,),
    "results": (WEIGHT, WORDS),
}


async def write_oneroster(school: Leaving, file: IO[bytes], version: Version) -> int:
    """Write everything of `school` into `file`; the number of marks."""
    out = await school.school()
    lists = Lists(out, version, Identities(out.name))
    gradebook = _Gradebook(lists, out.numbers)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        written = set()
        for table, rows in lists.tables():
            with _table(archive, table, version) as writer:
                writer.add(rows)
            written.add(table)
        with _table(archive, "lineItems", version) as writer:
            async for works in school.works():
                writer.add(gradebook.work(one) for one in works)
        with _table(archive, "categories", version) as writer:
            writer.add(gradebook.categories())
        with _table(archive, "results", version) as writer:
            await _results(writer, gradebook, school.marks())
            count = writer.count
        _manifest(archive, version, written | {"lineItems", "categories", "results"})
    return count


async def _results(writer: _Writer, gradebook: _Gradebook, marks: AsyncIterator[Sequence[OutMark]]) -> None:
    async for piece in marks:
        writer.add(gradebook.mark(one) for one in piece)


class _Gradebook:
    """Works and marks as rows."""

    def __init__(self, lists: Lists, numbers: tuple[str, ...]) -> None:
        self._lists, self._ids = lists, lists.ids
        self._numbers = numbers
        self._kinds: set[str] = set()
        self._last: tuple[OutWork, str] | None = None  #: marks come work by work

    def categories(self) -> Iterable[Row]:
        """The kinds of work that were met."""
        for kind in sorted(self._kinds):
            yield {"sourcedId": self._category(kind), "title": kind or NO_KIND}

    def work(self, one: OutWork) -> Row:
        """A line item: a kind of work at a lesson."""
        self._kinds.add(one.work)
        known = self._lists.classes[one.class_id]
        term = term_on(self._lists.school.terms, known.grade, one.day)
        session = self._lists.session(term) if term else ""
        return {
            "sourcedId": self._work(one),
            "title": f"{one.work or NO_KIND}, {one.day:%d.%m.%Y}",
            "assignDate": str(one.day),
            "dueDate": str(one.day),
            "classSourcedId": self._taught(one),
            "categorySourcedId": self._category(one.work),
            "gradingPeriodSourcedId": session,
            "academicSessionSourcedId": session,
            "resultValueMin": self._numbers[0],
            "resultValueMax": self._numbers[-1],
            "schoolSourcedId": self._ids.org,
            SLOT: str(one.slot),
        }

    def mark(self, one: OutMark) -> Row:
        """A result: a number as a score, a word as the text of one."""
        work, pupil = self._work(one.of), self._lists.pupils[one.pupil_id]
        words = "" if one.value.isdecimal() else one.value
        return {
            "sourcedId": self._ids.mark(work, pupil, one),
            "lineItemSourcedId": work,
            "studentSourcedId": pupil,
            "scoreStatus": "exempt" if one.value == _EXEMPT else "fully graded",
            "score": "" if words else one.value,
            "scoreDate": str(one.of.day),
            "comment": one.comment,
            "textScore": words,
            "classSourcedId": self._taught(one.of),
            WEIGHT: str(one.weight),
            WORDS: words,
        }

    def _category(self, kind: str) -> str:
        return self._ids.of("category", kind)

    def _taught(self, one: OutWork) -> str:
        return self._lists.taught[one.class_id, one.subject, one.subgroup_id]

    def _work(self, one: OutWork) -> str:
        if self._last is None or self._last[0] != one:
            self._last = one, self._ids.work(self._taught(one), one)
        return self._last[1]


class _Writer:
    """Rows of one table by its columns; what a version has no column for is left out."""

    def __init__(self, text: io.TextIOWrapper, columns: tuple[str, ...]) -> None:
        self._csv = csv.writer(text, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
        self._columns = columns
        self._csv.writerow(columns)
        self.count = 0

    def add(self, rows: Iterable[Row]) -> None:
        """Write them."""
        for row in rows:
            self._csv.writerow([row.get(column, "") for column in self._columns])
            self.count += 1


@contextmanager
def _table(archive: zipfile.ZipFile, name: str, version: Version) -> Iterator[_Writer]:
    own = tuple(one for one in _OWN.get(name, ()) if version is Version.V1P1 or one != WORDS)
    with _entry(archive, name) as text:
        yield _Writer(text, COLUMNS[version][name] + own)


@contextmanager
def _entry(archive: zipfile.ZipFile, name: str) -> Iterator[io.TextIOWrapper]:
    about = zipfile.ZipInfo(f"{name}.csv", _MADE)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o600 << 16
    with archive.open(about, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as text:
        yield text


def _manifest(archive: zipfile.ZipFile, version: Version, written: set[str]) -> None:
    rows = [
        ("manifest.version", MANIFEST_VERSION),
        ("oneroster.version", str(version)),
        *((f"file.{table}", "bulk" if table in written else "absent") for table in MANIFEST[version]),
    ]
    with _entry(archive, "manifest") as text:
        csv.writer(text, lineterminator="\r\n").writerows([MANIFEST_COLUMNS, *rows])
