"""A file makes nobody an administrator once the school has one: that takes two people (SEC-09)."""

from __future__ import annotations

from datetime import date

import pytest

from journal_core.enrolment.compare import compare
from journal_core.enrolment.records import StaffRecord, Standing
from journal_core.roll import FullName, Roll, StaffRow, Where

NINA, OLEG = FullName("Ковалёва", "Нина", "Петровна"), FullName("Орлов", "Олег", "Ильич")
PAPER = Where("staff.xlsx", "Сотрудники", 2)
TODAY = date(2026, 10, 7)


def taken(stood: tuple[str, ...], named: tuple[str, ...], *, olegs: tuple[str, ...]) -> tuple[set[str], list[str]]:
    """Нина's duties after a file, and its questions; Олег is in the school already."""
    standing = Standing(staff=(StaffRecord(1, NINA, stood), StaffRecord(2, OLEG, olegs)))
    found = compare(standing, Roll(staff=(StaffRow(PAPER, NINA, named),)), TODAY)
    changed = {one.id: set(one.duties) for one in found.changes.put.staff}
    return changed.get(1, set(stood)), [doubt.code for doubt in found.doubts]


def test_a_file_makes_no_administrator_where_there_is_one() -> None:
    duties, asked = taken(("teacher",), ("deputy", "administrator"), olegs=("administrator",))
    assert (duties, asked) == ({"deputy"}, ["import.duty_by_two"])


def test_a_file_names_the_first_administrator() -> None:
    duties, asked = taken(("teacher",), ("teacher", "administrator"), olegs=("teacher",))
    assert (duties, asked) == ({"teacher", "administrator"}, [])


@pytest.mark.parametrize("olegs", [("administrator",), ("teacher",)], ids=" ".join)
def test_a_file_that_names_other_duties_unmakes_no_administrator(olegs: tuple[str, ...]) -> None:
    duties, asked = taken(("administrator",), ("deputy",), olegs=olegs)
    assert (duties, asked) == ({"deputy", "administrator"}, [])


def test_an_administrator_named_again_asks_nothing() -> None:
    duties, asked = taken(("administrator",), ("administrator",), olegs=("teacher",))
    assert (duties, asked) == ({"administrator"}, [])
