"""The daily analysis: what lessons lack once their time is over, without anybody's marks (003 4.2 б)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from journal_core.office.analysis import (
    Gap,
    LessonFigures,
    analysis_sheet,
    by_teacher,
    gaps,
    proposals,
    teachers_sheet,
)
from journal_core.office.findings import Finding, Office, check, findings_sheet, is_overdue, of_analysis
from journal_core.office.matters import Step
from journal_core.office.sheets import Word
from tests.unit.office.desk import NOON, TODAY, filed, school

#: After every deadline of a lesson of today, by each of the regulations.
LONG_AFTER = NOON + timedelta(days=9)
EMPTY = LessonFigures(31, TODAY, 2, 71, "7Б", 4, "Алгебра", 7, "Ковалёва Н. П.")
WHOLE = replace(EMPTY, filled_at=NOON, topic=True, homework=True, marks=3)


def test_a_lesson_lacks_nothing_before_its_deadline() -> None:
    assert gaps(EMPTY, school("000"), NOON) == ()
    assert proposals([EMPTY], school("000"), NOON) == ()


def test_at_seven_in_the_evening_an_empty_lesson_is_seen() -> None:
    due = school("000").law.topic_due.moment(TODAY, school("000").zone)
    assert gaps(EMPTY, school("000"), due - timedelta(seconds=1)) == ()
    assert gaps(EMPTY, school("000"), due) == (Gap.UNFILLED,)


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
    assert (finding.staff_id, finding.lesson_id, finding.lacking) == (7, 31, (Gap.NO_TOPIC, Gap.LATE))
    check(finding)
    [row] = findings_sheet([filed(finding)]).rows
    assert row[5] == (Word("office.gap_no_topic"), Word("office.gap_late"))
    [row] = analysis_sheet([proposed]).rows
    assert row[-1] == (Word("office.gap_no_topic"), Word("office.gap_late"))


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


def test_what_is_mended_is_not_overdue_until_it_is_opened_anew() -> None:
    finding = Finding(1, TODAY, Office.ADMINISTRATOR, 7, text="Нет темы")
    late = TODAY + timedelta(days=2)
    assert is_overdue(filed(finding), late)
    assert not is_overdue(filed(finding), finding.due)
    assert not is_overdue(filed(finding, Step.MENDED), late)
    assert is_overdue(filed(finding, Step.MENDED, Step.REOPENED), late)


def test_a_teacher_s_month_is_counted_over_lessons_whose_time_is_over() -> None:
    orlov = replace(WHOLE, staff_id=8, teacher="Орлов О. И.", late=1)
    ahead = replace(EMPTY, day=TODAY + timedelta(days=30))
    figures = by_teacher([orlov, EMPTY, WHOLE, ahead], school("003"), LONG_AFTER)
    assert [(one.teacher, one.lessons, one.filled, one.marks, one.late) for one in figures] == [
        ("Ковалёва Н. П.", 2, 1, 3, 0),
        ("Орлов О. И.", 1, 1, 3, 1),
    ]
    assert teachers_sheet(figures).rows[0] == ("Ковалёва Н. П.", 2, 1, 1, 1, 3, 0)
