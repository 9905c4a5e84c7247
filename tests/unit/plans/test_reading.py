"""A teacher's workbook of plans: titles above, sections between, sums and signatures below."""

from __future__ import annotations

from exchange.book import Book, Cell, Sheet
from exchange.formats.plan import WrittenPlan, read_plans
from journal_core.plans.plan import PlanTopic

HEADER: list[Cell] = ["№ урока", "Тема урока", "Кол-во часов", "Дата", "Домашнее задание"]


def plan(*rows: list[Cell], name: str = "Лист1") -> WrittenPlan:
    """The one plan of a sheet."""
    [found] = read_plans(Book("ктп.xlsx", [Sheet(name, list(rows))]))
    return found


def test_topics_hours_sections_and_homework_are_read() -> None:
    found = plan(
        ["Календарно-тематическое планирование"],
        ["Класс: 7 «Б»", None, "Предмет: Алгебра"],
        HEADER,
        ["Раздел 1. Дроби (12 ч)"],
        [1.0, "Сложение дробей", 2.0, None, "п. 4, № 31"],
        [2.0, "Вычитание дробей", "1", None, ""],
        ["Раздел 2. Проценты", None, 10.0],
        [3.0, "Понятие процента", 1.0],
        [None, "Итого", 4.0],
        ["Учитель", "Ковалёва Н. П."],
    )
    assert (found.written_class, found.subject, found.doubts) == ("7 «Б»", "Алгебра", ())
    assert found.topics == (
        PlanTopic("Сложение дробей", 2, "Раздел 1. Дроби", "п. 4, № 31"),
        PlanTopic("Вычитание дробей", 1, "Раздел 1. Дроби"),
        PlanTopic("Понятие процента", 1, "Раздел 2. Проценты"),
    )


def test_a_sheet_named_after_its_course_says_whose_it_is() -> None:
    found = plan(HEADER, [1.0, "Дроби", 1.0], name="7Б Алгебра")
    assert (found.written_class, found.subject) == ("7Б", "Алгебра")


def test_a_sheet_that_does_not_say_is_for_whoever_reads_it() -> None:
    found = plan(["Тема", "Часы"], ["Дроби", 1.0])
    assert (found.written_class, found.subject) == ("", "")


def test_hours_that_are_no_number_are_a_question_and_the_others_are_taken() -> None:
    found = plan(HEADER, [1.0, "Дроби", "две"], [2.0, "Проценты", 1.0], [3.0, "Степени", 99.0])
    assert [topic.title for topic in found.topics] == ["Проценты"]
    assert [(doubt.code, doubt.where.row) for doubt in found.doubts] == [
        ("import.number_unread", 2),
        ("import.number_unread", 4),
    ]


def test_without_a_column_of_hours_each_topic_has_one() -> None:
    assert plan(["№", "Тема", "Раздел"], [1.0, "Дроби", "Числа"]).topics == (PlanTopic("Дроби", 1, "Числа"),)


def test_a_belarusian_plan_is_read() -> None:
    found = plan(["№", "Тэма ўрока", "Колькасць гадзін", "Дамашняе заданне"], [1.0, "Дробы", 2.0, "§ 4"])
    assert found.topics == (PlanTopic("Дробы", 2, "", "§ 4"),)


def test_a_sheet_of_other_things_is_no_plan() -> None:
    assert read_plans(Book("ктп.xlsx", [Sheet("Пояснительная записка", [["Рабочая программа"], ["Цели: …"]])])) == ()
