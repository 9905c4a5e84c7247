"""A quarter by 000 (Молодечно): ten points, all by seven in the evening, a mistake corrected within a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.office.mistakes import correct_mistake, pass_mistake, report_mistake
from journal_core.errors import Invalid
from journal_core.law import Control
from journal_core.office.declarations import Wish
from journal_core.office.mistakes import due_at
from journal_core.people import Role
from tests.storage.profiles import chapters
from tests.storage.profiles.quarter import WEDNESDAY, Walk, begin

MONDAY, FRIDAY = date(2026, 10, 5), date(2026, 10, 9)


async def test_a_quarter_kept_by_000(owner: AsyncEngine, runtime: AsyncEngine) -> None:
    walk = await begin(owner, runtime, "000", "by-state")
    assert (walk.school.scale.name, walk.school.zone.key) == ("by10", "Europe/Minsk")
    await chapters.slips_for_all(walk)
    await seven_in_the_evening(walk)
    await chapters.a_week_for_written_work(walk, "Аня", ("8", "8"), MONDAY)
    await chapters.only_words_for(walk, "1А", "Егор", WEDNESDAY)
    await chapters.only_words_for(walk, "2А", "Зоя", WEDNESDAY)
    await chapters.the_class_teacher_settles(walk, "Вова", WEDNESDAY, timedelta(days=3))
    await a_mother_reports_a_mistake(walk)
    await term_marks_need_no_three(walk)
    await chapters.the_quarter_closes(walk, "Аня", WEDNESDAY, "9", "10")
    await the_deputy_controls(walk)
    assert await chapters.weeks_on_paper(walk) == {"Петров Борис": (Wish.PRINTOUT,)}


async def seven_in_the_evening(walk: Walk) -> None:
    with pytest.raises(Invalid, match=r"entry\.not_on_scale"):
        await walk.posts(WEDNESDAY, walk.at(WEDNESDAY), Аня="11")
    in_time = await walk.posts(
        WEDNESDAY, walk.at(WEDNESDAY, "18:59"), topic="Степени", homework="№ 214", absent=("Вова",), Аня="10"
    )
    assert (in_time.marks, in_time.absences, await walk.late(in_time)) == (1, 1, set())
    seven = walk.at(FRIDAY, "19:00")
    late = await walk.posts(FRIDAY, seven, topic="Корни", homework="№ 215", absent=("Вова",), Борис="7")
    assert await walk.late(late) == {"mark", "absence", "homework", "topic"}


async def a_mother_reports_a_mistake(walk: Walk) -> None:
    """3.7.4, 3.5.5: Мария tells the class teacher, the deputy has it corrected by the same hour of the next day."""
    thursday = WEDNESDAY + timedelta(days=1)
    number = await walk.mark_of("Аня", WEDNESDAY)
    told = walk.says("Мария", walk.at(thursday, "09:00"))
    mistake = await report_mistake(walk.store, walk.child(), "Стоит 10, в тетради 8", told, mark_id=number)
    passed = walk.says("Соколова", walk.at(thursday, "10:00"))
    heard = await pass_mistake(walk.store, walk.leader(), mistake.id, passed)
    assert due_at(heard, walk.school) == walk.at(FRIDAY, "10:00")
    await chapters.changes(walk, "Аня", WEDNESDAY, "8", FRIDAY, "09:30")
    done = await correct_mistake(walk.store, walk.deputy(), mistake.id, walk.says("Лис", walk.at(FRIDAY, "09:40")))
    assert done.steps[-1].at < walk.at(FRIDAY, "10:00")
    assert await walk.values("Аня", WEDNESDAY) == [("set", "10", False), ("corrected", "8", True)]


async def term_marks_need_no_three(walk: Walk) -> None:
    """One mark is proposed from, none of it for written work; no day before the end is too late."""
    lines = await chapters.proposed(walk)
    assert {name: line.proposal.value for name, line in lines.items()} == {"Аня": "8", "Борис": "7", "Вова": ""}
    await chapters.sets(walk, date(2026, 10, 31), Аня="8", Борис="7", Вова="н/а")
    assert await chapters.set_marks(walk) == [("Аня", "8", False), ("Борис", "7", False), ("Вова", "н/а", False)]


async def the_deputy_controls(walk: Walk) -> None:
    """3.5.3: from time to time; here every month."""
    ends = {date(2026, 9, 30), date(2026, 10, 31)}
    assert await chapters.duties_of(walk) == {Control.MONTHLY_DEPUTY: (Role.DEPUTY, ends)}
    await chapters.does_their_duties(walk, WEDNESDAY, [Control.MONTHLY_DEPUTY])
