"""What holds for any message at all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading import NotUnderstood, Understood, read
from journal_core.desk import Desk, DeskLesson
from tests.unit.reading.brief import brief
from tests.unit.reading.invented import english, primary
from tests.unit.reading.schools import CORPUS, School, school

MATHS = school(CORPUS / "matematika.school.json")
DESKS = (MATHS, english(), primary())

#: Pieces of which teachers' messages are made, and some of which they are not.
_PIECES = [
    *"7Б 5А 10А 8А 8Б 6Б 3В 7б 7B алг геом матем лит англ рус мова физика".split(),
    *"дз д/з на дом задали тема: тема § №5 §12 упр. 12.4 с. 45 повторить выучить".split(),
    *"на пт к среде до пятницы завтра вчера за 20.11 25.11 на след. урок неделю ноября заўтра".split(),
    *"Лис Лису Рудь Быкова Быковой З. М. Гусева Гусев Зина Сидоров Ким Абрамов Жук Новік Пятницкий Среда".split(),
    *"9 8 10 11 4+ 5- 99 девять зач н б нп уп оп нет болеет болеют опоздал отсутствуют мин 5 по и а".split(),
    *"к/р с/р (с/р) тест диктант устно : ; , . - — ( ) ? ! \n \n 🔥 1 гр 2 группа +375291234567 в за у".split(" "),
]
messages = st.lists(st.sampled_from(_PIECES), max_size=18).map(" ".join) | st.lists(
    st.sampled_from(_PIECES), max_size=12
).map("".join)
desks = st.sampled_from(DESKS)


def _lessons_of_the_same(desk: Desk, lesson: DeskLesson) -> list[DeskLesson]:
    own = (lesson.class_id, lesson.subject_id, lesson.subgroup_id)
    return [other for other in desk.lessons if (other.class_id, other.subject_id, other.subgroup_id) == own]


@given(desks, st.text(max_size=120) | messages)
@settings(max_examples=400, deadline=None)
def test_no_text_breaks_the_reading(at: School, text: str) -> None:
    read(text, at.now, at.desk)


@given(desks, messages)
@settings(max_examples=800, deadline=None)
def test_what_is_understood_can_be_recorded(at: School, text: str) -> None:
    said = read(text, at.now, at.desk)
    if not isinstance(said, Understood):
        return
    lesson = said.lesson
    assert lesson in at.desk.lessons
    assert lesson.date <= at.now.date()
    assert said.topic or said.homework or said.marks or said.attendance
    pupils = next(cls.pupils for cls in at.desk.classes if cls.id == lesson.class_id)
    for pupil in [mark.pupil for mark in said.marks] + [absence.pupil for absence in said.attendance]:
        assert pupil in pupils
        assert lesson.subgroup_id is None or lesson.subgroup_id in pupil.subgroups
    assert all(at.desk.scale.knows(value) for mark in said.marks for value in mark.values)
    if said.homework:
        assert said.homework.text.strip()
        assert said.homework.due > lesson.date
        assert said.homework.due_lesson in _lessons_of_the_same(at.desk, lesson)
        assert said.homework.due == said.homework.due_lesson.date


@given(st.sampled_from(["7Б", "7б", '7 "Б"', "7-б", "7B"]), st.lists(st.sampled_from(_PIECES), max_size=8))
@settings(max_examples=300, deadline=None)
def test_the_way_the_class_is_written_changes_nothing(written: str, rest: list[str]) -> None:
    message = "алг " + " ".join(rest)
    assert brief(MATHS, f"{written} {message}") == brief(MATHS, f"7Б {message}")


@given(desks, st.lists(st.sampled_from([piece for piece in _PIECES if piece != "\n"]), max_size=10))
@settings(max_examples=300, deadline=None)
def test_spaces_and_trailing_emoji_change_nothing(at: School, pieces: list[str]) -> None:
    plain = brief(at, " ".join(pieces))
    assert brief(at, "   ".join(pieces)) == plain
    assert brief(at, " ".join(pieces) + " 🔥👍") == plain


_TALK = st.lists(
    st.sampled_from("7Б 8Б молодцы спасибо завтра собрание Лис Рудь Агата алгебра в 18:00 15 дорогие коллеги".split()),
    max_size=8,
)


@given(_TALK)
@settings(max_examples=200, deadline=None)
def test_without_a_part_nothing_is_understood(words: list[str]) -> None:
    assert not isinstance(read(" ".join(words), MATHS.now, MATHS.desk), Understood)


@given(st.lists(st.sampled_from("7Б молодцы спасибо собрание алгебра дорогие коллеги".split()), max_size=8))
@settings(max_examples=100, deadline=None)
def test_small_talk_is_not_even_a_question(words: list[str]) -> None:
    assert isinstance(read(" ".join(words), MATHS.now, MATHS.desk), NotUnderstood)
