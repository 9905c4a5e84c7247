"""What is locked, from when, and what stays free: by the deadline, by the grace, by the closing of a term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journal_core.entries.admitting import admitted, asks_when_made, check_term
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.correcting import corrections, undoing
from journal_core.entries.entering import changes
from journal_core.entries.entry import Changes, HomeworkEntry, LessonEntry, LessonPage, MarkEntry
from journal_core.entries.locks import CLOSES_AFTER, Lock, closed_at, closes_at, lesson_closed_at, locked
from journal_core.entries.marks import WorkKind
from journal_core.errors import Invalid, TooLate
from journal_core.school import School
from tests.unit.journal.page import (
    ANYA,
    FORBIDDING,
    LESSON,
    MINSK,
    NOON,
    PAGE,
    SCHOOL,
    STAMP,
    TODAY,
    absent,
    recorded,
    refused,
    written,
)
from tests.unit.journal.test_entry_properties import entries

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def said(page: LessonPage, entry: LessonEntry, at: datetime, school: School = FORBIDDING) -> Changes:
    stamp = replace(STAMP, at=at)
    return changes(page, entry, school, stamp, range(100, 200))


def admit(
    page: LessonPage, found: Changes, at: datetime, school: School = FORBIDDING, made: Mapping[int, datetime] = {}
) -> Changes:
    return admitted(page, found, school, at, made)


FIVE = LessonEntry(5, marks=(MarkEntry(ANYA, ("5",)),))
FOUR = LessonEntry(5, marks=(MarkEntry(ANYA, ("4",)),))


def test_where_backdating_is_forbidden_a_first_mark_is_free_for_two_days_and_then_locked() -> None:
    last = datetime(2026, 10, 9, 20, 59, tzinfo=UTC)  # 23:59 in Minsk, the second day after
    assert admit(PAGE, said(PAGE, FIVE, last), last).marks
    with refused(TooLate, "entry.locked_deadline"):
        admit(PAGE, said(PAGE, FIVE, last + MINUTE), last + MINUTE)


def test_written_work_is_locked_by_its_own_deadline() -> None:
    tenth = NOON + 3 * DAY
    test = LessonEntry(5, marks=(MarkEntry(ANYA, ("5",), WorkKind.TEST),))
    assert not admit(PAGE, said(PAGE, test, tenth), tenth).marks[0].late
    with refused(TooLate, "entry.locked_deadline"):
        admit(PAGE, said(PAGE, test, NOON + 8 * DAY), NOON + 8 * DAY)


def test_what_stands_is_free_to_change_until_the_end_of_the_grace() -> None:
    found = said(PAGE, FIVE, NOON)
    page = recorded(PAGE, found)
    history = written(PAGE, found)
    for at, free in ((NOON + 4 * MINUTE, True), (NOON + 5 * MINUTE, False)):
        stamp = replace(STAMP, at=at)
        for change in (
            corrections(page, history, FOUR, FORBIDDING, stamp, range(300, 400)),
            undoing(page, history, stamp),
        ):
            assert asks_when_made(change, FORBIDDING) == [100]
            if free:
                assert admit(page, change, at, made={100: NOON})
            else:
                with refused(TooLate, "entry.locked_grace"):
                    admit(page, change, at, made={100: NOON})


def test_only_what_changes_something_asks_when_that_was_made_and_what_nobody_remembers_is_locked() -> None:
    assert asks_when_made(said(PAGE, FIVE, NOON), FORBIDDING) == []
    page = recorded(PAGE, said(PAGE, absent(), NOON))
    settled = said(page, absent(code=AbsenceCode.ILL), NOON)
    assert asks_when_made(settled, FORBIDDING) == [100]
    with refused(TooLate, "entry.locked_grace"):
        admit(page, settled, NOON)


def test_a_substitutes_lesson_is_locked_by_its_deadline_in_any_regulation() -> None:
    theirs = replace(PAGE, lesson=replace(LESSON, substituted=True))
    for school, due in ((SCHOOL, NOON + timedelta(hours=7)), (FORBIDDING, NOON + 2 * DAY + timedelta(hours=12))):
        for entry in (FIVE, LessonEntry(5, topic="Корни")):
            last = due - MINUTE
            assert admit(theirs, said(theirs, entry, last, school), last, school)
            with refused(TooLate, "entry.locked_substitution"):
                admit(theirs, said(theirs, entry, due, school), due, school)


def test_late_after_all_is_free_on_the_day_of_the_lesson_and_locked_on_the_next() -> None:
    page = recorded(PAGE, said(PAGE, absent(), NOON))
    late = absent(code=AbsenceCode.LATE, minutes=15)
    evening = NOON + timedelta(hours=6)
    assert admit(page, said(page, late, evening), evening, made={100: NOON}).absences
    tomorrow = NOON + DAY
    with refused(TooLate, "entry.locked_grace"):
        admit(page, said(page, late, tomorrow), tomorrow, made={100: NOON})


def test_a_topic_that_stands_is_locked_as_a_mark_is() -> None:
    page = replace(PAGE, lesson=replace(LESSON, topic="Степени", topic_since=NOON))
    again = LessonEntry(5, topic="Корни")
    assert admit(page, said(page, again, NOON + MINUTE), NOON + MINUTE).topic == "Корни"
    with refused(TooLate, "entry.locked_grace"):
        admit(page, said(page, again, NOON + 6 * MINUTE), NOON + 6 * MINUTE)


def test_where_corrections_are_free_they_only_become_late() -> None:
    far = NOON + 10 * DAY
    page = recorded(PAGE, said(PAGE, FIVE, NOON, SCHOOL))
    found = corrections(page, written(PAGE, said(PAGE, FIVE, NOON, SCHOOL)), FOUR, SCHOOL, replace(STAMP, at=far), ())
    assert asks_when_made(found, SCHOOL) == []
    assert [one.late for one in admit(page, found, far, SCHOOL).marks] == [True]


def test_a_term_closes_by_itself_two_weeks_after_its_last_day_and_sooner_by_the_deputys_word() -> None:
    end = date(2026, 11, 1)
    by_itself = closes_at(end, MINSK)
    assert by_itself == datetime(2026, 11, 15, tzinfo=MINSK) and timedelta(days=7) < CLOSES_AFTER
    closed = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    assert closed_at(closed, end, MINSK) == closed
    assert closed_at(None, end, MINSK) == by_itself


def test_a_lesson_outside_every_term_closes_two_weeks_after_its_own_day() -> None:
    outside = date(2026, 11, 3)
    assert lesson_closed_at(outside, None, None, MINSK) == datetime(2026, 11, 18, tzinfo=MINSK)
    assert lesson_closed_at(outside, None, date(2026, 11, 9), MINSK) == datetime(2026, 11, 23, tzinfo=MINSK)
    page = replace(PAGE, lesson=replace(LESSON, day=outside))
    check_term(page.lesson, SCHOOL, datetime(2026, 11, 17, 20, 59, tzinfo=UTC))
    with refused(TooLate, "entry.locked_term"):
        check_term(page.lesson, SCHOOL, datetime(2026, 11, 17, 21, 0, tzinfo=UTC))


@pytest.mark.parametrize("school", [SCHOOL, FORBIDDING], ids=["corrections are free", "corrections are forbidden"])
def test_in_a_closed_term_nothing_is_free_in_any_regulation(school: School) -> None:
    closed, by_itself = replace(LESSON, closed=NOON), replace(LESSON, term_end=TODAY - CLOSES_AFTER)
    late = absent(code=AbsenceCode.LATE, minutes=5)
    homework = LessonEntry(5, homework=HomeworkEntry("№ 1", TODAY))
    for shut in (replace(PAGE, lesson=closed), replace(PAGE, lesson=by_itself)):
        for entry in (FIVE, late, homework, LessonEntry(5, topic="Корни")):
            with refused(TooLate, "entry.locked_term"):
                admit(shut, said(shut, entry, NOON, school), NOON, school)
        with refused(TooLate, "entry.locked_term"):
            check_term(shut.lesson, school, NOON)
    check_term(closed, school, NOON - MINUTE)
    check_term(LESSON, school, NOON)


@given(entries, st.integers(0, 60 * 24 * 30), st.integers(0, 60 * 24 * 30))
def test_what_is_locked_once_is_locked_ever_after(entry: LessonEntry, sooner: int, later: int) -> None:
    assume(entry.marks or entry.attendance or entry.homework)
    page = replace(PAGE, lesson=replace(LESSON, term_end=date(2026, 10, 10)))
    first, second = (NOON + timedelta(minutes=minutes) for minutes in sorted((sooner, later)))
    try:
        found = said(page, entry, first)
    except Invalid:
        assume(False)
    if is_locked(page, found, first):
        assert is_locked(page, found, second)


def is_locked(page: LessonPage, found: Changes, at: datetime) -> bool:
    try:
        admit(page, found, at)
    except TooLate:
        return True
    return False


@given(
    st.sampled_from([SCHOOL, FORBIDDING]),
    st.none() | st.integers(-1000, 1000),
    st.integers(-1000, 1000),
    st.none() | st.integers(-1000, 1000),
)
def test_a_closed_term_outweighs_everything_and_free_corrections_are_never_locked_by_a_deadline(
    school: School, closed: int | None, due: int, made: int | None
) -> None:
    shut = NOON + timedelta(days=365) if closed is None else NOON + closed * MINUTE
    since = None if made is None else NOON + made * MINUTE
    lock = locked(
        school.law, NOON, closed_at=shut, due=NOON + due * MINUTE, made_at=since, grace=school.grace
    )  # fmt: skip
    assert (lock is Lock.TERM) == (closed is not None and closed <= 0)
    if school is SCHOOL:
        assert lock in (None, Lock.TERM)
    elif lock is not Lock.TERM:
        expected = (Lock.DEADLINE if due <= 0 else None) if made is None else (Lock.GRACE if made <= -5 else None)
        assert lock is expected
