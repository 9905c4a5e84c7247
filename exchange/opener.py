"""Opens one spreadsheet or one XML, alone in a process of its own: a script, started by `exchange.child`.

A parser of strangers' files may panic, loop, or ask for all the memory there is; none of that may reach the
gateway (SEC-44). It knows nothing of the school: bytes on standard input, JSON on standard output, and no
environment.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY = 512 * 1024 * 1024  #: bytes of address space
PROCESSOR = 20  #: seconds
LONGEST = 1000  #: characters of one cell that are handed on
ANSWER = 48 * 1024 * 1024  #: bytes of JSON; one long text may stand in a million cells of a small file
DEPTH = 6  #: of elements in an XML; a timetable has three
ELEMENTS = 200_000  #: of an XML


def confine() -> None:
    """Take the process's means away; Windows has no such limits, there only the parent's clock holds."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def plain(cell: Any) -> Any:
    """A cell as JSON can say it; dates and times are marked, so that they are not taken for text."""
    if isinstance(cell, datetime):
        return {"moment": cell.replace(tzinfo=None).isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    if isinstance(cell, timedelta):
        return cell.total_seconds() / 86_400
    if isinstance(cell, str):
        return cell[:LONGEST]
    return cell if isinstance(cell, int | float | bool) else None


def sheets(data: bytes, max_rows: int, max_columns: int) -> dict[str, Any]:
    """The visible sheets' rows, or the problem that a person can do something about."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        return {"problem": "encrypted"}
    found = []
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(about.name)
        if sheet.total_height > max_rows:
            return {"problem": "rows"}
        rows = sheet.to_python(skip_empty_area=False)
        found.append({"name": about.name, "rows": [[plain(cell) for cell in row[:max_columns]] for row in rows]})
    return {"sheets": found}


class Refused(Exception):
    """An XML that no program writes for a timetable; the argument is the problem."""


def elements(data: bytes) -> dict[str, Any]:
    """An XML's elements, the root first: tag, attributes and line. Texts between tags are not read.

    A document type is refused before anything in it is looked at: entities are what XML bombs are made of.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate()
    open_tags: list[str] = []
    found: list[list[Any]] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if len(open_tags) >= DEPTH or len(found) >= ELEMENTS:
            raise Refused("rows")
        kept = {name[:LONGEST]: value[:LONGEST] for name, value in attributes.items()}
        found.append([tag[:LONGEST], kept, parser.CurrentLineNumber])
        open_tags.append(tag)

    def refuse(*_: Any) -> None:
        raise Refused("doctype")

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: open_tags.pop()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except Refused as problem:
        return {"problem": str(problem)}
    return {"elements": found}


def answer(kind: str, limits: list[int]) -> dict[str, Any]:
    """What stands in the bytes on standard input."""
    data = sys.stdin.buffer.read()
    return elements(data) if kind == "xml" else sheets(data, *limits)


if __name__ == "__main__":
    confine()
    said = json.dumps(answer(sys.argv[1], [int(limit) for limit in sys.argv[2:]]), ensure_ascii=False).encode()
    sys.stdout.buffer.write(said if len(said) <= ANSWER else b'{"problem": "rows"}')
