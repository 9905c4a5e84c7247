"""The profile's calendar: what a timetable alone takes of it, and which of its terms make way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from journal_core.calendar.terms import System
from journal_core.enrolment.defaults import with_defaults
from journal_core.enrolment.difference import Kind, Line
from journal_core.enrolment.records import BellRecord, Standing, TermRecord, Written
from journal_core.enrolment.stand_ins import outlived
from journal_core.enrolment.whole import difference_of
from journal_core.lessons import Bell, Span
from journal_core.roll import Doubt, Roll, TermRow
from journal_core.school import School
from tests.unit.calendar.test_enrolment import school
from tests.unit.roll.rolls import TODAY, bell, codes, pupil, pupils, school_class, term
from tests.unit.roll.test_stand_ins import OWN, WEEK, Town

RUSSIA, BELARUS = school("001"), school("000")
ROW = WEEK.timetable[0]
CLOSED = Span(date(2026, 9, 1), date(2026, 11, 6))  #: a fortnight before TODAY


def proposed(of: School, today: date = TODAY) -> Standing:
    """A school that has its timetable and the profile's calendar."""
    return difference_of(Standing(), WEEK, of, today, Written()).changes.put


def named(standing: Standing, name: str) -> TermRecord:
    (found,) = (one for one in standing.terms if one.name == name)
    return found


def gone(standing: Standing, roll: Roll, written: Written | None = None, today: date = TODAY) -> set[str]:
    return {one.name for one in outlived(standing, roll, RUSSIA, today, written or Written())}


def test_a_timetable_alone_takes_the_profiles_terms_holidays_and_bells_as_if_its_first_row_said_them() -> None:
    whole = with_defaults(WEEK, Standing(), RUSSIA, TODAY)
    rows = {row.name: row for row in whole.terms}
    quarter = TermRow(ROW.where, "term", "I четверть", date(2026, 9, 1), rows["I четверть"].last, System.QUARTER)
    assert rows["I четверть"] == quarter
    assert (rows["II полугодие"].kind, rows["II полугодие"].system) == ("term", System.HALF_YEAR)
    little = rows["Дополнительные каникулы"]
    assert (little.kind, little.grades, little.first < little.last) == ("holiday", (1,), True)
    assert {row.system for row in whole.terms} == {System.QUARTER, System.HALF_YEAR}
    assert {one.where for one in whole.terms} | {one.where for one in whole.bells} == {ROW.where}
    assert [one.slot for one in whole.bells] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(one.starts_at < one.ends_at for one in whole.bells)
    assert whole.doubts == tuple(
        Doubt(ROW.where, f"import.{code}", {"profile": "001"}) for code in ("terms_of_profile", "bells_of_profile")
    )


def test_what_was_asked_of_the_file_is_asked_still() -> None:
    doubt = Doubt(ROW.where, "import.birth_date_unread")
    whole = with_defaults(replace(WEEK, doubts=(doubt,)), Standing(), RUSSIA, TODAY)
    assert codes_of(whole) == ["birth_date_unread", "terms_of_profile", "bells_of_profile"]


def codes_of(roll: Roll) -> list[str]:
    return [one.code.removeprefix("import.") for one in roll.doubts]


@pytest.mark.parametrize(
    ("roll", "standing", "taken"),
    [
        (WEEK + Roll(bells=(bell(1, "08:00", "08:45"),)), Standing(), ["terms_of_profile"]),
        (WEEK, Standing(bells=(BellRecord(1, Bell(1, time(8), time(8, 45))),)), ["terms_of_profile"]),
        (WEEK + OWN, Standing(), ["bells_of_profile"]),
        (WEEK, Standing(terms=(TermRecord(1, "term", "I", CLOSED, "quarter"),)), ["bells_of_profile"]),
        (
            WEEK,
            Standing(terms=(TermRecord(1, "term", "I", Span(date(2025, 9, 1), date(2025, 11, 1)), "quarter"),)),
            ["terms_of_profile", "bells_of_profile"],
        ),
        (Roll(classes=(school_class("7Б"),)), Standing(), []),
    ],
)
def test_only_what_neither_the_file_nor_the_school_has_of_this_year_is_taken(
    roll: Roll, standing: Standing, taken: list[str]
) -> None:
    assert codes_of(with_defaults(roll, standing, RUSSIA, TODAY)) == taken


def test_a_file_of_next_years_terms_gets_this_years_from_the_profile_beside_them() -> None:
    later = term("I четверть", "01.09.2027", "29.10.2027")
    whole = with_defaults(WEEK + Roll(terms=(later,)), Standing(), RUSSIA, TODAY)
    assert (whole.terms[0], len(whole.terms) > 1) == (later, True)


def test_all_that_was_proposed_for_the_year_makes_way_for_its_own_terms_but_what_the_file_names() -> None:
    standing = proposed(RUSSIA)
    assert gone(standing, OWN) == {one.name for one in standing.terms}
    kept = Roll(terms=(*OWN.terms, term("весенние  каникулы", "20.03.2027", "28.03.2027", "holiday")))
    assert gone(standing, kept) == {one.name for one in standing.terms} - {"Весенние каникулы"}


