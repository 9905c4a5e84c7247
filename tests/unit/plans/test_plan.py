"""КТП: what a new plan changes, how its hours stand to the curriculum, and what cannot be a plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.errors import Invalid
from journal_core.plans.plan import Alteration, Fit, PlanLine, PlanTopic, check, difference, fit, folded

TOPICS = st.lists(
    st.builds(PlanTopic, st.text("абв ", min_size=1, max_size=5).filter(str.strip), st.integers(1, 5)), max_size=8
)


@pytest.mark.parametrize(
    ("topics", "code", "details"),
    [
        ([], "plan.empty", {}),
        ([PlanTopic("Дроби"), PlanTopic(" … ")], "plan.title", {"number": "2", "most": "300"}),
        ([PlanTopic("я" * 301)], "plan.title", {"number": "1", "most": "300"}),
        ([PlanTopic("Дроби", 0)], "plan.hours", {"number": "1", "most": "40"}),
        ([PlanTopic("Дроби"), PlanTopic("Степени", 41)], "plan.hours", {"number": "2", "most": "40"}),
        ([PlanTopic("Дроби")] * 401, "plan.too_long", {"most": "400"}),
    ],
)
def test_what_cannot_be_a_plan_is_refused_with_its_reason(
    topics: list[PlanTopic], code: str, details: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        check(topics)
    assert (refused.value.code, refused.value.details) == (code, details)


def test_the_longest_plan_the_longest_title_and_the_longest_topic_are_taken() -> None:
    check([PlanTopic("Дроби")] * 400)
    check([PlanTopic("я" * 300, 40), PlanTopic("Дроби", 1)])


@given(TOPICS.filter(bool))
def test_any_plan_of_words_and_hours_is_taken(topics: list[PlanTopic]) -> None:
    check(topics)


@pytest.mark.parametrize(
    ("hours", "asked", "told"),
    [(102, 102, Fit.EQUAL), (105, 102, Fit.MORE), (99, 102, Fit.FEWER), (9, None, Fit.UNKNOWN)],
)
def test_the_plans_hours_against_the_curriculums(hours: int, asked: int | None, told: Fit) -> None:
    assert fit(hours, asked) is told


def test_the_difference_names_each_place_with_what_was_and_what_is() -> None:
    one, longer, two, three = PlanTopic("Дроби", 2), PlanTopic("Дроби", 3), PlanTopic("Проценты"), PlanTopic("Степени")
    assert difference((one, two), (longer, two, three)) == (
        PlanLine(Alteration.CHANGED, 1, one, longer),
        PlanLine(Alteration.ADDED, 3, None, three),
    )
    assert difference((one, two), (one,)) == (PlanLine(Alteration.REMOVED, 2, two, None),)


@given(TOPICS)
def test_a_plan_does_not_differ_from_itself(topics: list[PlanTopic]) -> None:
    assert difference(topics, topics) == ()


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("12. Сложение дробей", "Сложение дробей"),
        ("Урок 5. Счёт", "счет"),
        ("Тема 3: «Дроби»", "дроби"),
        ("  Дроби  ", "дроби."),
    ],
)
def test_the_same_topic_is_known_in_other_dress(written: str, other: str) -> None:
    assert folded(written) == folded(other)


def test_years_are_words_of_a_topic() -> None:
    assert folded("1941–1945") == "1941 1945"
    assert folded("1941 год") != folded("1945 год")
