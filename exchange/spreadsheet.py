"""xlsx, xls and ods opened in a child process (`opener`), so that a bad file can only hurt itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from exchange.book import MAX_COLUMNS, MAX_ROWS, Book, Cell, Sheet
from journal_core.errors import Invalid

PATIENCE = 30.0  #: seconds the child may take
_OPENER = Path(__file__).with_name("opener.py")
#: All that the child may know of our environment; tokens and passwords are not among it.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")


def open_spreadsheet(name: str, data: bytes) -> Book:
    """The book in `data`; Invalid when it is locked, broken, endless or too long. Blocks for some 100 ms."""
    answer = _asked(data)
    problem = answer.get("problem")
    if problem == "encrypted":
        raise Invalid("import.file_encrypted")
    if problem == "rows":
        raise Invalid("import.too_many_rows", limit=str(MAX_ROWS))
    return Book(name, [_sheet(said) for said in answer["sheets"]])


def _asked(data: bytes) -> dict[str, Any]:
    command = [sys.executable, "-I", str(_OPENER), str(MAX_ROWS), str(MAX_COLUMNS)]
    environment = {key: os.environ[key] for key in _ENVIRONMENT if key in os.environ}
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, env=environment, check=True)
        answer = json.loads(child.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Invalid("import.file_unreadable") from None
    return answer if isinstance(answer, dict) else {}


def _sheet(said: dict[str, Any]) -> Sheet:
    return Sheet(said["name"], [[_cell(value) for value in row] for row in said["rows"]])


def _cell(said: Any) -> Cell:
    match said:
        case {"moment": moment}:
            return datetime.fromisoformat(moment)
        case {"day": day}:
            return date.fromisoformat(day)
        case {"time": clock}:
            return time.fromisoformat(clock)
        case bool() | None:
            return None
        case str() | int() | float():
            return said
    return None
