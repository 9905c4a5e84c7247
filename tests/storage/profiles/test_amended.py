"""A profile is a preset: any school overrides single points of it, and has them back."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import AdminDesk
from journal_core.actions.schools import change_school, school_named
from journal_core.errors import Invalid
from journal_core.law import POINTS, Due
from journal_core.school import PROFILES
from tests.storage.profiles import chapters
from tests.storage.profiles.quarter import WEDNESDAY, Walk, begin


async def amend(walk: Walk, **typed: str) -> None:
    """The administrator types points of the law; from then on the school's row says so."""
    at = walk.at(date(2026, 9, 2))
    await change_school(walk.store, AdminDesk(None, walk.school), typed, walk.says("Орлов", at))
    walk.school = await school_named(walk.store, walk.school.name)


@pytest.mark.parametrize("profile", sorted(PROFILES))
async def test_a_school_overrides_any_point_of_its_regulation_and_has_it_back(
    owner: AsyncEngine, runtime: AsyncEngine, profile: str
) -> None:
    walk = await begin(owner, runtime, profile, "ru-private")
    assert (walk.school.profile, walk.school.law) == (PROFILES[profile], PROFILES[profile].law)
    await amend(walk, marks_due="1 12:00", grades_without_marks="1,2,3", least_marks="2", correcting="late")
    law = walk.school.law
    assert (law.marks_due, law.grades_without_marks, law.least_marks) == (Due(1, time(12)), (1, 2, 3), 2)
    assert law.homework_due == PROFILES[profile].law.homework_due, "what nobody typed stays"
    next_day = WEDNESDAY + timedelta(days=1)
    assert await walk.late(await walk.posts(WEDNESDAY, walk.at(next_day, "11:59"), Аня="4")) == set()
    assert await walk.late(await walk.posts(WEDNESDAY, walk.at(next_day, "12:00"), Борис="4")) == {"mark"}
    await chapters.only_words_for(walk, "2А", "Зоя", WEDNESDAY)
    await amend(walk, **dict.fromkeys(POINTS, "default"))
    assert (walk.school.law, walk.school.amendments) == (PROFILES[profile].law, ())


async def test_a_point_that_cannot_be_changes_none_of_those_typed_with_it(
    owner: AsyncEngine, runtime: AsyncEngine
) -> None:
    walk = await begin(owner, runtime, "003", "ru-state")
    with pytest.raises(Invalid, match=r"school\.setting_value"):
        await amend(walk, least_marks="3", marks_due="послезавтра")
    assert (await school_named(walk.store, walk.school.name)).amendments == ()
