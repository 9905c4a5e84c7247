"""What a file is, by its first bytes; its name is only asked whether it lies (SEC-44)."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePath

from journal_core.errors import Invalid


class Kind(Enum):
    """A kind of file that we can open; the value is the extension it is saved with."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    ASC = "xml"  #: aSc Timetables
    ONEROSTER = "zip"


_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|meta|style|body|table|div)\b", re.IGNORECASE)
_XML = re.compile(rb"\s*<(?:\?xml|!doctype|[a-z:]*workbook|timetable)\b", re.IGNORECASE)
_ASC = re.compile(rb"<timetable\b")
#: Control characters that no list typed by a person holds.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TEXT_EXTENSIONS = {"csv", "txt", "tsv"}
_MACRO_EXTENSIONS = {"xlsm", "xltm", "xlsb", "xlam"}


def kind_of(name: str, data: bytes) -> Kind:
    """The kind of `data`, or Invalid: not a table at all, or a name that says something else than the
    bytes.
    """
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension in _MACRO_EXTENSIONS:
        raise Invalid("import.file_macros")
    kind = _by_bytes(data)
    honest = _TEXT_EXTENSIONS if kind is Kind.CSV else {kind.value}
    # A document forwarded in a messenger may come without a name: no extension tells no lie.
    if extension and extension not in honest:
        raise Invalid("import.file_extension", extension=extension[:10], kind=kind.value)
    return kind


def _by_bytes(data: bytes) -> Kind:
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_COMPOUND):
        return _compound_kind(data)
    return _text_kind(data)


def _zip_kind(data: bytes) -> Kind:
    # The mimetype of an OpenDocument file is stored unpacked, as its first entry.
    if b"application/vnd.oasis.opendocument.spreadsheet" in data[:200]:
        return Kind.ODS
    if b"xl/vbaProject.bin" in data or b"xl/workbook.bin" in data:
        raise Invalid("import.file_macros")
    if b"xl/workbook.xml" in data:
        return Kind.XLSX
    if b"manifest.csv" in data:
        return Kind.ONEROSTER
    raise Invalid("import.file_kind")


def _compound_kind(data: bytes) -> Kind:
    if _stream("EncryptedPackage") in data:
        raise Invalid("import.file_encrypted")
    if _stream("_VBA_PROJECT_CUR") in data:
        raise Invalid("import.file_macros")
    if _stream("Workbook") in data or _stream("Book") in data:
        return Kind.XLS
    raise Invalid("import.file_kind")


def _stream(name: str) -> bytes:
    """How a compound file spells a stream's name in its directory."""
    return name.encode("utf-16-le") + b"\x00\x00"


def _text_kind(data: bytes) -> Kind:
    start = data[:4096]
    plain = start.removeprefix(_BOMS[0])
    if start.startswith(_BOMS[1:]):
        plain = start.replace(b"\x00", b"")[2:]
    # Taken away first: one pattern for comments and all would try every way to part a thousand of them.
    if _HTML.match(_COMMENT.sub(b"", plain)):
        raise Invalid("import.file_html")
    if _XML.match(_COMMENT.sub(b"", plain)):
        if _ASC.search(plain):
            return Kind.ASC
        raise Invalid("import.file_xml")
    if not start.startswith(_BOMS) and _BINARY.search(data):
        raise Invalid("import.file_kind")
    return Kind.CSV
