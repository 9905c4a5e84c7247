"""Marks of another program for 7Б's algebra on Monday 12 October 2026, and what stands there already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from journal_core.entries.revisions import Change, MarkRevision
from journal_core.gradebook.deciding import Desk
from journal_core.gradebook.meaning import Refused, work_of
from journal_core.gradebook.records import Known, Meant, StandingMark, Taken, TaughtLesson
from journal_core.lessons import Bell, Span
from journal_core.roll import MarkRow
from journal_core.school import PROFILES, Jurisdiction, School
from tests.unit.roll.rolls import pupil, where

MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)
ALGEBRA = TaughtLesson(5, 1, None, 1, MONDAY, 2)
ANYA, BORIS = 7, 8  #: pupils of 7Б, whose number is 1; Аня is in subgroup 11


def school(profile: str = "000") -> School:
    """Which keeps its journal by this regulation."""
    chosen = PROFILES[profile]
    return School(1, "Гимназия № 1", chosen, Jurisdiction.BY_STATE, ZoneInfo("Europe/Minsk"), chosen.scale)


def mark(number: str = "m1", value: str = "7", **more: Any) -> MarkRow:
    """A row of the other program: Аня's."""
    child = pupil("7Б Иванова Анна", number="u1")
    row = MarkRow(where("results.csv"), number, child, "Алгебра", MONDAY, value, work="Контрольная работа")
    return replace(row, **more)


def meant(row: MarkRow, pupil_id: int = ANYA, subgroup_id: int | None = None, staff_id: int | None = None) -> Meant:
    """The row, read."""
    return Meant(row, pupil_id, 1, 1, subgroup_id, work_of(row.work), staff_id)


def desk(
    *marks: StandingMark,
    lessons: tuple[TaughtLesson, ...] = (ALGEBRA,),
    asked: frozenset[str] = frozenset({"m1"}),
    closed: tuple[tuple[int, Span], ...] = (),
) -> Desk:
    """With these marks in these lessons; the second lesson is at nine, and algebra is given by 40."""
    bells = {2: Bell(2, time(9), time(9, 45))}
    return Desk(Known(lessons, marks, closed), bells, {(1, 1): 40}, {ANYA: frozenset({11})}, Refused(), asked)


def stands(value: str = "7", *, ours: bool = False, numbers: tuple[str, ...] = ("m1",), **more: Any) -> StandingMark:
    """Аня's mark in the lesson of algebra."""
    revision = MarkRevision(100, 1, Change.SET, ALGEBRA.id, ANYA, value, "контрольная")
    return StandingMark(replace(revision, **more), numbers, ours)


def taken_back(*, ours: bool = False) -> StandingMark:
    """The same mark, removed."""
    return stands(ours=ours, revision=2, change=Change.REMOVED)


def changes(taken: Taken) -> list[tuple[Change, str]]:
    """What becomes of each mark."""
    return [(one.change, one.value) for one in taken.marks]


def asked_about(table: Desk) -> list[str]:
    """What is asked, without the «import.»."""
    return [doubt.code.removeprefix("import.") for doubt in table.refused.doubts()]
