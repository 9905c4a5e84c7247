"""Which class a pupil is in on which days, and what a list may change of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journal_core.classes import ClassName
from journal_core.enrolment.books import Books
from journal_core.enrolment.compare import NOTHING
from journal_core.enrolment.places import current, is_in, last_place, place, year_begins
from journal_core.enrolment.records import ClassRecord, MembershipRecord, PupilRecord, Standing, Written
from journal_core.roll import PupilRow
from tests.unit.roll.rolls import TODAY, Town, day, doubt, name, pupil, pupils

ANNA = PupilRecord(1, name("Иванова Анна"), date(2013, 10, 17))
SEVENTH_A, SEVENTH_B = ClassRecord(1, ClassName(7, "А")), ClassRecord(2, ClassName(7, "Б"))


def town(*days: tuple[int, str, str], begun: bool = True) -> Town:
    """Anna's classes: «in 1 from 01.09.2026 up to 15.10.2026»."""
    made = Town(Written(begun=frozenset({1, 2}) if begun else frozenset()))
    members = tuple(
        MembershipRecord(number, ANNA.id, class_id, day(first), day(end) if end else None)
        for number, (class_id, first, end) in enumerate(days, 1)
    )
    made.standing = Standing(classes=(SEVENTH_A, SEVENTH_B), pupils=(ANNA,), memberships=members)
    return made


def books(*days: tuple[int, str, str]) -> Books:
    return Books(town(*days).standing, TODAY, NOTHING)


def places(of: Town) -> list[tuple[int, str, str]]:
    stand = of.standing.memberships
    return [(one.class_id, f"{one.first:%d.%m.%Y}", f"{one.end:%d.%m.%Y}" if one.end else "") for one in stand]


def anna(class_name: str, joined: str = "", left: str = "") -> PupilRow:
    row = pupil(f"{class_name} Иванова Анна", "17.10.2013")
    return replace(row, joined=day(joined) if joined else None, left=day(left) if left else None)


@pytest.mark.parametrize(
    ("days", "number"),
    [
        ([], None),
        ([(1, "01.09.2026", "20.11.2026")], None),
        ([(1, "01.09.2026", "21.11.2026")], 1),
        ([(1, "01.09.2026", "01.12.2026"), (2, "20.11.2026", "")], 2),
        ([(2, "20.11.2026", ""), (1, "01.09.2026", "01.12.2026")], 1),
        ([(1, "01.09.2026", "20.11.2026"), (2, "01.12.2026", "10.12.2026"), (1, "10.12.2026", "")], 2),
        ([(1, "10.12.2026", ""), (2, "01.12.2026", "10.12.2026")], 2),
    ],
)
def test_the_class_of_today_goes_before_the_next_one_and_who_left_has_none(
    days: list[tuple[int, str, str]], number: int | None
) -> None:
    found = current(books(*days), ANNA)
    assert (found and found.id) == number


def test_the_last_place_of_who_left_is_where_they_were_at_the_end() -> None:
    gone = books((2, "12.01.2026", "01.06.2026"), (1, "01.09.2025", "12.01.2026"))
    found = last_place(gone, ANNA)
    assert found is not None and found.class_id == SEVENTH_B.id
    assert (is_in(gone, ANNA, SEVENTH_B), is_in(gone, ANNA, SEVENTH_A)) == (True, False)
    assert not is_in(books(), ANNA, SEVENTH_A)


@pytest.mark.parametrize(
    ("today", "begun"),
    [
        (date(2027, 5, 31), date(2026, 9, 1)), (date(2027, 6, 1), date(2027, 6, 1)),
        (date(2027, 8, 31), date(2027, 8, 31)), (date(2027, 9, 30), date(2027, 9, 1)),
        (date(2027, 12, 31), date(2027, 9, 1)), (date(2028, 1, 1), date(2027, 9, 1)),
    ],
)  # fmt: skip
def test_a_year_begins_on_the_first_of_september_and_in_summer_at_once(today: date, begun: date) -> None:
    assert year_begins(today) == begun


def test_who_goes_there_and_back_on_one_day_has_one_place_from_that_day() -> None:
    made = town((1, "01.09.2026", ""))
    for class_name in ("7Б", "7А"):
        made.take(pupils(anna(class_name)))
    assert places(made) == [(1, "01.09.2026", "20.11.2026"), (1, "20.11.2026", "")]


def test_every_membership_that_a_move_changes_stands_with_the_row() -> None:
    of, row = books((1, "01.09.2026", "")), anna("7Б")
    assert place(of, ANNA, SEVENTH_B, row) == MembershipRecord(-1, ANNA.id, SEVENTH_B.id, TODAY)
    assert [of.memberships.where(number) for number in (1, -1)] == [row.where] * 2