def test_two_years_of_terms_move_two_years() -> None:
    standing = proposed(RUSSIA)
    later = tuple(replace(one, id=100 + one.id) for one in proposed(RUSSIA, date(2027, 11, 20)).terms)
    both = Roll(terms=(*OWN.terms, term("1 четверть", "01.09.2027", "29.10.2027")))
    found = outlived(replace(standing, terms=(*standing.terms, *later)), both, RUSSIA, TODAY, Written())
    assert set(found) == {*standing.terms, *later}


def test_the_whole_of_a_roll_minds_what_stands_in_the_journal() -> None:
    standing = proposed(RUSSIA)
    begun = Written(begun=frozenset(one.id for one in standing.classes))
    row = pupil("7Б Иванова Анна", "17.10.2013")
    assert [
        difference_of(standing, pupils(row), RUSSIA, TODAY, written).changes.put.memberships[0].first
        for written in (begun, Written())
    ] == [TODAY, date(2026, 9, 1)]


def test_the_same_name_of_another_kind_names_nothing() -> None:
    other = Roll(terms=(*OWN.terms, term("II четверть", "20.03.2027", "28.03.2027", "holiday")))
    assert "II четверть" in gone(proposed(RUSSIA), other)


def test_holidays_of_a_file_and_terms_of_another_year_move_nothing() -> None:
    standing = proposed(RUSSIA)
    assert gone(standing, Roll(terms=(term("Морозы", "11.01.2027", "12.01.2027", "holiday"),))) == set()
    assert gone(standing, Roll(terms=(term("1 четверть", "01.09.2027", "29.10.2027"),))) == set()


def test_where_the_school_has_a_term_of_its_own_or_another_end_nothing_makes_way() -> None:
    standing = proposed(RUSSIA)
    spring = named(standing, "Весенние каникулы")
    longer = replace(spring, span=Span(spring.span.first, spring.span.end + timedelta(days=1)))
    fourth = named(standing, "IV четверть")
    own = replace(fourth, span=Span(fourth.span.first, fourth.span.end + timedelta(days=1)))
    assert gone(replace(standing, terms=(*standing.terms, replace(own, id=99))), OWN) == set()
    left = {one.name for one in standing.terms} - {"Весенние каникулы"}
    others = tuple(one for one in standing.terms if one != spring)
    assert gone(replace(standing, terms=(*others, longer)), OWN) == left


def test_a_term_with_marks_holds_all_of_its_year() -> None:
    standing = proposed(RUSSIA)
    assert gone(standing, OWN, Written(terms=frozenset({named(standing, "IV четверть").id}))) == set()
    assert gone(standing, OWN, Written(terms=frozenset({99}))) != set()


def test_a_term_that_has_closed_holds_its_year_from_that_day_on_once_a_journal_has_begun() -> None:
    standing = proposed(RUSSIA)
    closes = named(standing, "I четверть").span.end + timedelta(days=14)
    begun = Written(begun=frozenset({1}))
    assert gone(standing, OWN, begun, closes - timedelta(days=1)) != set()
    assert gone(standing, OWN, begun, closes) == set()
    assert gone(standing, OWN, Written(), closes) != set()


def test_holidays_that_are_over_hold_nothing() -> None:
    standing = proposed(RUSSIA)
    rests = tuple(one for one in standing.terms if one.kind == "holiday")
    begun = Written(begun=frozenset({1}))
    assert gone(replace(standing, terms=rests), OWN, begun, date(2027, 5, 1)) == {one.name for one in rests}


def test_each_that_goes_is_told_with_the_first_term_of_the_file() -> None:
    town = Town()
    town.take(WEEK)
    standing = town.standing
    rest = term("Морозы", "11.01.2027", "12.01.2027", "holiday")
    found = town.take(Roll(terms=(rest, *OWN.terms)))
    away = tuple(line for line in found.lines if line.what == "gone")
    assert away == tuple(Line(Kind.TERM, "gone", OWN.terms[0].where, {"term": one.name}) for one in standing.terms)
    assert found.changes.gone_terms == tuple(one.id for one in standing.terms)
    assert [line.details["term"] for line in found.new(Kind.TERM)] == ["Морозы", "1 четверть", "2 четверть"]
    assert found.lines[-len(away) :] == away


def test_a_refused_file_takes_nothing_out() -> None:
    town = Town()
    town.take(WEEK)
    refused = town.take(Roll(terms=(*OWN.terms, term("3 четверть", "20.12.2026", "20.03.2027"))))
    assert codes(refused) == ["terms_overlap"]
    assert (refused.lines, bool(refused.changes)) == ((), False)


def test_a_school_in_belarus_begins_with_quarters_alone() -> None:
    assert {one.system for one in proposed(BELARUS).terms} == {"", "quarter"}
