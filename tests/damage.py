"""Samples damaged as files are on their way: cut, a bit turned, another name, a bomb inside, a formula, a DOCTYPE."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from exchange.files import MAX_SIZE

_BOMB = b"""<!DOCTYPE timetable [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><timetable name="&c;">"""
_ZIPS = (".xlsx", ".zip")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file nobody should believe."""

    how: str
    name: str
    data: bytes


def damaged(name: str, data: bytes) -> Iterator[Damaged]:
    """Every way to spoil this file that its kind has."""
    kind = PurePath(name).suffix
    for part in (0.05, 0.5, 0.9, 0.999):
        yield Damaged(f"cut at {part:.0%}", name, data[: int(len(data) * part)])
    yield Damaged("named a picture", f"{PurePath(name).stem}.png", data)
    yield Damaged("heavier than any list", name, data + b" " * MAX_SIZE)
    if kind in _ZIPS:
        yield from _zip(name, data)
    elif kind == ".xls":
        yield Damaged("its table of sectors turned", name, data[:30] + bytes(46) + data[76:])
    else:
        for part in (0.2, 0.7):
            at = int(len(data) * part)
            yield Damaged(f"a zero at {part:.0%}", name, data[:at] + b"\0" + data[at + 1 :])
    if kind == ".xml":
        yield Damaged("entities in it", name, data.replace(b"<timetable ", _BOMB + b"<timetable ", 1))
        yield Damaged("a DOCTYPE", name, data.replace(b"<timetable ", b"<!DOCTYPE timetable><timetable ", 1))
        yield Damaged("too deep", name, data.replace(b"<periods ", b"<a>" * 50 + b"</a>" * 50 + b"<periods ", 1))


def _zip(name: str, data: bytes) -> Iterator[Damaged]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
        largest = max(archive.infolist(), key=lambda entry: entry.compress_size)
    for part in (0.3, 0.6):
        at = largest.header_offset + 60 + int(largest.compress_size * part)
        yield Damaged(f"a bit turned at {part:.0%}", name, data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
    yield Damaged("a bomb beside its tables", name, _packed(entries | {"xl/media/bomb.bin": bytes(30_000_000)}))
    yield Damaged("three hundred entries", name, _packed(entries | {f"{number}.bin": b"" for number in range(300)}))


def _packed(entries: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in entries.items():
            archive.writestr(entry, content)
    return file.getvalue()
