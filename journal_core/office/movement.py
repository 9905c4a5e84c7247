"""Movement of pupils: arrived, left, went to another class (001 4.3.6; 000 3.3.2; 002 1.3, 3.2).

The class teacher proposes, the secretary or the administrator accepts with the order's number. Nothing is deleted:
a membership ends on the day and the pupil stays in the class's lists until then, with everything that was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from journal_core.enrolment.difference import Changes
from journal_core.enrolment.records import MembershipRecord, PupilRecord, Standing, SubgroupMemberRecord
from journal_core.errors import Conflict, Invalid
from journal_core.office.matters import Filed, Step, Way
from journal_core.office.sheets import STANDS, OfficeSheet, Word, sheet
from journal_core.roll import FullName

#: The number of a record that is not kept yet.
_NEW = -1


class Move(StrEnum):
    """What happened to a pupil."""

    ARRIVED = "arrived"
    LEFT = "left"
    CHANGED = "changed"  #: to another class of the school


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement as it was proposed."""

    NAME: ClassVar[str] = "movement"
    WAY: ClassVar[Way] = {None: frozenset({Step.ACCEPTED, Step.REJECTED})}

    school_id: int
    day: date  #: the first day that the pupil is, or is no more, in the class
    what: Move
    class_id: int  #: where the pupil comes to, or is leaving
    to_class_id: int | None = None
    pupil_id: int | None = None  #: None for a newcomer, who is told by name
    surname: str = ""
    name: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    why: str = ""

    @property
    def newcomer(self) -> FullName:
        """Who arrives."""
        return FullName(self.surname, self.name, self.patronymic)


@dataclass(frozen=True, slots=True)
class Places:
    """Where one pupil is and will be; what is over is left out."""

    memberships: tuple[MembershipRecord, ...] = ()
    subgroups: tuple[SubgroupMemberRecord, ...] = ()
    last_entry: date | None = None  #: the last lesson with a mark or an absence of theirs


def check(movement: Movement) -> None:
    """Raise Invalid for a movement that says too little or nothing."""
    if movement.what is Move.ARRIVED and not (movement.surname.strip() and movement.name.strip()):
        raise Invalid("office.newcomer_nameless")
    if movement.what is Move.CHANGED and movement.to_class_id in (None, movement.class_id):
        raise Invalid("office.same_class")


def arrival(movement: Movement, pupil_id: int | None, places: Places) -> Changes:
    """A newcomer joins the class: a new record, or one that the school keeps from before.

    Raises Conflict when that pupil is in a class already.
    """
    if places.memberships:
        raise Conflict("office.in_class_already")
    fresh = () if pupil_id is not None else (PupilRecord(_NEW, movement.newcomer, movement.birth_date),)
    joined = MembershipRecord(_NEW, pupil_id if pupil_id is not None else _NEW, movement.class_id, movement.day)
    return Changes(Standing(pupils=fresh, memberships=(joined,)))


def departure(places: Places, class_id: int, day: date) -> Changes:
    """A pupil is in the class no more from `day` on; an import that reads «выбыл» does the same.

    Raises Conflict when the pupil is not in that class then, or is to be in another one later; Invalid when
    something was written of them on that day or after it.
    """
    stands = _leaving(places, class_id, day)
    over = replace(stands, end=day)
    kept, gone = _out_of(places.subgroups, day)
    return Changes(Standing(memberships=(over,), subgroup_members=kept), gone_subgroup_members=gone)


def change_of_class(places: Places, class_id: int, to_class_id: int, day: date) -> Changes:
    """A pupil goes from one class to another on `day`. Raises as `departure` does."""
    left = departure(places, class_id, day)
    until = _leaving(places, class_id, day).end
    pupil_id = left.put.memberships[0].pupil_id
    joined = MembershipRecord(_NEW, pupil_id, to_class_id, day, until)
    return replace(left, put=replace(left.put, memberships=(*left.put.memberships, joined)))


def _leaving(places: Places, class_id: int, day: date) -> MembershipRecord:
    """The membership that `day` ends."""
    if any(one.first >= day for one in places.memberships):
        raise Conflict("office.moves_later")
    for one in places.memberships:
        if one.class_id == class_id and (one.end is None or one.end > day):
            if places.last_entry is not None and places.last_entry >= day:
                raise Invalid("office.entries_after", day=f"{places.last_entry:%d.%m.%Y}")
            return one
    raise Conflict("office.not_in_class")


def _out_of(
    members: Iterable[SubgroupMemberRecord], day: date
) -> tuple[tuple[SubgroupMemberRecord, ...], tuple[int, ...]]:
    """Subgroups that end on `day`, and those that were to begin later."""
    lasting = [one for one in members if one.end is None or one.end > day]
    return (
        tuple(replace(one, end=day) for one in lasting if one.first < day),
        tuple(one.id for one in lasting if one.first >= day),
    )


_WHAT = {
    Move.ARRIVED: Word("office.arrived"),
    Move.LEFT: Word("office.left"),
    Move.CHANGED: Word("office.changed"),
}
_COLUMNS = (
    "office.day", "office.pupil", "office.what", "office.class", "office.to_class", "office.why", "office.stands",
    "office.order",
)  # fmt: skip


def movement_sheet(movements: Iterable[Filed[Movement]]) -> OfficeSheet:
    """Движение учащихся over a period."""
    return sheet(
        "office.movement",
        _COLUMNS,
        (
            (
                one.matter.day,
                one.names.pupil or f"{one.matter.surname} {one.matter.name}",
                _WHAT[one.matter.what],
                one.names.class_name,
                one.names.to_class,
                one.matter.why,
                STANDS[one.stands],
                one.last.refers if one.last else "",
            )
            for one in movements
        ),
    )
