"""Homework and its due day: rule 4, clause by clause."""

from __future__ import annotations

import pytest

from tests.unit.reading.brief import brief
from tests.unit.reading.invented import english, primary
from tests.unit.reading.schools import CORPUS, School, school

MATHS = school(CORPUS / "matematika.school.json")
ENGLISH = english()
PRIMARY = primary()


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б дз §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б д/з §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б д/з§5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б Д.з.: §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б ДЗ: §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б домашка №5", None, "7Б Алгебра 11-23#3 H«№5»→11-25"),
        (MATHS, "7Б домашнее задание: №5", None, "7Б Алгебра 11-23#3 H«№5»→11-25"),
        (MATHS, "7Б на дом §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б задали §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б задано §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б на дом задали §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б: §5, №7 — дз на пт", None, "7Б Алгебра 11-23#3 H«§5, №7»→11-27"),
        (PRIMARY, "матэм дамашняе заданне с. 5", None, "3В Матэматыка 02-10#1 H«с. 5»→02-11"),
        (PRIMARY, "матэм хатняе заданне с. 5", None, "3В Матэматыка 02-10#1 H«с. 5»→02-11"),
    ],
)
def test_introduced(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 4: «дз», «д/з», «домашка», «на дом», «задали» and the Belarusian same."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б №345", None, "7Б Алгебра 11-23#3 H«№345»→11-25"),
        (MATHS, "7Б номер 345", None, "7Б Алгебра 11-23#3 H«номер 345»→11-25"),
        (MATHS, "7Б упр. 5", None, "7Б Алгебра 11-23#3 H«упр. 5»→11-25"),
        (MATHS, "7Б п. 3.2", None, "7Б Алгебра 11-23#3 H«п. 3.2»→11-25"),
        (MATHS, "7Б стр 45 №3", None, "7Б Алгебра 11-23#3 H«стр 45 №3»→11-25"),
        (MATHS, "7Б с. 45", None, "7Б Алгебра 11-23#3 H«с. 45»→11-25"),
        (MATHS, "7Б гл. 3", None, "7Б Алгебра 11-23#3 H«гл. 3»→11-25"),
        (MATHS, "7Б задача 5", None, "7Б Алгебра 11-23#3 H«задача 5»→11-25"),
        (MATHS, "7Б карточка 4, все", None, "7Б Алгебра 11-23#3 H«карточка 4, все»→11-25"),
        (MATHS, "7Б выучить теорему", None, "7Б Алгебра 11-23#3 H«выучить теорему»→11-25"),
        (MATHS, "7Б повторить §5 к среде", None, "7Б Алгебра 11-23#3 H«повторить §5»→11-25"),
        (MATHS, "на завтра 7Б геом: §5", None, "7Б Геометрия 11-19#3 H«§5»→11-24"),
        (MATHS, "7Б Лис 9. Учить правило", None, "7Б Алгебра 11-23#3 H«Учить правило»→11-25 Лис=9"),
        (MATHS, "7Б\nЛис 9\n§5", None, "7Б Алгебра 11-23#3 H«§5»→11-25 Лис=9"),
        (MATHS, "5А: принести циркуль к 26.11", None, "5А Математика 11-23#1 H«принести циркуль»→11-26"),
        (PRIMARY, "матэм паўтарыць табліцу", None, "3В Матэматыка 02-10#1 H«паўтарыць табліцу»→02-11"),
    ],
)
def test_task_like_without_introduction(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 4: a textbook reference or a study verb starts the message, line or sentence."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "купить 12 тетрадей", None, "-"),
        (MATHS, "купить §5", None, "-"),
        (MATHS, "7Б принести деньги на экскурсию", None, "-"),
        (MATHS, "написать маме Тихонова", None, "-"),
        (MATHS, "с 5 по 10 декабря каникулы", None, "-"),
        (MATHS, "с 9 до 12 олимпиада", None, "-"),
        (MATHS, "номер телефона мамы Лис 8029 6123498", None, "-"),
        (MATHS, "7Б молодцы, 5 задач решили", None, "-"),
    ],
)
def test_no_task(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 4 and 8: shopping, affairs of the school, dates."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Добрый день! 7Б дз: §5, №7-9. Спасибо!", None, "7Б Алгебра 11-23#3 H«§5, №7-9»→11-25"),
        (MATHS, "Добрый день, 7Б, дз §5, спасибо", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б дз: §5\n№7-9\nспасибо!", None, "7Б Алгебра 11-23#3 H«§5 №7-9»→11-25"),
        (MATHS, "7Б дз\n§5\nпринести циркуль", None, "7Б Алгебра 11-23#3 H«§5 принести циркуль»→11-25"),
        (MATHS, "✏️ 7Б дз: с. 54 📚🔥", None, "7Б Алгебра 11-23#3 H«с. 54»→11-25"),
        (MATHS, "7Б дз §5 на пт, №7", None, "7Б Алгебра 11-23#3 H«§5, №7»→11-27"),
        (MATHS, "7Б дз §5, на пт, №7", None, "7Б Алгебра 11-23#3 H«§5, №7»→11-27"),
        (MATHS, "7Б дз §5 (на пт)", None, "7Б Алгебра 11-23#3 H«§5»→11-27"),
        (MATHS, "7Б дз на пт: §5", None, "7Б Алгебра 11-23#3 H«§5»→11-27"),
        (MATHS, "7Б дз на пт §5. Повторить гл. 3", None, "7Б Алгебра 11-23#3 H«§5. Повторить гл. 3»→11-27"),
        (MATHS, "7Б дз: 1) §5 2) №7", None, "7Б Алгебра 11-23#3 H«1) §5 2) №7»→11-25"),
        (
            MATHS,
            "7Б дз учебник с. 12 упр 7(2), № 5 (а)",
            None,
            "7Б Алгебра 11-23#3 H«учебник с. 12 упр 7(2), № 5 (а)»→11-25",
        ),
        (MATHS, "7Б алг дз алг §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б алг дз доклад по физике", None, "7Б Алгебра 11-23#3 H«доклад по физике»→11-25"),
        (MATHS, "7Б дз подготовиться к к/р на пт", None, "7Б Алгебра 11-23#3 H«подготовиться к к/р»→11-27"),
        (
            MATHS,
            "7Б дз подготовиться к с/р, повторить §5",
            None,
            "7Б Алгебра 11-23#3 H«подготовиться к с/р, повторить §5»→11-25",
        ),
        (MATHS, "7Б дз тест 5, вариант 3", None, "7Б Алгебра 11-23#3 H«тест 5, вариант 3»→11-25"),
        (MATHS, "7Б дз устно №5, письменно №7", None, "7Б Алгебра 11-23#3 H«устно №5, письменно №7»→11-25"),
        (MATHS, "7Б дз читать сказку «Лис и Заяц»", None, "7Б Алгебра 11-23#3 H«читать сказку «Лис и Заяц»»→11-25"),
        (MATHS, "7Б дз прочитать басню Лис 5 раз", None, "7Б Алгебра 11-23#3 H«прочитать басню Лис 5 раз»→11-25"),
        (
            MATHS,
            "7Б дз сказка про Зайчика 8 предложений",
            None,
            "7Б Алгебра 11-23#3 H«сказка про Зайчика 8 предложений»→11-25",
        ),
        (MATHS, "7Б дз выучить стих Лис и журавль", None, "7Б Алгебра 11-23#3 H«выучить стих Лис и журавль»→11-25"),
        (MATHS, "7Б дз повторить тему Дроби, №5", None, "7Б Алгебра 11-23#3 H«повторить тему Дроби, №5»→11-25"),
        (MATHS, "7Б дз: повторить, тема 5", None, "7Б Алгебра 11-23#3 H«повторить, тема 5»→11-25"),
        (MATHS, "7Б дз №5 б, н", None, "7Б Алгебра 11-23#3 H«№5 б, н»→11-25"),
        (PRIMARY, "Добры дзень! Матэм дз с. 45. Дзякуй!", None, "3В Матэматыка 02-10#1 H«с. 45»→02-11"),
    ],
)
def test_text(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 4: the teacher's own words without class, subject, introduction, due phrase, greetings and emoji."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б дз §5 Лис 9", None, "7Б Алгебра 11-23#3 H«§5»→11-25 Лис=9"),
        (MATHS, "7Б дз номер 5 лис 9 рудь 8", None, "7Б Алгебра 11-23#3 H«номер 5»→11-25 Лис=9 Рудь=8"),
        (MATHS, "7Б дз §5, Лис н", None, "7Б Алгебра 11-23#3 H«§5»→11-25 Лис:absent"),
        (MATHS, "7Б дз §5 н: Лис, Рудь", None, "7Б Алгебра 11-23#3 H«§5»→11-25 Лис:absent Рудь:absent"),
        (MATHS, "7Б дз §5 болеет Лис", None, "7Б Алгебра 11-23#3 H«§5»→11-25 Лис:ill"),
        (MATHS, "7Б дз §5, отсутствующих нет", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б дз §5\n9: Лис, Рудь\n8: Козлова", None, "7Б Алгебра 11-23#3 H«§5»→11-25 Лис=9 Рудь=9 Козлова=8"),
        (MATHS, "7Б дз §5. К/р: Лис 9", None, "7Б Алгебра 11-23#3 H«§5»→11-25 Лис=9(контр)"),
        (MATHS, "7Б дз §5\nза с/р\nЛис 9", None, "7Б Алгебра 11-23#3 H«§5»→11-25 Лис=9(самос)"),
        (MATHS, "7Б дз §5 тема Дроби", None, "7Б Алгебра 11-23#3 T«Дроби» H«§5»→11-25"),
        (MATHS, "7Б дз §5 Лис 9, Рудь 8 дз №7", None, "? date"),
    ],
)
def test_ends_at_the_next_part(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 4: topic, marks or attendance end the task."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б дз нет", None, "-"),
        (MATHS, "7Б дз нет, Лис 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "7Б дз няма, Лис 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "7Б без дз. Лис 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "7Б Лис 9, дз не задано", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "7Б Лис 9, домашки нет", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "7Б дз: нет. Лис 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "7Б дз §5, дз нет", None, "? date"),
    ],
)
def test_none(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 4: «дз нет» is no homework, and nobody is absent."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б дз §5 на пт", None, "7Б Алгебра 11-23#3 H«§5»→11-27"),
        (MATHS, "7Б дз §5 на пт.", None, "7Б Алгебра 11-23#3 H«§5»→11-27"),
        (MATHS, "7Б дз §5 к среде", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б дз §5 до пятницы", None, "7Б Алгебра 11-23#3 H«§5»→11-27"),
        (MATHS, "7Б геом дз §5 на завтра", None, "7Б Геометрия 11-19#3 H«§5»→11-24"),
        (MATHS, "7Б дз §5 к 27.11", None, "7Б Алгебра 11-23#3 H«§5»→11-27"),
        (MATHS, "7Б дз §5 на 27 ноября", None, "7Б Алгебра 11-23#3 H«§5»→11-27"),
        (MATHS, "7Б дз §5 на пт 27.11", None, "7Б Алгебра 11-23#3 H«§5»→11-27"),
        (MATHS, "7Б дз §5 на 27.11 (пт)", None, "7Б Алгебра 11-23#3 H«§5»→11-27"),
        (MATHS, "7Б дз §5 на 27.11.2026", None, "7Б Алгебра 11-23#3 H«§5»→11-27"),
        (MATHS, "7Б дз §5 на след. урок", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б дз §5 на следующий урок", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б дз §5 на следующую неделю", None, "7Б Алгебра 11-23#3 H«§5»→11-30"),
        (MATHS, "7Б дз §5 на след. неделе", None, "7Б Алгебра 11-23#3 H«§5»→11-30"),
        (MATHS, "7Б алг дз §5 на среду", "2026-11-25T10:30", "7Б Алгебра 11-25#2 H«§5»→12-02"),
        (MATHS, "7Б алг за пятницу дз §5 на пн", "2026-11-22T12:00", "7Б Алгебра 11-20#1 H«§5»→11-23"),
        (MATHS, "10А алг дз §5", "2026-11-27T11:30", "10А Алгебра/1 11-27#4 H«§5»→11-30"),
        (ENGLISH, "8А лит дз гл 5 на 3 марта", None, "8А Литература 02-10#2 H«гл 5»→03-03"),
        (PRIMARY, "матэм дз с 5 на пятніцу", None, "3В Матэматыка 02-10#1 H«с 5»→02-12"),
        (PRIMARY, "матэм дз с 5 да пятніцы", None, "3В Матэматыка 02-10#1 H«с 5»→02-12"),
        (PRIMARY, "матэм дз с 5 на заўтра", None, "3В Матэматыка 02-10#1 H«с 5»→02-11"),
        (PRIMARY, "матэм дз с 5 да аўторка", None, "3В Матэматыка 02-10#1 H«с 5»→02-16"),
        (PRIMARY, "матэм дз с 5 на наступны ўрок", None, "3В Матэматыка 02-10#1 H«с 5»→02-11"),
        (PRIMARY, "матэм дз с 5 на наступны тыдзень", None, "3В Матэматыка 02-10#1 H«с 5»→02-15"),
    ],
)
def test_due(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 4: weekdays from the message, dates, the next lesson, the next week."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б дз §5 на вт", None, "? date"),
        (MATHS, "7Б дз §5 на завтра", None, "? date"),
        (MATHS, "7Б дз §5 на сегодня", None, "? date"),
        (MATHS, "7Б дз §5 к 20.11", None, "? date"),
        (MATHS, "7Б дз §5 к 31.02", None, "? date"),
        (MATHS, "7Б дз §5 на 9.12", None, "? date"),
        (ENGLISH, "8А лит дз §5 на 24.02", None, "? date"),
        (MATHS, "7Б алг дз §5 на следующую неделю", "2026-12-04T09:20", "? date"),
        (MATHS, "7Б дз §5 на пн/пт", None, "? date"),
        (MATHS, "7Б дз §5 на ср и пт", None, "? date"),
        (MATHS, "7Б дз §5 на пт 25.11", None, "? date"),
        (MATHS, "7Б дз §5 на следующую пятницу", None, "? date"),
        (MATHS, "7Б дз §5 через неделю", None, "? date"),
        (MATHS, "7Б дз на неделю §5", None, "? date"),
        (MATHS, "7Б дз §5 до конца недели", None, "? date"),
        (MATHS, "7Б дз §5 в пятницу", None, "? date"),
        (MATHS, "7Б дз §5 на 27", None, "? date"),
        (MATHS, "7Б дз §5 на 27-е", None, "? date"),
        (MATHS, "7Б дз §5 на 27/11", None, "? date"),
        (MATHS, "7Б завтра принести циркуль", None, "? date"),
        (MATHS, "7Б дз на завтра", None, "-"),
        (MATHS, "7Б Лис 9 на пт", None, "? date,lesson"),
    ],
)
def test_due_in_doubt_is_asked(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 4: no such lesson, holidays, not after the lesson, or words no rule knows."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б дз §12", None, "7Б Алгебра 11-23#3 H«§12»→11-25"),
        (MATHS, "7Б дз 12.4", None, "7Б Алгебра 11-23#3 H«12.4»→11-25"),
        (MATHS, "7Б дз № 12.4, 12.5", None, "7Б Алгебра 11-23#3 H«№ 12.4, 12.5»→11-25"),
        (MATHS, "7Б дз п. 3.2", None, "7Б Алгебра 11-23#3 H«п. 3.2»→11-25"),
        (MATHS, "7Б дз упр 7(2)", None, "7Б Алгебра 11-23#3 H«упр 7(2)»→11-25"),
        (MATHS, "7Б дз с. 45", None, "7Б Алгебра 11-23#3 H«с. 45»→11-25"),
        (MATHS, "7Б дз на с. 45 №5", None, "7Б Алгебра 11-23#3 H«на с. 45 №5»→11-25"),
        (MATHS, "7Б дз задачи на карточках", None, "7Б Алгебра 11-23#3 H«задачи на карточках»→11-25"),
        (MATHS, "7Б дз до конца главы", None, "7Б Алгебра 11-23#3 H«до конца главы»→11-25"),
        (MATHS, "7Б дз готовиться к контрольной", None, "7Б Алгебра 11-23#3 H«готовиться к контрольной»→11-25"),
        (MATHS, "7Б дз ср. арифметическое", None, "7Б Алгебра 11-23#3 H«ср. арифметическое»→11-25"),
        (MATHS, "7Б дз задачи на ср. арифметическое", None, "7Б Алгебра 11-23#3 H«задачи на ср. арифметическое»→11-25"),
        (MATHS, "7Б дз задачи на ср. скорость на ср", None, "7Б Алгебра 11-23#3 H«задачи на ср. скорость»→11-25"),
        (MATHS, "7Б дз §5 на 12.40", None, "7Б Алгебра 11-23#3 H«§5 на 12.40»→11-25"),
    ],
)
def test_not_dates(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 4: exercises, pages and averages stay in the task."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "что я задала 7Б на среду?", None, "-"),
        (MATHS, "7Б: что задано на среду", None, "-"),
        (MATHS, "какое дз у 7Б?", None, "-"),
        (MATHS, "дз 7Б?", None, "-"),
        (MATHS, "покажи дз 7Б на среду", None, "-"),
        (MATHS, "напомнить 7Б про дз", None, "-"),
        (MATHS, "не забыть дз §5", None, "-"),
        (MATHS, "проверить дз 7Б", None, "-"),
        (MATHS, "7Б дз скину позже", None, "-"),
        (MATHS, "7Б дз сделали все", None, "-"),
        (MATHS, "7Б дз не сделали Лис, Рудь", None, "-"),
        (MATHS, "Лис без дз", None, "-"),
        (MATHS, "Лис 9 за дз", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "7Б дз §5?", None, "? date"),
    ],
)
def test_talk_about_homework(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 8: neither questions nor remarks set homework."""
    assert brief(desk, text, at) == recorded
