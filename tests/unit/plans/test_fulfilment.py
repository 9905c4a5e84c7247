"""What of a plan was given, what is behind, what will not fit, and what is offered when a lesson is filled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journal_core.plans.fulfilment import OFFERED, fulfilment, offered
from journal_core.plans.plan import PlanTopic
from journal_core.plans.programme import programme

FRACTIONS, PERCENT, REVISION = PlanTopic("Дроби", 2), PlanTopic("Проценты", 3), PlanTopic("Повторение", 1)
PLAN = FRACTIONS, PERCENT, REVISION
TOPICS = st.lists(
    st.builds(PlanTopic, st.sampled_from(["Дроби", "Проценты", "Степени"]), st.integers(1, 4)), max_size=6
)
HELD = st.lists(st.sampled_from(["Дроби", "Проценты", "Степени", "Экскурсия", ""]), max_size=20)


def test_a_year_that_goes_by_the_plan_is_not_behind() -> None:
    found = fulfilment(PLAN, ["Дроби", "дроби", "12. Проценты"], left=3)
    assert (found.given, found.hours, found.percent, found.behind, found.short) == (3, 6, 50, 0, 0)


def test_lessons_without_a_topic_and_with_another_one_are_hours_behind() -> None:
    found = fulfilment(PLAN, ["Дроби", "", "Экскурсия", "Дроби"], left=4)
    assert (found.unwritten, found.outside, found.behind, found.short) == (1, 1, 2, 0)


def test_a_topic_given_longer_than_planned_is_outside_for_the_rest() -> None:
    found = fulfilment(PLAN, ["Дроби"] * 4, left=2)
    assert (found.given, found.outside, found.behind, found.short) == (2, 2, 2, 2)


def test_topics_of_the_same_name_are_given_one_after_the_other() -> None:
    found = fulfilment((REVISION, FRACTIONS, REVISION), ["Повторение", "Повторение"], left=2)
    assert [one.given for one in found.topics] == [1, 0, 1]


def test_an_empty_plan_asks_nothing() -> None:
    found = fulfilment((), ["Дроби"], left=0)
    assert (found.percent, found.behind, found.short, found.outside) == (0, 0, 0, 1)


def test_a_new_lesson_is_offered_what_is_under_way_then_what_follows_then_what_was_passed_over() -> None:
    assert offered(PLAN, []) == PLAN
    assert offered(PLAN, ["Дроби"]) == (FRACTIONS, PERCENT, REVISION)
    assert offered(PLAN, ["Дроби", "Дроби"]) == (PERCENT, REVISION)
    assert offered(PLAN, ["Проценты"]) == (PERCENT, REVISION, FRACTIONS)
    assert offered(PLAN, ["Дроби", "Дроби", "Проценты", "Проценты", "Проценты", "Повторение"]) == ()


def test_a_family_sees_what_is_done_and_what_is_ahead() -> None:
    seen = programme("Алгебра", fulfilment(PLAN, ["Дроби", "Дроби", "Проценты"], left=3))
    assert (seen.subject, seen.given, seen.hours) == ("Алгебра", 3, 6)
    assert (seen.done, seen.ahead) == (("Дроби",), ("Проценты", "Повторение"))


@given(TOPICS, HELD, st.integers(0, 10))
def test_every_lesson_is_counted_once_and_no_topic_is_given_past_its_hours(
    topics: list[PlanTopic], held: list[str], left: int
) -> None:
    found = fulfilment(topics, held, left)
    assert found.given + found.outside + found.unwritten == found.held == len(held)
    assert all(0 <= one.given <= one.topic.hours for one in found.topics)
    assert 0 <= found.behind <= found.hours and 0 <= found.short <= found.hours
    assert found.given + found.short <= found.hours


@given(TOPICS, HELD, st.integers(0, 10))
def test_what_is_offered_is_of_the_plan_not_done_and_brings_it_forward(
    topics: list[PlanTopic], held: list[str], left: int
) -> None:
    choice = offered(topics, held)
    before = fulfilment(topics, held, left)
    assert len(choice) <= OFFERED
    assert bool(choice) == (before.given < before.hours)
    for topic in choice:
        assert fulfilment(topics, [*held, topic.title], left).given == before.given + 1


@given(TOPICS, HELD)
def test_order_of_lessons_does_not_change_how_much_was_given(topics: list[PlanTopic], held: list[str]) -> None:
    assert fulfilment(topics, held, 0).given == fulfilment(topics, held[::-1], 0).given
