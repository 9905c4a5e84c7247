"""Tables saved as text: utf-8, utf-16 or windows-1251; columns parted by «;», a tab or «,»."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath
from statistics import median

from exchange.book import MAX_COLUMNS, MAX_ROWS, Book, Cell, Sheet
from journal_core.errors import Invalid

#: Excel saves «;» where the comma parts decimals; the earlier one wins a draw.
_DELIMITERS = (";", "\t", ",")
_SAMPLE = 30  #: lines that decide about the delimiter


def open_text(name: str, data: bytes) -> Book:
    """The table in `data` as a book of one sheet, named as the file; Invalid when it is no text, or too
    long.
    """
    text = _decoded(data)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        raise Invalid("import.file_unreadable") from None
    if len(records) > MAX_ROWS:
        raise Invalid("import.too_many_rows", limit=str(MAX_ROWS))
    if _is_cut(text, records):
        raise Invalid("import.file_cut")
    rows: list[list[Cell]] = [list(record[:MAX_COLUMNS]) for record in records]
    return Book(name, [Sheet(PurePath(name).stem, rows)])


def _is_cut(text: str, records: list[list[str]]) -> bool:
    """Whether the file ends in the middle of a row: the last one is shorter than all the others, and not ended."""
    widths = {len(record) for record in records[:-1] if record}
    return len(widths) == 1 and len(records[-1]) < min(widths) and not text.endswith(("\n", "\r"))


def _decoded(data: bytes) -> str:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid("import.file_unreadable")


def _delimiter(text: str) -> str:
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE]
    # The median, not the sum: «Фамилия, имя, отчество» in a header holds commas that part nothing.
    return max(_DELIMITERS, key=lambda sign: median(line.count(sign) for line in lines) if lines else 0)
