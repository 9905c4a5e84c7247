"""Academic sessions of a OneRoster: terms and the year.

`endDate` is the first day after a session (CSV Tables 1.1.1 and CSV Binding 1.2.1, «academicSessions.csv»), and is
read so. Many programs write the last day there; nobody can see it in one date, so the person is asked to look.
"""

from __future__ import annotations

from datetime import timedelta

from exchange.formats.oneroster.archive import Archive, Record
from exchange.formats.oneroster.people import day
from journal_core.calendar.terms import System
from journal_core.roll import Doubt, Roll, TermRow

_SYSTEMS = {
    "gradingPeriod": System.QUARTER,
    "term": System.QUARTER,
    "semester": System.HALF_YEAR,
    "schoolYear": System.YEAR,
}


def terms(archive: Archive) -> Roll:
    """Terms by their kind, and one question about their last days."""
    rows: list[TermRow] = []
    doubts: list[Doubt] = []
    for one in archive.rows("academicSessions"):
        if one.is_gone:
            continue
        row = _term(archive, one)
        if row is None:
            doubts.append(_unread(archive, one))
        else:
            rows.append(row)
    return Roll(terms=tuple(rows), doubts=(*doubts, *_last_days(rows)))


def _term(archive: Archive, one: Record) -> TermRow | None:
    first, end = day(one["startDate"]), day(one["endDate"])
    system = _SYSTEMS.get(one["type"])
    if first is None or end is None or end <= first or system is None or not one["title"]:
        return None
    where = archive.where("academicSessions", one)
    return TermRow(where, "term", one["title"], first, end - timedelta(days=1), system)


def _unread(archive: Archive, one: Record) -> Doubt:
    details = {"term": one["title"], "first": one["startDate"], "last": one["endDate"]}
    return Doubt(archive.where("academicSessions", one), "import.oneroster_session", details)


def _last_days(rows: list[TermRow]) -> tuple[Doubt, ...]:
    """Asked unless one session begins on the day another ends: then the file is surely written as the standard says."""
    begin = {row.first for row in rows}
    if not rows or any(row.last + timedelta(days=1) in begin for row in rows):
        return ()
    first = next((row for row in rows if row.system is not System.YEAR), rows[0])
    return (Doubt(first.where, "import.oneroster_ends", {"term": first.name, "last": f"{first.last:%d.%m.%Y}"}),)
