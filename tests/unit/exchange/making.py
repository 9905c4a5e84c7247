"""Files and rolls that the tests of exchange are about, made on the spot."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

import xlsxwriter

from journal_core.roll import Roll, Where

SAMPLES = Path(__file__).parents[2] / "samples"
NOWHERE = Where("", "", 0)


def xlsx(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of these sheets, with Excel's own dates and times."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    styles = {
        date: book.add_format({"num_format": "dd.mm.yyyy"}),
        time: book.add_format({"num_format": "h:mm"}),
    }
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                page.write(at, column, value, styles.get(type(value)))
    book.close()
    return file.getvalue()


def csv(*rows: Sequence[str], encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)


def repacked(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The zip with these entries changed or added."""
    source, file = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in dict.fromkeys((*source.namelist(), *changes)):
            target.writestr(name, changes[name] if name in changes else source.read(name))
    return file.getvalue()


def placeless(roll: Roll) -> Roll:
    """The roll without its places, for comparing what two files say."""
    return Roll(*(tuple(_placeless(row) for row in getattr(roll, field.name)) for field in dataclasses.fields(roll)))


def _placeless(row: Any) -> Any:
    changes: dict[str, Any] = {"where": NOWHERE}
    if hasattr(row, "guardians"):
        changes["guardians"] = tuple(_placeless(guardian) for guardian in row.guardians)
    return dataclasses.replace(row, **changes)
