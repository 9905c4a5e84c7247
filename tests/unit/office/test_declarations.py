"""An adult's last word counts: who gets a slip, and whose week goes home on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from journal_core.errors import Invalid
from journal_core.law import Law, Paper
from journal_core.office.declarations import (
    Declaration,
    Wish,
    check,
    declarations_sheet,
    on_paper,
    paper_sheet,
    slips_for,
)
from journal_core.office.matters import Names, Step
from journal_core.office.sheets import Word
from tests.unit.office.desk import TODAY, filed, school

ANYA, MARIA, OLEG = 1, 11, 12
ADULTS = [(ANYA, MARIA), (ANYA, OLEG)]
NAMES = Names(pupil="Иванова Анна", class_name="7Б", adult="Иванова Мария")
REFUSAL = Declaration(1, TODAY, Wish.REFUSAL, ANYA, MARIA, "№ 12")
ACCESS = replace(REFUSAL, what=Wish.ACCESS, paper="№ 15")
PRINTOUT = replace(REFUSAL, what=Wish.PRINTOUT, paper="№ 16")


def test_a_refusal_stops_the_slip_of_that_adult_alone() -> None:
    assert slips_for(ADULTS, [filed(REFUSAL)], Law()) == {(ANYA, OLEG)}


def test_an_application_after_a_refusal_takes_it_back() -> None:
    later = filed(replace(ACCESS, day=TODAY + timedelta(days=1)), number=2)
    assert slips_for(ADULTS, [later, filed(REFUSAL)], Law()) == set(ADULTS)


def test_of_one_day_the_later_paper_counts() -> None:
    assert slips_for(ADULTS, [filed(REFUSAL, number=2), filed(ACCESS)], Law()) == {(ANYA, OLEG)}


def test_a_withdrawn_refusal_is_as_if_it_never_was() -> None:
    assert slips_for(ADULTS, [filed(REFUSAL, Step.WITHDRAWN)], Law()) == set(ADULTS)


def test_where_access_is_on_application_only_who_applied_gets_a_slip() -> None:
    assert slips_for(ADULTS, [filed(ACCESS)], school("003").law) == {(ANYA, MARIA)}
    assert slips_for(ADULTS, [filed(PRINTOUT)], school("003").law) == set()


def test_a_wish_for_paper_says_nothing_of_access() -> None:
    assert slips_for(ADULTS, [filed(PRINTOUT, number=2), filed(REFUSAL)], Law()) == {(ANYA, OLEG)}


@pytest.mark.parametrize(
    ("paper", "said", "why"),
    [
        (Paper.REFUSED, [REFUSAL], (Wish.REFUSAL,)),
        (Paper.ON_REQUEST, [REFUSAL], None),
        (Paper.ON_REQUEST, [PRINTOUT], (Wish.PRINTOUT,)),
        (Paper.REFUSED, [REFUSAL, PRINTOUT], (Wish.PRINTOUT, Wish.REFUSAL)),
        (Paper.REFUSED, [ACCESS], None),
    ],
)
def test_whose_week_is_printed(paper: Paper, said: list[Declaration], why: tuple[Wish, ...] | None) -> None:
    kept = [filed(one, number=n, names=NAMES) for n, one in enumerate(said, 1)]
    families = on_paper(kept, replace(Law(), paper=paper))
    assert [one.why for one in families] == ([why] if why else [])


def test_a_family_is_one_line_whoever_asked() -> None:
    father = replace(REFUSAL, guardian_id=OLEG)
    said = [filed(REFUSAL, names=NAMES), filed(father, number=2, names=replace(NAMES, adult="Иванов Олег"))]
    families = on_paper(said, school("001").law)
    assert [one.pupil_id for one in families] == [ANYA]
    assert paper_sheet(families).rows == (
        ("7Б", "Иванова Анна", (Word("office.wish_refusal"),), "Иванов Олег, Иванова Мария"),
    )


def test_families_go_by_class_and_name_and_the_tenth_grade_after_the_seventh() -> None:
    pupils = [(3, "Юдин Пётр", "10А"), (1, "Иванова Анна", "7Б"), (4, "Ким Лев", "7А"), (2, "Белов Олег", "7Б")]
    said = [
        filed(replace(PRINTOUT, pupil_id=number), number=number, names=Names(pupil=pupil, class_name=class_name))
        for number, pupil, class_name in pupils
    ]
    assert [one.pupil for one in on_paper(said, Law())] == ["Ким Лев", "Белов Олег", "Иванова Анна", "Юдин Пётр"]


def test_a_paper_may_have_a_place_instead_of_a_number() -> None:
    check(REFUSAL, TODAY)
    check(replace(REFUSAL, paper="", note="папка 7Б"), TODAY)


@pytest.mark.parametrize(
    ("declaration", "code"),
    [
        (replace(REFUSAL, paper=" "), "office.paper_unnamed"),
        (replace(REFUSAL, day=TODAY + timedelta(days=1)), "office.paper_from_tomorrow"),
    ],
)
def test_a_paper_of_nowhere_or_of_tomorrow_is_not_taken(declaration: Declaration, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(declaration, TODAY)
    assert refused.value.code == code


def test_the_register_shows_who_took_what() -> None:
    [row] = declarations_sheet([filed(REFUSAL, names=replace(NAMES, staff="Соколова В. П."))]).rows
    assert row == (
        TODAY, "№ 12", Word("office.wish_refusal"), "Иванова Анна", "7Б", "Иванова Мария", "Соколова В. П.",
        Word("office.opened"),
    )  # fmt: skip
