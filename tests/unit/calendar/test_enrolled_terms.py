"""Terms and holidays of a file: which are the same, which cannot be, and which have closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journal_core.calendar.terms import System
from journal_core.enrolment.difference import Kind, Line
from journal_core.enrolment.records import TermRecord
from journal_core.lessons import Span
from journal_core.roll import Roll, TermRow
from tests.unit.roll.rolls import Town, codes, doubt, pupil, pupils, school_class, term

FIRST, SECOND = term("I четверть", "01.09.2026", "31.10.2026"), term("II четверть", "09.11.2026", "24.12.2026")
DECEMBER = date(2026, 12, 1)  #: the first quarter has closed by itself


def half(title: str, first: str, last: str, *grades: int) -> TermRow:
    return replace(term(title, first, last), system=System.HALF_YEAR, grades=grades)


def school(*rows: TermRow) -> Town:
    town = Town()
    assert town.take(Roll(classes=(school_class("7Б"), school_class("10А")), terms=rows)).doubts == ()
    return town


def test_terms_and_holidays_are_taken_with_their_last_day_and_their_grades() -> None:
    rest = replace(term("Дополнительные  каникулы", "15.02.2027", "15.02.2027", "holiday"), grades=(2, 1))
    rows = FIRST, half("I  полугодие", "01.09.2026", "24.12.2026", 11, 10), rest
    town = Town()
    told = town.take(Roll(terms=rows))
    assert told.doubts == ()
    assert town.standing.terms == (
        TermRecord(1, "term", "I четверть", Span(date(2026, 9, 1), date(2026, 11, 1)), "quarter"),
        TermRecord(2, "term", "I полугодие", Span(date(2026, 9, 1), date(2026, 12, 25)), "half_year", (10, 11)),
        TermRecord(3, "holiday", "Дополнительные каникулы", Span(date(2027, 2, 15), date(2027, 2, 16)), "", (1, 2)),
    )
    assert told.lines[2] == Line(
        Kind.TERM, "new", rest.where,
        {"term": "Дополнительные каникулы", "kind": "holiday", "days": "15.02.2027 – 15.02.2027"},
    )  # fmt: skip


def test_a_changed_term_keeps_its_name_and_is_told_with_its_days_before_and_after() -> None:
    row = term("ii  четверть", "10.11.2026", "23.12.2026")
    town = school(FIRST, SECOND)
    assert town.take(Roll(terms=(row,))).lines == (
        Line(
            Kind.TERM, "changed", row.where,
            {
                "term": "II четверть", "kind": "term", "days": "09.11.2026 – 24.12.2026", "field": "days",
                "before": "09.11.2026 – 24.12.2026", "after": "10.11.2026 – 23.12.2026",
            },
        ),
    )  # fmt: skip
    assert [one.name for one in town.standing.terms] == ["I четверть", "II четверть"]


def test_kind_system_name_and_school_year_make_a_term() -> None:
    others = (
        half("I четверть", "01.09.2026", "24.12.2026"), term("I четверть", "01.11.2026", "08.11.2026", "holiday"),
        term("I четверть", "01.09.2027", "31.10.2027"),
    )  # fmt: skip
    assert len(school(FIRST, *others).standing.terms) == 4


def test_terms_that_end_before_they_begin_refuse_the_file_each_with_its_question() -> None:
    rows = [term(name, "02.09.2026", "01.09.2026") for name in ("I четверть", "Лето")]
    refused = Town().take(Roll(terms=tuple(rows)))
    assert refused.doubts == tuple(doubt(row, "term_backwards", True, term=row.name) for row in rows)


def test_a_term_told_twice_refuses_the_file_unless_both_times_say_the_same() -> None:
    again = replace(FIRST, where=SECOND.where)
    assert Town().take(Roll(terms=(FIRST, again))).doubts == ()
    other, third = (term("I четверть", "01.09.2026", end) for end in ("30.10.2026", "29.10.2026"))
    assert Town().take(Roll(terms=(FIRST, other, third))).doubts == tuple(
        doubt(row, "term_twice", True, term="I четверть", row=str(FIRST.where.row)) for row in (other, third)
    )


def test_the_later_of_two_overlapping_terms_is_asked_about_or_else_the_one_in_the_file() -> None:
    early, late = term("I четверть", "01.09.2026", "09.11.2026"), term("II четверть", "31.10.2026", "24.12.2026")
    for town, rows, asked in ((school(), (early, SECOND), SECOND), (school(SECOND), (early,), early)):
        assert town.take(Roll(terms=rows)).doubts == (
            doubt(asked, "terms_overlap", True, term="II четверть", other="I четверть"),
        )
    assert codes(school(FIRST).take(Roll(terms=(late,)))) == ["terms_overlap"]


def test_terms_that_overlapped_before_refuse_no_other_file() -> None:
    town = Town()
    spans = Span(date(2027, 1, 11), date(2027, 3, 20)), Span(date(2027, 3, 1), date(2027, 6, 1))
    terms = tuple(TermRecord(n, "term", f"{n}", span, "quarter") for n, span in enumerate(spans, 1))
    town.standing = replace(town.standing, terms=terms)
    assert town.take(pupils(pupil("7Б Иванова Анна"))).doubts == ()


@pytest.mark.parametrize("last", ["30.10.2026", "07.11.2026", "08.12.2026"])
def test_a_closed_term_is_never_opened_by_another_end(last: str) -> None:
    row = term("I четверть", "01.09.2026", last)
    asked = school(FIRST).take(Roll(terms=(row,)), DECEMBER)
    assert asked.doubts == (doubt(row, "term_closed", term="I четверть"),)
    assert not asked


def test_a_closed_term_told_as_it_stands_asks_nothing_and_holidays_close_never() -> None:
    rest = term("Осенние каникулы", "01.11.2026", "08.11.2026", "holiday")
    town = school(FIRST, rest)
    shorter = term("Осенние каникулы", "01.11.2026", "07.11.2026", "holiday")
    told = town.take(Roll(terms=(FIRST, shorter)), DECEMBER)
    assert (told.doubts, len(told.lines)) == ((), 1)


def test_a_term_that_is_over_itself_opens_nothing_and_may_be_told_late() -> None:
    late = half("I полугодие", "01.09.2026", "10.11.2026", 7)
    assert school(FIRST).take(Roll(terms=(late,)), DECEMBER).doubts == ()


@pytest.mark.parametrize("grades", [(), (7,), (10,), (7, 8)])
def test_no_term_takes_the_place_of_a_closed_one_whether_it_names_its_grades_or_not(grades: tuple[int, ...]) -> None:
    row = half("I полугодие", "01.09.2026", "24.12.2026", *grades)
    asked = school(FIRST).take(Roll(terms=(row,)), DECEMBER)
    assert asked.doubts == (doubt(row, "term_closed", term="I полугодие"),)
    assert not asked


@pytest.mark.parametrize(
    "row",
    [half("I полугодие", "01.09.2027", "24.12.2027"), half("I полугодие", "01.09.2026", "24.12.2026", 8)],
    ids=["another year", "nobody's grade"],
)
def test_a_term_of_another_year_or_of_nobody_opens_nothing(row: TermRow) -> None:
    assert school(FIRST).take(Roll(terms=(row,)), DECEMBER).doubts == ()


def test_a_row_in_doubt_keeps_no_other_one_back() -> None:
    rows = half("I полугодие", "01.09.2026", "24.12.2026"), SECOND
    town = school(FIRST)
    assert codes(town.take(Roll(terms=rows), DECEMBER)) == ["term_closed"]
    assert [one.name for one in town.standing.terms] == ["I четверть", "II четверть"]
