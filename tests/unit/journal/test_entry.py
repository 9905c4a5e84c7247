"""What a teacher's entry changes on a page, and what it cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from journal_core.entries.attendance import PROPOSALS, AbsenceCode
from journal_core.entries.entry import (
    AbsenceEntry,
    HomeworkEntry,
    LessonEntry,
    MarkEntry,
    RemarkEntry,
    TaskEntry,
)
from journal_core.entries.marks import WorkKind
from journal_core.entries.revisions import (
    AbsenceRevision,
    Change,
    HomeworkRevision,
    MarkRevision,
    RemarkRevision,
    TaskRevision,
)
from journal_core.errors import Invalid
from journal_core.events import EventKind
from tests.unit.journal.page import ANYA, LESSON, NOON, PAGE, STAMP, TODAY, VOVA, absent, entered, recorded, refused


def test_each_value_is_a_mark_of_its_own() -> None:
    found = entered(PAGE, LessonEntry(5, marks=(MarkEntry(ANYA, ("8", "7"), WorkKind.TEST),)), (41, 42))
    assert found.marks == (
        MarkRevision(41, 1, Change.SET, 5, ANYA, "8", WorkKind.TEST),
        MarkRevision(42, 1, Change.SET, 5, ANYA, "7", WorkKind.TEST),
    )
    assert [(one.kind, one.subject, one.revision, one.urgent) for one in found.events] == [
        (EventKind.MARK, "mark:41", 1, False), (EventKind.MARK, "mark:42", 1, False),
    ]  # fmt: skip


def test_what_is_first_said_of_anything_is_its_first_revision_at_this_lesson() -> None:
    words = LessonEntry(
        5,
        homework=HomeworkEntry(" № 1 ", TODAY),
        attendance=(AbsenceEntry(VOVA, AbsenceCode.ABSENT, 5),),
        remarks=(RemarkEntry(ANYA, " Молодец "),),
        tasks=(TaskEntry(" Мой  приём ", " § 3 "),),
    )
    assert list(entered(PAGE, words, (41, 42, 43, 44)).revisions()) == [
        AbsenceRevision(41, 1, Change.SET, 5, VOVA, AbsenceCode.ABSENT),  # no minutes: only lateness has them
        HomeworkRevision(42, 1, Change.SET, 5, "№ 1", TODAY),
        RemarkRevision(43, 1, Change.SET, 5, ANYA, "Молодец"),
        TaskRevision(44, 1, Change.SET, 5, "Мой приём", "§ 3"),
    ]


def test_a_pupil_of_another_page_spoils_the_whole_entry() -> None:
    for entry in (LessonEntry(5, marks=(MarkEntry(99, ("8",)),)), absent(99)):
        with refused(Invalid, "entry.not_on_page", class_name="7Б", subject="Алгебра"):
            entered(PAGE, entry)


def test_a_value_outside_the_scale_is_named_with_the_scale_and_the_pupil() -> None:
    with refused(Invalid, "entry.not_on_scale", value="11", scale="1–10", pupil="Иванова Аня"):
        entered(PAGE, LessonEntry(5, marks=(MarkEntry(ANYA, ("11",)),)))


def test_a_grade_without_marks_takes_attendance_and_no_marks() -> None:
    page = replace(PAGE, lesson=replace(LESSON, grade=2, class_name="2Б"))
    assert entered(page, absent()).absences
    with refused(Invalid, "entry.grade_without_marks", class_name="2Б"):
        entered(page, LessonEntry(5, marks=(MarkEntry(ANYA, ("8",)),)))


def test_tomorrows_lesson_cannot_be_filled_and_the_schools_midnight_counts() -> None:
    tomorrow = replace(PAGE, lesson=replace(LESSON, day=TODAY + timedelta(days=1)))
    with refused(Invalid, "entry.future", day="2026-10-08", class_name="7Б"):
        entered(tomorrow, absent())
    past_midnight_in_minsk = replace(STAMP, at=datetime(2026, 10, 7, 21, 30, tzinfo=UTC))
    assert entered(tomorrow, absent(), stamp=past_midnight_in_minsk)


def test_a_lesson_that_was_not_given_is_not_filled() -> None:
    with refused(Invalid, "entry.cancelled", day="2026-10-07", class_name="7Б"):
        entered(replace(PAGE, lesson=replace(LESSON, cancelled=True)), absent())


def test_a_teachers_reason_is_a_proposal_and_reads_as_absent() -> None:
    for code in sorted(PROPOSALS):
        (missed,) = entered(PAGE, absent(code=code)).absences
        assert (missed.code, missed.proposed) == (AbsenceCode.ABSENT, code)


def test_an_unexplained_absence_is_urgent_and_an_explained_or_late_one_is_not() -> None:
    explained = replace(PAGE, explained=frozenset({VOVA}))
    assert [one.urgent for one in entered(PAGE, absent()).events] == [True]
    assert [one.urgent for one in entered(explained, absent()).events] == [False]
    assert [one.urgent for one in entered(PAGE, absent(code=AbsenceCode.LATE, minutes=5)).events] == [False]


def test_a_pupil_who_came_late_after_all_revises_the_absence() -> None:
    page = recorded(PAGE, entered(PAGE, absent()))
    (late,) = entered(page, absent(code=AbsenceCode.LATE, minutes=15)).absences
    assert (late.absence_id, late.revision, late.change, late.minutes) == (100, 2, Change.CORRECTED, 15)


def test_what_the_class_teacher_settled_is_not_made_unknown_again_but_lateness_is_news() -> None:
    settled = AbsenceRevision(1, 2, Change.CORRECTED, 5, VOVA, AbsenceCode.ILL)
    page = replace(PAGE, absences=(settled,))
    assert not entered(page, absent(code=AbsenceCode.UNEXCUSED))
    assert entered(page, absent(code=AbsenceCode.LATE, minutes=5)).absences


def test_two_different_words_about_one_pupil_are_refused() -> None:
    twice = LessonEntry(5, attendance=(AbsenceEntry(VOVA, AbsenceCode.ABSENT), AbsenceEntry(VOVA, AbsenceCode.LATE, 5)))
    with refused(Invalid, "entry.attendance_twice", pupil="Сидоров Вова"):
        entered(PAGE, twice)


def test_nobody_is_late_by_no_minute_or_by_more_than_four_hours() -> None:
    for minutes in (1, 240):
        assert entered(PAGE, absent(code=AbsenceCode.LATE, minutes=minutes)).absences[0].minutes == minutes
    for minutes in (0, 241):
        with refused(Invalid, "entry.minutes", minutes=str(minutes), pupil="Сидоров Вова"):
            entered(PAGE, absent(code=AbsenceCode.LATE, minutes=minutes))


def test_homework_is_due_from_the_lesson_on_and_within_four_months() -> None:
    for due in (TODAY, TODAY + timedelta(days=120)):
        assert entered(PAGE, LessonEntry(5, homework=HomeworkEntry("№ 214", due))).homework
    for due in (TODAY - timedelta(days=1), TODAY + timedelta(days=121)):
        with refused(Invalid, "entry.due_date", due=due.isoformat(), day="2026-10-07"):
            entered(PAGE, LessonEntry(5, homework=HomeworkEntry("№ 214", due)))


def test_empty_homework_is_refused() -> None:
    with refused(Invalid, "entry.homework_empty"):
        entered(PAGE, LessonEntry(5, homework=HomeworkEntry("  ", TODAY)))


def test_homework_given_again_revises_the_one_that_stands() -> None:
    first = HomeworkRevision(9, 1, Change.SET, 5, "№ 214", TODAY)
    found = entered(replace(PAGE, homework=first), LessonEntry(5, homework=HomeworkEntry("№ 215", TODAY)))
    assert found.homework == replace(first, revision=2, change=Change.CORRECTED, text="№ 215")
    (event,) = found.events
    assert (event.kind, event.subject, event.pupil_id) == (EventKind.HOMEWORK, "homework:9", None)


def test_every_event_is_filled_for_the_fan_out() -> None:
    subgroup = replace(PAGE, lesson=replace(LESSON, subgroup_id=2))
    entry = replace(absent(), marks=(MarkEntry(ANYA, ("8",)),), homework=HomeworkEntry("№ 1", TODAY))
    found = entered(subgroup, entry)
    assert [one.pupil_id for one in found.events] == [ANYA, VOVA, None]
    for one in found.events:
        assert (one.school_id, one.class_id, one.subgroup_id, one.lesson_id, one.day) == (1, 7, 2, 5, TODAY)
        assert one.occurred_at == NOON
