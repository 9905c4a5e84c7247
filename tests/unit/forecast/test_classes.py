"""A class's forecast: names that a teacher can check by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.entries.marks import FIVE_POINT, TEN_POINT
from journal_core.forecast.bounds import Prospect, Room
from journal_core.forecast.classes import Falling, class_forecast, falling, nearness
from journal_core.forecast.needs import answers
from journal_core.forecast.pupils import SubjectForecast, prospect_of, pupil_forecast
from journal_core.forecast.trend import trend
from journal_core.lessons import Span
from journal_core.school import PROFILES
from journal_core.term_marks.averages import weighted
from journal_core.term_marks.grounds import Ground, Grounds
from journal_core.term_marks.progress import Progress
from tests.unit.term_marks.page import SCHOOL

TODAY = date(2026, 10, 20)
QUARTER = Span(date(2026, 9, 1), date(2026, 11, 1))
TEN = replace(SCHOOL, scale=TEN_POINT, profile=PROFILES["000"])


def pupil(name: str, *values: str, left: int = 9, grade: int = 7) -> Progress:
    marks = tuple(Ground(place, value) for place, value in enumerate(values))
    return Progress(1, name, 7, "7Б", grade, 3, "Алгебра", "I четверть", QUARTER, Grounds(marks), left, held=9)


@pytest.mark.parametrize(
    ("values", "near"),
    [
        (("7", "7", "7"), ()),
        (("7", "8", "7", "8", "7"), (("7", "8", "8"),)),  # 37 of five; with an eight 45 of six: 7.5
        (("7", "8"), (("8", "7", "7"),)),  # 7.5; with a seven 22 of three
        (("10", "10"), ()),
        ((), ()),
    ],
)
def test_one_more_mark_of_the_neighbouring_value_crosses_a_border(
    values: tuple[str, ...], near: tuple[tuple[str, str, str], ...]
) -> None:
    one = pupil("Аня", *values)
    found = nearness(one, prospect_of(one, TEN.scale, TEN.law))
    assert tuple((each.mark, each.other, each.by) for each in found) == near


def test_who_lacks_marks_is_near_no_border() -> None:
    found = class_forecast([pupil("Аня", "4", "5", left=3)], SCHOOL, TODAY)
    assert (found.rising, found.slipping) == ((), ())
    assert [one.pupil for one in found.short] == ["Аня"]


def test_falling_is_said_of_three_last_marks_beside_three_before() -> None:
    found = falling(pupil("Борис", "9", "9", "8", "6", "6", "5"), TEN_POINT)
    assert found is not None
    assert (found.before, found.last) == (Fraction(26, 3), Fraction(17, 3))
    assert falling(pupil("Борис", "9", "8", "6", "6", "5"), TEN_POINT) is None, "two before are too few"
    assert falling(pupil("Борис", "8", "8", "8", "7", "7", "7"), TEN_POINT) is None, "a step is no fall"


@pytest.mark.parametrize(
    ("values", "falls"),
    [
        (("4", "4", "5", "5", "5", "4", "4", "4"), True),  # 4.6 and 4: six tenths of a mark
        (("5", "5", "4", "4", "4", "4", "4"), False),  # 4.5 and 4
    ],
)
def test_of_five_points_a_fall_is_six_tenths_of_a_mark(values: tuple[str, ...], falls: bool) -> None:
    one = pupil("Борис", *values)
    found = Falling(one, Fraction(23, 5), Fraction(4)) if falls else None
    assert falling(one, FIVE_POINT) == found


def test_a_class_names_who_is_falling_and_nobody_else() -> None:
    found = class_forecast([pupil("Аня", *"888888"), pupil("Борис", *"998665")], TEN, TODAY)
    assert [(one.progress.pupil, one.last) for one in found.falling] == [("Борис", Fraction(17, 3))]


def test_a_class_is_listed_in_its_order_without_those_who_get_no_marks() -> None:
    found = class_forecast(
        [
            pupil("Ёлкина", "7", "8"),
            pupil("Яковлев", "7", "8"),
            pupil("Первый", "7", "8", grade=1),
            pupil("Освобождённый", "осв", "7", "8"),
        ],
        TEN,
        TODAY,
    )
    assert [one.progress.pupil for one in found.slipping] == ["Ёлкина", "Яковлев"]


def test_for_whom_the_lessons_do_not_suffice_is_listed_apart() -> None:
    found = class_forecast([pupil("Аня", "5", "4", left=2), pupil("Вова", left=2)], SCHOOL, TODAY)
    assert [one.pupil for one in found.short] == ["Вова", "Аня"]
    assert [one.pupil for one in found.unattested] == ["Вова"]


def test_a_pupils_forecast_leaves_out_what_has_no_marks() -> None:
    progress = [pupil("Аня", "8", "8", "9"), pupil("Аня", "осв"), pupil("Аня", "8", grade=1)]
    assert [one.count for one in pupil_forecast(progress, TEN)] == [3]


def test_a_pupils_forecast_is_made_of_all_that_is_known() -> None:
    known = replace(
        pupil("Аня", "8", "8", "9"),
        before="10",
        classmates=Fraction(6),
        weights=(1, 3),
        written_given=True,
    )
    strict = replace(SCHOOL, scale=TEN_POINT)
    prospect = Prospect(known.grounds, Room(9, (1, 3)), TEN_POINT, strict.law, written_given=True)
    assert pupil_forecast([known], strict) == (
        SubjectForecast(
            3,
            "Алгебра",
            "I четверть",
            Fraction(25, 3),
            3,
            trend(prospect, 9, before="10", classmates=Fraction(6)),
            ("2", "3", "4", "5", "6", "7", "8", "9", "10"),
            "",
            1,  # a written work
            answers(prospect),
            Room(9, (1, 3)),
        ),
    )


@given(st.lists(st.sampled_from(TEN_POINT.numbers), min_size=1, max_size=15))
def test_near_means_that_the_mark_named_does_change_the_term_mark(values: list[str]) -> None:
    one = pupil("Аня", *values)
    for found in nearness(one, prospect_of(one, TEN.scale, TEN.law)):
        after = weighted((*one.grounds.numbers, (int(found.by), 1)))
        assert after is not None
        assert TEN_POINT.rounded(after) == found.other != found.mark
        assert abs(int(found.by) - int(found.mark)) == 1 == abs(int(found.other) - int(found.mark))
