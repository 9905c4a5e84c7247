"""A quarter by 004 (Гехи-Чу): marks on the day, the rest by noon of the next; sections in September, paper if asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.errors import Invalid
from journal_core.law import Control
from journal_core.office.declarations import Wish
from journal_core.people import Role
from tests.storage.profiles import chapters
from tests.storage.profiles.quarter import FIRST, LAST, WEDNESDAY, Walk, begin

MONDAY, THURSDAY, FRIDAY = date(2026, 10, 5), date(2026, 10, 8), date(2026, 10, 9)


async def test_a_quarter_kept_by_004(owner: AsyncEngine, runtime: AsyncEngine) -> None:
    walk = await begin(owner, runtime, "004", "ru-state")
    assert (walk.school.scale.name, walk.school.zone.key) == ("ru5", "Europe/Moscow")
    await chapters.slips_for_all(walk)
    await noon_of_the_next_day(walk)
    await chapters.a_week_for_written_work(walk, "Аня", ("4", "4"), MONDAY)
    await chapters.only_words_for(walk, "1А", "Егор", WEDNESDAY)
    assert (await walk.posts(WEDNESDAY, walk.at(WEDNESDAY), class_name="2А", Зоя="3")).marks == 1
    await chapters.the_class_teacher_settles(walk, "Вова", WEDNESDAY, timedelta(days=2))
    await term_marks_need_no_three(walk)
    await chapters.the_quarter_closes(walk, "Аня", WEDNESDAY, "5", "5")
    await sections_of_the_year(walk)
    assert await chapters.weeks_on_paper(walk) == {"Петров Борис": (Wish.PRINTOUT,)}, "§1: whoever asks for it"


async def noon_of_the_next_day(walk: Walk) -> None:
    """§1 lets the rest wait until noon, §3 wants marks and attendance on the day; later a change is free, and late."""
    with pytest.raises(Invalid, match=r"entry\.not_on_scale"):
        await walk.posts(WEDNESDAY, walk.at(WEDNESDAY), Аня="7")
    evening = await walk.posts(WEDNESDAY, walk.at(WEDNESDAY, "23:59"), absent=("Вова",), Аня="4")
    assert await walk.late(evening) == set()
    before_noon = await walk.posts(WEDNESDAY, walk.at(THURSDAY, "11:59"), topic="Степени", homework="№ 1", Борис="5")
    assert await walk.late(before_noon) == {"mark"}
    saturday = FRIDAY + timedelta(days=1)
    noon = await walk.posts(FRIDAY, walk.at(saturday, "12:00"), topic="Корни", homework="№ 2", absent=("Вова",))
    assert await walk.late(noon) == {"absence", "homework", "topic"}, "a Saturday counts as any day"
    await chapters.changes(walk, "Аня", WEDNESDAY, "3", THURSDAY)
    assert await walk.values("Аня", WEDNESDAY) == [("set", "4", False), ("corrected", "3", True)]


async def term_marks_need_no_three(walk: Walk) -> None:
    lines = await chapters.proposed(walk)
    assert {name: line.proposal.value for name, line in lines.items()} == {"Аня": "4", "Борис": "5", "Вова": ""}
    await chapters.sets(walk, LAST, Аня="4", Борис="5", Вова="н/а")
    assert {late for _, _, late in await chapters.set_marks(walk)} == {False}


async def sections_of_the_year(walk: Walk) -> None:
    """§3: the administration forms the sections by 5 September."""
    due = {date(2026, 9, 5)}
    assert await chapters.duties_of(walk) == {Control.YEARLY_SECTIONS: (Role.DEPUTY, due)}
    await chapters.does_their_duties(walk, FIRST + timedelta(days=2), [Control.YEARLY_SECTIONS])
