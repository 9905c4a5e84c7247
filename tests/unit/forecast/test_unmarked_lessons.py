"""A lesson given without a mark yet is still to be reckoned with: today's, and those whose mark may come in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from journal_core.entries.deadlines import marks_due_from
from journal_core.forecast.bounds import Room, guaranteed, reachable
from journal_core.forecast.classes import class_forecast
from journal_core.forecast.needs import Verdict, answers
from journal_core.forecast.pupils import pupil_forecast
from journal_core.lessons import Span
from journal_core.school import PROFILES
from journal_core.term_marks.due import shortages
from journal_core.term_marks.grounds import Ground, Grounds
from journal_core.term_marks.progress import Progress
from tests.unit.forecast.prospects import prospect
from tests.unit.term_marks.page import SCHOOL

LAST_DAY = date(2026, 10, 31)
QUARTER = Span(date(2026, 9, 1), date(2026, 11, 1))


def anya(*values: str, unmarked: int) -> Progress:
    """On the term's last day: no lesson is left after today."""
    marks = tuple(Ground(place, value, written=True) for place, value in enumerate(values))
    return Progress(
        1, "Иванова Аня", 7, "7Б", 7, 3, "Алгебра", "I четверть", QUARTER, Grounds(marks), 0, 20, unmarked,
        written_given=True,
    )  # fmt: skip


def test_before_the_mark_of_the_last_lesson_nothing_is_impossible_or_certain_yet() -> None:
    over = prospect((4, 1), (4, 1), (5, 1))
    waiting = replace(over, room=Room(0, unmarked=1))
    assert (guaranteed(over), reachable(over)) == ("4", ("4",))
    assert (guaranteed(waiting), reachable(waiting)) == ("4", ("4", "5"))
    assert [one.verdict for one in answers(over)][-1] is Verdict.IMPOSSIBLE
    five = answers(waiting)[-1]
    assert (five.verdict, five.marks, five.room.unmarked) == (Verdict.POSSIBLE, ("5",), 1)


def test_a_pupils_forecast_leaves_room_for_the_lessons_not_marked_yet() -> None:
    [waits] = pupil_forecast([anya("4", "4", "5", unmarked=1)], SCHOOL)
    [over] = pupil_forecast([anya("4", "4", "5", unmarked=0)], SCHOOL)
    assert (waits.possible, over.possible) == (("4", "5"), ("4",))
    assert (waits.room.lessons, waits.room.unmarked) == (0, 1)


def test_nobody_is_called_unattestable_while_todays_mark_may_come() -> None:
    waits, over = anya("4", "5", unmarked=1), anya("4", "5", unmarked=0)
    found = class_forecast([waits, over], SCHOOL, LAST_DAY)
    assert [one.unmarked for one in found.short] == [1, 0]
    assert [one.unmarked for one in found.unattested] == [0]
    assert [one.still_possible for one in shortages([waits, over], SCHOOL.law, LAST_DAY)] == [True, False]


@pytest.mark.parametrize(
    ("profile", "hour", "first"),
    [
        ("003", 9, date(2026, 10, 24)),  # written work: a week, to the end of the day
        ("000", 9, date(2026, 10, 24)),
        ("000", 22, date(2026, 10, 24)),
    ],
)
def test_a_mark_may_be_in_time_for_as_long_as_the_law_gives_written_work(profile: str, hour: int, first: date) -> None:
    school = replace(SCHOOL, profile=PROFILES[profile], zone=ZoneInfo("Europe/Minsk"))
    assert marks_due_from(school, datetime(2026, 10, 31, hour - 3, tzinfo=UTC)) == first


def test_todays_lessons_are_waited_for_even_after_their_hour() -> None:
    strict = replace(SCHOOL, amendments=(("marks_due", "0 19:00"), ("written_due", "0 19:00")))
    assert marks_due_from(strict, datetime(2026, 10, 31, 18, tzinfo=UTC)) == LAST_DAY
