"""A page and its rows: the average is of the marks in a row's cells, the year has the columns that somebody needs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from journal_core.diary import Average, MarkCell
from journal_core.lessons import Span
from journal_core.pages import PageCell, PagePupil, SubjectPage
from journal_core.term_marks.setting import TermKind

MONDAY = date(2026, 10, 12)


def test_a_pupils_average_is_of_all_marks_of_the_row_by_their_weight() -> None:
    marks = [MarkCell(1, "9", MONDAY), MarkCell(2, "зач", MONDAY), MarkCell(3, "6", MONDAY, weight=2)]
    cells = {5: PageCell(tuple(marks[:2])), 6: PageCell(remark="старается"), 7: PageCell(tuple(marks[2:]))}
    assert PagePupil(7, "Иванова Анна", (), cells).average() == Average(Decimal("7.00"), 2)
    assert PagePupil(8, "Котова Вера", ()).average() is None


def test_a_page_has_a_column_of_the_year_where_anybody_has_a_mark_in_it() -> None:
    anna = PagePupil(7, "Иванова Анна", (), year_marks={TermKind.FINAL: "8", TermKind.YEAR: "7"})
    vera = PagePupil(8, "Котова Вера", (), year_marks={TermKind.YEAR: "9"})
    span = Span(MONDAY, MONDAY)
    page = SubjectPage("Гимназия № 1", "7Б", "Алгебра", "", "IV четверть", span, (), (), (anna, vera))
    assert page.year_kinds() == (TermKind.YEAR, TermKind.FINAL)
