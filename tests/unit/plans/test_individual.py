"""Work for one pupil: what cannot be given is refused with its reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from journal_core.errors import Invalid
from journal_core.lessons import Span
from journal_core.plans.individual import LONGEST, IndividualEntry, IndividualKind, check

TODAY = date(2026, 10, 7)
TOMORROW = TODAY + timedelta(days=1)


def task(text: str = "№ 31", first: date = TODAY, end: date = TOMORROW) -> IndividualEntry:
    """A task for Аня."""
    return IndividualEntry(1, 2, IndividualKind.TASK, text, Span(first, end))


@pytest.mark.parametrize("text", ["", " \n ", "я" * (LONGEST + 1)])
def test_work_needs_words_and_not_too_many(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(task(text), TODAY)
    assert (refused.value.code, refused.value.details) == ("individual.text", {"most": "2000"})


@pytest.mark.parametrize(
    ("first", "end"), [(TODAY - timedelta(days=7), TODAY), (TOMORROW, TOMORROW), (TOMORROW, TODAY)]
)
def test_days_that_are_over_or_none_are_refused(first: date, end: date) -> None:
    with pytest.raises(Invalid) as refused:
        check(task(first=first, end=end), TODAY)
    assert refused.value.code == "individual.days"


def test_work_of_today_and_of_the_longest_words_is_given() -> None:
    check(task("я" * LONGEST), TODAY)
    check(task(first=TODAY - timedelta(days=30), end=TOMORROW), TODAY)
