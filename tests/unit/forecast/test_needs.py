"""«Что нужно на 8»: no fewer marks would do, no lower ones would do, and what cannot be cannot be."""

from __future__ import annotations

from itertools import combinations_with_replacement

from hypothesis import given

from journal_core.entries.marks import TEN_POINT
from journal_core.forecast.bounds import Prospect
from journal_core.forecast.needs import Answer, Verdict, answers
from journal_core.term_marks.averages import weighted
from tests.unit.forecast.prospects import SHORT, THREE, ends, prospect, small


def to(target: str, one: Prospect) -> Answer:
    return next(answer for answer in answers(one) if answer.target == target)


def test_two_nines_and_a_ten_make_an_eight() -> None:
    """47 of seven marks and 28 of three are 75 of ten: 7.5. Two tens would be 67 of nine: 7.44."""
    one = prospect((7, 1), (7, 1), (7, 1), (7, 1), (7, 1), (6, 1), (6, 1), lessons=12, scale=TEN_POINT)
    assert to("8", one) == Answer("8", Verdict.POSSIBLE, one.room, ("9", "9", "10"), 1)


def test_in_this_quarter_it_cannot_be_any_more() -> None:
    one = prospect(*[(5, 1)] * 9, lessons=2, weights=(1, 2), scale=TEN_POINT)
    assert (to("8", one).verdict, to("8", one).room.lessons) == (Verdict.IMPOSSIBLE, 2)


def test_a_heavy_work_is_hoped_for_only_where_ordinary_marks_do_not_suffice() -> None:
    found = to("8", prospect(*[(7, 1)] * 10, lessons=2, weights=(1, 3), scale=TEN_POINT))
    assert (found.verdict, found.weight, found.marks) == (Verdict.POSSIBLE, 1, ("10", "10"))
    found = to("8", prospect(*[(7, 1)] * 11, lessons=2, weights=(1, 3), scale=TEN_POINT))
    assert (found.verdict, found.weight, found.marks) == (Verdict.POSSIBLE, 3, ("10",))


def test_what_stands_is_told_from_what_is_certain() -> None:
    one = prospect((8, 1), (8, 1), lessons=1, scale=TEN_POINT)
    assert to("6", one) == Answer("6", Verdict.CERTAIN, one.room)
    assert [to(target, one).verdict for target in ("5", "8")] == [Verdict.CERTAIN, Verdict.ENOUGH]


def test_the_three_mark_rule_asks_for_marks_of_any_value_and_for_lessons() -> None:
    two_left = prospect((5, 1), lessons=2, law=THREE)
    assert (to("3", two_left).verdict, to("3", two_left).marks) == (Verdict.POSSIBLE, ("1", "2"))
    one_left = prospect((5, 1), lessons=1, law=THREE)
    assert answers(one_left) == tuple(Answer(mark, Verdict.TOO_FEW_LESSONS, one_left.room) for mark in "12345")


@given(small)
def test_the_verdict_is_what_counting_out_every_way_says(one: Prospect) -> None:
    found = [*ends(one)]
    for answer in answers(one):
        ways = [more for more, average in found if int(SHORT.rounded(average)) >= int(answer.target)]
        match answer.verdict:
            case Verdict.CERTAIN:
                assert len(ways) == len(found) > 0 and not one.lacking
            case Verdict.ENOUGH:
                assert () in ways and len(ways) < len(found)
            case Verdict.POSSIBLE:
                assert ways and () not in ways
            case Verdict.IMPOSSIBLE:
                assert found and not ways
            case Verdict.TOO_FEW_LESSONS:
                assert not found


@given(small)
def test_the_marks_needed_suffice_and_neither_fewer_nor_lower_ones_would(one: Prospect) -> None:
    for answer in answers(one):
        if answer.verdict is not Verdict.POSSIBLE:
            continue
        given_ = tuple(int(value) for value in answer.marks)
        assert _makes(one, answer, given_)
        assert len(given_) <= one.room.marks and max(given_) - min(given_) <= 1
        for count in range(len(given_) + 1):
            for other in combinations_with_replacement(range(2, 6), count):
                if _makes(one, answer, other):
                    assert count == len(given_) and sum(other) >= sum(given_)


@given(small)
def test_a_heavier_weight_is_named_only_when_no_lighter_one_suffices(one: Prospect) -> None:
    for answer in answers(one):
        for weight in (each for each in one.room.weights if each < answer.weight):
            best = ((5, weight),) * one.room.marks
            average = weighted((*one.grounds.numbers, *best))
            assert average is None or int(SHORT.rounded(average)) < int(answer.target)


def _makes(one: Prospect, answer: Answer, values: tuple[int, ...]) -> bool:
    average = weighted((*one.grounds.numbers, *((value, answer.weight) for value in values)))
    enough = average is not None and int(SHORT.rounded(average)) >= int(answer.target)
    return enough and len(values) >= one.lacking
