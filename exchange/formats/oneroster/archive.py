"""The zip of a OneRoster: its tables read row by row, however many rows there are."""

from __future__ import annotations

import codecs
import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from exchange.cells import clean
from exchange.formats.oneroster.columns import Version
from exchange.zips import ZipLimits, check_zip, pieces
from journal_core.errors import Invalid
from journal_core.roll import Where

#: What the server's own command line may read: a year of a large school is some 600,000 results in 90 MB of text.
LARGE_SIZE = 100 * 1024 * 1024  #: bytes, packed
LARGE = ZipLimits(unpacked=1024 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table; `line` is its place in the CSV, the header being 1."""

    values: dict[str, str]
    line: int

    def __getitem__(self, column: str) -> str:
        """The cell's text, on one line; empty when there is no such column."""
        return clean(self.values.get(column, ""))

    def many(self, column: str) -> list[str]:
        """The parts of a cell that holds a list."""
        return [part for piece in self.values.get(column, "").split(",") if (part := clean(piece))]

    @property
    def is_gone(self) -> bool:
        """Whether the other program says that this record is no more."""
        return self["status"].casefold() == "tobedeleted"


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened OneRoster; `tables` are its entries by name: "users", "results"."""

    file: str
    data: bytes
    version: Version
    tables: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    @staticmethod
    def of(name: str, data: bytes, limits: ZipLimits) -> Archive:
        """The archive in `data`; Invalid when it is broken, too large, or of a version that we do not know."""
        entries = check_zip(data, limits)
        tables = {PurePosixPath(entry.filename).stem: entry for entry in entries if entry.filename.endswith(".csv")}
        opened = Archive(name, data, Version.V1P1, tables)
        said = {row["propertyName"]: row["value"] for row in opened.rows("manifest")}
        if said.get("oneroster.version") not in tuple(Version):
            raise Invalid("import.oneroster_version", version=said.get("oneroster.version") or "–")
        present = {key: entry for key, entry in tables.items() if said.get(f"file.{key}") != "absent"}
        for needed in ("users", "enrollments", "classes"):
            if needed not in present:
                raise Invalid("import.oneroster_missing", file=f"{needed}.csv")
        return Archive(name, data, Version(said["oneroster.version"]), present)

    def rows(self, table: str) -> Iterator[Record]:
        """The rows of a table, one at a time; none when the archive does not hold it."""
        if table not in self.tables:
            return
        try:
            reader = csv.reader(_Lines(self, table))
            header = [clean(title) for title in next(reader, [])]
            for row in reader:
                if row:
                    yield Record(dict(zip(header, row, strict=False)), reader.line_num)
        except csv.Error:
            raise Invalid("import.file_unreadable") from None

    def where(self, table: str, record: Record) -> Where:
        """The row's place."""
        return Where(self.file, f"{table}.csv", record.line)


class _Lines:
    """The lines of an entry, decoded piece by piece: utf-8, or windows-1251 when it is not."""

    def __init__(self, archive: Archive, table: str) -> None:
        self._archive, self._entry = archive, archive.tables[table]

    def __iter__(self) -> Iterator[str]:
        encoding = "utf-8-sig" if self._decodes("utf-8") else "cp1251"
        decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        rest = ""
        for piece in pieces(self._archive.data, self._entry):
            *lines, rest = (rest + decoder.decode(piece)).split("\n")
            yield from (f"{line}\n" for line in lines)
        rest += decoder.decode(b"", final=True)
        if rest:
            yield rest

    def _decodes(self, encoding: str) -> bool:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for piece in pieces(self._archive.data, self._entry):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True
