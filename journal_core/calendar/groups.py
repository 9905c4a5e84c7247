"""Moving between subgroups: when a term is over, not within it (001 4.4.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journal_core.calendar.terms import Term, term_on
from journal_core.errors import Invalid


@dataclass(frozen=True, slots=True)
class GroupMove:
    """A pupil on the way into a subgroup."""

    pupil_id: int
    subgroup_id: int
    grade: int
    in_class: bool  #: the pupil belongs to the subgroup's class on that day
    first_group: bool  #: they are in no group of this subject yet: they arrive, they do not move
    new_group: bool  #: nobody was in the subgroup before that day
    there: bool = False  #: they are in it already


def check_move(move: GroupMove, terms: Iterable[Term], first: date, today: date) -> None:
    """Refuse a move that cannot be: `first` is its first day.

    Raises Invalid: `groups.other_class`, `groups.past`, `groups.inside_term`.
    """
    if not move.in_class:
        raise Invalid("groups.other_class")
    if first < today:
        raise Invalid("groups.past")
    term = inside_term(terms, move.grade, first)
    if term is not None and not (move.first_group or move.new_group):
        raise Invalid("groups.inside_term", term=term.name, day=f"{term.span.end:%d.%m.%Y}")


def inside_term(terms: Iterable[Term], grade: int, first: date) -> Term | None:
    """The term that a change from `first` on would cut in two; None between terms and on a term's first day."""
    term = term_on(terms, grade, first)
    return term if term is not None and term.span.first < first else None
