"""A secretary's list, whatever its header says, and the questions it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest

from exchange.files import read
from journal_core.errors import Invalid
from journal_core.roll import FullName, PupilRow, Roll
from tests.unit.exchange.making import csv, xlsx


def listed(*rows: Sequence[Any], sheet: str = "7Б") -> Roll:
    return read("spisok.xlsx", xlsx({sheet: rows}))


def only(roll: Roll) -> PupilRow:
    assert roll.doubts == ()
    (pupil,) = roll.pupils
    return pupil


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["Фамилия", "Имя", "Отчество"], ["Быкова", "Зинаида", "Егоровна"]),
        (["ФИО"], ["Быкова  Зинаида\nЕгоровна"]),
        (["№", "Ф.И.О. учащегося"], [1, "Быкова Зинаида Егоровна"]),
        (["Фамилия, имя, отчество"], ["1. Быкова Зинаида Егоровна"]),
        (["Фамилия", "Имя, отчество"], ["Быкова", "Зинаида Егоровна"]),
        (["Прозвішча, імя, імя па бацьку"], ["Быкова Зинаида Егоровна"]),
        (["Прозвішча", "Імя", "Імя па бацьку"], ["Быкова", "Зинаида", "Егоровна"]),
        (["Обучающийся"], ["Быкова Зинаида Егоровна"]),
    ],
)
def test_zinaida_is_found_under_each_of_these_headers(header: list[str], row: list[Any]) -> None:
    assert only(listed(header, row)).name == FullName("Быкова", "Зинаида", "Егоровна")


@pytest.mark.parametrize(
    "written",
    [
        date(2013, 6, 26),
        datetime.fromisoformat("2013-06-26"),
        41451,
        "26.06.2013",
        "26.06.2013 г.",
        "26/06/13",
        "2013-06-26",
    ],
)
def test_a_birth_date_is_understood_as_a_day_as_text_and_as_excels_number(written: Any) -> None:
    assert only(listed(["ФИО", "Дата рождения"], ["Быкова Зинаида", written])).birth_date == date(2013, 6, 26)


@pytest.mark.parametrize("written", ["31.02.2013", "2013", 2013, "июнь", "26.06.1213"])
def test_an_unreadable_birth_date_is_a_question_and_the_pupil_waits(written: Any) -> None:
    roll = listed(["ФИО", "Дата рождения"], ["Ильин Наум", date(2013, 4, 17)], ["Быкова Зинаида", written])
    (doubt,) = roll.doubts
    assert [pupil.name.surname for pupil in roll.pupils] == ["Ильин"]
    assert (doubt.code, doubt.where.sheet, doubt.where.row) == ("import.birth_date_unread", "7Б", 3)
    assert doubt.details["value"] == str(written)


def test_a_pupil_without_a_name_is_a_question_with_its_row() -> None:
    roll = listed(["Фамилия", "Имя", "Мать"], ["Быкова", "", "Гуляева Юлия"], ["", "Наум", ""])
    assert roll.pupils == ()
    assert [(doubt.code, doubt.where.row) for doubt in roll.doubts] == [
        ("import.pupil_no_name", 2),
        ("import.pupil_no_name", 3),
    ]


def test_a_bad_phone_and_a_bad_mail_are_questions_and_zinaida_is_taken_without_them() -> None:
    roll = listed(["ФИО", "Мать", "Телефон", "E-mail"], ["Быкова Зинаида", "Гуляева Юлия", "22-15-08", "julia@mail,ru"])
    (mother,) = roll.pupils[0].guardians
    assert (str(mother.name), mother.phone, mother.email) == ("Гуляева Юлия", "", "")
    assert [(doubt.code, doubt.details) for doubt in roll.doubts] == [
        ("import.phone_unread", {"column": "Телефон", "value": "22-15-08"}),
        ("import.email_unread", {"column": "E-mail", "value": "julia@mail,ru"}),
    ]


@pytest.mark.parametrize(
    ("written", "region", "phone"),
    [
        (375297020000.0, "BY", "+375297020000"),
        ("+375 (29) 702-00-00", "BY", "+375297020000"),
        ("8 029 702-00-00", "BY", "+375297020000"),
        ("80297020000, 8 033 600-00-00", "BY", "+375297020000"),
        ("дом. 22-15-08; 8(029)7020000", "BY", "+375297020000"),
        ("8 (916) 123-45-67", "RU", "+79161234567"),
        (79161234567.0, "RU", "+79161234567"),
        ("+375 29 702 00 00", "RU", "+375297020000"),
    ],
)
def test_phones_become_international_by_the_schools_country(written: Any, region: str, phone: str) -> None:
    data = xlsx({"7Б": [["ФИО", "Телефон"], ["Быкова Зинаида", written]]})
    assert only(read("a.xlsx", data, region=region)).guardians[0].phone == phone


def test_mother_and_father_each_keep_their_own_phone() -> None:
    header = ["ФИО ребёнка", "Мать", "Телефон", "Отец", "Телефон", "Место работы отца", "Телефон ученика"]
    row = [
        "Быкова Зинаида",
        "Гуляева Юлия",
        "80297020001",
        "Быков Егор",
        "80297020002",
        "завод",
        "80297020003",
    ]
    mother, father = only(listed(header, row)).guardians
    assert (mother.relation, mother.phone) == ("мать", "+375297020001")
    assert (father.relation, father.phone, str(father.name)) == ("отец", "+375297020002", "Быков Егор")


def test_a_header_of_two_lines_is_one_header() -> None:
    top = ["№", "ФИО", "Мать", "", "Отец", ""]
    below = ["", "", "ФИО", "Телефон", "ФИО", "Телефон"]
    row = [1, "Быкова Зинаида", "Гуляева Юлия", "80297020001", "Быков Егор", "80297020002"]
    mother, father = only(listed(top, below, row)).guardians
    assert (mother.phone, father.phone) == ("+375297020001", "+375297020002")


def test_a_phone_inside_the_mothers_cell_and_two_parents_in_one_cell_are_told_apart() -> None:
    (mother,) = only(listed(["ФИО", "Мать (ФИО, тел.)"], ["Быкова Зинаида", "Гуляева Юлия, 80297020001"])).guardians
    assert (str(mother.name), mother.phone) == ("Гуляева Юлия", "+375297020001")
    parents = only(listed(["ФИО", "Родители"], ["Быкова Зинаида", "Быкова Ю.Ф., Быков Е. А."])).guardians
    assert [str(parent.name) for parent in parents] == ["Быкова Ю. Ф.", "Быков Е. А."]


@pytest.mark.parametrize(
    ("title", "sheet", "file", "written"),
    [
        ("Список учащихся 7 «Б» класса на 01.09.2026", "Лист1", "a.xlsx", "7 «Б»"),
        ("Спіс вучняў 7-га класа", "7-б", "a.xlsx", "7-б"),
        ("Лист учёта", " 7 б ", "a.xlsx", "7 б"),
        ("Класс: 10А", "Лист1", "a.xlsx", "10А"),
        ("ГУО «Средняя школа № 12 г. Примерска»", "Список 7Б", "a.xlsx", "7Б"),
        ("ГУО «СШ № 5 г. Примерска»", "Лист1", "11_В.xlsx", "11 В"),
    ],
)
def test_the_class_is_taken_from_the_title_the_sheet_or_the_file(
    title: str, sheet: str, file: str, written: str
) -> None:
    data = xlsx({sheet: [[title], [], ["ФИО"], ["Быкова Зинаида"]]})
    assert only(read(file, data)).written_class == written


def test_classes_written_between_the_rows_hold_for_the_rows_below() -> None:
    rows = [
        ["ФИО", "Мать"],
        ["5 «А» класс"],
        ["Быкова Зинаида"],
        ["Итого: 1"],
        ["5 «Б» класс"],
        ["Ильин Наум"],
    ]
    roll = listed(*rows, sheet="Лист1")
    assert [(pupil.name.surname, pupil.written_class) for pupil in roll.pupils] == [
        ("Быкова", "5 «А»"),
        ("Ильин", "5 «Б»"),
    ]


def test_a_list_without_a_class_anywhere_is_one_question_and_not_one_a_row() -> None:
    roll = listed(["ФИО"], ["Быкова Зинаида"], ["Ильин Наум"], sheet="Отчёт 3 в 1")
    assert (roll.pupils, [doubt.code for doubt in roll.doubts]) == ((), ["import.class_unknown"])


def test_an_empty_class_cell_is_a_question() -> None:
    roll = listed(["ФИО", "Класс"], ["Быкова Зинаида", ""], ["Ильин Наум", "7Б"], sheet="Лист1")
    assert [(doubt.code, doubt.where.row) for doubt in roll.doubts] == [("import.class_missing", 2)]


def test_signatures_sums_repeated_headers_and_numbered_empty_rows_are_not_pupils() -> None:
    roll = listed(
        ["ФИО", "Дата рождения"],
        ["1", "2"],
        ["Директоров Иван", "01.02.2013"],
        ["ФИО", "Дата рождения"],
        ["—", ""],
        ["Всего: 1", ""],
        ["Классный руководитель ______ /Сазонова К.А./", ""],
        ["Зам. директора", "Петрова"],
    )
    assert only(roll).name.surname == "Директоров"


def test_every_sheet_of_a_book_is_read_and_a_stranger_is_named() -> None:
    sheets = {
        "7Б": [["ФИО"], ["Быкова Зинаида"]],
        "7В": [["ФИО"], ["Ильин Наум"]],
        "Столовая": [["Дата", "Блюдо"], ["01.09", "Суп"]],
        "Лист4": [],
    }
    roll = read("a.xlsx", xlsx(sheets))
    assert [pupil.written_class for pupil in roll.pupils] == ["7Б", "7В"]
    assert [(doubt.code, doubt.details) for doubt in roll.doubts] == [("import.sheet_skipped", {"sheet": "Столовая"})]


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1251", "\t")]
)
def test_text_is_read_in_each_encoding_and_with_each_delimiter(encoding: str, delimiter: str) -> None:
    data = csv(["Фамилия", "Имя", "Класс"], ["Быкова", "Зинаида", "7Б"], encoding=encoding, delimiter=delimiter)
    assert only(read("a.csv", data)).name == FullName("Быкова", "Зинаида")


def test_a_name_with_ogly_keeps_its_patronymic_whole_and_a_double_surname_its_hyphen() -> None:
    roll = listed(["ФИО"], ["Гюльмамедов Али Вагиф оглы"], ["Петрова - Водкина Анна"])
    assert [pupil.name for pupil in roll.pupils] == [
        FullName("Гюльмамедов", "Али", "Вагиф оглы"),
        FullName("Петрова-Водкина", "Анна"),
    ]


def test_a_remark_tells_who_left_and_who_came_and_nothing_else_of_it_is_read() -> None:
    head = ["ФИО", "Класс", "Примечание"]
    roll = read(
        "a.csv",
        csv(
            head,
            ["Быкова Зинаида", "7Б", "выбыла 15.10.2026, приказ 7"],
            ["Ильин Наум", "7Б", "прибыл с 12.01.2027"],
            ["Шарова Елена", "7Б", "аллергия"],
        ),
    )
    assert [(row.left, row.joined) for row in roll.pupils] == [
        (date(2026, 10, 15), None), (None, date(2027, 1, 12)), (None, None),
    ]  # fmt: skip
    assert "аллергия" not in repr(roll)


def test_who_left_without_a_day_is_asked_about() -> None:
    roll = read("a.csv", csv(["ФИО", "Класс", "Выбыл"], ["Быкова Зинаида", "7Б", "да"], ["Ильин Наум", "7Б", ""]))
    assert [row.name.surname for row in roll.pupils] == ["Ильин"]
    assert [one.code for one in roll.doubts] == ["import.left_no_day"]


def test_a_sheet_of_those_who_left_needs_their_days() -> None:
    head = ["ФИО", "Класс", "Дата выбытия"]
    rows: list[list[Any]] = [["Быкова Зинаида", "7Б", date(2026, 10, 15)], ["Ильин Наум", "7Б", ""]]
    roll = read("a.xlsx", xlsx({"Выбыли": [head, *rows]}))
    assert [row.left for row in roll.pupils] == [date(2026, 10, 15)]
    assert [one.code for one in roll.doubts] == ["import.left_no_day"]


def test_a_formula_is_no_name_and_anything_else_with_letters_may_be() -> None:
    rows = [["=cmd|' /C calc'!A0 Иван", "7Б"], ["О’Нил Мэри-Энн", "7Б"], ["Уткин <b>&", "7Б"]]
    roll = read("a.csv", csv(["ФИО", "Класс"], *rows))
    assert [row.name.surname for row in roll.pupils] == ["О’Нил", "Уткин"]
    assert [one.code for one in roll.doubts] == ["import.name_odd"]


def test_a_file_cut_in_the_middle_of_a_row_is_refused() -> None:
    whole = csv(["Фамилия", "Имя", "Класс"], ["Быкова", "Зинаида", "7Б"], ["Ильин", "Наум", "7Б"])
    assert len(read("a.csv", whole).pupils) == 2
    with pytest.raises(Invalid) as refused:
        read("a.csv", whole[:-8])
    assert refused.value.code == "import.file_cut"