def test_who_is_to_come_later_comes_to_the_class_of_the_newer_list() -> None:
    made = town((1, "01.12.2026", ""))
    made.take(pupils(anna("7Б")))
    assert places(made) == [(2, "01.12.2026", "")]


def test_a_departure_that_is_known_ahead_holds_in_the_other_class_too() -> None:
    made = town((1, "01.09.2026", "01.06.2027"))
    made.take(pupils(anna("7Б")))
    assert places(made) == [(1, "01.09.2026", "20.11.2026"), (2, "20.11.2026", "01.06.2027")]


def test_the_day_of_arrival_that_a_file_tells_goes_before_any_other() -> None:
    made = town()
    made.take(pupils(anna("7Б", joined="12.10.2026")))
    assert places(made) == [(2, "12.10.2026", "")]


def test_who_left_is_asked_about_with_the_day_and_comes_back_on_that_very_day_at_the_earliest() -> None:
    made = town((1, "01.09.2026", "15.10.2026"))
    for row in (anna("7А"), anna("7А", joined="14.10.2026")):
        assert made.take(pupils(row)).doubts == (doubt(row, "pupil_left", pupil="Иванова Анна", day="15.10.2026"),)
    assert made.take(pupils(anna("7А", joined="15.10.2026"))).doubts == ()
    assert places(made) == [(1, "01.09.2026", "15.10.2026"), (1, "15.10.2026", "")]


def test_who_left_already_leaves_no_second_time() -> None:
    made = town((1, "01.09.2026", "15.10.2026"))
    assert not made.take(pupils(anna("7А", left="20.10.2026")))


@pytest.mark.parametrize(
    ("row", "stood"),
    [
        (anna("7А", left="15.10.2026"), (1, "01.09.2026", "15.10.2026")),
        (anna("7А", left="15.05.2026"), (1, "01.09.2025", "15.05.2026")),
        (anna("7А", left="15.01.2027"), (1, "01.09.2026", "15.01.2027")),
        (anna("7А", joined="05.10.2026", left="15.10.2026"), (1, "05.10.2026", "15.10.2026")),
    ],
)
def test_a_newcomer_who_is_told_to_have_left_was_there_from_the_beginning_of_that_year(
    row: PupilRow, stood: tuple[int, str, str]
) -> None:
    made = town()
    assert made.take(pupils(row)).doubts == ()
    assert places(made) == [stood]


@pytest.mark.parametrize(
    ("left", "last", "named"),
    [
        ("01.09.2026", "", "01.09.2026"), ("01.09.2026", "31.08.2026", "01.09.2026"),
        ("15.10.2026", "15.10.2026", "15.10.2026"), ("15.10.2026", "16.10.2026", "16.10.2026"),
    ],
)  # fmt: skip
def test_nobody_leaves_on_the_day_they_came_nor_with_marks_after_it(left: str, last: str, named: str) -> None:
    made = town((1, "01.09.2026", ""))
    made.written = Written(last={ANNA.id: day(last)} if last else {})
    row = anna("7А", left=left)
    details = {"pupil": "Иванова Анна", "day": left, "last": named}
    assert made.take(pupils(row)).doubts == (doubt(row, "left_too_early", **details),)
    assert places(made) == [(1, "01.09.2026", "")]


def test_who_has_a_mark_of_the_day_before_may_leave() -> None:
    made = town((1, "01.09.2026", ""))
    made.written = Written(last={ANNA.id: day("14.10.2026")})
    assert made.take(pupils(anna("7А", left="15.10.2026"))).doubts == ()
    assert places(made) == [(1, "01.09.2026", "15.10.2026")]


def full(count: int, class_name: str = "7А") -> list[PupilRow]:
    return [pupil(f"{class_name} Ученик{number:02} Имя", "01.02.2013") for number in range(count)]


@pytest.mark.parametrize(("count", "missing", "asked"), [(10, 2, True), (10, 3, False), (9, 2, False), (35, 7, True)])
def test_a_list_that_lacks_a_fifth_at_most_is_asked_of_who_is_missing_and_names_five(
    count: int, missing: int, asked: bool
) -> None:
    made, rows = Town(), full(count)
    made.take(pupils(*rows, *full(3, "7Б")))
    names = ", ".join(str(row.name) for row in rows[: min(missing, 5)])
    expected = doubt(rows[missing], "pupils_missing", class_="7А", pupils=names)
    assert made.take(pupils(*rows[missing:])).doubts == ((expected,) if asked else ())


def test_who_left_is_no_member_to_be_missed() -> None:
    made, rows = Town(), full(10)
    made.take(pupils(*rows[1:], replace(rows[0], left=day("15.10.2026"))))
    (asked,) = made.take(pupils(*rows[2:], pupil("7А Новиков Дима", "01.03.2013"))).doubts
    assert asked.details == {"class": "7А", "pupils": "Ученик01 Имя"}
