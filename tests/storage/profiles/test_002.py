"""A quarter by 002 (Каменск-Уральский): marks by five in the afternoon, lists by 10 September, deputy and head."""

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

MONDAY, FRIDAY = date(2026, 10, 5), date(2026, 10, 9)


async def test_a_quarter_kept_by_002(owner: AsyncEngine, runtime: AsyncEngine) -> None:
    walk = await begin(owner, runtime, "002", "ru-state")
    assert (walk.school.scale.name, walk.school.zone.key) == ("ru5", "Asia/Yekaterinburg")
    await chapters.slips_for_all(walk)
    await five_in_the_afternoon(walk)
    await chapters.a_week_for_written_work(walk, "Аня", ("4", "4"), MONDAY)
    await chapters.only_words_for(walk, "1А", "Егор", WEDNESDAY)
    assert (await walk.posts(WEDNESDAY, walk.at(WEDNESDAY), class_name="2А", Зоя="4")).marks == 1
    await chapters.the_class_teacher_settles(walk, "Вова", WEDNESDAY, timedelta(days=5))
    await term_marks_need_no_three(walk)
    await chapters.the_quarter_closes(walk, "Борис", FRIDAY, "5", "5")
    await lists_and_months(walk)
    assert await chapters.weeks_on_paper(walk) == {"Петров Борис": (Wish.PRINTOUT,)}


async def five_in_the_afternoon(walk: Walk) -> None:
    """3.4: marks in the lesson or by 17:00 of the day, homework daily; afterwards a change is free, and late."""
    with pytest.raises(Invalid, match=r"entry\.not_on_scale"):
        await walk.posts(WEDNESDAY, walk.at(WEDNESDAY), Аня="0")
    in_time = await walk.posts(WEDNESDAY, walk.at(WEDNESDAY, "16:59"), Аня="5")
    assert await walk.late(in_time) == set()
    five = walk.at(WEDNESDAY, "17:00")
    late = await walk.posts(WEDNESDAY, five, topic="Степени", homework="№ 1", absent=("Вова",), Борис="3")
    assert await walk.late(late) == {"mark"}, "the rest is of the day"
    midnight = walk.at(FRIDAY + timedelta(days=1), "00:00")
    after = await walk.posts(FRIDAY, midnight, topic="Корни", homework="№ 2", absent=("Вова",), Борис="4")
    assert await walk.late(after) == {"mark", "absence", "homework", "topic"}
    await chapters.changes(walk, "Аня", WEDNESDAY, "4", FRIDAY)
    assert await walk.values("Аня", WEDNESDAY) == [("set", "5", False), ("corrected", "4", True)]


async def term_marks_need_no_three(walk: Walk) -> None:
    lines = await chapters.proposed(walk)
    found = {name: (line.proposal.value, line.proposal.count) for name, line in lines.items()}
    assert found == {"Аня": ("4", 3), "Борис": ("4", 2), "Вова": ("", 0)}, "3 and 4 are a half, and halves go up"
    assert [one.due for one in await walk.term_marks.due(walk.teacher(), walk.at(LAST))] == [None]
    await chapters.sets(walk, LAST, Аня="4", Борис="4", Вова="н/а")
    assert {late for _, _, late in await chapters.set_marks(walk)} == {False}


async def lists_and_months(walk: Walk) -> None:
    """3.2, 3.6, 3.7: the secretary's lists by 10 September, the deputy's figures and the head's look every month."""
    months = {date(2026, 9, 30), LAST}
    assert await chapters.duties_of(walk) == {
        Control.YEARLY_LISTS: (Role.SECRETARY, {date(2026, 9, 10)}),
        Control.MONTHLY_DEPUTY: (Role.DEPUTY, months),
        Control.MONTHLY_HEAD: (Role.HEAD, months),
    }
    controls = (Control.YEARLY_LISTS, Control.MONTHLY_DEPUTY, Control.MONTHLY_HEAD)
    await chapters.does_their_duties(walk, FIRST + timedelta(days=8), controls)
