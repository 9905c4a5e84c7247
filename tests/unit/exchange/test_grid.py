"""Timetables from the wall: classes over the columns or down the side, two groups in a cell, rooms beside or inside."""

from __future__ import annotations

from datetime import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from exchange.book import Book, Sheet
from exchange.files import read
from exchange.formats import grid
from exchange.formats.grid.entries import Entry, entries
from journal_core.roll import FullName, Roll
from tests.unit.exchange.making import SAMPLES, xlsx

HEAD = ["День", "№", "Время", "7 «Б»", "каб.", "10А", "каб."]
Lesson = tuple[int, int, str, str, str, str]


def lessons(roll: Roll) -> list[Lesson]:
    return [(row.weekday, row.slot, row.written_class, row.subject, row.subgroup, row.room) for row in roll.timetable]


def sheet(*rows: list[Any]) -> Roll:
    return read("raspisanie.xlsx", xlsx({"5-11": rows}))


def test_a_day_holds_for_the_rows_below_its_merged_cell() -> None:
    roll = sheet(
        ["РАСПИСАНИЕ УРОКОВ"], HEAD,
        ["Понедельник", 1, "8:30-9:15", "Алгебра", 204, "Физика", "с/з"],
        ["", 2, "9:25-10:10", "", "", "Физика", 301],
        ["Вторник", 1, "8:30-9:15", "История", "", "", ""],
    )  # fmt: skip
    assert lessons(roll) == [
        (0, 1, "7 «Б»", "Алгебра", "", "204"), (0, 1, "10А", "Физика", "", "с/з"),
        (0, 2, "10А", "Физика", "", "301"), (1, 1, "7 «Б»", "История", "", ""),
    ]  # fmt: skip
    assert [(bell.slot, bell.starts_at, bell.ends_at) for bell in roll.bells] == [
        (1, time(8, 30), time(9, 15)), (2, time(9, 25), time(10, 10)),
    ]  # fmt: skip
    assert [row.written_class for row in roll.classes] == ["7 «Б»", "10А"]


def test_a_day_may_be_written_letter_by_letter_or_stand_alone_in_its_row() -> None:
    roll = sheet(
        ["", "№", "7Б"], ["П о н е д е л ь н и к", 1, "Алгебра"], ["", 2, "История"], ["Вторник"], ["", 1, "Химия"]
    )
    assert [one[:4] for one in lessons(roll)] == [
        (0, 1, "7Б", "Алгебра"), (0, 2, "7Б", "История"), (1, 1, "7Б", "Химия"),
    ]  # fmt: skip


def test_classes_may_go_down_the_side() -> None:
    roll = sheet(
        ["Класс", "Понедельник", "", "Вторник", ""], ["", 1, 2, 1, 2],
        ["7Б", "Алгебра (204)", "История", "", "Химия\n301"], ["7А", "", "", "Физика", ""],
    )  # fmt: skip
    assert lessons(roll) == [
        (0, 1, "7Б", "Алгебра", "", "204"), (0, 2, "7Б", "История", "", ""), (1, 2, "7Б", "Химия", "", "301"),
        (1, 1, "7А", "Физика", "", ""),
    ]  # fmt: skip


def test_two_subjects_in_a_cell_are_two_groups_and_one_question() -> None:
    roll = sheet(
        HEAD,
        ["Понедельник", 1, "", "Англ. яз./Информ.", "301/302", "", ""],
        ["Вторник", 1, "", "Англ. яз./Информ.", "301/302", "", ""],
    )
    assert lessons(roll)[:2] == [
        (0, 1, "7 «Б»", "Англ. яз.", "1", "301"), (0, 1, "7 «Б»", "Информ.", "2", "302"),
    ]  # fmt: skip
    assert [(one.code, one.where.row) for one in roll.doubts] == [("import.grid_groups", 2)]


def test_what_may_stand_in_one_cell() -> None:
    kovaleva, orlov = FullName("Ковалёва", "Н.", "П."), FullName("Орлов", "О.", "И.")
    assert entries("Алгебра") == [Entry("Алгебра")]
    assert entries("Физ-ра", "с/з") == [Entry("Физ-ра", room="с/з")]
    assert entries("Англ. яз.", "301/302") == [Entry("Англ. яз.", "1", "301"), Entry("Англ. яз.", "2", "302")]
    assert entries("Алгебра\nКовалёва Н.П.\n204") == [Entry("Алгебра", "", "204", kovaleva)]
    assert entries("Англ. яз.", "", "Ковалёва Н.П./Орлов О.И.")[0] == Entry("Англ. яз.", teacher=kovaleva)
    assert entries("Труд/Труд", 101.0, "Ковалёва Н.П./Орлов О.И.") == [
        Entry("Труд", "1", "101", kovaleva), Entry("Труд", "2", "101", orlov),
    ]  # fmt: skip


def test_the_sample_is_three_classes_six_days_and_no_teachers() -> None:
    roll = read("raspisanie_setka.xlsx", (SAMPLES / "raspisanie_setka.xlsx").read_bytes())
    assert {row.weekday for row in roll.timetable} == set(range(6))
    assert {row.written_class for row in roll.timetable} == {"5 «А»", "7 «Б»", "10А"}
    assert {row.teacher for row in roll.timetable} == {None}
    assert len(roll.bells) == 6
    assert [one.code for one in roll.doubts] == ["import.grid_groups"] * 3


words = st.sampled_from(
    ["", "День", "Понедельник", "пн", "Вторник", "7Б", "10 «А»", "каб.", "1", "2", "8:30-9:15", "Алгебра", "А/Б", "—"]
)


@given(st.lists(st.lists(words, max_size=6), max_size=8))
def test_any_table_of_such_words_is_read_or_is_no_grid(rows: list[list[str]]) -> None:
    book = Book("a.xlsx", [Sheet("1", [list(row) for row in rows])])
    if grid.recognises(book):
        roll = grid.read_grid(book, "BY")
        assert all(row.weekday in range(7) and row.slot in range(16) and row.subject for row in roll.timetable)
        assert {row.written_class for row in roll.classes} == {row.written_class for row in roll.timetable}


@given(st.text("АБВабв./-() 12\n", max_size=30), st.text("0123/с ", max_size=8))
def test_any_cell_gives_lessons_with_a_subject_each_or_none(subject: str, room: str) -> None:
    found = entries(subject, room)
    assert all(one.subject for one in found)
    assert len({one.group for one in found}) == len(found)


def test_a_list_of_pupils_is_no_grid() -> None:
    book = xlsx({"7Б": [["ФИО", "Класс"], ["Быкова Зинаида", "7Б"]]})
    assert read("a.xlsx", book).timetable == ()


def test_a_sheet_of_other_things_beside_the_grid_is_a_question() -> None:
    roll = read("a.xlsx", xlsx({"5-11": [HEAD, ["пн", 1, "", "Алгебра"]], "Смета": [["Мел", 5], ["Тряпки", 2]]}))
    assert [one.code for one in roll.doubts] == ["import.sheet_skipped"]
