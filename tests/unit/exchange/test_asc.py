"""aSc Timetables in both dialects: days by masks and days by numbers, weeks, groups, and what contradicts itself."""

from __future__ import annotations

import pytest

from exchange.files import read
from journal_core.errors import Invalid
from journal_core.lessons import Week
from journal_core.roll import FullName, Roll
from tests.unit.exchange.making import SAMPLES

PEOPLE = """
<periods><period period="2" starttime="9:25" endtime="10:10"/></periods>
<subjects>
 <subject id="S1" name="Алгебра" short="Алг."/>
 <subject id="S2" name="Английский язык" short="Англ."/>
</subjects>
<teachers>
 <teacher id="T1" lastname="Ковалёва" firstname="Нина Петровна" name="Ковалёва Нина Петровна" email="nina@example.by"/>
 <teacher id="T2" name="Орлов О. И." short="Орлов"/>
</teachers>
<classrooms><classroom id="R1" name="Кабинет алгебры" short="204"/></classrooms>
<classes><class id="C1" name="7 «Б»" teacherid="T1"/><class id="C2" name="7А" teacherid=""/></classes>
<groups>
 <group id="G1" name="Весь класс" classid="C1" entireclass="1"/>
 <group id="G2" name="1-я подгруппа" classid="C1" entireclass="0"/>
 <group id="G3" name="Весь класс" classid="C2" entireclass="1"/>
</groups>
"""
MASKS = """
<daysdefs><daysdef id="D1" name="Понедельник" days="10000"/><daysdef id="D3" name="Среда" days="00100"/></daysdefs>
<weeksdefs><weeksdef id="WB" weeks="01"/></weeksdefs>
"""
NUMBERS = """<days><day name="Понедельник" short="Пн" day="0"/><day name="Среда" short="Ср" day="2"/></days>"""


def timetable(lessons: str, cards: str, days: str = MASKS, options: str = "") -> Roll:
    text = (
        f'<?xml version="1.0" encoding="windows-1251"?><timetable options="{options}">{days}{PEOPLE}'
        f"<lessons>{lessons}</lessons><cards>{cards}</cards></timetable>"
    )
    return read("asc.xml", text.encode("cp1251"))


def lesson(subject: str = "S1", groups: str = "G1", teachers: str = "T1", more: str = "") -> str:
    return f'<lesson id="L1" subjectid="{subject}" groupids="{groups}" teacherids="{teachers}" {more}/>'


def card(when: str = 'days="10000"', more: str = "") -> str:
    return f'<card lessonid="L1" period="2" classroomids="R1" {when} {more}/>'


def test_a_card_is_a_lesson_with_class_subject_teacher_room_and_day() -> None:
    (row,) = timetable(lesson(), card()).timetable
    assert (row.weekday, row.slot, row.written_class, row.subject, row.room) == (0, 2, "7 «Б»", "Алгебра", "204")
    assert (row.teacher, row.subgroup, row.week) == (FullName("Ковалёва", "Нина", "Петровна"), "", Week.EVERY)


@pytest.mark.parametrize(
    ("mask", "week"), [("11", Week.EVERY), ("1", Week.EVERY), ("10", Week.A), ("01", Week.B), ("", Week.EVERY)]
)
def test_a_mask_of_weeks_is_a_week(mask: str, week: Week) -> None:
    (row,) = timetable(lesson(), card(more=f'weeks="{mask}"')).timetable
    assert row.week is week


def test_the_weeks_may_stand_with_the_lesson_by_their_number() -> None:
    (row,) = timetable(lesson(more='weeksdefid="WB"'), card()).timetable
    assert row.week is Week.B


def test_the_older_dialect_numbers_its_days() -> None:
    (row,) = timetable(lesson(), card('day="2"'), NUMBERS).timetable
    assert row.weekday == 2


def test_the_older_dialect_may_begin_with_one_and_name_no_days() -> None:
    (row,) = timetable(lesson(), card('day="2"'), "", "idprefix:X,daynumbering1").timetable
    assert row.weekday == 1


def test_a_group_is_known_by_its_number_whatever_words_stand_beside_it() -> None:
    (row,) = timetable(lesson("S2", "G2"), card()).timetable
    assert row.subgroup == "1"


def test_a_lesson_of_two_classes_is_a_lesson_of_each() -> None:
    rows = timetable(lesson(groups="G1,G3"), card()).timetable
    assert [(row.written_class, row.subgroup) for row in rows] == [("7 «Б»", ""), ("7А", "")]


def test_a_second_teacher_is_a_question_and_the_first_has_the_lesson() -> None:
    roll = timetable(lesson(teachers="T1,T2"), card())
    assert [one.code for one in roll.doubts if one.where.sheet == "card"] == ["import.two_teachers"]
    assert roll.timetable[0].teacher == FullName("Ковалёва", "Нина", "Петровна")


def test_staff_and_class_teachers_come_with_it_and_initials_make_no_member_of_staff() -> None:
    roll = timetable(lesson(), card())
    (kovaleva,) = roll.staff
    assert (str(kovaleva.name), kovaleva.email, kovaleva.adds) == ("Ковалёва Нина Петровна", "nina@example.by", True)
    assert [(row.written_class, row.class_teacher) for row in roll.classes] == [
        ("7 «Б»", FullName("Ковалёва", "Нина", "Петровна")), ("7А", None),
    ]  # fmt: skip
    assert [one.code for one in roll.doubts] == ["import.asc_teacher"]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (card('days="11000"'), "import.asc_card"),
        (card('days="wat"'), "import.asc_card"),
        (card(more='weeks="100"'), "import.asc_weeks"),
        (card(more='terms="10"'), "import.asc_terms"),
        ('<card lessonid="L9" period="1" days="10000"/>', "import.asc_card"),
    ],
)
def test_a_card_that_cannot_be_read_is_a_question_with_its_line_and_the_others_stay(broken: str, code: str) -> None:
    roll = timetable(lesson(), card() + "\n" + broken)
    (doubt,) = [one for one in roll.doubts if one.where.sheet == "card"]
    assert doubt.code == code
    assert len(roll.timetable) == 1
    assert doubt.where.row > roll.timetable[0].where.row


def test_the_sample_has_its_sixty_three_lessons_in_two_weeks_and_two_groups() -> None:
    roll = read("asc_ru_cp1251.xml", (SAMPLES / "asc_ru_cp1251.xml").read_bytes())
    assert (len(roll.timetable), len(roll.staff), len(roll.classes), len(roll.bells)) == (63, 6, 3, 6)
    assert {row.week for row in roll.timetable} == {Week.EVERY, Week.A}
    assert {row.subgroup for row in roll.timetable} == {"", "1", "2"}
    assert roll.doubts == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<timetable></timetable>", "import.asc_no_cards"),
        (b'<!DOCTYPE timetable SYSTEM "http://example.by/x.dtd"><timetable/>', "import.xml_doctype"),
        (b'<?xml version="1.0"?><Workbook></Workbook>', "import.file_xml"),
        (b"<timetable><cards>", "import.file_unreadable"),
        (b"<timetable>" + b"<a>" * 100_000, "import.too_many_rows"),
    ],
)
def test_an_xml_that_is_no_timetable_is_refused_by_its_own_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read("asc.xml", data)
    assert refused.value.code == code
