"""Whose a mark of another program is, of what, and which marks a school cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from journal_core.enrolment.records import Standing
from journal_core.gradebook.meaning import Reader
from journal_core.gradebook.records import Meant
from journal_core.roll import Doubt, MarkRow, Roll
from tests.unit.gradebook.marks import mark, school
from tests.unit.roll.rolls import TODAY, Town, name, pupil, staff, weekly

KOVALEVA = "Ковалёва Нина Петровна"
NAMESAKES = (
    pupil("8А Орлова Ия", "01.02.2012", groups={"Английский язык": "1"}),
    pupil("8А Орлова Ия", "03.04.2012", groups={"Английский язык": "2"}),
)


def town() -> Standing:
    """7Б with Анна, 8А with two Ия, 10В beside 10Б, and a first grade."""
    made = Town()
    made.take(
        Roll(
            pupils=(
                pupil("7Б Иванова Анна", "17.10.2013", number="u1"),
                pupil("7Б Котова Вера"),
                pupil("1А Егоров Егор", "01.02.2019"),
                pupil("10Б Быков Олег"),
                pupil("10В Быков Олег"),
                *NAMESAKES,
            ),
            staff=(staff(KOVALEVA), staff("Сидорова Ольга Ивановна"), staff("Сидорова Ольга Петровна")),
            timetable=tuple(
                weekly(day, 1, class_name, subject, KOVALEVA, group)
                for day, (class_name, subject, group) in enumerate(
                    [
                        ("7Б", "Алгебра", ""),
                        ("1А", "Алгебра", ""),
                        ("8А", "Английский язык", "1"),
                        ("8А", "Английский язык", "2"),
                        ("8А", "Английская литература", ""),
                    ]
                )
            ),
        )
    )
    return made.standing


def reader(profile: str = "000") -> Reader:
    """Of marks for that town."""
    return Reader(town(), school(profile), TODAY)


def read(*rows: MarkRow) -> Iterator[Meant]:
    """The marks that can be taken."""
    return reader().read(rows)


def pupils(*rows: MarkRow) -> list[int]:
    return [one.pupil_id for one in read(*rows)]


@pytest.mark.parametrize(
    ("row", "code", "value"),
    [
        (mark(pupil=pupil("7Б Чужой Пётр")), "import.mark_pupil", ""),
        (mark(pupil=pupil("9Б Иванова Анна", number="u1")), "import.mark_pupil", ""),
        (mark(subject="Химия"), "import.mark_subject", ""),
        (mark(value="12"), "import.mark_value", "12"),
        (mark(value="7.5"), "import.mark_value", "7.5"),
        (mark(weight=0), "import.mark_value", "7"),
        (mark(weight=101), "import.mark_value", "7"),
        (mark(highest="100"), "import.mark_scale", "7"),
        (mark(day=TODAY + timedelta(days=1)), "import.mark_future", ""),
        (mark(pupil=pupil("1А Егоров Егор")), "import.mark_grade", ""),
    ],
)
def test_a_mark_that_this_school_cannot_hold_is_left_out_and_counted_where_it_stood_first(
    row: MarkRow, code: str, value: str
) -> None:
    reading = reader()
    assert list(reading.read([row, replace(row, where=replace(row.where, row=99))])) == []
    assert reading.refused.doubts() == (Doubt(row.where, code, {"value": value, "rows": "2"}),)


@pytest.mark.parametrize(
    "row",
    [
        mark(),
        mark(day=TODAY),
        mark(weight=1),
        mark(weight=100),
        mark(highest="10"),
        mark(value="зач", highest="100"),
        mark(value=""),
        mark(value="", pupil=pupil("1А Егоров Егор")),
    ],
)
def test_a_mark_that_this_school_can_hold_is_taken(row: MarkRow) -> None:
    assert [one.row for one in read(row)] == [row]


def test_a_mark_is_of_the_pupil_class_subject_work_and_teacher_that_the_school_knows_by_these_names() -> None:
    standing, row = town(), mark(teacher=name(KOVALEVA))
    (found,) = Reader(standing, school(), TODAY).read([row])
    assert (found.pupil_id, found.class_id, found.subject_id, found.staff_id) == tuple(
        next(one.id for one in kind if str(one.name) == known)
        for kind, known in (
            (standing.pupils, "Иванова Анна"),
            (standing.classes, "7Б"),
            (standing.subjects, "Алгебра"),
            (standing.staff, KOVALEVA),
        )
    )
    assert (found.row, found.subgroup_id, found.work) == (row, None, "контрольная")


def test_a_mark_of_five_is_no_mark_of_ten() -> None:
    assert list(reader("001").read([mark(value="5", highest="10")])) == []
    assert len(list(reader("001").read([mark(value="5", highest="5")]))) == 1


def test_a_pupil_is_known_by_number_or_by_class_and_name() -> None:
    named, numbered = mark(pupil=pupil("7Б Иванова Анна")), mark(pupil=pupil("7Б Иванова Анна", number="u1"))
    anna, again, vera = pupils(named, numbered, mark(pupil=pupil("7Б Котова Вера", number="u2")))
    assert anna == again != vera


def test_a_pupil_who_is_known_by_number_keeps_the_marks_of_a_class_they_left() -> None:
    here, there = pupils(mark(), mark(pupil=pupil("8А Иванова Анна", number="u1")))
    assert here == there
    assert pupils(mark(pupil=pupil("8А Иванова Анна"))) == []


def test_a_number_with_another_name_is_nobodys() -> None:
    assert pupils(mark(pupil=pupil("7Б Чужой Пётр", number="u1"))) == []


def test_of_two_namesakes_in_a_class_the_birth_date_tells() -> None:
    first, second = (mark(pupil=one, subject="Английская литература") for one in NAMESAKES)
    assert len(set(pupils(first, second))) == 2
    assert pupils(mark(pupil=pupil("8А Орлова Ия"), subject="Английская литература")) == []


def test_a_class_whose_name_may_be_two_here_is_none() -> None:
    assert len(pupils(mark(pupil=pupil("10Б Быков Олег")))) == 1
    assert pupils(mark(pupil=pupil("10B Быков Олег"))) == []


@pytest.mark.parametrize("written", ["алгебра", "Алг."])
def test_a_subject_may_be_written_in_any_case_and_short(written: str) -> None:
    named, meant = read(mark(), mark(subject=written))
    assert named.subject_id == meant.subject_id


def test_a_short_name_of_two_subjects_is_none() -> None:
    assert list(read(mark(subject="Англ."))) == []


def test_a_mark_is_of_the_subgroup_that_it_names() -> None:
    rows = [
        mark(pupil=NAMESAKES[0], subject="Английский язык", subgroup=written)
        for written in ("1", " 2 ", "3", "")
    ]  # fmt: skip
    first, second, unknown, whole = (one.subgroup_id for one in read(*rows))
    assert first is not None and second is not None and first != second
    assert unknown is None and whole is None


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (KOVALEVA, True),
        ("Ковалева Нина", True),
        ("Ковалёва Ольга", False),
        ("Чужая Нина Петровна", False),
        ("Сидорова Ольга Петровна", True),
        ("Сидорова Ольга", False),
    ],
)
def test_a_teacher_is_named_where_the_school_knows_exactly_one_of_that_name(written: str, known: bool) -> None:
    (one,) = read(mark(teacher=name(written)))
    assert (one.staff_id is not None) is known


def test_whoever_is_not_named_is_nobody() -> None:
    assert [one.staff_id for one in read(mark())] == [None]
