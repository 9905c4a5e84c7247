"""Who is speaking and what they may do: what all access stands on, read afresh for each message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child, ClassDesk, Grants, StaffHat
from journal_core.people import DUTIES, Account, Role
from journal_core.school import Level
from storage.links.standing import BARRED, SCHOOL, STANDING, class_of, school_of

# One row a child, or one alone for a person without children. Two people may share a mailbox: the first to have
# confirmed it speaks.
_CHILDREN = sql(f"""
    SELECT speaker.person_id, speaker.language, link.state, pupil.id AS pupil_id, pupil.surname, pupil.name,
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

# One row a staff record and class led. An administrator who is not confirmed yet has no hat.
_HATS = sql(f"""
    SELECT staff.id AS staff_id, staff.duties, {SCHOOL}, school_class.id AS class_id, school_class.grade,
           school_class.letter
    FROM link
    JOIN staff ON staff.id = link.staff_id
    JOIN school ON school.id = staff.school_id
    LEFT JOIN school_class ON school_class.class_teacher_id = staff.id
    WHERE link.person_id = :person AND link.state = 'live'
    ORDER BY link.id, school_class.grade, school_class.letter
""")


async def read_grants(
    connection: AsyncConnection, account: Account, at: datetime | None = None, *, person_id: int | None = None
) -> Grants | None:
    """Everything the person behind a live account may do; None for a stranger, and for one who holds nothing.

    `at` is whose class is told; the database's own clock without it. A school that may not use this channel at all
    is left out. `person_id` says whom of two who share a mailbox is meant: a message is for one of them.
    """
    known = {"channel": account.channel, "address": account.address, "at": at, "person_id": person_id}
    rows = (await connection.execute(_CHILDREN, known)).mappings().all()
    if not rows or not rows[0]["holds"]:
        return None
    person_id = rows[0]["person_id"]
    staff = (await connection.execute(_HATS, {"person": person_id})).mappings().all()
    allowed = [row for row in staff if _may(row, account)]
    return Grants(
        person_id,
        account,
        rows[0]["language"],
        children=tuple(_child(row) for row in rows if row["pupil_id"] is not None and _may(row, account)),
        hats=tuple(dict.fromkeys(hat for row in allowed for hat in _hats(row))),
        classes=tuple(_desk(row) for row in allowed if row["class_id"] is not None),
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
    )


def _hats(row: Mapping[Any, Any]) -> list[StaffHat]:
    school = school_of(row)
    return [StaffHat(row["staff_id"], school, Role(duty)) for duty in DUTIES if duty in row["duties"]]


def _desk(row: Mapping[Any, Any]) -> ClassDesk:
    return ClassDesk(row["staff_id"], school_of(row), row["class_id"], class_of(row))
