"""The timetable opens nothing in the journal: what was written stays where it was, what closed stays closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import DeputyDesk, SecretaryDesk
from journal_core.actions import timetable
from journal_core.actions.import_roll import import_roll
from journal_core.actions.post_lesson import post_lesson, undo
from journal_core.actions.timetable import Substitution
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, MarkEntry, RemarkEntry, TaskEntry
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid, TooLate
from journal_core.people import Role
from journal_core.roll import Roll
from journal_core.school import PROFILES
from storage.transaction import PgStore
from tests.storage.ledger import rows
from tests.storage.town import MONDAY, NOON, TODAY, Town, stamp
from tests.unit.roll.rolls import codes, term

NOVEMBER = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  #: the first quarter has closed by itself
FRIDAY = TODAY + timedelta(days=2)


def deputy(town: Town) -> DeputyDesk:
    return DeputyDesk(town.staff["Лис"], town.school)


def said(command: str, at: datetime = NOON) -> Stamp:
    return stamp(command, at, Role.DEPUTY)


def entries(town: Town, lesson: int) -> dict[str, LessonEntry]:
    """One of everything that may be written in a lesson."""
    anya, nothing = town.pupils["Аня"], LessonEntry(lesson)
    return {
        "mark": replace(nothing, marks=(MarkEntry(anya, ("9",)),)),
        "absence": replace(nothing, attendance=(AbsenceEntry(anya, AbsenceCode.ABSENT),)),
        "homework": replace(nothing, homework=HomeworkEntry("§ 4", FRIDAY)),
        "topic": replace(nothing, topic="Дроби"),
        "remark": replace(nothing, remarks=(RemarkEntry(anya, "молодец"),)),
        "task": replace(nothing, tasks=(TaskEntry("Диктант", "№ 12"),)),
    }


@pytest.mark.parametrize("what", ["mark", "absence", "homework", "topic", "remark", "task"])
async def test_whatever_was_written_in_a_lesson_holds_its_day_and_subject(
    store: PgStore, owner: AsyncEngine, town: Town, what: str
) -> None:
    lesson, history = town.lesson("algebra"), town.subjects["История"]
    await post_lesson(store, town.teacher(), entries(town, lesson)[what], stamp("wrote"))
    with pytest.raises(Invalid, match="timetable.has_entries"):
        await timetable.move_lesson(store, deputy(town), lesson, FRIDAY, 4, said("move"))
    with pytest.raises(Invalid, match="timetable.has_entries"):
        await timetable.substitute(store, deputy(town), lesson, Substitution(subject_id=history), said("subject"))
    with pytest.raises(Invalid, match="timetable.has_entries"):
        await timetable.cancel_lesson(store, deputy(town), lesson, said("cancel"))
    assert await rows(owner, "SELECT 1 FROM lesson_change") == []
    done = await timetable.substitute(store, deputy(town), lesson, Substitution(town.staff["Лис"]), said("ill"))
    assert done.revision == 1, "another teacher may come"


async def test_what_was_taken_back_was_written_too(store: PgStore, town: Town) -> None:
    lesson = town.lesson("algebra")
    await post_lesson(store, town.teacher(), entries(town, lesson)["mark"], stamp("wrote"))
    await undo(store, town.teacher(), "wrote", stamp("undo", NOON + timedelta(minutes=1)))
    with pytest.raises(Invalid, match="timetable.has_entries"):
        await timetable.move_lesson(store, deputy(town), lesson, FRIDAY, 4, said("move"))


async def test_a_lesson_given_on_another_day_is_not_taken_back_once_something_stands_in_it(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    lesson = town.lesson("algebra", FRIDAY)
    await timetable.move_lesson(store, deputy(town), lesson, FRIDAY - timedelta(days=1), 2, said("sooner"))
    await timetable.move_lesson(store, deputy(town), lesson, TODAY, 4, said("nobody wrote yet"))
    await post_lesson(store, town.teacher(), entries(town, lesson)["topic"], stamp("wrote"))
    with pytest.raises(Invalid, match="timetable.has_entries"):
        await timetable.take_back(store, deputy(town), lesson, said("back"))
    assert await rows(owner, f"SELECT day FROM lesson WHERE id = {lesson}") == [(TODAY,)]


async def test_no_lesson_leaves_a_closed_term_or_changes_in_it(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    lesson, at = town.lesson("algebra", MONDAY), NOVEMBER
    with pytest.raises(TooLate, match="timetable.term_closed"):
        await timetable.move_lesson(store, deputy(town), lesson, at.date(), 4, said("move", at))
    for subject in (Substitution(town.staff["Лис"]), Substitution(subject_id=town.subjects["История"])):
        with pytest.raises(TooLate, match="timetable.term_closed"):
            await timetable.substitute(store, deputy(town), lesson, subject, said("sub", at))
    with pytest.raises(TooLate, match="timetable.term_closed"):
        await timetable.cancel_lesson(store, deputy(town), lesson, said("cancel", at))
    assert await rows(owner, "SELECT 1 FROM lesson_change") == []


async def test_where_nothing_is_backdated_a_lesson_that_is_due_is_not_moved_to_today(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    town.school = replace(town.school, profile=PROFILES["003"])
    lesson, late = town.lesson("algebra", MONDAY), NOON + timedelta(days=2)
    with pytest.raises(TooLate, match="timetable.past_deadline"):
        await timetable.move_lesson(store, deputy(town), lesson, FRIDAY, 4, said("late", late))
    await timetable.move_lesson(store, deputy(town), lesson, TODAY, 4, said("in time", NOON))
    assert await rows(owner, f"SELECT day FROM lesson WHERE id = {lesson}") == [(TODAY,)]


async def test_a_longer_quarter_in_the_secretarys_calendar_opens_nothing_that_has_closed(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    roll = Roll(terms=(term("I четверть", "01.09.2026", "08.11.2026"),))
    desk = SecretaryDesk(town.staff["Орлов"], town.school)
    found = await import_roll(store, desk, roll, said("calendar", NOVEMBER), today=NOVEMBER.date())
    assert (codes(found), bool(found)) == (["term_closed"], False)
    ends = "SELECT upper(days) FROM term WHERE name = 'I четверть'"
    assert await rows(owner, ends) == [(date(2026, 11, 1),)]
    with pytest.raises(TooLate, match="entry.locked_term"):
        mark = entries(town, town.lesson("algebra", MONDAY))["mark"]
        await post_lesson(store, town.teacher(), mark, stamp("late", NOVEMBER))
