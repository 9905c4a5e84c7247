"""Rows of a roll, written short: `pupil("7Б Иванова Анна", "17.10.2013", mother)`."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time
from typing import Protocol

from journal_core.enrolment.compare import NOTHING, compare
from journal_core.enrolment.difference import Difference, after
from journal_core.enrolment.records import Standing, Written
from journal_core.roll import (
    BellRow,
    ClassRow,
    Doubt,
    FullName,
    GuardianRow,
    PupilRow,
    Roll,
    StaffRow,
    TermRow,
    TimetableRow,
    Where,
)
from tests.unit.roll.numbering import numbered

TODAY = date(2026, 11, 20)  #: a Friday
_rows = itertools.count(2)


def where(sheet: str = "Ученики") -> Where:
    """The next row of a sheet."""
    return Where("школа.xlsx", sheet, next(_rows))


def name(written: str) -> FullName:
    """«Иванова Анна Петровна»."""
    surname, first, *rest = [*written.split(" "), ""]
    return FullName(surname, first, " ".join(rest).strip())


def day(written: str) -> date:
    """«17.10.2013»."""
    return datetime.strptime(written, "%d.%m.%Y").date()  # noqa: DTZ007  a birth date has no zone


def pupil(
    written: str, born: str = "", *guardians: GuardianRow, groups: dict[str, str] | None = None, number: str = ""
) -> PupilRow:
    """«7Б Иванова Анна», her birth date and her guardians."""
    class_name, _, full = written.partition(" ")
    return PupilRow(
        where(), name(full), class_name, day(born) if born else None, number, guardians,
        tuple((groups or {}).items()),
    )  # fmt: skip


def guardian(written: str = "", phone: str = "", email: str = "", relation: str = "") -> GuardianRow:
    """«Иванова Мария Ильинична», or only her phone."""
    return GuardianRow(where(), name(written) if written else FullName("", ""), relation, phone, email)


def staff(written: str, *duties: str) -> StaffRow:
    """«Ковалёва Нина Петровна», a teacher unless told otherwise."""
    return StaffRow(where("Сотрудники"), name(written), duties or ("teacher",))


def school_class(written: str, teacher: str = "") -> ClassRow:
    """A class and its class teacher."""
    return ClassRow(where("Классы"), written, name(teacher) if teacher else None)


def weekly(
    weekday: int, slot: int, class_name: str, subject: str, teacher: str, group: str = "", room: str = ""
) -> TimetableRow:
    """A line of the timetable; Monday is 0."""
    return TimetableRow(where("Расписание"), weekday, slot, class_name, subject, name(teacher), group, room)


def term(title: str, first: str, last: str, kind: str = "term") -> TermRow:
    """«I четверть» from day to day, both in it."""
    return TermRow(where("Календарь"), kind, title, day(first), day(last))


def bell(slot: int, starts_at: str, ends_at: str) -> BellRow:
    """A slot's times."""
    return BellRow(where("Звонки"), slot, time.fromisoformat(starts_at), time.fromisoformat(ends_at))


def pupils(*rows: PupilRow) -> Roll:
    """A list of pupils alone."""
    return Roll(pupils=rows)


class Placed(Protocol):
    """Any row of a file."""

    @property
    def where(self) -> Where: ...


class Town:
    """A school that takes rolls one after another, without a database."""

    def __init__(self, written: Written = NOTHING) -> None:
        self.standing = Standing()
        self.written = written

    def take(self, roll: Roll, today: date = TODAY) -> Difference:
        """Compare and write; new records get numbers above zero, as a database gives them."""
        difference = compare(self.standing, roll, today, self.written)
        self.standing = numbered(after(self.standing, difference.changes))
        return difference

    def ask(self, roll: Roll, today: date = TODAY) -> Difference:
        """Compare only."""
        return compare(self.standing, roll, today, self.written)


def codes(difference: Difference) -> list[str]:
    """What is asked, without the «import.»."""
    return [doubt.code.removeprefix("import.") for doubt in difference.doubts]


def doubt(row: Placed, code: str, fatal: bool = False, /, **details: str) -> Doubt:
    """What is asked about a row; `class_` is the detail `class`."""
    return Doubt(row.where, f"import.{code}", {key.rstrip("_"): value for key, value in details.items()}, fatal)
