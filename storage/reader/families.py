"""The class teacher's view of the adults: who waits for the tap, and who is reached how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import ClassDesk
from journal_core.errors import Refused
from journal_core.linking import LEGAL_GUARDIAN, PUPIL_THEMSELF
from journal_core.ports.diary import Family, LinkLine, Reach
from journal_core.roll import FullName
from journal_core.school import Channel
from storage.links.standing import STANDING, alphabetical, days_of, name_of, names

_LINKS = f"""
    SELECT link.id, link.state, link.asked_at, {names("pupil")}, {names("guardian")},
           CASE WHEN link.own THEN '{PUPIL_THEMSELF}' ELSE guardianship.relation END AS relation
    FROM link
    JOIN school ON school.id = link.school_id
    JOIN pupil ON pupil.id = link.pupil_id
    LEFT JOIN guardian ON guardian.id = link.guardian_id
    LEFT JOIN guardianship ON guardianship.guardian_id = guardian.id AND guardianship.pupil_id = pupil.id
    {STANDING}
    WHERE standing.class_id = :class
"""

# Before the adult has consented there is nothing to confirm.
_WAITING = sql(f"""
    {_LINKS} AND link.state = 'awaiting' AND EXISTS (
        SELECT FROM consent WHERE consent.person_id = link.person_id AND consent.pupil_id = link.pupil_id
          AND consent.withdrawn_at IS NULL)
    ORDER BY link.asked_at, link.id
""")
_ONE = sql(f"{_LINKS} AND link.id = :link")

# One row a pupil, adult and address. The adult without a record is whoever used the slip «законный представитель».
_FAMILIES = sql(f"""
    WITH member AS (
        SELECT pupil.id, pupil.surname, pupil.name, pupil.patronymic
        FROM pupil JOIN school ON school.id = pupil.school_id
        {STANDING}
        WHERE pupil.school_id = :school AND standing.class_id = :class
    ), adult AS (
        SELECT pupil_id, guardian_id, relation, id AS place FROM guardianship
        UNION ALL
        SELECT DISTINCT pupil_id, CAST(NULL AS bigint), '', CAST(NULL AS bigint) FROM link
        WHERE guardian_id IS NULL AND pupil_id IS NOT NULL AND state = 'live' AND NOT own
    )
    SELECT member.id AS pupil_id, member.surname AS pupil_surname, member.name AS pupil_name,
           member.patronymic AS pupil_patronymic, adult.guardian_id, adult.relation,
           adult.pupil_id IS NOT NULL AS has_adult,
           {names("guardian")},
           account.channel, account.state, consent.id IS NOT NULL AS consented
    FROM member
    LEFT JOIN adult ON adult.pupil_id = member.id
    LEFT JOIN guardian ON guardian.id = adult.guardian_id
    LEFT JOIN link ON link.pupil_id = member.id AND link.guardian_id IS NOT DISTINCT FROM adult.guardian_id
                  AND link.state = 'live' AND NOT link.own AND NOT EXISTS (
                      SELECT FROM bar WHERE bar.pupil_id = member.id AND bar.guardian_id = adult.guardian_id)
    LEFT JOIN account ON account.person_id = link.person_id AND account.state IN ('live', 'unconfirmed')
    LEFT JOIN consent ON consent.person_id = link.person_id AND consent.pupil_id = member.id
                     AND consent.channel = account.channel AND consent.withdrawn_at IS NULL
    ORDER BY member.id, adult.place NULLS LAST, account.id
""")


async def read_links(connection: AsyncConnection, desk: ClassDesk, at: datetime | None = None) -> tuple[LinkLine, ...]:
    """Who waits for the class teacher's tap, oldest first."""
    rows = await connection.execute(_WAITING, {"class": desk.class_id, "days": days_of(desk.school, at)})
    return tuple(_line(row) for row in rows.mappings())


async def read_link(connection: AsyncConnection, desk: ClassDesk, link_id: int, at: datetime | None = None) -> LinkLine:
    """One link of the class, whatever its state; Refused for another class's."""
    asked = {"class": desk.class_id, "link": link_id, "days": days_of(desk.school, at)}
    row = (await connection.execute(_ONE, asked)).mappings().first()
    if row is None:
        raise Refused("access.not_yours")
    return _line(row)


async def read_families(connection: AsyncConnection, desk: ClassDesk, at: datetime | None = None) -> tuple[Family, ...]:
    """The class with its adults: who is linked and who is not reached."""
    known = {"school": desk.school.id, "class": desk.class_id, "days": days_of(desk.school, at)}
    rows = (await connection.execute(_FAMILIES, known)).mappings().all()
    of_pupils = [list(of_one) for _, of_one in groupby(rows, key=lambda row: row["pupil_id"])]
    of_pupils.sort(key=lambda of_one: alphabetical(_pupil(of_one[0])))
    return tuple(Family(of_one[0]["pupil_id"], _short(_pupil(of_one[0])), _adults(of_one)) for of_one in of_pupils)


def _pupil(row: Mapping[Any, Any]) -> FullName:
    return name_of(row, "pupil") or FullName("", "")


def _short(name: FullName) -> str:
    return f"{name.surname} {name.name}"


def _adults(rows: list[Any]) -> tuple[Reach, ...]:
    by_adult = groupby((row for row in rows if row["has_adult"]), key=lambda row: row["guardian_id"])
    return tuple(_reach(list(of_one)) for _, of_one in by_adult)


def _reach(rows: list[Any]) -> Reach:
    first = rows[0]
    record = name_of(first, "guardian")
    live = {Channel(row["channel"]) for row in rows if row["state"] == "live" and row["consented"]}
    waiting = {Channel(row["channel"]) for row in rows if row["state"] == "unconfirmed"}
    return Reach(
        guardian_id=first["guardian_id"] or 0,
        name=str(record or ""),
        relation=(first["relation"] or "") if record else LEGAL_GUARDIAN,
        live=tuple(channel for channel in Channel if channel in live),
        waiting=tuple(channel for channel in Channel if channel in waiting - live),
    )


def _line(row: Mapping[Any, Any]) -> LinkLine:
    adult = name_of(row, "guardian")
    return LinkLine(
        link_id=row["id"],
        pupil=_short(_pupil(row)),
        relation=row["relation"] or "",
        adult=str(adult or ""),
        asked_at=row["asked_at"],
        state=row["state"],
    )
