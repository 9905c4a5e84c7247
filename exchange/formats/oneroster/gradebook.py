"""The gradebook of a OneRoster: each result is a mark of a pupil, for a work of a class on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from exchange import cells
from exchange.formats.oneroster.archive import Archive, Record
from exchange.formats.oneroster.columns import NO_KIND, SLOT, WEIGHT, WORDS
from exchange.formats.oneroster.people import Taught, day
from journal_core.roll import Doubt, FullName, MarkRow, PupilRow, Roll, Where

#: Results that are no mark: handed in, and nobody has looked yet.
_NOT_YET = ("not submitted", "submitted")
_EXEMPT = "осв"


@dataclass(frozen=True, slots=True)
class _Work:
    taught: Taught
    kind: str
    day: date
    highest: str
    slot: int | None
    teacher: FullName | None


@dataclass(slots=True)
class _Lost:
    """Rows that lead nowhere: one question, at the first of them."""

    first: Where | None = None
    rows: int = 0

    def add(self, where: Where) -> None:
        self.rows += 1
        self.first = self.first or where

    def doubts(self) -> tuple[Doubt, ...]:
        """The question, if there is one."""
        return (Doubt(self.first, "import.oneroster_results", {"rows": str(self.rows)}),) if self.first else ()


def marks(
    archive: Archive, pupils: dict[str, PupilRow], taught: dict[str, Taught], teachers: dict[str, FullName]
) -> Roll:
    """Results as marks; a work without a class, a day or a subject takes its results with it."""
    works = _works(archive, taught, teachers)
    lost = _Lost()
    rows: list[MarkRow] = []
    for row in archive.rows("results"):
        if row["scoreStatus"] in _NOT_YET and not row.is_gone:
            continue
        work, pupil = works.get(row["lineItemSourcedId"]), pupils.get(row["studentSourcedId"])
        value = _value(row)
        if work is None or pupil is None or not (value or row.is_gone) or not row["sourcedId"]:
            lost.add(archive.where("results", row))
            continue
        rows.append(_mark(archive, row, work, pupil, value))
    return Roll(marks=tuple(rows), doubts=lost.doubts())


def _works(archive: Archive, taught: dict[str, Taught], teachers: dict[str, FullName]) -> dict[str, _Work]:
    kinds = {row["sourcedId"]: row["title"].replace(NO_KIND, "") for row in archive.rows("categories")}
    found = {}
    for row in archive.rows("lineItems"):
        given, on = taught.get(row["classSourcedId"]), day(row["dueDate"]) or day(row["assignDate"])
        if given and given.subject and on and not row.is_gone:
            kind = kinds.get(row["categorySourcedId"], "")
            highest, slot = _whole(row["resultValueMax"]), cells.number(row[SLOT])
            found[row["sourcedId"]] = _Work(given, kind, on, highest, slot, teachers.get(given.id))
    return found


def _mark(archive: Archive, row: Record, work: _Work, pupil: PupilRow, value: str) -> MarkRow:
    return MarkRow(
        archive.where("results", row),
        row["sourcedId"],
        pupil,
        work.taught.subject,
        work.day,
        "" if row.is_gone else value,
        work.taught.subgroup,
        work.kind,
        cells.number(row[WEIGHT]) or 1,
        row["comment"],
        work.highest,
        work.slot,
        work.teacher,
    )


def _value(row: Record) -> str:
    """The score as a whole number, else the words of 1.2; who is excused has a word of ours."""
    if row["scoreStatus"] == "exempt":
        return _EXEMPT
    return row["textScore"] or row[WORDS] or _whole(row["score"])


def _whole(written: str) -> str:
    """«7.0» is «7»; anything else stays as it is written, for the scale to refuse."""
    head, _, tail = written.partition(".")
    return head if not tail.strip("0") else written
