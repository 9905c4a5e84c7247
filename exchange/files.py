"""The door for files: bytes that somebody sent become a Roll, or a sentence that says what is wrong."""

from __future__ import annotations

from exchange.book import Book
from exchange.formats import FORMATS
from exchange.kinds import Kind, kind_of
from exchange.plaintext import open_text
from exchange.spreadsheet import open_spreadsheet
from exchange.zips import check_zip
from journal_core.errors import Invalid
from journal_core.roll import Roll

MAX_SIZE = 5 * 1024 * 1024  #: bytes (SEC-44)


def read(name: str, data: bytes, *, region: str = "BY") -> Roll:
    """What the file says, with its doubts; nothing in the school is touched.

    `name` is the file's own, for its extension and for `Where`; `region` is the school's country ("BY",
    "RU"), which decides what «8 029 …» means. Raises Invalid and nothing else, whatever the bytes are.
    Blocks: a spreadsheet is opened in a child process (up to 30 s for a hostile one), so call it in a thread.
    """
    return read_book(_opened(name, data), region=region)


def read_book(book: Book, *, region: str = "BY") -> Roll:
    """The roll in an opened book, by the first format that knows it; Invalid when none does."""
    for form in FORMATS:
        if form.recognises(book):
            return form.read(book, region)
    raise Invalid("import.no_header")


def _opened(name: str, data: bytes) -> Book:
    if not data.strip():
        raise Invalid("import.file_empty")
    if len(data) > MAX_SIZE:
        raise Invalid("import.file_too_large", limit=str(MAX_SIZE // 1024 // 1024))
    kind = kind_of(name, data)
    if kind is Kind.CSV:
        return open_text(name, data)
    if kind is not Kind.XLS:
        check_zip(data)
    return open_spreadsheet(name, data)
