"""Schools of the installation: added, changed, found by name."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from journal_core.access import AdminDesk, ServerDesk
from journal_core.entries.marks import DEFAULT_WORKS
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid, Unknown
from journal_core.ports import Store
from journal_core.school import PROFILES, Jurisdiction, School
from journal_core.settings import changed, choice, zone


@dataclass(frozen=True, slots=True)
class NewSchool:
    """What is said of a school when it is added; all else is the profile's."""

    name: str
    profile: str  #: "000" … "004"
    jurisdiction: str  #: "by-state", …
    zone: str | None = None  #: "Europe/Minsk"; None is the profile's
    region: str = ""  #: for phones without a country: "BY", "RU"; empty is the jurisdiction's


async def add_school(store: Store, desk: ServerDesk, new: NewSchool, stamp: Stamp) -> School:
    """A new school with its profile's scale and zone.

    Raises Invalid for an unknown profile, jurisdiction or zone, Conflict for a name that is taken.
    """
    school = _founded(new)
    async with store.transaction() as tx:
        if not await tx.note(stamp, "add_school", subject=school.name, profile=new.profile, by=desk.user):
            return _named(await tx.roll.schools(), school.name)
        added = await tx.roll.add_school(school)
        await tx.works.keep(added.id, DEFAULT_WORKS)
        return added


async def change_school(store: Store, desk: AdminDesk, changes: dict[str, str], stamp: Stamp) -> School:
    """`changes` are settings as typed: {"grace": "5m", "quiet_from": "21:00"}; see `journal_core.settings`.

    Raises Invalid naming the setting that cannot be; then none is changed.
    """
    school = fresh = desk.school
    for name, written in changes.items():
        fresh = changed(fresh, name, written)
    async with store.transaction() as tx:
        if await tx.note(stamp, "change_school", school_id=school.id, settings=changes):
            await tx.roll.save_school(fresh)
        return fresh


async def schools(store: Store) -> tuple[School, ...]:
    """Every school of the installation, by name."""
    async with store.transaction() as tx:
        return await tx.roll.schools()


async def school_named(store: Store, name: str | None) -> School:
    """The school of this name, in any case; without a name, the only one.

    Raises Unknown when there is none, Invalid when there are several and no name.
    """
    found = await schools(store)
    if name is not None:
        return _named(found, name)
    if not found:
        raise Unknown("school.none")
    if len(found) > 1:
        raise Invalid("school.which", names=", ".join(school.name for school in found))
    return found[0]


def _founded(new: NewSchool) -> School:
    profile = PROFILES[choice("profile", new.profile, PROFILES)]
    jurisdiction = Jurisdiction(choice("jurisdiction", new.jurisdiction, Jurisdiction))
    unnamed = School(
        id=0,
        name="",
        profile=profile,
        jurisdiction=jurisdiction,
        zone=zone(new.zone) if new.zone else ZoneInfo(profile.zone),
        scale=profile.scale,
    )
    named = changed(unnamed, "name", new.name)
    return changed(named, "region", new.region or jurisdiction[:2])


def _named(found: tuple[School, ...], name: str) -> School:
    for school in found:
        if school.name.casefold() == " ".join(name.split()).casefold():
            return school
    raise Unknown("school.unknown", name=name, names=", ".join(school.name for school in found) or "–")
