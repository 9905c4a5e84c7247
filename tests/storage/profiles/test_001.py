"""A quarter by 001: three marks with a written one among them, term marks two days before the end, weekly paper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.errors import Invalid
from journal_core.law import Control
from journal_core.office.declarations import Wish
from journal_core.people import Role
from journal_core.term_marks.grounds import Lack
from tests.storage.profiles import chapters
from tests.storage.profiles.quarter import LAST, WEDNESDAY, Walk, begin

MONDAY, FRIDAY = date(2026, 10, 5), date(2026, 10, 9)
DUE = date(2026, 10, 29)  #: two days before the last


async def test_a_quarter_kept_by_001(owner: AsyncEngine, runtime: AsyncEngine) -> None:
    walk = await begin(owner, runtime, "001", "ru-private")
    assert (walk.school.scale.name, walk.school.zone.key) == ("ru5", "Europe/Moscow")
    await chapters.slips_for_all(walk)
    await the_day_itself(walk)
    await chapters.only_words_for(walk, "1А", "Егор", WEDNESDAY)
    assert (await walk.posts(WEDNESDAY, walk.at(WEDNESDAY), class_name="2А", Зоя="5")).marks == 1
    await chapters.the_class_teacher_settles(walk, "Вова", WEDNESDAY, timedelta(days=3))
    await three_marks_and_a_written_one(walk)
    await two_days_before_the_end(walk)
    await chapters.the_quarter_closes(walk, "Аня", WEDNESDAY, "3", "4")
    await the_class_teacher_controls(walk)
    weeks = {"Иванова Аня": (Wish.REFUSAL,), "Петров Борис": (Wish.PRINTOUT,)}
    assert await chapters.weeks_on_paper(walk) == weeks, "4.3.5: who refused electronics too"


async def the_day_itself(walk: Walk) -> None:
    """4.4.1–2, 8.4: daily. A correction afterwards is free, and late."""
    with pytest.raises(Invalid, match=r"entry\.not_on_scale"):
        await walk.posts(WEDNESDAY, walk.at(WEDNESDAY), Аня="6")
    evening = walk.at(WEDNESDAY, "23:59")
    in_time = await walk.posts(WEDNESDAY, evening, topic="Степени", homework="№ 1", absent=("Вова",), Аня="5")
    assert (in_time.marks, await walk.late(in_time)) == (1, set())
    morning = walk.at(FRIDAY + timedelta(days=1), "00:00")
    late = await walk.posts(FRIDAY, morning, topic="Корни", homework="№ 2", absent=("Вова",), Аня="5", Борис="4")
    assert await walk.late(late) == {"mark", "absence", "homework", "topic"}
    await chapters.changes(walk, "Аня", WEDNESDAY, "4", FRIDAY)
    assert await walk.values("Аня", WEDNESDAY) == [("set", "5", False), ("corrected", "4", True)]


async def three_marks_and_a_written_one(walk: Walk) -> None:
    """5.2: Аня has four with two tests among them, Борис one, and Вова three without the test."""
    await chapters.a_week_for_written_work(walk, "Аня", ("5", "5"), MONDAY)
    for day in (date(2026, 9, 30), date(2026, 10, 2), MONDAY):
        await walk.posts(day, walk.at(day), Вова="4")
    lines = await chapters.proposed(walk)
    anya, boris, vova = (lines[name].proposal for name in ("Аня", "Борис", "Вова"))
    assert (anya.value, anya.count, anya.written) == ("5", 4, 2)
    assert (boris.value, boris.count, boris.lacks) == ("", 1, (Lack.FEW_MARKS, Lack.NO_WRITTEN))
    assert (vova.value, vova.count, vova.lacks) == ("", 3, (Lack.NO_WRITTEN,))
    for name, code in (("Борис", r"term_mark\.few_marks"), ("Вова", r"term_mark\.no_written")):
        with pytest.raises(Invalid, match=code):
            await chapters.sets(walk, DUE, "старался", **{name: "4"})
    assert await chapters.set_marks(walk) == []


async def two_days_before_the_end(walk: Walk) -> None:
    """5.3: Ковалёва is reminded from ten days before the end; on the 30th a mark comes late."""
    for day, told in ((date(2026, 10, 20), False), (date(2026, 10, 21), True)):
        due = await walk.term_marks.due(walk.teacher(), walk.at(day))
        assert [(one.class_name, one.missing, one.due) for one in due] == ([("7Б", 3, DUE)] if told else [])
    await chapters.sets(walk, DUE, Аня="5", Борис="н/а")
    await chapters.sets(walk, DUE + timedelta(days=1), Вова="н/а")
    assert await chapters.set_marks(walk) == [("Аня", "5", False), ("Борис", "н/а", False), ("Вова", "н/а", True)]
    assert await walk.term_marks.due(walk.teacher(), walk.at(LAST)) == ()


async def the_class_teacher_controls(walk: Walk) -> None:
    """4.3.1, 4.3.7, 4.6.5: absences weekly, data monthly; the deputy looks at the keeping."""
    duties = await chapters.duties_of(walk)
    assert {one: role for one, (role, _) in duties.items()} == {
        Control.WEEKLY_ABSENCES: Role.CLASS_TEACHER,
        Control.MONTHLY_DATA: Role.CLASS_TEACHER,
        Control.MONTHLY_DEPUTY: Role.DEPUTY,
    }
    assert len(duties[Control.WEEKLY_ABSENCES][1]) == 9, "every week with lessons, until its Sunday"
    await chapters.does_their_duties(walk, WEDNESDAY, duties)
