"""Attendance, topic, combined messages and small talk: rules 6 to 8, clause by clause."""

from __future__ import annotations

import pytest

from tests.unit.reading.brief import brief
from tests.unit.reading.invented import primary
from tests.unit.reading.schools import CORPUS, School, school

MATHS = school(CORPUS / "matematika.school.json")
PRIMARY = primary()


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Лис н", None, "7Б Алгебра 11-23#3 Лис:absent"),
        (MATHS, "Лис нет", None, "7Б Алгебра 11-23#3 Лис:absent"),
        (MATHS, "Лис отсутствует", None, "7Б Алгебра 11-23#3 Лис:absent"),
        (MATHS, "Лис и Рудь отсутствуют", None, "7Б Алгебра 11-23#3 Лис:absent Рудь:absent"),
        (MATHS, "Лис нп, Рудь прогулял", None, "7Б Алгебра 11-23#3 Лис:unexcused Рудь:unexcused"),
        (MATHS, "Лис уп, Рудь по заявлению", None, "7Б Алгебра 11-23#3 Лис:excused Рудь:excused"),
        (MATHS, "Лис б, Рудь болеет", None, "7Б Алгебра 11-23#3 Лис:ill Рудь:ill"),
        (MATHS, "Лис больна", None, "7Б Алгебра 11-23#3 Лис:ill"),
        (MATHS, "Лис и Рудь болеют", None, "7Б Алгебра 11-23#3 Лис:ill Рудь:ill"),
        (MATHS, "Лис, Рудь болеют", None, "7Б Алгебра 11-23#3 Лис:ill Рудь:ill"),
        (MATHS, "Лис и Рудь н", None, "7Б Алгебра 11-23#3 Лис:absent Рудь:absent"),
        (MATHS, "Лис - н, Рудь - б", None, "7Б Алгебра 11-23#3 Лис:absent Рудь:ill"),
        (MATHS, "Лис (б), Рудь (н)", None, "7Б Алгебра 11-23#3 Лис:ill Рудь:absent"),
        (PRIMARY, "Сіняўскага няма", None, "3В Літаратурнае 02-10#3 Сіняўскі:absent"),
        (PRIMARY, "Новік хварэе", None, "3В Літаратурнае 02-10#3 Новік:ill"),
        (PRIMARY, "Жук і Новік адсутнічаюць", None, "3В Літаратурнае 02-10#3 Жук:absent Новік:absent"),
    ],
)
def test_after_the_name(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 6: every code after its name."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "н: Лис, Рудь", None, "7Б Алгебра 11-23#3 Лис:absent Рудь:absent"),
        (MATHS, "Н - Лис, Рудь", None, "7Б Алгебра 11-23#3 Лис:absent Рудь:absent"),
        (MATHS, "нет Лис", None, "7Б Алгебра 11-23#3 Лис:absent"),
        (MATHS, "нет Лис, Рудь", None, "7Б Алгебра 11-23#3 Лис:absent Рудь:absent"),
        (MATHS, "няма Лис", None, "7Б Алгебра 11-23#3 Лис:absent"),
        (MATHS, "отсутствуют Лис, Рудь и Козлова", None, "7Б Алгебра 11-23#3 Лис:absent Рудь:absent Козлова:absent"),
        (MATHS, "болеют Лис и Рудь", None, "7Б Алгебра 11-23#3 Лис:ill Рудь:ill"),
        (MATHS, "н: Лис, Рудь; Козлова 9", None, "7Б Алгебра 11-23#3 Козлова=9 Лис:absent Рудь:absent"),
        (MATHS, "н: Лис, Рудь. Козлова 9", None, "7Б Алгебра 11-23#3 Козлова=9 Лис:absent Рудь:absent"),
        (MATHS, "н: Лис, Рудь\nКозлова 9", None, "7Б Алгебра 11-23#3 Козлова=9 Лис:absent Рудь:absent"),
        (MATHS, "н: Лис, Рудь, Козлова 9", None, "7Б Алгебра 11-23#3 Козлова=9 Лис:absent Рудь:absent"),
        (MATHS, "н: Лис, Рудь, б: Козлова", None, "7Б Алгебра 11-23#3 Лис:absent Рудь:absent Козлова:ill"),
        (
            MATHS,
            "н: Лис, Рудь\nб: Козлова\nоп: Тихонов 5",
            None,
            "7Б Алгебра 11-23#3 Лис:absent Рудь:absent Козлова:ill Тихонов:late5",
        ),
        (MATHS, "нет Лис, Рудь 8", None, "7Б Алгебра 11-23#3 Рудь=8 Лис:absent"),
        (PRIMARY, "адсутнічаюць Жук і Новік", None, "3В Літаратурнае 02-10#3 Жук:absent Новік:absent"),
    ],
)
def test_before_the_list(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 6: «н: Лис, Рудь», «болеют X и Y», «нет X», up to the end of the line and the like."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Лис н Рудь оп 7", None, "7Б Алгебра 11-23#3 Лис:absent Рудь:late7"),
        (MATHS, "Лис н Рудь 8", None, "7Б Алгебра 11-23#3 Рудь=8 Лис:absent"),
        (MATHS, "5А отсутствует Третьяк опоздала Савич", None, "5А Математика 11-23#1 Третьяк:absent Савич:late"),
        (MATHS, "Лис 4 опоздал Рудь", None, "7Б Алгебра 11-23#3 Лис=4 Рудь:late"),
        (MATHS, "Лис 4, опоздал Рудь", None, "7Б Алгебра 11-23#3 Лис=4 Рудь:late"),
        (MATHS, "Козлова 9 опоздала на 7 минут", None, "7Б Алгебра 11-23#3 Козлова=9 Козлова:late7"),
        (MATHS, "Козлова 9 опоздала на 7 минут\nРудь 8", None, "7Б Алгебра 11-23#3 Козлова=9 Рудь=8 Козлова:late7"),
        (MATHS, "Козлова 9, опоздала", None, "7Б Алгебра 11-23#3 Козлова=9 Козлова:late"),
    ],
)
def test_between_two_names(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 6: the name before, if it has no code or mark yet, else the name after."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Рудь оп 5", None, "7Б Алгебра 11-23#3 Рудь:late5"),
        (MATHS, "Рудь оп", None, "7Б Алгебра 11-23#3 Рудь:late"),
        (MATHS, "Рудь оп15", None, "7Б Алгебра 11-23#3 Рудь:late15"),
        (MATHS, "Рудь опоздал на 10 мин", None, "7Б Алгебра 11-23#3 Рудь:late10"),
        (MATHS, "Рудь опоздал на 10", None, "7Б Алгебра 11-23#3 Рудь:late10"),
        (MATHS, "Рудь опоздал на пять минут", None, "7Б Алгебра 11-23#3 Рудь:late5"),
        (MATHS, "опоздал Рудь 7", None, "7Б Алгебра 11-23#3 Рудь:late7"),
        (MATHS, "опоздала Савич на 5 минут", "2026-11-23T08:40", "5А Математика 11-23#1 Савич:late5"),
        (MATHS, "оп: Рудь 5, Лис 10", None, "7Б Алгебра 11-23#3 Рудь:late5 Лис:late10"),
        (MATHS, "оп: Рудь - 5, Лис - 10", None, "7Б Алгебра 11-23#3 Рудь:late5 Лис:late10"),
        (MATHS, "опоздали Лис (5 мин), Рудь (10 мин)", None, "7Б Алгебра 11-23#3 Лис:late5 Рудь:late10"),
        (MATHS, "опоздали Лис и Рудь", None, "7Б Алгебра 11-23#3 Лис:late Рудь:late"),
        (MATHS, "Козлова опоздала 9", None, "7Б Алгебра 11-23#3 Козлова:late9"),
        (MATHS, "Рудь опоздал в 9:15", None, "7Б Алгебра 11-23#3 Рудь:late"),
        (PRIMARY, "Новік спазнілася на 5 хвілін", None, "3В Літаратурнае 02-10#3 Новік:late5"),
        (PRIMARY, "Жук спазнілася на 5 хв", None, "3В Літаратурнае 02-10#3 Жук:late5"),
    ],
)
def test_minutes(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 6: the number after a late pupil is minutes."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "отсутствующих нет", None, "-"),
        (MATHS, "отсутствующих нет, Лис 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "все на месте, Лис 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "отсутствующих нет, дз §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (PRIMARY, "адсутных няма, Жук 9", None, "3В Літаратурнае 02-10#3 Жук=9"),
    ],
)
def test_nobody_absent(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 6: «отсутствующих нет», «все на месте»."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Беляков н", None, "7Б Алгебра 11-23#3 Беляков:absent"),
        (MATHS, "Беляков Н.", None, "7Б Алгебра 11-23#3 Беляков:absent"),
        (MATHS, "Беляков Н. 9", None, "7Б Алгебра 11-23#3 Беляков=9"),
        (MATHS, "Беляков н 9", None, "7Б Алгебра 11-23#3 Беляков=9"),
        (MATHS, "Тихонов н", None, "7Б Алгебра 11-23#3 Тихонов:absent"),
        (MATHS, "Быкова З. н", None, "7Б Алгебра 11-23#3 БыковаЗП:absent"),
    ],
)
def test_initial_or_code(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 6: «н» or «б» after a surname is the code, unless it is the pupil's initial before a mark."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Гусева нет", None, "? pupil"),
        (MATHS, "Сидоров н", None, "? pupil"),
        (MATHS, "болеет Сидоров", None, "? pupil"),
        (MATHS, "н: Лис, Сидоров", None, "? pupil,mark"),
        (MATHS, "Лис не болеет", None, "? pupil,mark"),
        (MATHS, "Лис н/б", None, "? pupil"),
        (MATHS, "Беляков Н. болеет", None, "? pupil"),
        (MATHS, "Лис нет тетради", None, "? pupil,mark"),
        (MATHS, "все на месте, кроме Лис", None, "? pupil"),
        (MATHS, "н: Лис, Рудь оп Козлова", None, "? pupil"),
        (MATHS, "Козлова 9 опоздала, Рудь 8", None, "? pupil,mark"),
        (MATHS, "Лис 4 опоздал Рудь 8", None, "? pupil,mark"),
        (MATHS, "Козлова оп 9, 8", None, "? mark"),
        (MATHS, "Лис, Рудь н", None, "? pupil"),
        (MATHS, "н: Лис, Козлова и Рудь по 9", None, "? pupil,mark"),
    ],
)
def test_in_doubt_is_asked(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 6: whose code it is, or what it says."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б молодцы", None, "-"),
        (MATHS, "спасибо!", None, "-"),
        (MATHS, "завтра в 9 собрание", None, "-"),
        (MATHS, "7Б вопросов нет", None, "-"),
        (MATHS, "половина 7Б болеет", None, "-"),
        (MATHS, "5А 24 человека, 3 болеют", None, "-"),
        (MATHS, "Лис и Рудь", None, "-"),
        (MATHS, "7Б дежурят Лис, Рудь", None, "-"),
        (MATHS, "7Б 9", None, "-"),
        (MATHS, "Лис 9?", None, "-"),
        (MATHS, "сколько у Лис девяток", None, "-"),
        (MATHS, "удали Лис 9", None, "-"),
        (MATHS, "завтра к/р", None, "-"),
        (MATHS, "Поздравляю Лис с 1 местом", None, "-"),
        (PRIMARY, "заўтра сход у 18", None, "-"),
    ],
)
def test_small_talk(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 8: no part, whatever names and numbers."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "тема: Степень", None, "7Б Алгебра 11-23#3 T«Степень»"),
        (MATHS, "Тема урока: Степень. Повторение", None, "7Б Алгебра 11-23#3 T«Степень. Повторение»"),
        (MATHS, "тема Степень лис 9 рудь 8", None, "7Б Алгебра 11-23#3 T«Степень» Лис=9 Рудь=8"),
        (MATHS, "тема: Степень. Повторение. Дз §5", None, "7Б Алгебра 11-23#3 T«Степень. Повторение» H«§5»→11-25"),
        (MATHS, "тема: Степень\n§5 №7", None, "7Б Алгебра 11-23#3 T«Степень» H«§5 №7»→11-25"),
        (MATHS, "тема: Степень. §5 №7", None, "7Б Алгебра 11-23#3 T«Степень» H«§5 №7»→11-25"),
        (MATHS, "тема: Дроби. Учить правило", None, "7Б Алгебра 11-23#3 T«Дроби» H«Учить правило»→11-25"),
        (MATHS, "тема: Степень, Лис н", None, "7Б Алгебра 11-23#3 T«Степень» Лис:absent"),
        (MATHS, "тема: подготовка к контрольной. Лис 9", None, "7Б Алгебра 11-23#3 T«подготовка к контрольной» Лис=9"),
        (MATHS, "тема: Решение задач. К/р: Лис 9", None, "7Б Алгебра 11-23#3 T«Решение задач» Лис=9(контр)"),
        (MATHS, "тема: повторение, к/р №2", None, "7Б Алгебра 11-23#3 T«повторение, к/р №2»"),
        (MATHS, "Тема:\nДроби\nДЗ:\n§5", None, "7Б Алгебра 11-23#3 T«Дроби» H«§5»→11-25"),
        (MATHS, "тема «Степень»; дз § 5; Лис - 9", None, "7Б Алгебра 11-23#3 T««Степень»» H«§ 5»→11-25 Лис=9"),
        (MATHS, "тема: 5 правил", None, "7Б Алгебра 11-23#3 T«5 правил»"),
        (MATHS, "дз §5 тема Дроби", None, "7Б Алгебра 11-23#3 T«Дроби» H«§5»→11-25"),
        (
            PRIMARY,
            "тэма ўрока: Дзеянні з лікамі. Дз с. 45",
            None,
            "3В Літаратурнае 02-10#3 T«Дзеянні з лікамі» H«с. 45»→02-11",
        ),
        (MATHS, "тема сложная", None, "-"),
        (MATHS, "повторить тему дроби", None, "7Б Алгебра 11-23#3 H«повторить тему дроби»→11-25"),
        (MATHS, "тема: Дроби\nтема: Степень", None, "? lesson"),
    ],
)
def test_topic(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 7: up to the next recognised part or the end of the line."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (
            MATHS,
            "7Б алг дз §5, №7. Лис 9, Рудь н. Тема: Степень",
            None,
            "7Б Алгебра 11-23#3 T«Степень» H«§5, №7»→11-25 Лис=9 Рудь:absent",
        ),
        (
            MATHS,
            "Рудь н. Лис 9. Тема: Степень. Дз §5 на пт. 7Б алг",
            None,
            "7Б Алгебра 11-23#3 T«Степень» H«§5»→11-27 Лис=9 Рудь:absent",
        ),
        (MATHS, "ДЗ: § 5. ТЕМА: СТЕПЕНЬ. ЛИС 9", None, "7Б Алгебра 11-23#3 T«СТЕПЕНЬ» H«§ 5»→11-25 Лис=9"),
        (
            MATHS,
            "7Б алгебра\nД/з: §12, №345\nОтс.: Лис, Рудь\nОценки: Козлова 9, Новик 8",
            None,
            "7Б Алгебра 11-23#3 H«§12, №345»→11-25 Козлова=9 Новик=8 Лис:absent Рудь:absent",
        ),
        (
            MATHS,
            "Добрый вечер! 7Б алг: тема: Степень, дз §5, н: Лис, Козлова 9. Всем спасибо",
            None,
            "7Б Алгебра 11-23#3 T«Степень» H«§5»→11-25 Козлова=9 Лис:absent",
        ),
    ],
)
def test_combined(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 8: all parts in any order."""
    assert brief(desk, text, at) == recorded
