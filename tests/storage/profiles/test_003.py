"""A quarter by 003 (Любинский район): two days to fill in, then two people; analysis daily, weekly and monthly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.inviting import invite_class, invite_pupils
from journal_core.actions.office.declarations import declare
from journal_core.actions.office.findings import mend_finding, publish_analysis
from journal_core.entries.marks import WorkKind
from journal_core.errors import Invalid, Refused, TooLate
from journal_core.law import Control
from journal_core.lessons import Span
from journal_core.office.analysis import proposals
from journal_core.office.declarations import Declaration, Wish
from journal_core.office.matters import Step
from journal_core.people import Role
from tests.storage.profiles import chapters
from tests.storage.profiles.quarter import LAST, PEPPER, QUARTER, WEDNESDAY, Walk, begin

MONDAY, FRIDAY = date(2026, 10, 5), date(2026, 10, 9)


async def test_a_quarter_kept_by_003(owner: AsyncEngine, runtime: AsyncEngine) -> None:
    walk = await begin(owner, runtime, "003", "ru-state")
    assert (walk.school.scale.name, walk.school.zone.key) == ("ru5", "Asia/Omsk")
    await slips_on_application(walk)
    await two_days_and_no_more(walk)
    await the_norms_of_checking(walk)
    await no_correction_but_by_two_people(walk)
    await chapters.only_words_for(walk, "1А", "Егор", WEDNESDAY)
    assert (await walk.posts(WEDNESDAY, walk.at(WEDNESDAY), class_name="2А", Зоя="4")).marks == 1
    await chapters.the_class_teacher_settles(walk, "Вова", WEDNESDAY, timedelta(days=7))
    await term_marks_need_no_three(walk)
    await chapters.the_quarter_closes(walk, "Борис", MONDAY, "5", "5")
    await analysis_of_every_day(walk)
    assert await chapters.weeks_on_paper(walk) == {"Петров Борис": (Wish.PRINTOUT,)}


async def slips_on_application(walk: Walk) -> None:
    """1.10, 3.1.2: a slip for Мария once she has applied, none for Олег, and none for any pupil."""
    september, mother = walk.at(date(2026, 9, 2)), walk.numbers["guardians"]["Мария"]
    with pytest.raises(Refused, match=r"link\.no_pupil_codes"):
        await invite_pupils(walk.store, walk.leader(), "7Б", walk.says("Соколова", september), PEPPER)
    assert await invite_class(walk.store, walk.leader(), "7Б", walk.says("Соколова", september), PEPPER) == ()
    applied = Declaration(walk.school.id, september.date(), Wish.ACCESS, walk.numbers["pupils"]["Аня"], mother, "№ 1")
    await declare(walk.store, walk.leader(), applied, walk.says("Соколова", september))
    [slip] = await invite_class(walk.store, walk.leader(), "7Б", walk.says("Соколова", september), PEPPER)
    assert str(slip.adult) == "Иванова Мария"


async def two_days_and_no_more(walk: Walk) -> None:
    """4.2 а(2): on the second day nothing is late yet; on the third nothing is filled in backdated."""
    with pytest.raises(Invalid, match=r"entry\.not_on_scale"):
        await walk.posts(WEDNESDAY, walk.at(WEDNESDAY), Аня="10")
    last_minute = walk.at(FRIDAY, "23:59")
    in_time = await walk.posts(WEDNESDAY, last_minute, topic="Степени", homework="№ 1", absent=("Вова",), Аня="4")
    assert (in_time.marks, in_time.absences, await walk.late(in_time)) == (1, 1, set())
    third_day = walk.at(FRIDAY + timedelta(days=1), "00:00")
    with pytest.raises(TooLate, match=r"entry\.locked_deadline"):
        await walk.posts(WEDNESDAY, third_day, Борис="5")
    thursday = walk.at(MONDAY + timedelta(days=3), "00:00")
    for late in ({"topic": "Корни"}, {"homework": "№ 2"}, {"absent": ("Вова",)}):
        with pytest.raises(TooLate, match=r"entry\.locked_deadline"):
            await walk.posts(MONDAY, thursday, **late)


async def the_norms_of_checking(walk: Walk) -> None:
    """4.2 а(5): a test is checked within its own norm, a week where the school said nothing."""
    sixth, eighth = (walk.at(MONDAY + timedelta(days=days)) for days in (6, 8))
    checked = await walk.posts(MONDAY, sixth, work=WorkKind.TEST, Борис="4")
    assert (checked.marks, await walk.late(checked)) == (1, set())
    with pytest.raises(TooLate, match=r"entry\.locked_deadline"):
        await walk.posts(MONDAY, eighth, work=WorkKind.TEST, Аня="4")


async def no_correction_but_by_two_people(walk: Walk) -> None:
    """4.2 а(2): a slip of the finger is put right within the grace; after it another person has to approve."""
    at = walk.at(FRIDAY, "23:59") + walk.school.grace
    with pytest.raises(TooLate, match=r"entry\.locked_grace"):
        await chapters.changes(walk, "Аня", WEDNESDAY, "5", at.date(), f"{at:%H:%M}")
    with pytest.raises(TooLate, match=r"entry\.locked_grace"):
        await walk.posts(WEDNESDAY, at, topic="Корни")
    with pytest.raises(TooLate, match=r"entry\.locked_grace"):
        await walk.posts(WEDNESDAY, at, homework="№ 2")
    await chapters.two_people_change(walk, "Аня", WEDNESDAY, "5", date(2026, 10, 12))


async def term_marks_need_no_three(walk: Walk) -> None:
    lines = await chapters.proposed(walk)
    assert {name: line.proposal.value for name, line in lines.items()} == {"Аня": "5", "Борис": "4", "Вова": ""}
    await chapters.sets(walk, LAST, Аня="5", Борис="4", Вова="н/а")
    assert {late for _, _, late in await chapters.set_marks(walk)} == {False}


async def analysis_of_every_day(walk: Walk) -> None:
    """4.2 б(3–4), 5.1, 4.2 а(6): Орлов looks every day, Ковалёва mends what he remarks on."""
    duties = await chapters.duties_of(walk)
    assert {one: role for one, (role, _) in duties.items()} == {
        Control.DAILY_ANALYSIS: Role.ADMINISTRATOR,
        Control.WEEKLY_ANALYSIS: Role.ADMINISTRATOR,
        Control.MONTHLY_ANALYSIS: Role.ADMINISTRATOR,
        Control.WEEKLY_ABSENCES: Role.CLASS_TEACHER,
    }
    assert WEDNESDAY in duties[Control.DAILY_ANALYSIS][1] and len(duties[Control.DAILY_ANALYSIS][1]) == 26
    await chapters.does_their_duties(walk, WEDNESDAY, duties)
    monday = Span(MONDAY, MONDAY + timedelta(days=1))
    later = walk.at(MONDAY + timedelta(days=10))
    figures = await walk.office(later).lesson_figures(walk.admin(), monday)
    [number] = await publish_analysis(
        walk.store, walk.admin(), proposals(figures, walk.school, later), walk.says("Орлов", later)
    )
    mended = await mend_finding(walk.store, walk.teacher(), number, walk.says("Ковалёва", later), note="внесено")
    assert [one.step for one in mended.steps] == [Step.MENDED]
    assert len(await walk.office(later).findings(walk.admin(), QUARTER)) == 1
