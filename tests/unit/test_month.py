"""A month's figures added up: percentages are of what there is, and 100 is all."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.lessons import Span
from journal_core.month import ClassMonth, SchoolMonth, percent

FIGURES = len(ClassMonth.__dataclass_fields__) - 1
ROWS = st.lists(st.builds(ClassMonth, st.just("7Б"), *([st.integers(0, 500)] * FIGURES)), max_size=6)


@given(ROWS)
def test_the_school_is_the_sum_of_its_classes(rows: list[ClassMonth]) -> None:
    total = SchoolMonth("Школа", Span(date(2026, 10, 1), date(2026, 11, 1)), tuple(rows)).total
    assert total.class_name == ""
    assert total.marks == sum(row.marks for row in rows)
    assert total.average == (Fraction(total.total, total.weight) if total.weight else None)


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(1, 3, 33), (199, 200, 99), (200, 200, 100), (0, 5, 0), (0, 0, None)]
)
def test_percents_are_rounded_down(part: int, whole: int, told: int | None) -> None:
    assert percent(part, whole) == told
