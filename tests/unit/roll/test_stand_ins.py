"""The profile's calendar stands in until the school sends its own."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from journal_core.enrolment.difference import Difference, after
from journal_core.enrolment.records import Standing, Written
from journal_core.enrolment.whole import difference_of
from journal_core.roll import Roll
from journal_core.school import PROFILES, Jurisdiction, School
from tests.unit.roll.numbering import numbered
from tests.unit.roll.rolls import TODAY, codes, school_class, staff, term, weekly

PROFILE = PROFILES["000"]
SCHOOL = School(1, "Гимназия № 1", PROFILE, Jurisdiction.BY_STATE, ZoneInfo("Europe/Minsk"), PROFILE.scale)
WEEK = Roll(
    staff=(staff("Ковалёва Нина Петровна"),),
    classes=(school_class("7Б"),),
    timetable=(weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П."),),
)
OWN = Roll(terms=(term("1 четверть", "01.09.2026", "30.10.2026"), term("2 четверть", "09.11.2026", "23.12.2026")))


class Town:
    """A school without a database that takes whole rolls, the profile's calendar included."""

    def __init__(self) -> None:
        self.standing, self.written = Standing(), Written()

    def take(self, roll: Roll) -> Difference:
        found = difference_of(self.standing, roll, SCHOOL, TODAY, self.written)
        self.standing = numbered(after(self.standing, found.changes))
        return found

    def names(self) -> list[str]:
        return [one.name for one in self.standing.terms]


def test_a_timetable_alone_gets_the_profiles_terms_and_says_so() -> None:
    town = Town()
    found = town.take(WEEK)
    assert "I четверть" in town.names()
    assert "terms_of_profile" in codes(found)


def test_the_schools_own_terms_take_their_place_holidays_and_all() -> None:
    town = Town()
    town.take(WEEK)
    found = town.take(OWN)
    assert town.names() == ["1 четверть", "2 четверть"]
    assert {line.details["term"] for line in found.lines if line.what == "gone"} > {"I четверть", "II четверть"}
    assert not town.take(OWN)
    assert not town.take(WEEK)


def test_either_order_gives_the_same_calendar() -> None:
    one, other = Town(), Town()
    for roll in (WEEK, OWN):
        one.take(roll)
    for roll in (OWN, WEEK):
        other.take(roll)
    assert one.names() == other.names()


def test_terms_that_have_marks_do_not_make_way_and_the_overlap_refuses_the_file() -> None:
    town = Town()
    town.take(WEEK)
    town.written = Written(terms=frozenset({town.standing.terms[0].id}))
    refused = town.take(OWN)
    assert refused.refused
    assert "terms_overlap" in codes(refused)


def test_terms_that_have_closed_over_a_journal_do_not_make_way() -> None:
    town = Town()
    town.take(WEEK)
    town.written = Written(begun=frozenset({town.standing.classes[0].id}))
    before = town.names()
    town.take(OWN)
    assert town.names()[: len(before)] == before


def test_a_holiday_of_its_own_is_no_calendar() -> None:
    town = Town()
    town.take(WEEK)
    town.take(Roll(terms=(term("Карантин", "23.11.2026", "27.11.2026", "holiday"),)))
    assert "I четверть" in town.names()
