"""What a message's subjects are now: the last revision of each, and what of it is worth saying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.revisions import Change
from journal_core.events import subject_id
from notifier.ports import Claimed

Told = dict[str, str]  #: subject → the value as the person will now know it; empty: taken back

_SETTLED = (AbsenceCode.EXCUSED, AbsenceCode.ILL)


async def last_revisions(
    connection: AsyncConnection, statement: Any, subjects: Sequence[str]
) -> dict[str, Mapping[Any, Any]]:
    """The rows by subject, in the order of `subjects`; the statement tells each one's `number` and `change`."""
    found = await connection.execute(statement, {"numbers": [subject_id(subject) for subject in subjects]})
    by_number = {row["number"]: row for row in found.mappings()}
    return {subject: by_number[subject_id(subject)] for subject in subjects if subject_id(subject) in by_number}


def worth_saying(subject: str, row: Mapping[Any, Any], claimed: Claimed) -> bool:
    """What was taken back or explained before it was told is not mentioned; after, it is struck out or settled."""
    if subject in claimed.told:
        return True
    return row["change"] != Change.REMOVED and row.get("code") not in _SETTLED


def known(rows: Mapping[str, Mapping[Any, Any]], column: str) -> Told:
    """What the person will know of each."""
    return {subject: "" if row["change"] == Change.REMOVED else row[column] for subject, row in rows.items()}
