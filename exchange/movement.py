"""«Выбыл 15.10.2026», «прибыла с 12.01.2027» in a list's remarks, in columns of their own, or on a sheet of those who
left. Everything else that a remark says is not read.
"""

from __future__ import annotations

import re
from datetime import date

from exchange import cells
from exchange.headers import normal
from exchange.lines import Line

_DAY = r"(?:\D{0,15}?(?P<day>\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})))?"
_LEFT = re.compile(r"\b(?:выбыл\w*|отчислен\w*|выбы[ўу]\w*|адлічан\w*)\b" + _DAY, re.IGNORECASE)
_JOINED = re.compile(r"\b(?:прибыл\w*|зачислен\w*|верну\w+|прыбы[ўл]\w*|залічан\w*)\b" + _DAY, re.IGNORECASE)
_SHEETS = ("выбыли", "выбывшие", "выбыло", "выбывшие учащиеся", "выбылі", "выбыўшыя")


def is_of_departed(sheet: str) -> bool:
    """Whether a sheet lists those who left."""
    return normal(sheet) in _SHEETS


def left(line: Line, *, certain: bool = False) -> date | None:
    """The first day without the pupil, by the column «Выбыл» or a remark.

    `certain` is a sheet of those who left. NotTaken when the pupil left and nobody wrote when.
    """
    if line.text("left"):
        return cells.day(line.cells.get("left")) or _said(_LEFT, line.text("left")) or _ask(line)
    found = _said(_LEFT, line.text("remark"))
    told = certain or _LEFT.search(line.text("remark")) is not None
    return found or (_ask(line) if told else None)


def joined(line: Line) -> date | None:
    """The first day in the class, by the column «Прибыл» or a remark; None when it is not told, or cannot be read."""
    return cells.day(line.cells.get("joined")) or _said(_JOINED, line.text("remark"))


def _said(pattern: re.Pattern[str], written: str) -> date | None:
    match = pattern.search(written)
    return cells.day(match["day"]) if match and match["day"] else None


def _ask(line: Line) -> date:
    line.refuse("import.left_no_day")
