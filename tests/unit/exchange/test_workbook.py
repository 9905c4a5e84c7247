"""Our workbook: handed out empty, taken in full, and the same again when written."""

from __future__ import annotations

import io
import zipfile
from datetime import date, time
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from exchange.files import read
from exchange.formats.workbook import template, write
from journal_core.roll import ClassRow, FullName, GuardianRow, PupilRow, Roll, StaffRow, TimetableRow
from tests.unit.exchange.any_roll import rolls
from tests.unit.exchange.making import NOWHERE, placeless, xlsx

HEADS = {
    "Ученики": ["Фамилия", "Имя", "Класс", "Дата рождения", "Подгруппы"],
    "Сотрудники": ["Фамилия", "Имя", "Обязанности"],
    "Классы": ["Класс", "Классный руководитель"],
    "Расписание": ["День недели", "Урок", "Класс", "Предмет", "Учитель"],
    "Календарь": ["Вид", "Название", "Первый день", "Последний день"],
    "Звонки": ["Урок", "Начало", "Конец"],
}


def filled(sheet: str, *rows: list[Any]) -> Roll:
    return read("school.xlsx", xlsx({sheet: [HEADS[sheet], *rows]}))


@pytest.mark.parametrize("language", ["ru", "be"])
def test_the_template_opens_and_reads_as_an_empty_roll(language: str) -> None:
    data = template(language)
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names) == 8
    assert read("school.xlsx", data) == Roll()


def test_the_template_has_a_note_on_every_column_lists_of_choices_and_a_frozen_header() -> None:
    archive = zipfile.ZipFile(io.BytesIO(template()))
    sheets = [archive.read(f"xl/worksheets/sheet{number}.xml").decode() for number in range(1, 9)]
    notes = "".join(archive.read(name).decode() for name in archive.namelist() if "comments" in name)
    assert all('state="frozen"' in sheet for sheet in sheets)
    assert notes.count("<comment ") == 17 + 7 + 2 + 9 + 5 + 3 + 4 + 4
    assert ["<dataValidation " in sheet for sheet in sheets] == [
        False, True, False, True, True, True, False, True,
    ]  # fmt: skip


def test_a_template_filled_below_its_example_gives_the_rows_and_not_the_example() -> None:
    roll = filled("Классы", ["Пример: 7Б", "Иванова Мария Петровна"], ["7Б", "Сазонова К.А."])
    assert placeless(roll) == Roll(classes=(ClassRow(NOWHERE, "7Б", FullName("Сазонова", "К.", "А.")),))


def test_somebodys_own_data_written_over_the_example_is_a_question() -> None:
    (doubt,) = filled("Классы", ["Пример: 7Б", "Сазонова К.А."]).doubts
    assert (doubt.code, doubt.where.row, doubt.details["word"]) == ("import.example_changed", 2, "Пример:")


@pytest.mark.parametrize(
    ("sheet", "row", "code"),
    [
        ("Ученики", ["Быкова", "", "7Б", "", ""], "import.pupil_no_name"),
        ("Ученики", ["Быкова", "Зинаида", "", "", ""], "import.class_missing"),
        ("Ученики", ["Быкова", "Зинаида", "7Б", "летом", ""], "import.birth_date_unread"),
        ("Ученики", ["Быкова", "Зинаида", "7Б", "", "английский 1"], "import.subgroups_unread"),
        ("Сотрудники", ["Сазонова", "", ""], "import.cell_missing"),
        ("Сотрудники", ["Сазонова", "Клавдия", "волшебник"], "import.duty_unknown"),
        ("Расписание", ["вчера", 1, "7Б", "Физика", "Сазонова К.А."], "import.weekday_unknown"),
        ("Расписание", ["пн", "первый", "7Б", "Физика", "Сазонова К.А."], "import.number_unread"),
        ("Расписание", ["пн", 1, "7Б", "", "Сазонова К.А."], "import.cell_missing"),
        ("Календарь", ["сессия", "Зимняя", "01.09.2026", "02.09.2026"], "import.kind_unknown"),
        ("Календарь", ["четверть", "1", "осенью", "02.09.2026"], "import.date_unread"),
        ("Календарь", ["четверть", "1", "02.09.2026", "01.09.2026"], "import.dates_swapped"),
        ("Звонки", [1, "утром", "9:15"], "import.time_unread"),
        ("Звонки", [1, "9:15", "8:30"], "import.times_swapped"),
    ],
)
def test_each_bad_row_is_named_with_its_sheet_and_reason(sheet: str, row: list[Any], code: str) -> None:
    roll = filled(sheet, row)
    (doubt,) = roll.doubts
    assert (doubt.code, doubt.where.sheet, doubt.where.row) == (code, sheet, 2)
    assert roll == Roll(doubts=roll.doubts)


def test_a_sheet_that_lost_a_column_stops_the_whole_file() -> None:
    sheets: dict[str, list[list[Any]]] = {
        "Классы": [HEADS["Классы"], ["7Б", ""]],
        "Звонки": [["Урок", "Начало"], [1, "8:30"]],
    }
    (doubt,) = read("school.xlsx", xlsx(sheets)).doubts
    assert (doubt.code, doubt.fatal, doubt.details) == ("import.columns_missing", True, {"columns": "Конец"})


def test_times_and_duties_are_understood_as_people_write_them() -> None:
    bells = filled("Звонки", [1.0, time(8, 30), "9.15"], ["2", 9.5 / 24, "10-15"]).bells
    assert [(bell.starts_at, bell.ends_at) for bell in bells] == [
        (time(8, 30), time(9, 15)),
        (time(9, 30), time(10, 15)),
    ]
    (staff,) = filled("Сотрудники", ["Сазонова", "Клавдия", "Учитель, завуч"]).staff
    assert staff.duties == ("teacher", "deputy")


def test_text_that_looks_like_a_formula_stays_text() -> None:
    signs = ["=1+1", "+375", "-2", "@SUM(A1)", "\t=cmd", "http://example.by", "00012"]
    roll = Roll(staff=tuple(StaffRow(NOWHERE, FullName("Сазонов", "Иван"), external_id=sign) for sign in signs))
    data = write(roll)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet2.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert [row.external_id for row in read("a.xlsx", data).staff] == [sign.strip() for sign in signs]


@settings(max_examples=40, deadline=None)
@given(roll=rolls, language=st.sampled_from(["ru", "be"]))
def test_what_is_written_reads_back_the_same(roll: Roll, language: str) -> None:
    assert placeless(read("school.xlsx", write(roll, language))) == roll


def test_a_school_of_600_goes_out_and_comes_in_within_three_seconds() -> None:
    name, born = FullName("Быкова", "Зинаида", "Егоровна"), date(2013, 6, 26)
    mother = GuardianRow(NOWHERE, FullName("Гуляева", "Юлия"), "мать", "+375297020001", "julia@example.by")
    pupil = PupilRow(NOWHERE, name, "7Б", born, "", (mother, mother), (("Английский язык", "1"),))
    lesson = TimetableRow(NOWHERE, 0, 1, "7Б", "Физика", FullName("Сазонова", "Клавдия", "Андреевна"))
    roll = Roll(pupils=(pupil,) * 600, timetable=(lesson,) * 900)
    start = process_time()
    assert placeless(read("school.xlsx", write(roll))) == roll
    assert process_time() - start < 3


def test_the_same_roll_is_the_same_bytes() -> None:
    roll = Roll(classes=(ClassRow(NOWHERE, "7Б"),))
    assert write(roll) == write(roll)
