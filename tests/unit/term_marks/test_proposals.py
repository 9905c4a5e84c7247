"""What is proposed, and the plain reason why nothing is (001 5.1–5.2)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.entries.marks import FIVE_POINT, TEN_POINT
from journal_core.law import Law
from journal_core.school import PROFILES
from journal_core.term_marks.grounds import NOT_ATTESTED, Ground, Grounds, Lack, Proposal, propose, propose_from

SCHOOL = PROFILES["001"].law  #: three marks, written ones among them
FREE = Law()


def marks(*values: str, written: int = 0) -> Grounds:
    """The first so many of them for written work."""
    return Grounds(tuple(Ground(place, value, written=place < written) for place, value in enumerate(values)))


def proposed(grounds: Grounds, law: Law = SCHOOL, *, grade: int = 7, written_given: bool = False) -> Proposal:
    return propose(grounds, FIVE_POINT, law, grade=grade, written_given=written_given)


def test_a_proposal_says_what_it_stands_on() -> None:
    found = proposed(Grounds((Ground(1, "5", 3, "контрольная", written=True), Ground(2, "4"), Ground(3, "3"))))
    assert found == Proposal("4", Fraction(22, 5), 3, 1)


@pytest.mark.parametrize(
    ("values", "lacks"),
    [
        ((), (Lack.NO_MARKS,)),
        (("зач", "незач"), (Lack.WORDS,)),
        (("5", "5"), (Lack.FEW_MARKS,)),
        (("5", "зач", "зач"), (Lack.FEW_MARKS,)),
    ],
)
def test_below_three_marks_nothing_is_proposed_and_the_reason_is_said(
    values: tuple[str, ...], lacks: tuple[Lack, ...]
) -> None:
    found = proposed(marks(*values))
    assert (found.value, found.lacks) == ("", lacks)


def test_a_law_that_asks_for_no_number_of_marks_takes_one() -> None:
    assert proposed(marks("5"), FREE).value == "5"


def test_written_work_is_asked_of_a_pupil_only_where_there_was_some() -> None:
    assert proposed(marks("5", "5", "5"), written_given=False).value == "5"
    assert proposed(marks("5", "5", "5"), written_given=True).lacks == (Lack.NO_WRITTEN,)
    assert proposed(marks("5", "5", "5", written=1), written_given=True).value == "5"
    assert proposed(marks("5", "5", "5"), replace(SCHOOL, counts_written=False), written_given=True).value == "5"


def test_who_is_exempt_is_exempt_unless_the_marks_suffice() -> None:
    assert proposed(marks("осв")) == Proposal("осв", lacks=(Lack.WORDS,))
    assert proposed(marks("осв", "5", "4", written=2)) == Proposal("осв", Fraction(9, 2), 2, 1, (Lack.FEW_MARKS,))
    assert proposed(marks("осв", "5", "4", "4")).value == "4"


def test_a_grade_without_marks_has_no_proposal() -> None:
    assert proposed(marks("5", "5", "5"), grade=1) == Proposal("", lacks=(Lack.GRADE_WITHOUT_MARKS,))


@pytest.mark.parametrize(
    ("terms", "year"),
    [
        (("7", "8"), Proposal("8", Fraction(15, 2), 2)),
        (("7", "7", "8"), Proposal("7", Fraction(22, 3), 3)),
        (("8", "осв", "9"), Proposal("9", Fraction(17, 2), 2)),
        (("осв", "осв"), Proposal("осв")),
        (("зач", "зач"), Proposal("зач")),
    ],
)
def test_the_years_mark_is_the_mean_of_the_terms_rounded_once(terms: tuple[str, ...], year: Proposal) -> None:
    assert propose_from(terms, TEN_POINT) == year


@pytest.mark.parametrize(
    ("terms", "lack"),
    [
        ((), Lack.NO_TERM_MARK),
        (("7", ""), Lack.NO_TERM_MARK),
        (("7", "н/а"), Lack.NOT_ATTESTED),
        (("7", "зач"), Lack.WORDS),
        (("зач", "незач"), Lack.WORDS),
    ],
)
def test_a_year_with_a_gap_is_left_to_the_teacher(terms: tuple[str, ...], lack: Lack) -> None:
    found = propose_from(terms, TEN_POINT)
    assert (found.value, found.lacks) == ("", (lack,))


values = st.sampled_from([*FIVE_POINT.numbers, *FIVE_POINT.words])
grounds_ = st.lists(
    st.builds(Ground, st.integers(1, 99), values, st.integers(1, 5), st.just(""), st.booleans()), max_size=12
).map(lambda found: Grounds(tuple(found)))


@given(grounds_, st.booleans(), st.sampled_from([SCHOOL, FREE]))
def test_not_attested_is_never_proposed_and_a_number_has_no_reason_against_it(
    grounds: Grounds, written_given: bool, law: Law
) -> None:
    found = proposed(grounds, law, written_given=written_given)
    assert found.value != NOT_ATTESTED
    assert bool(found.lacks) != (found.value in FIVE_POINT.numbers)
    if found.value in FIVE_POINT.numbers:
        assert found.count >= max(1, law.least_marks)


@given(grounds_, st.integers(0, 11))
def test_a_better_mark_never_proposes_a_worse_one(grounds: Grounds, which: int) -> None:
    at = [place for place, one in enumerate(grounds.marks) if one.value in "1234"]
    if not at:
        return
    chosen = at[which % len(at)]
    better = Grounds(
        tuple(
            replace(one, value=str(int(one.value) + 1)) if place == chosen else one
            for place, one in enumerate(grounds.marks)
        )
    )
    before, after = proposed(grounds, FREE), proposed(better, FREE)
    if before.value in FIVE_POINT.numbers:
        assert int(after.value) >= int(before.value)
