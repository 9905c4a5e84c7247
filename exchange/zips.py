"""Is this zip safe to open? Counted by unpacking it into nothing, before any reader sees it (SEC-44).

The sizes written in a zip's directory are claims; a bomb writes small ones. So every entry is unpacked here,
piece by piece, and dropped, until a limit is passed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from journal_core.errors import Invalid


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much an archive may hold."""

    unpacked: int = 50 * 1024 * 1024  #: bytes of all entries together
    entries: int = 200
    ratio: int = 100  #: unpacked to packed, over the whole file


USUAL = ZipLimits()
_PIECE = 256 * 1024
_LOCAL_HEADER = 30  #: bytes before the entry's name


def check_zip(data: bytes, limits: ZipLimits = USUAL) -> list[zipfile.ZipInfo]:
    """The entries; Invalid when the archive is broken, locked, or unpacks to more than `limits` let it.

    Each entry's checksum is counted too: a file with one changed byte is a broken file.
    """
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except Exception:  # zipfile raises a dozen kinds on broken input: struct, value, unicode, not implemented …
        _unreadable()
    if len(entries) > limits.entries:
        raise Invalid("import.zip_entries", limit=str(limits.entries))
    unpacked, broken = 0, False
    for entry in entries:
        checksum = 0
        for piece in pieces(data, entry):
            checksum = zlib.crc32(piece, checksum)
            unpacked += len(piece)
            if unpacked > limits.unpacked:
                raise Invalid("import.zip_unpacked", limit=str(limits.unpacked // 1024 // 1024))
        broken = broken or checksum != entry.CRC
    if unpacked > limits.ratio * len(data):
        raise Invalid("import.zip_ratio", limit=str(limits.ratio))
    if broken:
        _unreadable()
    return entries


def pieces(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the entry unpacks to, at most 256 KiB at a time, whatever it claims of its size."""
    if entry.flag_bits & 0x1:
        raise Invalid("import.file_encrypted")
    packed = _packed(data, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        yield packed
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


def _inflated(packed: bytes) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = packed
    while not unpacker.eof:
        try:
            piece = unpacker.decompress(rest, _PIECE)
        except zlib.error:
            _unreadable()
        rest = unpacker.unconsumed_tail
        if not piece and not rest:
            return  # cut short: the checksum will tell
        yield piece


def _unreadable() -> NoReturn:
    raise Invalid("import.file_unreadable") from None
