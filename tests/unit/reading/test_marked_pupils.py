"""Whose mark it is: rule 5 of the corpus, the pupil."""

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
        (MATHS, "Лису 9", None, "? pupil"),
        (MATHS, "ЛИС 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "елкин 8", None, "7Б Алгебра 11-23#3 Ёлкин=8"),
        (MATHS, "Ёлкину 8", None, "7Б Алгебра 11-23#3 Ёлкин=8"),
        (MATHS, "Белякова 9", None, "7Б Алгебра 11-23#3 Беляков=9"),
        (MATHS, "Беляковым 9", None, "7Б Алгебра 11-23#3 Беляков=9"),
        (MATHS, "Козловой 9", None, "7Б Алгебра 11-23#3 Козлова=9"),
        (MATHS, "Козловай 9", None, "7Б Алгебра 11-23#3 Козлова=9"),
        (MATHS, "Агата Лис 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "Лис Агата 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "Лис Агате 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "Лис Агата Робертовна 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "Лис А. 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "А. Лис 9", None, "7Б Алгебра 11-23#3 Лис=9"),
        (MATHS, "Быковой З. 8, Быковой М. 9", None, "7Б Алгебра 11-23#3 БыковаЗП=8 БыковаМО=9"),
        (MATHS, "Быкова З.П. 9", None, "7Б Алгебра 11-23#3 БыковаЗП=9"),
        (MATHS, "быкова з 9", None, "7Б Алгебра 11-23#3 БыковаЗП=9"),
        (MATHS, "Зинаида Быкова 9", None, "7Б Алгебра 11-23#3 БыковаЗП=9"),
        (MATHS, "Гусев 9", None, "7Б Алгебра 11-23#3 Гусев=9"),
        (MATHS, "Гусевой 9", None, "7Б Алгебра 11-23#3 Гусева=9"),
        (MATHS, "Гусева П. 9", None, "7Б Алгебра 11-23#3 Гусева=9"),
        (MATHS, "Беляков Н. 9", None, "7Б Алгебра 11-23#3 Беляков=9"),
        (ENGLISH, "8А лит Зайцу 4", None, "8А Литература 02-10#2 Заяц=4"),
        (
            ENGLISH,
            "8А лит Черных 4, Ким 3, Кравцу 5, Морозу 2, Павлюк 5",
            None,
            "8А Литература 02-10#2 Черных=4 Ким=3 Кравец=5 Мороз=2 Павлюк=5",
        ),
        (ENGLISH, "8А лит Бык 5", None, "8А Литература 02-10#2 Бык=5"),
        (ENGLISH, "8А лит Быку 5", None, "8А Литература 02-10#2 Бык=5"),
        (ENGLISH, "8А лит Салтыкова-Щербина 5", None, "8А Литература 02-10#2 Салтыкова-Щербина=5"),
        (ENGLISH, "8А лит Салтыковой-Щербиной 4", None, "8А Литература 02-10#2 Салтыкова-Щербина=4"),
        (ENGLISH, "8А лит Быков Егор Павлович 5", None, "8А Литература 02-10#2 БыковЕП=5"),
        (ENGLISH, "8А лит Быков Е. И. 5", None, "8А Литература 02-10#2 БыковЕИ=5"),
        (ENGLISH, "8А лит Роман Ольге 5", None, "8А Литература 02-10#2 Роман=5"),
        (ENGLISH, "8А лит Ольга Павлюк 5", None, "8А Литература 02-10#2 Павлюк=5"),
        (ENGLISH, "6Б Воробью 5", "2027-02-10T10:15", "? pupil"),
        (
            PRIMARY,
            "Вярбіцкаму 9, Дубоўскай 8, Кавалёву 10",
            None,
            "3В Літаратурнае 02-10#3 Вярбіцкі=9 Дубоўская=8 Кавалёў=10",
        ),
        (PRIMARY, "Новiк 9", None, "3В Літаратурнае 02-10#3 Новік=9"),
    ],
)
def test_pupil_by_any_form(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 5: any case form, е or ё, any letter case, first name or initials in either order."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Белякв 9", None, "? pupil"),
        (MATHS, "белякв 9", None, "? pupil"),
        (MATHS, "Сидоров 8", None, "? pupil"),
        (MATHS, "Лис 9, Сидоров 8", None, "? mark,pupil"),
        (MATHS, "дз §5. Сидоров 8", None, "? pupil"),
        (MATHS, "дз §5. Зина 8", None, "? pupil"),
        (MATHS, "9: Сидоров", None, "? pupil"),
        (MATHS, "Зина 9", None, "? pupil"),
        (MATHS, "петька 9", None, "? pupil"),
        (MATHS, "Агата 9", None, "? pupil"),
        (MATHS, "зина быкова 9", None, "? pupil,mark"),
        (MATHS, "Быкова Зина 9", None, "? pupil,mark"),
        (MATHS, "Роман Лис 9", None, "? pupil"),
        (MATHS, "Лис Р. 9", None, "? pupil"),
        (MATHS, "Беляков П. 9", None, "? pupil"),
        (MATHS, "Быкова 9", None, "? pupil"),
        (MATHS, "Гусева 8", None, "? pupil"),
        (MATHS, "Гусеву 9", None, "? pupil"),
        (ENGLISH, "8А лит Гусева 5", None, "? pupil"),
        (ENGLISH, "8А лит Быков Е. 5", None, "? pupil"),
        (ENGLISH, "8А лит Быковым 5", None, "? pupil"),
        (ENGLISH, "8А лит Ольга 5", None, "? pupil"),
        (ENGLISH, "8А лит Салтыкова 4", None, "? pupil"),
        (ENGLISH, "8А лит Лапин 5", None, "? pupil"),
        (PRIMARY, "Света 9", None, "? pupil"),
    ],
)
def test_pupil_in_doubt_is_asked(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 5: no such surname, a first name alone, a nickname, a form that fits two."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "10А алг Сушко 9", None, "? pupil"),
        (MATHS, "10А алг Исаев 9", None, "10А Алгебра/1 11-23#2 Исаев=9"),
        (ENGLISH, "8А англ 1 гр Гусева 5", None, "8А Английский/1 02-08#1 Гусев=5"),
        (ENGLISH, "8А англ 2 гр Гусева 5", None, "8А Английский/2 02-08#2 Гусева=5"),
        (ENGLISH, "8А англ 2 гр Гусев 5", None, "? pupil"),
        (ENGLISH, "8А англ 1 гр Быков 5", None, "8А Английский/1 02-08#1 БыковЕИ=5"),
        (ENGLISH, "6Б Воробей 5", None, "? pupil"),
    ],
)
def test_subgroup(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 5: in a subgroup's lesson the name is sought among its group only."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "Пятницкому 8, Зайчику 9", None, "7Б Алгебра 11-23#3 Пятницкий=8 Зайчик=9"),
        (MATHS, "дз на пятницу §5. Пятницкий 9", None, "7Б Алгебра 11-23#3 H«§5»→11-27 Пятницкий=9"),
        (ENGLISH, "8А лит Среда 5", None, "8А Литература 02-10#2 Среда=5"),
        (ENGLISH, "8А лит дз на среду выучить стих", None, "8А Литература 02-10#2 H«выучить стих»→02-17"),
        (ENGLISH, "8А лит Диктант 5", None, "8А Литература 02-10#2 Диктант=5"),
        (ENGLISH, "8А диктант: Абрамов 5, Заяц 4", None, "8А Литература 02-10#2 Абрамов=5(дикта) Заяц=4(дикта)"),
    ],
)
def test_words_that_are_surnames(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 5: «Лис», «Пятницкий», «Среда», «Диктант» where a name is in place."""
    assert brief(desk, text, at) == recorded
