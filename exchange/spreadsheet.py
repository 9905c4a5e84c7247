"""xlsx, xls and ods opened in a child process (`opener`), so that a bad file can only hurt itself."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from exchange.book import MAX_COLUMNS, MAX_ROWS, Book, Cell, Sheet
from exchange.child import ask


def open_spreadsheet(name: str, data: bytes) -> Book:
    """The book in `data`; Invalid when it is locked, broken, endless or too long. Blocks for some 100 ms."""
    answer = ask("sheets", data, MAX_ROWS, MAX_COLUMNS)
    return Book(name, [_sheet(said) for said in answer["sheets"]])


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
