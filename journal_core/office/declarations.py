"""What families declare on paper: that they want access, that they cannot or will not use electronics, that they
want a week's printout (003 1.10; 001 4.3.5; 004 §1).

An adult's last word counts: an application after a refusal takes it back. A refusal stops slips for that adult.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from journal_core.classes import spellings
from journal_core.errors import Invalid
from journal_core.law import Law, Paper
from journal_core.office.matters import Filed, Step, Way
from journal_core.office.sheets import STANDS, OfficeSheet, Word, sheet

#: (pupil, guardian's record); without a record it is the adult whom no list names.
Adult = tuple[int, int | None]


class Wish(StrEnum):
    """What is declared."""

    ACCESS = "access"
    REFUSAL = "refusal"
    PRINTOUT = "printout"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One paper."""

    NAME: ClassVar[str] = "declaration"
    WAY: ClassVar[Way] = {None: frozenset({Step.WITHDRAWN})}

    school_id: int
    day: date  #: of the paper
    what: Wish
    pupil_id: int
    guardian_id: int | None = None
    paper: str = ""  #: its number in the school's register
    staff_id: int | None = None  #: who took it
    note: str = ""

    @property
    def adult(self) -> Adult:
        """Whose word it is."""
        return self.pupil_id, self.guardian_id


@dataclass(frozen=True, slots=True)
class PaperFamily:
    """A pupil whose family is given the week on paper."""

    pupil_id: int
    pupil: str
    class_name: str
    why: tuple[Wish, ...]
    adults: tuple[str, ...]  #: who declared it


def check(declaration: Declaration, today: date) -> None:
    """Raise Invalid for a paper that nothing names, or of a day to come."""
    if not declaration.paper.strip() and not declaration.note.strip():
        raise Invalid("office.paper_unnamed")
    if declaration.day > today:
        raise Invalid("office.paper_from_tomorrow")


def standing(declarations: Iterable[Filed[Declaration]]) -> Iterator[Filed[Declaration]]:
    """What counts of them: each adult's last word about access, and their wish for a printout."""
    last: dict[tuple[Adult, bool], Filed[Declaration]] = {}
    for one in sorted(declarations, key=lambda one: (one.matter.day, one.id)):
        if one.stands is not Step.WITHDRAWN:
            last[one.matter.adult, one.matter.what is Wish.PRINTOUT] = one
    return iter(last.values())


def slips_for(adults: Iterable[Adult], declarations: Iterable[Filed[Declaration]], law: Law) -> frozenset[Adult]:
    """Those of `adults` who may be given a slip: nobody who refused; where the law asks for it, who applied."""
    said = {one.matter.adult: one.matter.what for one in standing(declarations) if one.matter.what is not Wish.PRINTOUT}
    unasked = Wish.REFUSAL if law.on_application else Wish.ACCESS
    return frozenset(one for one in adults if said.get(one, unasked) is Wish.ACCESS)


def on_paper(declarations: Iterable[Filed[Declaration]], law: Law) -> tuple[PaperFamily, ...]:
    """Who is given this week on paper, by class and name."""
    wanted = {Wish.PRINTOUT, Wish.REFUSAL} if law.paper is Paper.REFUSED else {Wish.PRINTOUT}
    families: dict[int, list[Filed[Declaration]]] = {}
    for one in standing(declarations):
        if one.matter.what in wanted:
            families.setdefault(one.matter.pupil_id, []).append(one)
    made = (
        PaperFamily(
            pupil_id,
            said[0].names.pupil,
            said[0].names.class_name,
            tuple(sorted({one.matter.what for one in said})),
            tuple(sorted({one.names.adult for one in said if one.names.adult})),
        )
        for pupil_id, said in families.items()
    )
    return tuple(sorted(made, key=lambda one: (spellings(one.class_name), one.pupil)))


_WISH = {
    Wish.ACCESS: Word("office.wish_access"),
    Wish.REFUSAL: Word("office.wish_refusal"),
    Wish.PRINTOUT: Word("office.wish_printout"),
}


def declarations_sheet(declarations: Iterable[Filed[Declaration]]) -> OfficeSheet:
    """The register of applications and refusals."""
    return sheet(
        "office.declarations",
        ("office.day", "office.number", "office.what", "office.pupil", "office.class", "office.adult", "office.took",
         "office.stands"),
        (
            (
                one.matter.day,
                one.matter.paper or one.matter.note,
                _WISH[one.matter.what],
                one.names.pupil,
                one.names.class_name,
                one.names.adult,
                one.names.staff,
                STANDS[one.stands],
            )
            for one in declarations
        ),
    )  # fmt: skip


def paper_sheet(families: Iterable[PaperFamily]) -> OfficeSheet:
    """Who gets paper this week."""
    return sheet(
        "office.on_paper",
        ("office.class", "office.pupil", "office.why", "office.adult"),
        (
            (one.class_name, one.pupil, tuple(_WISH[wish] for wish in one.why), ", ".join(one.adults))
            for one in families
        ),
    )
