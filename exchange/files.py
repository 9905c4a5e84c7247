"""The door for files: bytes that somebody sent become a Roll, or a sentence that says what is wrong."""

from __future__ import annotations

from exchange.book import Book
from exchange.document import open_document
from exchange.formats import FORMATS
from exchange.formats.asc import read_asc
from exchange.formats.oneroster.archive import LARGE, LARGE_SIZE, Archive
from exchange.formats.oneroster.reading import read_oneroster
from exchange.kinds import Kind, kind_of
from exchange.plaintext import open_text
from exchange.spreadsheet import open_spreadsheet
from exchange.zips import USUAL, check_zip
from journal_core.errors import Invalid
from journal_core.roll import Roll

MAX_SIZE = 5 * 1024 * 1024  #: bytes (SEC-44)


def read(name: str, data: bytes, *, region: str = "BY") -> Roll:
    """What the file says, with its doubts; nothing in the school is touched.

    `name` is the file's own, for its extension and for `Where`; `region` is the school's country ("BY",
    "RU"), which decides what «8 029 …» means. Raises Invalid and nothing else, whatever the bytes are.
    Blocks: a spreadsheet is opened in a child process (up to 30 s for a hostile one), so call it in a thread.
    """
    _weigh(data, MAX_SIZE)
    match kind := kind_of(name, data):
        case Kind.ASC:
            return read_asc(open_document(name, data))
        case Kind.ONEROSTER:
            return read_oneroster(Archive.of(name, data, USUAL), region)
        case _:
            return read_book(_opened(name, data, kind), region=region)


def read_large(name: str, data: bytes, *, region: str = "BY") -> Roll:
    """The same for whoever types on the server: a OneRoster of a school's whole year may weigh 100 MiB."""
    if kind_of(name, data) is not Kind.ONEROSTER:
        return read(name, data, region=region)
    _weigh(data, LARGE_SIZE)
    return read_oneroster(Archive.of(name, data, LARGE), region)


def open_table(name: str, data: bytes) -> Book:
    """A table's sheets, whatever they hold; Invalid for anything that is no table. Blocks as `read` does."""
    _weigh(data, MAX_SIZE)
    kind = kind_of(name, data)
    if kind in (Kind.ASC, Kind.ONEROSTER):
        raise Invalid("import.no_header")
    return _opened(name, data, kind)


def read_book(book: Book, *, region: str = "BY") -> Roll:
    """The roll in an opened book, by the first format that knows it; Invalid when none does."""
    for form in FORMATS:
        if form.recognises(book):
            return form.read(book, region)
    raise Invalid("import.no_header")


def _weigh(data: bytes, most: int) -> None:
    if not data.strip():
        raise Invalid("import.file_empty")
    if len(data) > most:
        raise Invalid("import.file_too_large", limit=str(most // 1024 // 1024))


def _opened(name: str, data: bytes, kind: Kind) -> Book:
    if kind is Kind.CSV:
        return open_text(name, data)
    if kind is not Kind.XLS:
        check_zip(data)
    return open_spreadsheet(name, data)
