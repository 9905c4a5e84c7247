"""Which statements a view sends, with their values in place, so that they can be sent again by another program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine


@contextmanager
def recorded(engine: AsyncEngine) -> Iterator[list[str]]:
    """Every statement that is sent while the block runs, as one that needs no parameters."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        sent.append(filled(statement, tuple(parameters or ())))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)


def filled(statement: str, parameters: tuple[Any, ...]) -> str:
    """The statement with its `$1`, `$2` … replaced by their values."""
    return re.sub(r"\$(\d+)", lambda found: literal(parameters[int(found[1]) - 1]), statement)


def literal(value: Any) -> str:
    """A value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple | frozenset):
        return f"ARRAY[{', '.join(map(literal, value))}]"
    said = value.isoformat() if isinstance(value, date | datetime | time) else str(value)
    return "'" + said.replace("'", "''") + "'"
