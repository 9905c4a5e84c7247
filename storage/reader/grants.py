"""Who is speaking and what they may do: what all access stands on, read afresh for each message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.passes import Child, ClassDesk, DistrictDesk, Grants, LoadLine, StaffHat
from journal_core.people import DUTIES, Account, Role
from journal_core.school import Level
from storage.links.standing import BARRED, SCHOOL, STANDING, TODAY, class_of, days_at, school_of

# One row a child, or one alone for a person without children. Two people may share a mailbox: the first to have
# confirmed it speaks.
_CHILDREN = sql(f"""
    SELECT speaker.person_id, speaker.language, link.state, link.own, pupil.id AS pupil_id, pupil.surname, pupil.name,
           {SCHOOL}, standing.class_id, school_class.grade, school_class.letter,
           EXISTS (SELECT FROM link AS held WHERE held.person_id = speaker.person_id
                     AND held.state IN ('awaiting', 'live')) AS holds,
           EXISTS (SELECT FROM consent
                   WHERE consent.person_id = speaker.person_id AND consent.pupil_id = pupil.id
                     AND consent.channel = :channel AND consent.withdrawn_at IS NULL) AS consented
    FROM (
        SELECT person.id AS person_id, person.language
        FROM account JOIN person ON person.id = account.person_id
        WHERE account.channel = :channel AND account.address = :address AND account.state = 'live'
          AND (CAST(:person_id AS bigint) IS NULL OR account.person_id = :person_id)
        ORDER BY account.id LIMIT 1
    ) AS speaker
    LEFT JOIN link ON link.person_id = speaker.person_id AND link.pupil_id IS NOT NULL
                  AND link.state IN ('awaiting', 'live') AND NOT {BARRED}
    LEFT JOIN pupil ON pupil.id = link.pupil_id
    LEFT JOIN school ON school.id = pupil.school_id
    {STANDING}
    ORDER BY link.id
""")

# One row a staff record and class led, or a district. An administrator who is not confirmed yet has no hat.
_HATS = sql(f"""
    SELECT staff.id AS staff_id, staff.duties, {SCHOOL}, school_class.id AS class_id, school_class.grade,
           school_class.letter, district.id AS district_id, district.name AS district
    FROM link
    JOIN school ON school.id = link.school_id
    LEFT JOIN staff ON staff.id = link.staff_id
    LEFT JOIN district ON district.id = link.district_id
    LEFT JOIN school_class ON school_class.class_teacher_id = staff.id
    WHERE link.person_id = :person AND link.state = 'live' AND link.pupil_id IS NULL
    ORDER BY link.id, school_class.grade, school_class.letter
""")

# The load of those who teach, as today's timetable has it; every class of the school of those who look after all of it.
_TAUGHT = sql(f"""
    SELECT DISTINCT t.staff_id, t.class_id, c.grade, c.letter, t.subject_id, t.subgroup_id
    FROM (
        SELECT line.staff_id, line.class_id, line.subject_id, line.subgroup_id
        FROM timetable_line line JOIN school ON school.id = line.school_id
        WHERE line.staff_id = ANY(:teachers) AND line.days @> {TODAY}
        UNION ALL
        SELECT staff.id, school_class.id, NULL, NULL
        FROM staff JOIN school_class ON school_class.school_id = staff.school_id WHERE staff.id = ANY(:seniors)
    ) t
    JOIN school_class c ON c.id = t.class_id
    ORDER BY t.staff_id, c.grade, c.letter, t.subject_id, t.subgroup_id
""")


async def read_grants(
    connection: AsyncConnection, account: Account, at: datetime | None = None, *, person_id: int | None = None
) -> Grants | None:
    """Everything the person behind a live account may do; None for a stranger, and for one who holds nothing.

    `at` is whose class is told; now without it. A school that may not use this channel at all
    is left out. `person_id` says whom of two who share a mailbox is meant: a message is for one of them.
    """
    days = await days_at(connection, at)
    known = {"channel": account.channel, "address": account.address, "days": days, "person_id": person_id}
    rows = (await connection.execute(_CHILDREN, known)).mappings().all()
    if not rows or not rows[0]["holds"]:
        return None
    person_id = rows[0]["person_id"]
    staff = (await connection.execute(_HATS, {"person": person_id})).mappings().all()
    allowed = [row for row in staff if _may(row, account)]
    hats = tuple(dict.fromkeys(hat for row in allowed if row["staff_id"] is not None for hat in _hats(row)))
    return Grants(
        person_id,
        account,
        rows[0]["language"],
        children=tuple(_child(row) for row in rows if row["pupil_id"] is not None and _may(row, account)),
        hats=hats,
        classes=tuple(_desk(row) for row in allowed if row["class_id"] is not None),
        taught=await _taught(connection, hats, days),
        districts=tuple(_district(row) for row in allowed if row["district_id"] is not None),
    )


async def _taught(connection: AsyncConnection, hats: Sequence[StaffHat], days: str) -> tuple[LoadLine, ...]:
    teachers = [hat.staff_id for hat in hats if hat.role is Role.TEACHER]
    seniors = [hat.staff_id for hat in hats if hat.role in (Role.DEPUTY, Role.HEAD)]
    if not teachers and not seniors:
        return ()
    asked = {"teachers": teachers, "seniors": seniors, "days": days}
    rows = (await connection.execute(_TAUGHT, asked)).mappings()
    return tuple(
        LoadLine(row["staff_id"], row["class_id"], class_of(row), row["subject_id"], row["subgroup_id"]) for row in rows
    )


def _may(row: Mapping[Any, Any], account: Account) -> bool:
    return row["school_id"] is not None and school_of(row).level(account.channel) is not Level.OFF


def _child(row: Mapping[Any, Any]) -> Child:
    return Child(
        pupil_id=row["pupil_id"],
        school=school_of(row),
        surname=row["surname"],
        name=row["name"],
        class_id=row["class_id"] or 0,  # never in a class: no lessons are found for it
        class_name=class_of(row),
        consented=row["consented"],
        confirmed=row["state"] == "live",
        own=row["own"],
        reader=row["person_id"],
    )


def _hats(row: Mapping[Any, Any]) -> list[StaffHat]:
    school = school_of(row)
    return [StaffHat(row["staff_id"], school, Role(duty)) for duty in DUTIES if duty in row["duties"]]


def _desk(row: Mapping[Any, Any]) -> ClassDesk:
    return ClassDesk(row["staff_id"], school_of(row), row["class_id"], class_of(row))


def _district(row: Mapping[Any, Any]) -> DistrictDesk:
    return DistrictDesk(row["district_id"], row["district"])
