"""The daily analysis: what lessons lack once their time is over, without anybody's marks (003 4.2 б)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from journal_core.errors import Invalid
from journal_core.office.analysis import (
    Gap,
    LessonFigures,
    analysis_sheet,
    by_teacher,
    gaps,
    proposals,
    teachers_sheet,
)
from journal_core.office.findings import Finding, Office, check, findings_sheet, of_analysis
from journal_core.office.matters import Names, Step
from journal_core.office.sheets import Word
from tests.unit.office.desk import NOON, TODAY, filed, school

#: After every deadline of a lesson of today, by each of the regulations.
LONG_AFTER = NOON + timedelta(days=9)
EMPTY = LessonFigures(31, TODAY, 2, 71, "7Б", 4, "Алгебра", 7, "Ковалёва Н. П.")
WHOLE = replace(EMPTY, filled_at=NOON, topic=True, homework=True, marks=3)
REMARK = Finding(1, TODAY, Office.ADMINISTRATOR, 7, text="Нет темы")


def test_a_lesson_lacks_nothing_before_its_deadline() -> None:
    assert gaps(EMPTY, school("000"), NOON) == ()
    assert proposals([EMPTY], school("000"), NOON) == ()


def test_at_seven_in_the_evening_an_empty_lesson_is_seen() -> None:
    due = school("000").law.topic_due.moment(TODAY, school("000").zone)
    assert gaps(EMPTY, school("000"), due - timedelta(seconds=1)) == ()
    assert gaps(EMPTY, school("000"), due) == (Gap.UNFILLED,)


def test_at_its_hour_and_not_before_homework_is_missed() -> None:
    due = school("004").law.homework_due.moment(TODAY, school("004").zone)
    assert gaps(replace(WHOLE, homework=False), school("004"), due - timedelta(seconds=1)) == ()
    assert gaps(replace(WHOLE, homework=False), school("004"), due) == (Gap.NO_HOMEWORK,)


@pytest.mark.parametrize(
    ("lesson", "lacking"),
    [
        (WHOLE, ()),
        (replace(WHOLE, topic=False), (Gap.NO_TOPIC,)),
        (replace(WHOLE, homework=False), (Gap.NO_HOMEWORK,)),
        (replace(WHOLE, late=2), (Gap.LATE,)),
        (replace(WHOLE, topic=False, homework=False, late=1), (Gap.NO_TOPIC, Gap.NO_HOMEWORK, Gap.LATE)),
        (replace(WHOLE, marks=0), ()),
    ],
)
def test_each_thing_that_a_filled_lesson_may_lack(lesson: LessonFigures, lacking: tuple[Gap, ...]) -> None:
    assert gaps(lesson, school("003"), LONG_AFTER) == lacking


def test_nothing_is_proposed_twice_nor_to_nobody() -> None:
    lessons = [replace(EMPTY, found=True), replace(EMPTY, staff_id=None), EMPTY, WHOLE]
    assert [one.lesson for one in proposals(lessons, school("003"), LONG_AFTER)] == [EMPTY]


def test_what_is_proposed_becomes_a_remark_to_the_lesson_s_teacher() -> None:
    [proposed] = proposals([replace(WHOLE, topic=False, late=1)], school("003"), LONG_AFTER)
    finding = of_analysis(proposed, 1, Office.ADMINISTRATOR, TODAY)
    assert finding == Finding(
        1, TODAY, Office.ADMINISTRATOR, staff_id=7, class_id=71, subject_id=4, lesson_id=31, gaps="no_topic,late"
    )
    assert finding.lacking == (Gap.NO_TOPIC, Gap.LATE)
    check(finding)
    [row] = analysis_sheet([proposed]).rows
    lacking = (Word("office.gap_no_topic"), Word("office.gap_late"))
    assert row == (TODAY, 2, "7Б", "Алгебра", "Ковалёва Н. П.", lacking)


def test_a_remark_says_something() -> None:
    check(REMARK)
    with pytest.raises(Invalid) as refused:
        check(replace(REMARK, text=" "))
    assert refused.value.code == "office.empty"


def test_the_list_of_remarks_shows_what_the_teacher_answered() -> None:
    names = Names(staff="Ковалёва Н. П.", class_name="7Б", subject="Алгебра")
    late = replace(REMARK, gaps="late", text="")
    waits, mended = findings_sheet([filed(REMARK, names=names), filed(late, Step.MENDED)]).rows
    assert waits == (
        TODAY, "Ковалёва Н. П.", Word("office.by_administrator"), "7Б", "Алгебра", (), "Нет темы",
        TODAY + timedelta(days=1), Word("office.opened"), "",
    )  # fmt: skip
    assert (mended[5], mended[-2:]) == ((Word("office.gap_late"),), (Word("office.mended"), "шаг 1"))


@pytest.mark.parametrize(
    ("office", "made", "due"),
    [
        (Office.ADMINISTRATOR, date(2026, 10, 7), date(2026, 10, 8)),
        (Office.DEPUTY, date(2026, 10, 7), date(2026, 11, 7)),
        (Office.DEPUTY, date(2027, 1, 31), date(2027, 2, 28)),
        (Office.DEPUTY, date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_the_administrator_s_are_mended_daily_and_the_deputy_s_monthly(office: Office, made: date, due: date) -> None:
    assert Finding(1, made, office, 7, text="Нет темы").due == due


def test_a_teacher_s_month_is_counted_over_lessons_whose_time_is_over() -> None:
    orlov = replace(WHOLE, staff_id=8, teacher="Орлов О. И.", late=1)
    ahead = replace(EMPTY, day=TODAY + timedelta(days=30))
    figures = by_teacher([orlov, EMPTY, WHOLE, ahead], school("003"), LONG_AFTER)
    assert [(one.teacher, one.lessons, one.filled, one.marks, one.late) for one in figures] == [
        ("Ковалёва Н. П.", 2, 1, 3, 0),
        ("Орлов О. И.", 1, 1, 3, 1),
    ]
    assert teachers_sheet(figures).rows[0] == ("Ковалёва Н. П.", 2, 1, 1, 1, 3, 0)


def test_a_lesson_is_counted_from_the_moment_its_time_is_over() -> None:
    due = school("004").law.topic_due.moment(TODAY, school("004").zone)
    assert by_teacher([WHOLE], school("004"), due - timedelta(seconds=1)) == ()
    assert [one.lessons for one in by_teacher([WHOLE], school("004"), due)] == [1]


def test_two_teachers_of_one_name_are_two_lines_and_lessons_of_nobody_are_one() -> None:
    namesake = replace(WHOLE, staff_id=9)
    nobody = replace(EMPTY, staff_id=None, teacher="")
    figures = by_teacher([WHOLE, nobody, namesake, WHOLE, nobody, namesake], school("003"), LONG_AFTER)
    assert [(one.teacher, one.lessons) for one in figures] == [("", 2), ("Ковалёва Н. П.", 2), ("Ковалёва Н. П.", 2)]
