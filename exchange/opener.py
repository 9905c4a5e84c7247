"""Opens one spreadsheet, alone in a process of its own: a script, started by `exchange.spreadsheet`.

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


if __name__ == "__main__":
    confine()
    said = json.dumps(sheets(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2])), ensure_ascii=False)
    answer = said.encode()
    sys.stdout.buffer.write(answer if len(answer) <= ANSWER else b'{"problem": "rows"}')
