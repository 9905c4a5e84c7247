"""Nobody alone makes an administrator, nor gives themself anything, and a school never loses its last (SEC-09)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal_core.duties import DutyRevision, Step, Worker, as_duty, giving, settling, taking, with_duty
from journal_core.errors import Conflict, Invalid, Refused, Unknown
from journal_core.people import DUTIES, Operator, Person, Role

NINA, OLEG = 1, 2
TEACHES = Worker(NINA, (Role.TEACHER,), linked=True)
RULES = Worker(NINA, (Role.TEACHER, Role.ADMINISTRATOR), linked=True)
OLEGS_WORD = Person(20, Role.ADMINISTRATOR)


def after(worker: Worker, step: Step, actor: str = "operator:root") -> Worker:
    """`worker` after a word about the duty."""
    return replace(worker, last=DutyRevision(1, step, actor))


def test_staff_are_given_duties_of_staff_alone() -> None:
    assert [as_duty(one) for one in DUTIES] == list(DUTIES)
    for role in (Role.GUARDIAN, Role.PUPIL, Role.CLASS_TEACHER):
        with pytest.raises(Invalid) as refused:
            as_duty(role)
        assert (refused.value.code, refused.value.details) == ("duty.unknown", {"duty": str(role)})


@pytest.mark.parametrize("duty", [Role.DEPUTY, Role.HEAD, Role.SECRETARY])
@pytest.mark.parametrize("by", [OLEG, None])
def test_a_duty_that_rules_nobody_is_given_at_once_by_somebody_else(duty: Role, by: int | None) -> None:
    assert giving(TEACHES, duty, by=by, has_administrator=True) is Step.GIVEN
    assert giving(after(TEACHES, Step.ASKED), duty, by=by, has_administrator=True) is Step.GIVEN


@pytest.mark.parametrize("by", [OLEG, None])
def test_another_administrator_is_only_asked_for_and_the_first_is_given(by: int | None) -> None:
    assert giving(TEACHES, Role.ADMINISTRATOR, by=by, has_administrator=True) is Step.ASKED
    assert giving(TEACHES, Role.ADMINISTRATOR, by=by, has_administrator=False) is Step.GIVEN


@pytest.mark.parametrize("has_administrator", [True, False])
@pytest.mark.parametrize("duty", [Role.DEPUTY, Role.ADMINISTRATOR])
def test_what_somebody_gives_themself_is_only_asked_for(duty: Role, has_administrator: bool) -> None:
    assert giving(TEACHES, duty, by=NINA, has_administrator=has_administrator) is Step.ASKED


def test_what_was_asked_is_not_asked_twice_and_what_was_settled_may_be_asked_again() -> None:
    with pytest.raises(Conflict) as refused:
        giving(after(TEACHES, Step.ASKED), Role.ADMINISTRATOR, by=OLEG, has_administrator=True)
    assert refused.value.code == "duty.asked_before"
    for step in (Step.REFUSED, Step.TAKEN, Step.GIVEN):
        assert giving(after(TEACHES, step), Role.ADMINISTRATOR, by=OLEG, has_administrator=True) is Step.ASKED


def test_a_duty_that_is_held_is_not_given_again() -> None:
    assert giving(after(RULES, Step.ASKED), Role.ADMINISTRATOR, by=NINA, has_administrator=True) is None
    assert giving(TEACHES, Role.TEACHER, by=OLEG, has_administrator=True) is None


def test_the_second_persons_word_gives_or_refuses() -> None:
    asked = after(TEACHES, Step.ASKED, "person:30/administrator")
    for second in (OLEGS_WORD, Operator("root")):
        assert settling(asked, True, second) is Step.GIVEN
        assert settling(asked, False, second) is Step.REFUSED


@pytest.mark.parametrize("accept", [True, False])
def test_who_asked_does_not_confirm(accept: bool) -> None:
    for asker in (OLEGS_WORD, Operator("root")):
        with pytest.raises(Refused) as refused:
            settling(after(TEACHES, Step.ASKED, str(asker)), accept, asker)
        assert refused.value.code == "duty.another_confirms"


@pytest.mark.parametrize("worker", [TEACHES, *(after(TEACHES, one) for one in Step if one is not Step.ASKED)])
def test_what_is_not_asked_is_not_confirmed(worker: Worker) -> None:
    with pytest.raises(Unknown) as refused:
        settling(worker, True, OLEGS_WORD)
    assert refused.value.code == "duty.nothing_asked"


def test_a_school_keeps_its_last_administrator_who_is_linked() -> None:
    with pytest.raises(Refused) as refused:
        taking(RULES, Role.ADMINISTRATOR, others=False)
    assert refused.value.code == "duty.last_administrator"
    assert taking(RULES, Role.ADMINISTRATOR, others=True) is Step.TAKEN
    assert taking(replace(RULES, linked=False), Role.ADMINISTRATOR, others=False) is Step.TAKEN
    assert taking(RULES, Role.TEACHER, others=False) is Step.TAKEN
    assert taking(TEACHES, Role.ADMINISTRATOR, others=False) is None


def test_duties_follow_from_what_was_settled_in_their_usual_order() -> None:
    held = (Role.SECRETARY, Role.TEACHER)
    assert with_duty(held, Role.DEPUTY, Step.GIVEN) == (Role.TEACHER, Role.DEPUTY, Role.SECRETARY)
    assert with_duty(held, Role.SECRETARY, Step.TAKEN) == (Role.TEACHER,)
    assert with_duty(held, Role.DEPUTY, Step.TAKEN) == (Role.TEACHER, Role.SECRETARY)
    for step in (Step.ASKED, Step.REFUSED):
        assert with_duty(held, Role.DEPUTY, step) == with_duty(held, Role.TEACHER, step) == (
            Role.TEACHER, Role.SECRETARY
        )  # fmt: skip
