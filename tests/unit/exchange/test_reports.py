"""Workbooks for the deputy: text stays text whatever it begins with, marks can be counted, paper is thought of."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from exchange.reports.journal_xlsx import journal_xlsx
from exchange.reports.summary_xlsx import summary_xlsx
from journal_core.pages import PageCell, SubjectPage
from tests.unit.paper.made import T, at_years_end, lessons, page, sheet

#: What a spreadsheet would run, and what it would make a date, a number or a link of.
DANGEROUS = (
    "=cmd|' /C calc'!A0", "+7 029 123", "-2+3", "@SUM(A1)", "\t=1+1", "7-2", "3,75E+11", "http://evil.example",
    "{=1+1}",
)  # fmt: skip


def rows(book: bytes, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(name).to_python()


def parts(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def spoilt(text: str) -> SubjectPage:
    """A page where everything that anybody may type is `text`."""
    made = page(2, tuple(replace(one, teacher=text, topic=text, tasks=((text, ""),)) for one in lessons(3)))
    pupils = tuple(replace(one, name=text, cells={1: PageCell(remark=text)}, term_mark=text) for one in made.pupils)
    return replace(made, pupils=pupils, school=text, subject=text, subgroup=text, teachers=(text,))


@pytest.mark.parametrize("text", DANGEROUS)
def test_nothing_that_was_typed_is_ever_a_formula_or_a_link(text: str) -> None:
    book = journal_xlsx(spoilt(text), T)
    assert not [name for name, told in parts(book).items() if "<f>" in told or "<f " in told or "hyperlink" in told]
    assert rows(book, "Отметки")[4][1] == text
    assert rows(book, "Темы и задания")[2][2] == text
    assert rows(book, "Замечания")[2][2] == text
    summary = summary_xlsx(replace(sheet(2, 2), class_teacher=text, subjects=((1, text), (2, text))), T)
    assert rows(summary, "Итоги")[2][2] == text
    assert not [name for name, told in parts(summary).items() if "<f>" in told]


def test_the_marks_stand_in_the_register_s_order_and_lone_numbers_can_be_counted() -> None:
    taught = lessons(12)
    found = rows(journal_xlsx(page(5, taught), T), "Отметки")
    assert [row[1] for row in found[4:7]] == ["Беляков Никанор", "Воронова Ия", "Гуляева Варвара"]
    numbers = [value for row in found[4:9] for value in row[2:14] if isinstance(value, float)]
    words = {value for row in found[4:9] for value in row[2:14] if isinstance(value, str) and value}
    assert numbers and all(1 <= value <= 10 for value in numbers)
    assert {"Н", "10/9"} <= words
    assert found[3][-2:] == ["Средний балл", "Отметка"]


def test_when_the_year_ends_its_mark_the_exam_s_and_the_final_one_have_columns() -> None:
    found = rows(journal_xlsx(at_years_end(page(3, lessons(4))), T), "Отметки")
    assert found[3][-4:] == ["Отметка", "Год", "Экзамен", "Итоговая"]
    assert [row[-4:] for row in found[4:6]] == [[1.0, 7.0, 5.0, 6.0], [2.0, 7.0, "", ""]]


def test_topics_homework_and_tasks_have_a_sheet() -> None:
    taught = tuple(replace(one, tasks=(("практикум", "№ 14"),)) for one in lessons(2))
    found = rows(journal_xlsx(page(1, taught), T), "Темы и задания")
    assert found[1] == ["Дата", "Урок", "Тема урока", "Домашнее задание", "Задания на уроке"]
    assert found[2][0] == "01.09.2026" and found[2][4] == "практикум: № 14"
    assert found[2][3] == "§ 12, № 345–349, 352 (б, в) (к 03.09)"


@pytest.mark.parametrize("count", [9, 60])
def test_on_paper_the_head_and_the_names_come_again_and_panes_are_frozen(count: int) -> None:
    told = parts(journal_xlsx(page(30, lessons(count)), T))
    marks = told["xl/worksheets/sheet1.xml"]
    assert 'orientation="landscape"' in marks and 'paperSize="9"' in marks and 'state="frozen"' in marks
    assert "_xlnm.Print_Titles" in told["xl/workbook.xml"] and "$A:$B" in told["xl/workbook.xml"]
    assert bool(re.search(r"<colBreaks", marks)) == (count > 20)


def test_the_term_sheet_has_term_marks_absences_and_averages_as_numbers() -> None:
    book = summary_xlsx(sheet(5, 3), T)
    totals, averages = rows(book, "Итоги"), rows(book, "Средние баллы")
    assert totals[2][-4:] == ["Пропущено уроков", "Из них без причины", "Из них по болезни", "Опозданий"]
    assert totals[4][1] == "Воронова Ия" and totals[4][-4:] == [1.0, 1.0, 0.0, 1.0]
    assert isinstance(averages[3][2], float)


def test_the_same_page_is_the_same_bytes() -> None:
    assert journal_xlsx(page(3, lessons(3)), T) == journal_xlsx(page(3, lessons(3)), T)
    assert summary_xlsx(sheet(3), T) == summary_xlsx(sheet(3), T)
