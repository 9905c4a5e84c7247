"""Every verb and view stands behind a door of the table, and every door opens for whom the table says."""

from __future__ import annotations

import sys
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from journal_core import access, passes
from journal_core.errors import Refused
from journal_core.passes import Child, ClassDesk, DistrictDesk, Grants, LoadLine, StaffHat
from journal_core.people import Account, Job, Operator, Person, Role
from journal_core.school import PROFILES, Channel, Jurisdiction, School
from tests.unit.access.cast import DOOR, PEOPLE, Place, disagreements, may, opened
from tests.unit.access.matrix import BEHIND_THE_SCENES, ROWS, WITHOUT_PASS
from tests.unit.access.registry import Said, verbs, views

PROFILE = PROFILES["000"]
SCHOOL = School(1, "Гимназия № 1", PROFILE, Jurisdiction.BY_STATE, ZoneInfo(PROFILE.zone), PROFILE.scale)
ANYA, YEGOR, CLASS_7B, CLASS_1A, ALGEBRA, HISTORY, READING = 11, 12, 21, 22, 31, 32, 33
OWN = Place(ANYA, CLASS_7B, ALGEBRA, 1, 1)
PLACES = {
    "own": OWN,
    "another subject": Place(ANYA, CLASS_7B, HISTORY, 1, 1),
    "another class": Place(YEGOR, CLASS_1A, READING, 1, 1),
    "another school": Place(911, 921, 931, 2, 2),
}
SAID = {one.name: one for one in (*verbs(), *views())}
#: Any desk of the office will do where a verb asks for one of them.
OFFICE = {"deputy", "head", "administrator", "secretary"}


def grants(**held: object) -> Grants:
    return Grants(1, Account(Channel.TELEGRAM, "1"), "ru", **held)  # type: ignore[arg-type]


def anya(*, own: bool = False) -> Child:
    return Child(ANYA, SCHOOL, "Иванова", "Аня", CLASS_7B, "7Б", consented=True, confirmed=True, own=own)


def hat(role: Role, *taught: LoadLine) -> Grants:
    return grants(hats=(StaffHat(5, SCHOOL, role),), taught=taught)


WHOLE_SCHOOL = (LoadLine(5, CLASS_7B, "7Б"), LoadLine(5, CLASS_1A, "1А"))
CAST: dict[str, Grants | None] = {
    "guardian": grants(children=(anya(),)),
    "pupil": grants(children=(anya(own=True),)),
    "teacher": hat(Role.TEACHER, LoadLine(5, CLASS_7B, "7Б", ALGEBRA)),
    "substitute": hat(Role.TEACHER, LoadLine(5, 23, "8А", ALGEBRA)),
    "leader": grants(hats=(StaffHat(5, SCHOOL, Role.TEACHER),), classes=(ClassDesk(5, SCHOOL, CLASS_7B, "7Б"),)),
    "deputy": hat(Role.DEPUTY, *WHOLE_SCHOOL),
    "head": hat(Role.HEAD, *WHOLE_SCHOOL),
    "administrator": hat(Role.ADMINISTRATOR),
    "secretary": hat(Role.SECRETARY),
    "officer": grants(districts=(DistrictDesk(1, "Любинский район"),)),
    "barred": grants(),
    "stranger": None,
}


def test_the_doors_open_for_whom_the_table_says() -> None:
    assert tuple(CAST) == PEOPLE
    assert disagreements(CAST, OWN, PLACES) == set()


def test_the_check_sees_a_door_that_stands_open() -> None:
    too_much = CAST | {"secretary": hat(Role.HEAD, *WHOLE_SCHOOL)}
    found = disagreements(too_much, OWN, PLACES)
    assert ("class_pages", "secretary", "own") in found
    assert ("secretary", "secretary", "own") in found


@pytest.mark.parametrize("actor", [Person(1, Role.ADMINISTRATOR), Job("lessons_ahead"), Operator("root")], ids=str)
def test_what_is_done_on_the_server_is_for_whoever_is_there(actor: Person | Job | Operator) -> None:
    def refused(door: object, *asked: object) -> bool:
        try:
            door(*asked, actor)  # type: ignore[operator]
        except Refused:
            return True
        return False

    typed = isinstance(actor, Operator)
    assert refused(access.server) == (not typed)
    assert refused(access.operator, passes.AdminDesk, SCHOOL) == (not typed)
    assert refused(access.upkeep, SCHOOL) == isinstance(actor, Person)


def test_every_verb_and_view_has_a_row_and_every_row_a_verb_or_view() -> None:
    assert lacking(SAID) == set()
    assert (ROWS.keys() | WITHOUT_PASS.keys()) - SAID.keys() == set()
    assert ROWS.keys() & WITHOUT_PASS.keys() == set()


def lacking(said: dict[str, Said]) -> set[str]:
    """Without a row."""
    return said.keys() - ROWS.keys() - WITHOUT_PASS.keys()


def test_a_verb_without_a_row_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    planted = ModuleType("journal_core.actions.planted")
    source = "async def open_everything(store, pupil_id): ...\nasync def _inner(store): ...\nasync def rule(entry): ..."
    exec(source, vars(planted))  # noqa: S102  (a verb as somebody would write it)
    package = ModuleType("journal_core.actions")
    package.__path__ = []
    for name in ("open_everything", "_inner", "rule"):
        setattr(package, name, vars(planted)[name])
        vars(planted)[name].__module__ = package.__name__
    monkeypatch.setitem(sys.modules, planted.__name__, planted)
    assert [one.name.rpartition(".")[2] for one in verbs(package)] == ["open_everything"]
    assert lacking({one.name: one for one in verbs(package)})


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_verb_takes_the_pass_of_each_of_its_doors_and_no_other(name: str) -> None:
    said, doors = SAID[name], ROWS[name].split()
    assert set(doors) <= {*DOOR, *BEHIND_THE_SCENES}
    takes = said.takes
    assert takes, "who asks is not said"
    if passes.Grants in takes:  # it goes through the door itself
        return
    gives = {DOOR[door].gives for door in doors if door in DOOR}
    gives |= {passes.ServerDesk} if "server" in doors else set()
    gives |= {passes.Upkeep} if "upkeep" in doors else set()
    if passes.OfficeDesk in takes:
        takes = takes - {passes.OfficeDesk} | {DOOR[door].gives for door in OFFICE}
    assert takes == gives


@pytest.mark.parametrize("name", sorted(WITHOUT_PASS))
def test_what_takes_no_pass_takes_none(name: str) -> None:
    assert SAID[name].takes == frozenset()


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_say_what_in_which_place(who: str) -> None:
    for name, doors in ROWS.items():
        behind = [door for door in doors.split() if door in DOOR]
        for place, at in PLACES.items():
            allowed = any(may(door, who, OWN, at) for door in behind)
            assert any(opened(door, CAST[who], at) for door in behind) == allowed, (name, place)
