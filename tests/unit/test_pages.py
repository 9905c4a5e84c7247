"""A pupil's row on a page: its average is of the marks that stand in its cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from journal_core.diary import Average, MarkCell
from journal_core.pages import PageCell, PagePupil

MONDAY = date(2026, 10, 12)


def test_a_pupils_average_is_of_all_marks_of_the_row_by_their_weight() -> None:
    marks = [MarkCell(1, "9", MONDAY), MarkCell(2, "зач", MONDAY), MarkCell(3, "6", MONDAY, weight=2)]
    cells = {5: PageCell(tuple(marks[:2])), 6: PageCell(remark="старается"), 7: PageCell(tuple(marks[2:]))}
    assert PagePupil(7, "Иванова Анна", (), cells).average() == Average(Decimal("7.00"), 2)
    assert PagePupil(8, "Котова Вера", ()).average() is None
