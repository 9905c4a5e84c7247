"""Is this zip safe to open? Counted by unpacking it into nothing, before any reader sees it (SEC-44).

The sizes written in a zip's directory are claims; a bomb writes small ones. So every entry is unpacked here,
piece by piece, and dropped, until a limit is passed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import NoReturn

from journal_core.errors import Invalid

MAX_ENTRIES = 200
MAX_UNPACKED = 50 * 1024 * 1024  #: bytes
MAX_RATIO = 100  #: unpacked to packed, over the whole file
_PIECE = 256 * 1024
_LOCAL_HEADER = 30  #: bytes before the entry's name


def check_zip(data: bytes) -> None:
    """Invalid when the archive is broken, locked, or unpacks to more than a school's table ever needs."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except Exception:  # zipfile raises a dozen kinds on broken input: struct, value, unicode, not implemented …
        _unreadable()
    if len(entries) > MAX_ENTRIES:
        raise Invalid("import.zip_entries", limit=str(MAX_ENTRIES))
    unpacked = 0
    for entry in entries:
        for size in _pieces(data, entry):
            unpacked += size
            if unpacked > MAX_UNPACKED:
                raise Invalid("import.zip_unpacked", limit=str(MAX_UNPACKED // 1024 // 1024))
    if unpacked > MAX_RATIO * len(data):
        raise Invalid("import.zip_ratio", limit=str(MAX_RATIO))


def _pieces(data: bytes, entry: zipfile.ZipInfo) -> Iterator[int]:
    """Sizes of the pieces that the entry unpacks to."""
    if entry.flag_bits & 0x1:
        raise Invalid("import.file_encrypted")
    packed = _packed(data, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        yield len(packed)
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflated(packed)
    else:
        _unreadable()


def _packed(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    header = data[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        _unreadable()
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    start = entry.header_offset + _LOCAL_HEADER + names
    return data[start : start + entry.compress_size]


def _inflated(packed: bytes) -> Iterator[int]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = packed
    while rest and not unpacker.eof:
        try:
            piece = unpacker.decompress(rest, _PIECE)
        except zlib.error:
            _unreadable()
        yield len(piece)
        rest = unpacker.unconsumed_tail


def _unreadable() -> NoReturn:
    raise Invalid("import.file_unreadable") from None
