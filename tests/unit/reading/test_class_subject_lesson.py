"""Which class, subject and lesson a message means: rules 1 to 3, clause by clause."""

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
        (MATHS, "7б дз §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, '7 "Б" дз §5', None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7 «б» дз §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7-б дз §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7 б дз §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7B дз §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "5A дз §5", None, "5А Математика 11-23#1 H«§5»→11-24"),
        (MATHS, "10a алг дз §5", None, "10А Алгебра/1 11-23#2 H«§5»→11-25"),
        (MATHS, "7Бдз §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Балг §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "5Амат дз §5", None, "5А Математика 11-23#1 H«§5»→11-24"),
        (MATHS, "в 7Б по алгебре §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б класс, дз §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "дз 7Б §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "дз §5 7Б", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (ENGLISH, "8B рус дз §5", None, "8В Русский 02-05#3 H«§5»→02-12"),
        (PRIMARY, "3 класс матэм дз с 5", None, "3В Матэматыка 02-10#1 H«с 5»→02-11"),
    ],
)
def test_class_written_in_any_usual_way(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 1: «7Б», «7 "Б"», «7-б», «7 б», Latin look-alikes, glued to the next word."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "8Б дз §5", None, "? class"),
        (MATHS, "8б алгебра дз §5", None, "? class"),
        (MATHS, "8 б алгебра дз §5", None, "? class"),
        (MATHS, "алгебра 8б дз §5", None, "? class"),
        (MATHS, "7А дз §5", None, "? class"),
        (MATHS, "7В дз §5", None, "? class"),
        (MATHS, "7Б и 5А дз §5", None, "? class"),
        (MATHS, "7Б, 5А дз §5", None, "? class"),
        (MATHS, "7А и Б дз §5", None, "? class"),
        (MATHS, "7Б дз §5, 5А №7", None, "? class"),
        (MATHS, "дз §5 7б", None, "? class"),
        (MATHS, "дз §5 8б", None, "? class"),
        (MATHS, "7 класс дз §5", None, "? class"),
        (MATHS, "Лис 9", "2026-11-22T18:30", "? class"),
        (MATHS, "Лис 9", "2026-11-23T08:29", "? class"),
        (MATHS, "алгебра Лис 9", "2026-11-22T18:30", "? class"),
        (MATHS, "Лис 9 за пятницу", "2026-11-22T18:30", "? class"),
        (PRIMARY, "1 клас дз с 5", None, "? class"),
        (PRIMARY, "3Б дз с 5", None, "? class"),
    ],
)
def test_class_in_doubt_is_asked(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 1: not in the load, two classes, or no lesson yet today."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "дз §5", "2026-11-23T08:30", "5А Математика 11-23#1 H«§5»→11-24"),
        (MATHS, "дз §5", "2026-11-23T09:14", "5А Математика 11-23#1 H«§5»→11-24"),
        (MATHS, "дз §5", "2026-11-23T09:20", "5А Математика 11-23#1 H«§5»→11-24"),
        (MATHS, "дз §5", "2026-11-23T09:25", "10А Алгебра/1 11-23#2 H«§5»→11-25"),
        (MATHS, "дз §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (PRIMARY, "матэм дз с. 45", "2027-02-14T12:00", "3В Матэматыка 02-12#1 H«с. 45»→02-15"),
        (PRIMARY, "матэм: Жук 9", None, "3В Матэматыка 02-10#1 Жук=9"),
    ],
)
def test_omitted_class_is_that_of_the_lesson_going_on_or_ended_last(
    desk: School, text: str, at: str | None, recorded: str
) -> None:
    """Rule 1: a teacher of one class always means it."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б дз № 5, 7а, 8б", None, "7Б Алгебра 11-23#3 H«№ 5, 7а, 8б»→11-25"),
        (MATHS, "7Б дз № 5, 7б", None, "7Б Алгебра 11-23#3 H«№ 5, 7б»→11-25"),
        (MATHS, "7Б дз №5: 1а, 2б", None, "7Б Алгебра 11-23#3 H«№5: 1а, 2б»→11-25"),
        (MATHS, "7Б дз вариант 2 б", None, "7Б Алгебра 11-23#3 H«вариант 2 б»→11-25"),
        (MATHS, "7Б дз §5, 7(а,б)", None, "7Б Алгебра 11-23#3 H«§5, 7(а,б)»→11-25"),
        (MATHS, "7Б дз учебник за 6 класс §5", None, "7Б Алгебра 11-23#3 H«учебник за 6 класс §5»→11-25"),
    ],
)
def test_exercise_is_no_class(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rules 1 and 4: «№ 5, 7а» is an exercise, and with a class written so is «7б»."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б геом §5", None, "7Б Геометрия 11-19#3 H«§5»→11-24"),
        (MATHS, "7Б геометрии дз §5", None, "7Б Геометрия 11-19#3 H«§5»→11-24"),
        (MATHS, "по геометрии 7Б дз §5", None, "7Б Геометрия 11-19#3 H«§5»→11-24"),
        (MATHS, "7Б алг. §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "дз по алгебре 7Б §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "домашка 7Б алг п.5", None, "7Б Алгебра 11-23#3 H«п.5»→11-25"),
        (MATHS, "7Б дз §5 по алгебре", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б дз §5 геом на вт", None, "7Б Геометрия 11-19#3 H«§5»→11-24"),
        (MATHS, "7Б Лис 9 геометрия", None, "7Б Геометрия 11-19#3 Лис=9"),
        (MATHS, "5А матем §5", None, "5А Математика 11-23#1 H«§5»→11-24"),
        (ENGLISH, "8А лит дз §5", None, "8А Литература 02-10#2 H«§5»→02-15"),
        (ENGLISH, "8А лит-ра дз §5", None, "8А Литература 02-10#2 H«§5»→02-15"),
        (ENGLISH, "по литературе 8А дз §5", None, "8А Литература 02-10#2 H«§5»→02-15"),
        (ENGLISH, "8А англ 1 гр дз упр. 5", None, "8А Английский/1 02-08#1 H«упр. 5»→02-12"),
        (ENGLISH, "8А английский 1 гр дз упр. 5", None, "8А Английский/1 02-08#1 H«упр. 5»→02-12"),
        (ENGLISH, "8В рус. яз. дз §5", None, "8В Русский 02-05#3 H«§5»→02-12"),
        (ENGLISH, "8В по русскому дз §5", None, "8В Русский 02-05#3 H«§5»→02-12"),
        (PRIMARY, "мова пр. 45", None, "3В Беларуская 02-10#2 H«пр. 45»→02-11"),
        (PRIMARY, "белмова пр. 45", None, "3В Беларуская 02-10#2 H«пр. 45»→02-11"),
        (PRIMARY, "па мове дз практ. 45", None, "3В Беларуская 02-10#2 H«практ. 45»→02-11"),
        (PRIMARY, "рус упр. 45", None, "3В Руская 02-09#4 H«упр. 45»→02-11"),
        (PRIMARY, "руская мова упр. 45", None, "3В Руская 02-09#4 H«упр. 45»→02-11"),
        (PRIMARY, "па рускай мове упр. 45", None, "3В Руская 02-09#4 H«упр. 45»→02-11"),
        (PRIMARY, "літ чытанне с. 45", None, "3В Літаратурнае 02-10#3 H«с. 45»→02-11"),
        (PRIMARY, "чтение с. 45", None, "3В Літаратурнае 02-10#3 H«с. 45»→02-11"),
        (PRIMARY, "чалавек і свет дз с. 5", None, "3В Чалавек 02-10#4 H«с. 5»→02-12"),
        (PRIMARY, "матэм дз с. 45", None, "3В Матэматыка 02-10#1 H«с. 45»→02-11"),
    ],
)
def test_subject_by_name_abbreviation_and_case(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 2: sought among what the teacher teaches this class."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б физика дз §5", None, "? subject"),
        (MATHS, "7Б матем дз §5", None, "? subject"),
        (MATHS, "5А алгебра §5", None, "? subject"),
        (MATHS, "7Б алг и геом дз §5", None, "? subject"),
        (MATHS, "7Б алг: §5, геом: №7", None, "? subject"),
        (MATHS, "7Б по алгебре дз §5, по геометрии §7", None, "? subject"),
        (MATHS, "7Б алг дз геом §5", None, "? subject"),
        (MATHS, "7Б дз §5 по физике", None, "? subject"),
        (MATHS, "7Б дз доклад по физике", None, "? subject"),
        (MATHS, "7Б дз §5", "2026-11-23T10:00", "? subject"),
        (MATHS, "7Б дз §5", "2026-11-22T18:30", "? subject"),
        (PRIMARY, "матэм с. 45 №3, рус упр 7", None, "? subject"),
        (PRIMARY, "за ўчора Жук 9", None, "? subject,lesson"),
        (PRIMARY, "дз с 5", "2027-02-14T12:00", "? subject"),
    ],
)
def test_subject_in_doubt_is_asked(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 2: not taught here, two of them, or none to follow from."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б §5", None, "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "7Б вчера Лис 8", "2026-11-25T12:00", "7Б Геометрия 11-24#2 Лис=8"),
        (MATHS, "7Б за 19 ноября: Лис 8", None, "7Б Геометрия 11-19#3 Лис=8"),
        (MATHS, "7Б за пятницу Лис 8", "2026-11-22T18:30", "7Б Алгебра 11-20#1 Лис=8"),
        (MATHS, "5А §5", "2026-11-22T18:30", "5А Математика 11-20#3 H«§5»→11-23"),
        (PRIMARY, "дз с. 45 №3", None, "3В Літаратурнае 02-10#3 H«с. 45 №3»→02-11"),
        (PRIMARY, "дз с. 45", "2027-02-10T08:40", "3В Матэматыка 02-10#1 H«с. 45»→02-11"),
    ],
)
def test_omitted_subject(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 2: the only one, that of the lesson going on or ended last, or the only one of the day named."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б геом §5", None, "7Б Геометрия 11-19#3 H«§5»→11-24"),
        (MATHS, "7Б алг §5", "2026-11-23T10:00", "7Б Алгебра 11-23#3 H«§5»→11-25"),
        (MATHS, "10А геом 1 гр Исаев 8", None, "10А Геометрия/1 11-23#5 Исаев=8"),
        (ENGLISH, "8А лит §5", None, "8А Литература 02-10#2 H«§5»→02-15"),
        (ENGLISH, "8А лит Ким 5", "2027-02-10T08:40", "8А Литература 02-10#1 Ким=5"),
        (ENGLISH, "8А лит Ким 5", "2027-02-10T08:00", "8А Литература 02-10#1 Ким=5"),
        (ENGLISH, "8А лит Ким 5", "2027-02-11T12:30", "8А Литература 02-10#2 Ким=5"),
    ],
)
def test_lesson_by_default(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 3: begun last today, else the first later today, else the last before today."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б алг за пятницу Лис 8", None, "7Б Алгебра 11-20#1 Лис=8"),
        (MATHS, "за пятницу 7Б алг Лис 8", None, "7Б Алгебра 11-20#1 Лис=8"),
        (MATHS, "Лис 8 за пятницу", None, "7Б Алгебра 11-20#1 Лис=8"),
        (MATHS, "дз за пятницу 7Б алг §5", None, "7Б Алгебра 11-20#1 H«§5»→11-23"),
        (MATHS, "7Б алг за пн Лис 8", None, "7Б Алгебра 11-16#3 Лис=8"),
        (MATHS, "7Б алг за понедельник Лис 8", None, "7Б Алгебра 11-16#3 Лис=8"),
        (MATHS, "7Б алг за 18.11 Лис 8", None, "7Б Алгебра 11-18#2 Лис=8"),
        (MATHS, "7Б алг 18.11 Лис 8", None, "7Б Алгебра 11-18#2 Лис=8"),
        (MATHS, "7Б геом. 19.11 Лис 8", None, "7Б Геометрия 11-19#3 Лис=8"),
        (MATHS, "19.11\n7Б геом\nЛис 8", None, "7Б Геометрия 11-19#3 Лис=8"),
        (MATHS, "7Б геом вчера Лис 8", "2026-11-25T12:00", "7Б Геометрия 11-24#2 Лис=8"),
        (MATHS, "10А алг за пятницу Исаев 8", None, "10А Алгебра/1 11-20#5 Исаев=8"),
        (MATHS, "10А алг за 20 ноября Исаев 8", None, "10А Алгебра/1 11-20#5 Исаев=8"),
        (PRIMARY, "мова за ўчора Жук 9", None, "3В Беларуская 02-09#2 Жук=9"),
        (PRIMARY, "учора мова: Жук 9", None, "3В Беларуская 02-09#2 Жук=9"),
        (PRIMARY, "мова за пятніцу Жук 9", None, "3В Беларуская 02-05#2 Жук=9"),
    ],
)
def test_lesson_by_day(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 3: «вчера», «за пятницу», «за 20.11», a bare date beside class and subject."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "7Б алг 17.11 Лис 8", None, "? lesson"),
        (MATHS, "7Б алг вчера Лис 8", None, "? lesson"),
        (MATHS, "7Б алг 30.11 Лис 8", None, "? lesson"),
        (MATHS, "7Б алг за завтра Лис 8", None, "? lesson"),
        (MATHS, "7Б алг за 18.11 и за 20.11 Лис 8", None, "? lesson,date"),
        (MATHS, "7Б за ср Лис 9", None, "? lesson,date"),
        (MATHS, "7Б алг в среду Лис 9", None, "? lesson,date"),
        (MATHS, "Лис 19.11 9", None, "? mark"),
        (MATHS, "7Б алг Лис н 1 урок", None, "? lesson,date"),
        (MATHS, "3 урок: Лис 9", None, "? lesson,date"),
        (MATHS, "к/р 24.11: Лис 9", None, "? lesson,date"),
    ],
)
def test_lesson_in_doubt_is_asked(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 3: no such lesson, a day to come, two days, a day that may be something else."""
    assert brief(desk, text, at) == recorded


