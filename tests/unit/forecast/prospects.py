"""Small prospects, and everything that could become of them, counted out one by one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement, product

from hypothesis import strategies as st

from journal_core.entries.marks import FIVE_POINT, Scale
from journal_core.forecast.bounds import Prospect, Room
from journal_core.law import Law
from journal_core.term_marks.averages import weighted
from journal_core.term_marks.grounds import Ground, Grounds

FREE = Law()
THREE = Law(least_marks=3, counts_written=True)


def prospect(
    *marks: tuple[int, int],
    lessons: int = 0,
    weights: tuple[int, ...] = (1,),
    scale: Scale = FIVE_POINT,
    law: Law = FREE,
    written: bool = True,
) -> Prospect:
    """Of (value, weight) of the marks that stand; somebody of the class has a written work."""
    grounds = Grounds(
        tuple(Ground(n, str(value), weight, written=written) for n, (value, weight) in enumerate(marks))
    )  # fmt: skip
    return Prospect(grounds, Room(lessons, weights), scale, law, written_given=True)


def completions(one: Prospect) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way the term can end under the bound: no mark to a mark a lesson, each of any usual weight."""
    kinds = [*product((int(value) for value in one.scale.numbers), one.room.weights)]
    for count in range(one.room.marks + 1):
        yield from combinations_with_replacement(kinds, count)


def ends(one: Prospect) -> Iterator[tuple[tuple[tuple[int, int], ...], Fraction]]:
    """Each completion whose term mark the law allows, with the term's exact average."""
    for more in completions(one):
        average = weighted((*one.grounds.numbers, *more))
        if average is not None and len(more) >= one.lacking:
            yield more, average


#: Small enough to be counted out: a scale of four marks, up to three lessons, two weights.
SHORT = Scale("short", ("2", "3", "4", "5"))
small = st.builds(
    lambda marks, lessons, weights, law, written: prospect(
        *marks, lessons=lessons, weights=weights, scale=SHORT, law=law, written=written
    ),
    st.lists(st.tuples(st.integers(2, 5), st.integers(1, 3)), max_size=5),
    st.integers(0, 3),
    st.sampled_from([(1,), (1, 2), (2, 3)]),
    st.sampled_from([FREE, THREE]),
    st.booleans(),
)
