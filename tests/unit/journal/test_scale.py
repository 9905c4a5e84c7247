"""Which correction made a mark worse: numbers by what they are, words as passed or not."""

from __future__ import annotations

import pytest

from journal_core.entries.marks import TEN_POINT


@pytest.mark.parametrize(
    ("before", "after"), [("10", "9"), ("8", "7"), ("зач", "незач"), ("осв", "незач"), ("8", "незач")]
)
def test_a_lower_number_and_a_failed_word_are_worse(before: str, after: str) -> None:
    assert TEN_POINT.fell(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [("9", "10"), ("8", "8"), ("незач", "зач"), ("незач", "незач"), ("незач", "8"), ("8", "зач"), ("8", "осв")],
)
def test_anything_else_is_not(before: str, after: str) -> None:
    assert not TEN_POINT.fell(before, after)
