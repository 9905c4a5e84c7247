"""Everybody who may stand before a door, and the doors: the same for grants made by hand and read from a database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from journal_core import access, passes
from journal_core.errors import NotLinked, Refused
from journal_core.passes import Grants
from tests.unit.access.matrix import DOORS


@dataclass(frozen=True)
class Place:
    """What somebody wants to open: numbers of a pupil, a class, a subject, a school, a district."""

    pupil: int
    class_id: int
    subject: int
    school: int
    district: int


@dataclass(frozen=True)
class Door:
    """A function of `access`, and what of a place it looks at."""

    opens: Callable[[Grants | None, Place], Any]
    of: Callable[[Place], object]
    gives: Any  #: the kind of pass


DOOR = {
    "child": Door(lambda who, at: access.child(who, at.pupil), lambda at: at.pupil, passes.Child),
    "guardian": Door(lambda who, at: access.guardian(who, at.pupil), lambda at: at.pupil, passes.Child),
    "teacher": Door(lambda who, at: access.teacher(who, at.school), lambda at: at.school, passes.TeacherDesk),
    "class_teacher": Door(
        lambda who, at: access.class_teacher(who, at.class_id), lambda at: at.class_id, passes.ClassDesk
    ),
    "class_pages": Door(
        lambda who, at: access.class_pages(who, at.class_id), lambda at: at.class_id, passes.ClassPages
    ),
    "subject_pages": Door(
        lambda who, at: access.class_pages(who, at.class_id, at.subject),
        lambda at: (at.class_id, at.subject),
        passes.ClassPages,
    ),
    "whole_class": Door(
        lambda who, at: _whole(access.class_pages(who, at.class_id)), lambda at: at.class_id, passes.ClassPages
    ),
    "archive": Door(lambda who, at: _archive(who, at), lambda at: at.school, passes.ClassPages),
    "deputy": Door(lambda who, at: access.deputy(who, at.school), lambda at: at.school, passes.DeputyDesk),
    "head": Door(lambda who, at: access.head(who, at.school), lambda at: at.school, passes.HeadDesk),
    "administrator": Door(lambda who, at: access.administrator(who, at.school), lambda at: at.school, passes.AdminDesk),
    "secretary": Door(lambda who, at: access.secretary(who, at.school), lambda at: at.school, passes.SecretaryDesk),
    "district": Door(lambda who, at: access.district(who, at.district), lambda at: at.district, passes.DistrictDesk),
}


def _whole(pages: passes.ClassPages) -> passes.ClassPages:
    """What is of all a class's subjects is for those who may see all of them: the views look."""
    if pages.subjects is not None:
        raise Refused("access.not_yours")
    return pages


def _archive(who: Grants | None, at: Place) -> passes.ClassPages:
    for desk in (access.administrator, access.deputy, access.head):
        with suppress(Refused):
            return access.archive_pages(desk(who, at.school), at.class_id, "7Б")
    raise Refused("access.not_yours")


def table() -> dict[tuple[str, str], str]:
    """DOORS as (door, who) → letter."""
    head, *rows = (line.split() for line in DOORS.strip().splitlines())
    return {(row[0], who): letter for row in rows for who, letter in zip(head[1:], row[1:], strict=True)}


PEOPLE = tuple(dict.fromkeys(who for _, who in table()))


def may(door: str, who: str, own: Place, at: Place) -> bool:
    """What the table says of somebody whose place is `own` and who wants to open `at`."""
    if at.school != own.school:
        return False
    letter = table()[door, who]
    same = DOOR[door].of(at) == DOOR[door].of(own)
    return letter == "s" or (letter == "c" and at.class_id == own.class_id) or (letter == "o" and same)


def opened(door: str, grants: Grants | None, at: Place) -> bool:
    """What the code says."""
    try:
        given = DOOR[door].opens(grants, at)
    except NotLinked:
        assert grants is None
        return False
    except Refused:
        return False
    assert isinstance(given, DOOR[door].gives)
    return True


def disagreements(
    people: Mapping[str, Grants | None], own: Place, places: Mapping[str, Place]
) -> set[tuple[str, str, str]]:
    """Where the code and the table differ: (door, who, place)."""
    return {
        (door, who, name)
        for door, who in table()
        for name, at in places.items()
        if opened(door, people[who], at) != may(door, who, own, at)
    }
