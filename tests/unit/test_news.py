"""What news say of themselves: whom they are about, what stands together, how much there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from journal_core.entries.attendance import AbsenceCode
from journal_core.news import (
    About,
    AbsenceNews,
    AbsenceSaid,
    ChildWeek,
    HomeworkSaid,
    LessonChangeSaid,
    LessonChangesNews,
    MarkSaid,
    Missed,
    Period,
    RemarkSaid,
    SummaryNews,
    TermMarkSaid,
    TermMarksNews,
)

PETYA = About(12, "Иванов", "Пётр", "7Б", many=False)
MONDAY = date(2026, 10, 12)
TUESDAY = MONDAY + timedelta(days=1)
LESSON = LessonChangeSaid(MONDAY, 2, "Алгебра")
LATE, ABSENT = AbsenceSaid("Алгебра", 1, AbsenceCode.LATE, 5), AbsenceSaid("Физика", 2, AbsenceCode.ABSENT)


def test_a_child_is_named_in_full_or_by_two_letters() -> None:
    assert (PETYA.full, PETYA.initials) == ("Пётр Иванов", "П. И.")


@pytest.mark.parametrize(
    ("absences", "only_late"),
    [((LATE,), True), ((LATE, ABSENT), False), ((LATE, replace(ABSENT, removed=True)), True), ((ABSENT,), False)],
)
def test_a_child_who_came_late_is_not_missing_whatever_was_written_and_taken_back(
    absences: tuple[AbsenceSaid, ...], only_late: bool
) -> None:
    assert AbsenceNews(PETYA, MONDAY, absences).is_only_late is only_late


def test_term_marks_of_one_period_and_changed_lessons_of_one_day_stand_together() -> None:
    first, year = Period("term", "I четверть"), Period("year")
    marks = [TermMarkSaid(first, "Алгебра", "7"), TermMarkSaid(first, "Физика", "8"), TermMarkSaid(year, "Физика", "9")]
    assert TermMarksNews(PETYA, tuple(marks)).periods == ((first, tuple(marks[:2])), (year, tuple(marks[2:])))
    changed = [LESSON, replace(LESSON, slot=3), replace(LESSON, day=TUESDAY)]
    assert LessonChangesNews(PETYA, tuple(changed)).days == (
        (MONDAY, tuple(changed[:2])),
        (TUESDAY, tuple(changed[2:])),
    )


@pytest.mark.parametrize(
    "change",
    [{"cancelled": True}, {"to_day": TUESDAY, "to_slot": 1}, {"instead": "Физика"}, {"teacher": "Орлов О. И."},
     {"room": "204"}],
)  # fmt: skip
def test_a_lesson_with_any_change_is_not_as_the_timetable_has_it(change: dict[str, Any]) -> None:
    assert LESSON.is_restored
    assert not replace(LESSON, **change).is_restored
    assert replace(LESSON, **change).is_moved is ("to_day" in change)


def test_a_lesson_is_moved_to_a_day_and_a_slot_of_it() -> None:
    assert not replace(LESSON, to_day=TUESDAY).is_moved and not replace(LESSON, to_slot=1).is_moved


def test_a_week_counts_every_lesson_missed_and_all_that_was_recorded() -> None:
    week = ChildWeek(
        PETYA,
        (MarkSaid("Алгебра", "7", MONDAY),),
        (Missed(AbsenceCode.LATE, 2), Missed(AbsenceCode.ABSENT, 6)),
        (HomeworkSaid("Алгебра", "№ 214", TUESDAY),) * 16,
        (RemarkSaid("Алгебра", "старается"),) * 32,
        (TermMarkSaid(Period("year"), "Алгебра", "7"),) * 64,
    )
    assert (week.missed, week.entries) == (8, 1 + 8 + 16 + 32 + 64)
    assert SummaryNews(MONDAY, (week, replace(week, homework=()))).entries == 121 + 105
