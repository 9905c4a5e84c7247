"""A district's officer sees counts of its schools and nobody's name (003, plan 2.5–2.7)."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core import access
from journal_core.access import ServerDesk
from journal_core.actions.districts import add_district, district_named, invite_officer, join_district
from journal_core.errors import Conflict, Invalid, Refused, Unknown
from tests.storage.office import PEPPER, Office, chat
from tests.storage.town import build_town

OFFICER, SERVER = chat(80), ServerDesk("admin")


@pytest.fixture
async def office(owner: AsyncEngine, runtime: AsyncEngine) -> Office:
    """«Гимназия № 1» in the Любинский район."""
    made = Office(await build_town(owner), runtime, owner)
    await add_district(made.store, SERVER, " Любинский  район ", made.stamp())
    await join_district(made.store, SERVER, "любинский район", made.town.school, made.stamp())
    return made


async def test_an_officer_comes_by_a_slip_of_their_own_and_wears_no_hat_in_any_school(office: Office) -> None:
    slip = await invite_officer(office.store, SERVER, "Любинский район", office.stamp(), PEPPER)
    linked = await office.redeem(OFFICER, slip.secret.token, None)
    assert (linked.kind, linked.awaiting, linked.pupil_id) == ("officer", False, None)
    grants = await office.grants(OFFICER)
    assert grants is not None
    assert (grants.children, grants.hats, grants.classes, grants.taught) == ((), (), (), ())
    assert access.district(grants).name == "Любинский район"
    with pytest.raises(Refused):
        access.district(grants, 10**6)


async def test_a_school_is_counted_in_one_district_and_leaves_the_other(office: Office) -> None:
    await add_district(office.store, SERVER, "Омский район", office.stamp())
    await join_district(office.store, SERVER, "Омский район", office.town.school, office.stamp())
    found = {name: await district_named(office.store, SERVER, name) for name in ("Любинский район", "Омский район")}
    assert [[school.name for school in one.schools] for one in found.values()] == [[], ["Гимназия № 1"]]
    with pytest.raises(Invalid, match="district.empty"):
        await invite_officer(office.store, SERVER, "Любинский район", office.stamp(), PEPPER)


async def test_a_district_has_a_name_of_its_own(office: Office) -> None:
    with pytest.raises(Invalid, match="district.unnamed"):
        await add_district(office.store, SERVER, "  ", office.stamp())
    with pytest.raises(Conflict, match="district.name_taken"):
        await add_district(office.store, SERVER, "Любинский район", office.stamp())
    with pytest.raises(Unknown, match="district.unknown"):
        await join_district(office.store, SERVER, "Тарский район", office.town.school, office.stamp())
