"""A column as its teacher sees it: in the register's order, with what is proposed and what stands."""

from __future__ import annotations

from journal_core.term_marks.grounds import Grounds
from journal_core.term_marks.setting import proposal
from journal_core.term_marks.views import ProposalLine, lines
from tests.unit.term_marks.page import ANYA, BORIS, PAGE, SCHOOL, VOVA, YEAR, entered, recorded


def test_a_column_shows_each_pupil_what_is_proposed_and_what_stands() -> None:
    page = recorded(PAGE, entered(PAGE, {ANYA: "4"}))
    assert lines(page, SCHOOL) == (
        ProposalLine(ANYA, "Иванова Аня", proposal(page, ANYA, SCHOOL), PAGE.grounds[ANYA], (), "4"),
        ProposalLine(BORIS, "Петров Борис", proposal(page, BORIS, SCHOOL), PAGE.grounds[BORIS], (), ""),
        ProposalLine(VOVA, "Сидоров Вова", proposal(page, VOVA, SCHOOL), Grounds(), (), ""),
    )


def test_a_years_column_shows_the_terms_it_stands_on() -> None:
    (anya, _, vova) = lines(YEAR, SCHOOL)
    assert anya.before == (("I четверть", "4"), ("II четверть", "5"))
    assert (anya.proposal.value, vova.before) == ("5", ())