@pytest.mark.parametrize(
    ("desk", "text", "at", "recorded"),
    [
        (MATHS, "10А геом 2 гр дз §5", None, "10А Геометрия/2 11-23#6 H«§5»→11-26"),
        (MATHS, "10А геом 2 подгруппа дз §5", None, "10А Геометрия/2 11-23#6 H«§5»→11-26"),
        (MATHS, "10А геом гр.2 Дедков 8", None, "10А Геометрия/2 11-23#6 Дедков=8"),
        (MATHS, "10А геом 1гр Исаев 8", None, "10А Геометрия/1 11-23#5 Исаев=8"),
        (MATHS, "10А геом 1-я группа Исаев 8", None, "10А Геометрия/1 11-23#5 Исаев=8"),
        (MATHS, "10А геом вторая группа Дедков 8", None, "10А Геометрия/2 11-23#6 Дедков=8"),
        (MATHS, "10А дз 2 гр геом §5", None, "10А Геометрия/2 11-23#6 H«§5»→11-26"),
        (MATHS, "10А геом Исаев 8", "2026-11-23T12:30", "10А Геометрия/1 11-23#5 Исаев=8"),
        (MATHS, "10А геом Дедков 8", "2026-11-23T13:20", "10А Геометрия/2 11-23#6 Дедков=8"),
        (MATHS, "10А геом Исаев 8", None, "? lesson"),
        (MATHS, "10А геом 3 гр Исаев 8", None, "? lesson"),
        (MATHS, "10А алг 2 гр дз §5", None, "? lesson"),
        (MATHS, "7Б 1 гр Лис 8", None, "? lesson"),
        (MATHS, "7Б дз 1 группа слов", None, "7Б Алгебра 11-23#3 H«1 группа слов»→11-25"),
        (ENGLISH, "6Б англ Антипову 5", None, "6Б Английский/1 02-10#4 Антипов=5"),
        (ENGLISH, "8А англ за пн 1 гр Ким 5", None, "8А Английский/1 02-08#1 Ким=5"),
        (ENGLISH, "8А англ за понедельник Ким 5", None, "? lesson"),
        (ENGLISH, "8А англ Ким 5", "2027-02-08T08:40", "8А Английский/1 02-08#1 Ким=5"),
        (ENGLISH, "8А англ Павлюк 5", "2027-02-08T09:30", "8А Английский/2 02-08#2 Павлюк=5"),
        (ENGLISH, "8А 1 гр Ким 5", "2027-02-08T09:30", "8А Английский/1 02-08#1 Ким=5"),
    ],
)
def test_group(desk: School, text: str, at: str | None, recorded: str) -> None:
    """Rule 3: as named; the one whose lesson has begun last today; the only one the teacher has."""
    assert brief(desk, text, at) == recorded
