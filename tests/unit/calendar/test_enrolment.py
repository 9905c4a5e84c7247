"""A school's calendar from its files: quarters beside half-years, moved days, sets of bells, a timetable from a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal_core.calendar.days import BellUse, MovedDay
from journal_core.calendar.terms import System, term_on
from journal_core.enrolment.defaults import with_defaults
from journal_core.enrolment.difference import Kind
from journal_core.enrolment.lessons import calendar_of
from journal_core.lessons import Week
from journal_core.roll import BellDayRow, BellRow, MovedDayRow, Roll, TermRow
from journal_core.school import PROFILES, Jurisdiction, School
from tests.unit.roll.rolls import TODAY, Town, bell, codes, school_class, staff, term, weekly, where

MONDAY = date(2026, 11, 23)
PEOPLE = Roll(
    staff=(staff("Ковалёва Нина Петровна"), staff("Орлов Олег Ильич")),
    classes=(school_class("7Б"), school_class("10А")),
)
BELLS = Roll(bells=(bell(1, "08:00", "08:45"), bell(2, "08:55", "09:40")))
QUARTERS = (term("I четверть", "01.09.2026", "31.10.2026"), term("II четверть", "09.11.2026", "24.12.2026"))


def half(title: str, first: date, last: date, *grades: int) -> TermRow:
    return TermRow(where("Календарь"), "term", title, first, last, System.HALF_YEAR, grades)


def school(profile: str) -> School:
    law = PROFILES[profile]
    return School(1, "Школа", law, Jurisdiction.RU_PRIVATE, ZoneInfo(law.zone), law.scale)


def short(slot: int, starts_at: str, ends_at: str) -> BellRow:
    return BellRow(
        where("Звонки"), slot, time.fromisoformat(starts_at), time.fromisoformat(ends_at), "Сокращённый  день"
    )


def test_quarters_and_half_years_are_taken_together_and_each_grade_has_its_own() -> None:
    town = Town()
    first_half = half("I полугодие", date(2026, 9, 1), date(2026, 12, 24))
    taken = town.take(PEOPLE + Roll(terms=(*QUARTERS, first_half)))
    assert codes(taken) == []
    assert len(taken.new(Kind.TERM)) == 3
    found = [term_on(calendar_of(town.standing).terms, grade, TODAY) for grade in (7, 10)]
    assert [one and one.name for one in found] == ["II четверть", "I полугодие"]
    assert not town.take(PEOPLE + Roll(terms=(*QUARTERS, first_half)))


def test_two_half_years_that_share_days_refuse_the_file_and_name_both() -> None:
    halves = (
        half("I полугодие", date(2026, 9, 1), date(2027, 1, 15)),
        half("II полугодие", date(2027, 1, 11), date(2027, 5, 26)),
    )
    refused = Town().take(Roll(terms=halves))
    assert refused.refused
    assert refused.doubts[0].details == {"term": "II полугодие", "other": "I полугодие"}


def test_a_moved_day_is_taken_once_and_asked_about_when_told_twice() -> None:
    town, day = Town(), date(2026, 12, 5)
    row = MovedDayRow(where("Календарь"), day, 0)
    (line,) = town.take(Roll(moved_days=(row,))).new(Kind.MOVED_DAY)
    assert line.details == {"day": "05.12.2026", "works": "0"}
    assert not town.take(Roll(moved_days=(row,)))
    (changed,) = town.take(Roll(moved_days=(replace(row, weekday=None),))).changed(Kind.MOVED_DAY)
    assert (changed.details["before"], changed.details["after"]) == ("0", "")
    assert codes(town.ask(Roll(moved_days=(row, replace(row, weekday=3))))) == ["moved_day_twice"]
    assert calendar_of(town.standing).moved == (MovedDay(day, None, Week.EVERY),)


def test_a_second_set_of_bells_stands_beside_the_first_and_rings_when_it_is_told() -> None:
    town, friday = Town(), date(2026, 12, 4)
    sets = PEOPLE + BELLS + Roll(bells=(short(1, "08:00", "08:30"), short(2, "08:40", "09:10")))
    day = Roll(bell_days=(BellDayRow(where("Звонки"), "сокращённый день", friday),))
    shift = Roll(bell_days=(BellDayRow(where("Звонки"), "сокращённый день", grades=(10,)),))
    assert codes(town.take(sets + day + shift)) == []
    tenth = next(one.id for one in town.standing.classes if one.name.grade == 10)
    named = "Сокращённый день"
    assert set(calendar_of(town.standing).bell_uses) == {BellUse(named, day=friday), BellUse(named, class_id=tenth)}
    assert len(town.standing.bells) == 4
    assert not town.take(sets + day + shift)


def test_bells_that_nobody_told_of_are_asked_about() -> None:
    asked = Town().take(BELLS + Roll(bell_days=(BellDayRow(where("Звонки"), "праздничные", date(2026, 12, 4)),)))
    assert codes(asked) == ["bells_unknown"]


def test_a_timetable_from_monday_leaves_this_week_as_it_was() -> None:
    town = Town()
    week = PEOPLE + BELLS + Roll(terms=QUARTERS)
    first = (weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П."), weekly(0, 2, "7Б", "История", "Орлов О.И."))
    second = tuple(
        replace(one, since=MONDAY)
        for one in (weekly(0, 2, "7Б", "Алгебра", "Ковалёва Н.П."), weekly(0, 1, "7Б", "Химия", "Орлов О.И."))
    )
    town.take(week + Roll(timetable=first))
    town.take(week + Roll(timetable=second))
    names = {one.id: one.name for one in town.standing.subjects}
    lines = {
        (names[one.subject_id], one.slot, one.first, one.end) for one in calendar_of(town.standing).timetable
    }  # fmt: skip
    assert lines == {
        ("Алгебра", 1, None, MONDAY),
        ("История", 2, None, MONDAY),
        ("Алгебра", 2, MONDAY, None),
        ("Химия", 1, MONDAY, None),
    }
    assert not town.take(week + Roll(timetable=second))
    assert not town.take(week + Roll(timetable=second), MONDAY + timedelta(days=1))


def test_weeks_a_and_b_are_two_lines_of_one_slot() -> None:
    town = Town()
    rows = tuple(
        replace(weekly(0, 1, "7Б", subject, "Орлов О.И."), week=week)
        for subject, week in (("История", Week.A), ("Химия", Week.B))
    )
    taken = town.take(PEOPLE + BELLS + Roll(terms=QUARTERS, timetable=rows))
    assert codes(taken) == []
    assert [line.details["week"] for line in taken.new(Kind.TIMETABLE_LINE)] == ["A", "B"]


def test_a_timetable_without_a_calendar_takes_the_profiles_and_says_so() -> None:
    lines = PEOPLE + Roll(timetable=(weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П."),))
    town = Town()
    taken = town.take(with_defaults(lines, town.standing, school("001"), TODAY))
    assert codes(taken) == ["terms_of_profile", "bells_of_profile"]
    assert {doubt.details["profile"] for doubt in taken.doubts} == {"001"}
    terms = calendar_of(town.standing).terms
    assert [one.system for one in terms].count(System.HALF_YEAR) == 2
    assert not town.take(with_defaults(lines, town.standing, school("001"), TODAY))


def test_a_list_of_pupils_brings_no_calendar_and_a_workbooks_own_is_not_touched() -> None:
    own = PEOPLE + BELLS + Roll(terms=QUARTERS, timetable=(weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П."),))
    for roll in (PEOPLE, own):
        assert with_defaults(roll, Town().standing, school("000"), TODAY) == roll


DECEMBER = date(2026, 12, 1)  #: the first quarter has closed by itself


@pytest.mark.parametrize("end", ["07.11.2026", "30.10.2026"])
def test_a_quarter_that_has_closed_by_itself_keeps_its_dates_and_the_school_is_told(end: str) -> None:
    town = Town()
    town.take(PEOPLE + Roll(terms=QUARTERS))
    stood = town.standing.terms
    other = (term("I четверть", "01.09.2026", end), term("II четверть", "09.11.2026", "25.12.2026"))
    asked = town.take(Roll(terms=other), DECEMBER)
    assert not asked.refused
    assert [(doubt.code, doubt.details) for doubt in asked.doubts] == [("import.term_closed", {"term": "I четверть"})]
    assert town.standing.terms[0] == stood[0]
    assert town.standing.terms[1] != stood[1], "the quarter that goes on may change"
    assert not town.take(PEOPLE + Roll(terms=QUARTERS[:1]), DECEMBER)


def test_until_a_quarter_has_closed_its_dates_may_be_mended() -> None:
    town = Town()
    town.take(PEOPLE + Roll(terms=QUARTERS))
    longer = Roll(terms=(term("I четверть", "01.09.2026", "02.11.2026"),))
    assert codes(town.ask(longer, date(2026, 11, 14))) == []
    assert codes(town.ask(longer, date(2026, 11, 15))) == ["term_closed"]


def test_no_longer_term_takes_the_place_of_one_that_has_closed() -> None:
    town = Town()
    town.take(PEOPLE + Roll(terms=QUARTERS))
    seventh = half("I полугодие", date(2026, 9, 1), date(2026, 12, 24), 7)
    eighth = half("I полугодие", date(2026, 9, 1), date(2026, 12, 24), 8)
    assert codes(town.ask(Roll(terms=(seventh,)), DECEMBER)) == ["term_closed"]
    assert codes(town.ask(Roll(terms=(eighth,)), DECEMBER)) == [], "nobody is in it"
    assert codes(town.ask(Roll(terms=(seventh,)), date(2026, 11, 14))) == []


def test_a_school_that_comes_in_the_winter_brings_its_whole_calendar() -> None:
    first_half = half("I полугодие", date(2026, 9, 1), date(2026, 12, 24))
    assert codes(Town().take(PEOPLE + Roll(terms=(*QUARTERS, first_half)), DECEMBER)) == []
