"""Marks and whom they are for: rule 5, clause by clause."""

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
        (MATHS, "Лис 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "Лис 9 Рудь 8, Козлова 10", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=8 Козлова=10"),
        (MATHS, "Лис 9; Рудь 8", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=8"),
        (MATHS, "Лис 9.Рудь 8", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=8"),
        (MATHS, "лис8", None, "7Б Алгебра 11-23#3 Лис=8"),
        (MATHS, "Лис9Рудь8", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=8"),
        (MATHS, "Лис - 9, Рудь-8, Козлова — 7", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=8 Козлова=7"),
        (MATHS, "Лис -9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "Лис: 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "Лис (9)", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "Лис=9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "- Лис 9\n- Рудь 8", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=8"),
        (MATHS, "1. Лис 9\n2. Рудь 8\n3. Козлова 10", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=8 Козлова=10"),
        (MATHS, "Лис 4 5, Рудь 4, 5", None, "7Б Алгебра 11-23#3 Лис=4,5 Рудь=4,5"),
        (MATHS, "Лис 4 и 5", None, "7Б Алгебра 11-23#3 Лис=4,5"),
        (MATHS, "Лис 9, Рудь 8, Лис 7", None, "7Б Алгебра 11-23#3 Лис=9,7 Рудь=8"),
        (MATHS, "Лис получила 9, а Рудь 8", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=8"),
        (MATHS, "Сегодня на уроке Лис 9 и Рудь 8", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=8"),
        (MATHS, "оценки: Лис 9, Рудь 8", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=8"),
        (MATHS, "Лис 9 молодец!", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "🎉 Лис 9 🎉", None, "7Б Алгебра 11-23#3 Лис=9"),
    ],
)
def test_one_after_another(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 5: names with marks, several values, lists by lines, with or without signs and spaces."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Лис, Рудь - 8", None, "7Б Алгебра 11-23#3 Лис=8 Рудь=8"),
        (MATHS, "Лис, Рудь 8", None, "7Б Алгебра 11-23#3 Лис=8 Рудь=8"),
        (MATHS, "Лис Рудь 8", None, "7Б Алгебра 11-23#3 Лис=8 Рудь=8"),
        (MATHS, "Лис и Рудь по 9", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=9"),
        (MATHS, "Рудь и Лис - 9, Козлова и Новик - 8", None, "7Б Алгебра 11-23#3 Рудь=9 Лис=9 Козлова=8 Новик=8"),
        (MATHS, "9: Лис, Рудь", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=9"),
        (MATHS, "9: Лис, Рудь, 8: Козлова", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=9 Козлова=8"),
        (MATHS, "9: Лис, Рудь\n8: Козлова", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=9 Козлова=8"),
        (MATHS, "9:\nЛис\nРудь\n8:\nКозлова", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=9 Козлова=8"),
        (MATHS, "10 — Беляков; 9 — Лис", None, "7Б Алгебра 11-23#3 Беляков=10 Лис=9"),
        (MATHS, "10 - Беляков, Лис, 9 - Рудь", None, "7Б Алгебра 11-23#3 Беляков=10 Лис=10 Рудь=9"),
        (MATHS, "8 Козловой, 9 Рудю", None, "7Б Алгебра 11-23#3 Козлова=8 Рудь=9"),
        (MATHS, "8 Козловой 9 Рудю", None, "7Б Алгебра 11-23#3 Козлова=8 Рудь=9"),
    ],
)
def test_shared_and_mark_first(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 5: names without a mark take the next one; a run may start with its mark."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Лис девять, Рудь восьмёрка", None, "7Б Алгебра 11-23#3 Лис=9 Рудь=8"),
        (MATHS, "Лис зач, Рудь незач, Козлова осв", None, "7Б Алгебра 11-23#3 Лис=зач Рудь=незач Козлова=осв"),
        (MATHS, "Лис 9 баллов", None, "7Б Алгебра 11-23#3 Лис=9"),
        (PRIMARY, "Жук дзевяць, Новік восем", None, "3В Літаратурнае 02-10#3 Жук=9 Новік=8"),
        (ENGLISH, "8А лит Абрамов пятёрка", None, "8А Литература 02-10#2 Абрамов=5"),
    ],
)
def test_words_as_marks(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 5: numbers in words, «зач», «незач», «осв»."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Лис 11", None, "? mark"),
        (MATHS, "Лис 99", None, "? mark"),
        (MATHS, "Лис 0", None, "? mark"),
        (MATHS, "Лис 4+", None, "? mark"),
        (MATHS, "Лис 5-", None, "? mark"),
        (MATHS, "Лис 5-, Рудь 8", None, "? mark"),
        (MATHS, "Лис 9.5", None, "? mark"),
        (MATHS, "Лис\n9", None, "? mark,pupil"),
        (MATHS, "Лис\n9\nРудь\n8", None, "? mark,pupil"),
        (MATHS, "Лис 9/8", None, "? mark"),
        (MATHS, "Лис 9-8", None, "? mark"),
        (ENGLISH, "8А лит Ким 6", None, "? mark"),
        (ENGLISH, "8А лит Ким десять", None, "? mark"),
        (MATHS, "Лис 9, Рудь", None, "? mark,pupil"),
        (MATHS, "Лис 9\nРудь", None, "? mark,pupil"),
        (MATHS, "Лис\nРудь 8", None, "? mark,pupil"),
        (MATHS, "Лис, молодец. Рудь 9", None, "? mark,pupil"),
        (MATHS, "Лис, Рудь 9 8", None, "? mark"),
        (MATHS, "Рудь, Лис, Козлова: 9, 8, 7", None, "? mark"),
        (MATHS, "9 Лис 8", None, "? mark,pupil"),
        (MATHS, "Лис 9, 8 Рудь", None, "? mark,pupil"),
        (MATHS, "Лис 8, всем 9", None, "? mark,pupil"),
        (MATHS, "Лис 9 вместо 8", None, "? mark,pupil"),
        (MATHS, "Лис исправить на 9", None, "? mark"),
        (MATHS, "Лис 9 за четверть", None, "? pupil,mark"),
        (MATHS, "за четверть: Лис 9", None, "? pupil,mark"),
        (MATHS, "Лис н 9", None, "? mark,pupil"),
    ],
)
def test_mark_in_doubt_is_asked(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 5: outside the scale, with plus or minus, or unclear whose."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Позвонить маме Тихонова 8029 6123498", None, "-"),
        (MATHS, "Тихонов 8 029 612-34-98", None, "-"),
        (MATHS, "телефон мамы Лис +375291234567", None, "-"),
        (MATHS, "Тихонов в 9", None, "-"),
        (MATHS, "Тихонов в 9 к директору", None, "-"),
        (MATHS, "Тихонову 12 лет", None, "-"),
        (MATHS, "Лис каб 9", None, "-"),
        (MATHS, "Лис 9:30", None, "-"),
        (MATHS, "Лис 3 место в олимпиаде", None, "-"),
        (MATHS, "Лис 9 января", None, "-"),
        (MATHS, "7Б собрание 25.11 в 18:00", None, "-"),
        (MATHS, "5А 24 человека", None, "-"),
    ],
)
def test_numbers_that_are_no_marks(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 5: phones, times, ages, rooms; a name beside them has none."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "к/р: Лис 9, Рудь 8", None, "7Б Алгебра 11-23#3 Лис=9(контр) Рудь=8(контр)"),
        (MATHS, "к/р Лис 9, Рудь 8", None, "7Б Алгебра 11-23#3 Лис=9(контр) Рудь=8(контр)"),
        (MATHS, "к/р\nЛис 9\nРудь 8", None, "7Б Алгебра 11-23#3 Лис=9(контр) Рудь=8(контр)"),
        (MATHS, "кр Лис 9", None, "7Б Алгебра 11-23#3 Лис=9(контр)"),
        (MATHS, "с/р Лис 9", None, "7Б Алгебра 11-23#3 Лис=9(самос)"),
        (MATHS, "ср Лис 9", None, "7Б Алгебра 11-23#3 Лис=9(самос)"),
        (MATHS, "л/р №3: Лис 9", None, "7Б Алгебра 11-23#3 Лис=9(лабор)"),
        (MATHS, "л/р №3 Лис 9", None, "7Б Алгебра 11-23#3 Лис=9(лабор)"),
        (MATHS, "п/р: Лис 9", None, "7Б Алгебра 11-23#3 Лис=9(практ)"),
        (MATHS, "тест 2 Лис 9 Рудь 8", None, "7Б Алгебра 11-23#3 Лис=9(тест) Рудь=8(тест)"),
        (MATHS, "тест: 9 - Лис, 8 - Рудь", None, "7Б Алгебра 11-23#3 Лис=9(тест) Рудь=8(тест)"),
        (MATHS, "контрольная работа по теме Степень: Лис 9", None, "7Б Алгебра 11-23#3 Лис=9(контр)"),
        (MATHS, "самостоятельная работа (вариант 2): Лис 9", None, "7Б Алгебра 11-23#3 Лис=9(самос)"),
        (MATHS, "за контрольную работу Лис 9", None, "7Б Алгебра 11-23#3 Лис=9(контр)"),
        (MATHS, "словарный диктант Лис 9", None, "7Б Алгебра 11-23#3 Лис=9(дикта)"),
        (MATHS, "устно: Лис 9", None, "7Б Алгебра 11-23#3 Лис=9(устны)"),
        (MATHS, "к/р: Лис 9\nс/р: Рудь 8", None, "7Б Алгебра 11-23#3 Лис=9(контр) Рудь=8(самос)"),
        (MATHS, "к/р: Лис 9; н: Рудь", None, "7Б Алгебра 11-23#3 Лис=9(контр) Рудь:absent"),
        (MATHS, "Новик 9 (с/р), Осипович 8", None, "7Б Алгебра 11-23#3 Новик=9(самос) Осипович=8"),
        (MATHS, "Новик 9 (устно), Осипович 8 (к/р)", None, "7Б Алгебра 11-23#3 Новик=9(устны) Осипович=8(контр)"),
        (MATHS, "Новик 9, Осипович 8 к/р", None, "7Б Алгебра 11-23#3 Новик=9 Осипович=8(контр)"),
        (MATHS, "Новик 9 за ответ\nОсипович 8", None, "7Б Алгебра 11-23#3 Новик=9(устны) Осипович=8"),
        (MATHS, "Новик 9 за устный ответ", None, "7Б Алгебра 11-23#3 Новик=9(устны)"),
        (MATHS, "Новик 9 у доски", None, "7Б Алгебра 11-23#3 Новик=9(устны)"),
        (MATHS, "Новик 9 за активную работу", None, "7Б Алгебра 11-23#3 Новик=9"),
        (PRIMARY, "вусны адказ Жук 9", None, "3В Літаратурнае 02-10#3 Жук=9(устны)"),
        (PRIMARY, "Жук 9 за вусны адказ", None, "3В Літаратурнае 02-10#3 Жук=9(устны)"),
        (PRIMARY, "самастойная: Жук 9, Новік 8", None, "3В Літаратурнае 02-10#3 Жук=9(самос) Новік=8(самос)"),
        (PRIMARY, "Жук 9 (дыктант)", None, "3В Літаратурнае 02-10#3 Жук=9(дикта)"),
    ],
)
def test_work(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 5: a heading before marks, a label in brackets or last in the line."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Новик 9 за ответ, Осипович 8", None, "? mark"),
        (MATHS, "Новик, Осипович 8 (к/р)", None, "? mark"),
        (MATHS, "к/р 9 Новику, 8 Осипович", None, "? mark"),
        (MATHS, "тест 9: Лис, Рудь", None, "? mark,pupil"),
        (MATHS, "Лис 9, Рудь 8\nк/р", None, "? mark"),
    ],
)
def test_work_in_doubt_is_asked(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 5: it could look back as well as ahead, or the number is whose."""
    assert brief(desk, text, at) == recorded
