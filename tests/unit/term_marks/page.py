"""A column of 7Б: Аня with four marks, Борис with one, Вова with none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import DiaryError
from journal_core.lessons import Span
from journal_core.people import Person, Role
from journal_core.school import PROFILES, Jurisdiction, School
from journal_core.term_marks.grounds import Ground, Grounds
from journal_core.term_marks.setting import (
    Column,
    ColumnPage,
    TermKind,
    TermMarkChanges,
    TermMarkEntry,
    TermMarkRevision,
    term_mark_changes,
)

ANYA, BORIS, VOVA = 11, 12, 13
SCHOOL = School(
    1, "Школа № 5", PROFILES["001"], Jurisdiction.RU_PRIVATE, ZoneInfo("Europe/Moscow"), PROFILES["001"].scale
)
#: The last day is Saturday 31 October; two days before it is Thursday.
QUARTER = Span(date(2026, 9, 1), date(2026, 11, 1))
WEDNESDAY = datetime(2026, 10, 28, 9, 0, tzinfo=UTC)


def given(*values: str) -> Grounds:
    return Grounds(tuple(Ground(place, value, written=True) for place, value in enumerate(values, 1)))


PAGE = ColumnPage(
    Column(TermKind.TERM, 7, 3, None, 1),
    2026,
    "7Б",
    7,
    "Алгебра",
    QUARTER,
    {ANYA: "Иванова Аня", BORIS: "Петров Борис", VOVA: "Сидоров Вова"},
    {ANYA: given("4", "5", "4", "4"), BORIS: given("5")},
)
YEAR = replace(
    PAGE,
    column=replace(PAGE.column, kind=TermKind.YEAR),
    grounds={},
    before={ANYA: (("I четверть", "4"), ("II четверть", "5")), BORIS: (("I четверть", "н/а"), ("II четверть", "5"))},
)


def refusal(found: pytest.ExceptionInfo[DiaryError]) -> tuple[str, dict[str, str]]:
    """All that a person is told from."""
    return found.value.code, found.value.details


def stamp(at: datetime = WEDNESDAY, reason: str = "", request: int | None = None) -> Stamp:
    return Stamp("t1", Person(1, Role.TEACHER), at, "telegram", reason, request)


def entered(
    page: ColumnPage, values: dict[int, str], said: Stamp | None = None, school: School = SCHOOL
) -> TermMarkChanges:
    entries = [TermMarkEntry(pupil, value) for pupil, value in values.items()]
    return term_mark_changes(page, entries, school, said or stamp(), count(100))


def recorded(page: ColumnPage, found: TermMarkChanges) -> ColumnPage:
    """The page once `found` is written."""
    standing: dict[int, TermMarkRevision] = {**page.standing, **{one.pupil_id: one for one in found.revisions}}
    return replace(page, standing={k: one for k, one in standing.items() if one.change is not Change.REMOVED})
