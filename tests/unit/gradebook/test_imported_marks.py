"""Marks of another program: what becomes of them, the first time and the second."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.entries.revisions import Change, MarkRevision
from journal_core.gradebook.deciding import counted, decide
from journal_core.gradebook.records import GradebookDifference, Meant, Source, StandingMark, Taken
from journal_core.lessons import Span
from journal_core.roll import Doubt
from tests.unit.gradebook.marks import (
    ALGEBRA,
    ANYA,
    BORIS,
    MONDAY,
    TUESDAY,
    asked_about,
    changes,
    desk,
    mark,
    meant,
    stands,
    taken_back,
)
from tests.unit.roll.rolls import where

OCTOBER = Span(date(2026, 10, 1), date(2026, 11, 1))


def test_a_mark_comes_whole_and_is_known_by_its_number_from_then_on() -> None:
    taken = decide(desk(), [meant(mark(weight=2, comment="у доски"))])
    assert taken.marks == (MarkRevision(-1, 1, Change.SET, ALGEBRA.id, ANYA, "7", "контрольная", 2, "у доски"),)
    assert taken.sources == (Source("m1", -1, 1),)
    assert taken.lessons == ()


def test_the_same_mark_again_changes_nothing() -> None:
    assert not decide(desk(stands()), [meant(mark())])


def test_a_mark_that_the_other_program_corrected_is_corrected_here_in_everything() -> None:
    written = mark(value="9", work="Тест", weight=3, comment="переписала")
    taken = decide(desk(stands()), [meant(written)])
    assert taken.marks == (
        MarkRevision(100, 2, Change.CORRECTED, ALGEBRA.id, ANYA, "9", "тест", 3, "переписала"),
    )  # fmt: skip
    assert taken.sources == (Source("m1", 100, 2),)


@pytest.mark.parametrize("more", [{"work": "Тест"}, {"weight": 2}, {"comment": "у доски"}])
def test_a_mark_that_kept_its_value_may_be_corrected_too(more: dict[str, Any]) -> None:
    assert changes(decide(desk(stands()), [meant(mark(**more))])) == [(Change.CORRECTED, "7")]


def test_a_mark_that_the_other_program_took_back_is_removed_with_what_it_was() -> None:
    taken = decide(desk(stands(weight=2)), [meant(mark(value=""))])
    assert taken.marks == (MarkRevision(100, 2, Change.REMOVED, ALGEBRA.id, ANYA, "7", "контрольная", 2),)
    assert taken.sources == (Source("m1", 100, 2),)


def test_a_mark_taken_back_there_and_given_again_stands_again() -> None:
    taken = decide(desk(taken_back()), [meant(mark(value="8"))])
    assert taken.marks == (MarkRevision(100, 3, Change.SET, ALGEBRA.id, ANYA, "8", "контрольная"),)
    assert taken.sources == (Source("m1", 100, 3),)
    assert not decide(desk(taken_back()), [meant(mark(value=""))])


@pytest.mark.parametrize(
    ("stood", "value"),
    [(stands("8", ours=True), "9"), (stands("8", ours=True), ""), (taken_back(ours=True), "7")],
)
def test_what_somebody_here_corrected_or_removed_since_is_left_and_asked_about(stood: StandingMark, value: str) -> None:
    table = desk(stood)
    assert not decide(table, [meant(mark(value=value))])
    assert asked_about(table) == ["mark_edited"]


def test_what_somebody_here_removed_and_the_other_program_took_back_is_no_question() -> None:
    table = desk(taken_back(ours=True))
    assert not decide(table, [meant(mark(value=""))])
    assert asked_about(table) == []


def test_a_mark_taken_back_before_it_ever_came_is_nothing() -> None:
    assert not decide(desk(), [meant(mark(value=""))])


def test_a_mark_that_stands_here_under_no_number_is_recognised_and_not_doubled() -> None:
    taken = decide(desk(stands(numbers=(), ours=True)), [meant(mark())])
    assert taken.marks == ()
    assert taken.sources == (Source("m1", 100, 0),)


@pytest.mark.parametrize(
    "other",
    [
        stands(numbers=(), work="тест"),
        stands("8", numbers=()),
        stands(numbers=(), pupil_id=BORIS),
        replace(taken_back(), external_ids=()),
        stands(numbers=("m2",)),
    ],
    ids=["of another work", "of another value", "another pupil's", "removed", "another mark of the file"],
)
def test_a_mark_that_only_looks_alike_is_another(other: StandingMark) -> None:
    taken = decide(desk(other, asked=frozenset({"m1", "m2"})), [meant(mark())])
    assert changes(taken) == [(Change.SET, "7")]


def test_two_equal_marks_of_one_lesson_are_two() -> None:
    taken = decide(desk(stands(numbers=(), ours=True)), [meant(mark()), meant(mark("m2"))])
    assert changes(taken) == [(Change.SET, "7")]


def test_a_number_that_comes_twice_in_the_file_is_one_mark_and_says_what_it_said_last() -> None:
    assert len(decide(desk(), [meant(mark()), meant(mark())]).marks) == 1
    taken = decide(desk(), [meant(mark()), meant(mark(value="9"))])
    assert [(one.mark_id, one.revision, one.value) for one in taken.marks] == [(-1, 1, "7"), (-1, 2, "9")]


@pytest.mark.parametrize(
    "elsewhere",
    [meant(mark(), BORIS), meant(mark(day=TUESDAY)), meant(mark(value="", day=TUESDAY))],
)
def test_a_number_of_another_pupil_or_day_here_corrects_nobodys_mark(elsewhere: Meant) -> None:
    table = desk(stands())
    assert not decide(table, [elsewhere])
    assert asked_about(table) == ["mark_elsewhere"]


@pytest.mark.parametrize(
    ("stood", "value"),
    [((), "7"), ((stands(),), "8"), ((stands(),), ""), ((taken_back(),), "7")],
)
def test_in_a_term_that_somebody_closed_nothing_changes_and_it_is_asked_once(
    stood: tuple[StandingMark, ...], value: str
) -> None:
    table, row = desk(*stood, closed=((1, OCTOBER),)), mark(value=value)
    assert not decide(table, [meant(row)])
    assert table.refused.doubts() == (Doubt(row.where, "import.mark_closed", {"value": "", "rows": "1"}),)


@pytest.mark.parametrize(
    ("stood", "value"), [((stands(),), "7"), ((taken_back(),), ""), ((), "")]
)  # fmt: skip
def test_of_what_stands_so_in_a_closed_term_nothing_is_asked(stood: tuple[StandingMark, ...], value: str) -> None:
    table = desk(*stood, closed=((1, OCTOBER),))
    assert not decide(table, [meant(mark(value=value))])
    assert asked_about(table) == []


@pytest.mark.parametrize("closed", [(2, OCTOBER), (1, Span(MONDAY - timedelta(days=40), MONDAY))])
def test_a_term_of_another_class_or_of_other_days_closes_nothing_here(closed: tuple[int, Span]) -> None:
    assert changes(decide(desk(closed=(closed,)), [meant(mark())])) == [(Change.SET, "7")]


@given(st.lists(st.tuples(st.sampled_from(["m1", "m2", "m3"]), st.sampled_from(["7", "8", ""])), max_size=6))
def test_whatever_a_gradebook_says_saying_it_twice_changes_nothing(said: list[tuple[str, str]]) -> None:
    last = dict(said)
    rows = [meant(mark(number, value)) for number, value in last.items()]
    first = decide(desk(asked=frozenset(last)), rows)
    known: dict[int, StandingMark] = {}
    for one, source in zip(first.marks, first.sources, strict=True):
        known[one.mark_id] = StandingMark(one, (source.external_id,), ours=False)
    assert not decide(desk(*known.values(), asked=frozenset(last)), rows)


def test_what_was_taken_is_counted_by_what_it_is() -> None:
    revisions = [stands(change=change).revision for change in (Change.SET, *[Change.CORRECTED] * 2)]
    removed = [stands(change=Change.REMOVED).revision] * 3
    sources = [Source("m1", 100, 0)] * 5 + [Source("m1", 100, 1)] * 6
    taken = Taken((ALGEBRA,) * 4, (*revisions, *removed), tuple(sources))
    assert counted(taken) == GradebookDifference(new=1, corrected=2, removed=3, lessons=4, known=5)


def test_taking_anything_at_all_is_something() -> None:
    assert not Taken()
    assert all([Taken(lessons=(ALGEBRA,)), Taken(marks=(stands().revision,)), Taken(sources=(Source("m1", 1, 0),))])


def test_a_difference_of_anything_is_something_and_a_question_alone_is_none() -> None:
    doubt = Doubt(where("results.csv"), "import.mark_pupil")
    assert not GradebookDifference(doubts=(doubt,))
    assert GradebookDifference(new=1) and GradebookDifference(corrected=1) and GradebookDifference(removed=1)
    assert GradebookDifference(lessons=1) and GradebookDifference(known=1)


def test_two_parts_of_a_gradebook_are_counted_together_with_their_questions() -> None:
    one, other = (Doubt(where("results.csv"), code) for code in ("import.mark_pupil", "import.mark_value"))
    together = GradebookDifference(1, 2, 3, 4, 5, (one,)) + GradebookDifference(10, 20, 30, 40, 50, (other,))
    assert together == GradebookDifference(11, 22, 33, 44, 55, (one, other))
