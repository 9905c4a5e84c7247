"""Schools of an installation: added, changed, found by name."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from journal_core.access import AdminDesk, ServerDesk
from journal_core.actions.schools import NewSchool, add_school, change_school, school_named
from journal_core.entries.revisions import Stamp
from journal_core.errors import Conflict, Invalid, Unknown
from journal_core.people import Operator
from journal_core.school import Jurisdiction, School
from storage.transaction import PgStore
from tests.storage.town import NOON


@pytest.fixture
async def school(store: PgStore) -> School:
    return await add_school(store, ServerDesk("admin"), NewSchool("Гимназия № 1", "000", "by-state"), said("add"))


def said(command_id: str) -> Stamp:
    return Stamp(command_id, Operator("root"), NOON, "command line")


async def test_a_school_is_added_with_its_profiles_scale_and_zone(store: PgStore, school: School) -> None:
    assert (school.scale.name, school.zone.key, school.region) == ("by10", "Europe/Minsk", "BY")
    assert await school_named(store, None) == school
    assert (
        await add_school(store, ServerDesk("admin"), NewSchool("Гимназия № 1", "000", "by-state"), said("add"))
        == school
    )


async def test_a_school_needs_a_known_profile_jurisdiction_and_zone(store: PgStore) -> None:
    for new, code in (
        (NewSchool("Школа", "009", "by-state"), "school.profile_unknown"),
        (NewSchool("Школа", "000", "kz-state"), "school.jurisdiction_unknown"),
        (NewSchool("Школа", "000", "by-state", "Europe/Narnia"), "school.zone_unknown"),
        (NewSchool(" ", "000", "by-state"), "school.setting_value"),
    ):
        with pytest.raises(Invalid) as refused:
            await add_school(store, ServerDesk("admin"), new, said("add"))
        assert refused.value.code == code
    with pytest.raises(Unknown):
        await school_named(store, None)


async def test_a_name_belongs_to_one_school(store: PgStore, school: School) -> None:
    with pytest.raises(Conflict):
        await add_school(store, ServerDesk("admin"), NewSchool("Гимназия № 1", "000", "by-state"), said("again"))


async def test_once_there_are_two_schools_a_name_is_asked_for(store: PgStore, school: School) -> None:
    other = await add_school(store, ServerDesk("admin"), NewSchool("Школа № 2", "001", "ru-state"), said("add 2"))
    with pytest.raises(Invalid) as refused:
        await school_named(store, None)
    assert refused.value.details["names"] == "Гимназия № 1, Школа № 2"
    assert await school_named(store, "школа  № 2") == other


async def test_settings_are_changed_as_typed_or_not_at_all(store: PgStore, school: School) -> None:
    typed = {"grace": "10m", "quiet-from": "22:30", "confirms_links": "нет", "jurisdiction": "by-private"}
    changed = await change_school(store, AdminDesk(None, school), typed, said("set"))
    assert await school_named(store, None) == changed
    assert (changed.grace, changed.jurisdiction) == (timedelta(minutes=10), Jurisdiction.BY_PRIVATE)
    assert not changed.confirms_links
    with pytest.raises(Invalid):
        await change_school(store, AdminDesk(None, changed), {"grace": "1m", "quiet_from": "25:00"}, said("set 2"))
    assert await school_named(store, None) == changed


@pytest.mark.parametrize("typed", ["вс", "Воскресенье", "sun", "Sunday", "вс."])
async def test_the_hour_of_the_summary_is_a_weekday_in_words_and_a_clock(
    store: PgStore, school: School, typed: str
) -> None:
    assert (school.summary_on, school.summary_at) == (4, time(18))
    await change_school(store, AdminDesk(None, school), {"summary_on": typed, "summary-at": "10:30"}, said("set"))
    found = await school_named(store, None)
    assert (found.summary_on, found.summary_at) == (6, time(10, 30))
    with pytest.raises(Invalid):
        await change_school(store, AdminDesk(None, found), {"summary_on": "завтра"}, said("set 2"))


async def test_another_profile_brings_its_scale_and_zone(store: PgStore, school: School) -> None:
    changed = await change_school(store, AdminDesk(None, school), {"profile": "003"}, said("set"))
    assert (changed.scale.name, changed.zone.key) == ("ru5", "Asia/Omsk")
