"""Rows of `school`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.errors import Conflict
from journal_core.school import School
from storage.links.standing import SCHOOL, school_of
from storage.tables.school import school as table

_EVERY = sql(f"SELECT {SCHOOL} FROM school ORDER BY school.name, school.id")


async def every(connection: AsyncConnection) -> tuple[School, ...]:
    """All schools, by name."""
    return tuple(school_of(row) for row in (await connection.execute(_EVERY)).mappings())


async def add(connection: AsyncConnection, school: School) -> School:
    """A new row; gives the school with its number."""
    statement = insert(table).values(_row(school)).returning(table.c.id)
    return replace(school, id=await _named_alone(connection, statement, school))


async def save(connection: AsyncConnection, school: School) -> None:
    """All settings of a row."""
    statement = update(table).where(table.c.id == school.id).values(_row(school)).returning(table.c.id)
    await _named_alone(connection, statement, school)


async def lock(connection: AsyncConnection, school_id: int) -> None:
    """Hold the school's row; rows that merely refer to it need not wait."""
    row = select(table.c.id).where(table.c.id == school_id)
    await connection.execute(row.with_for_update(key_share=True))


async def _named_alone(connection: AsyncConnection, statement: Any, school: School) -> int:
    try:
        return int((await connection.execute(statement)).scalar_one())
    except IntegrityError as error:
        raise Conflict("school.name_taken", name=school.name) from error


def _row(school: School) -> dict[str, Any]:
    return {
        "name": school.name,
        "profile": school.profile.name,
        "jurisdiction": str(school.jurisdiction),
        "zone": school.zone.key,
        "scale": school.scale.name,
        "region": school.region,
        "grace_seconds": int(school.grace.total_seconds()),
        "urgent_grace_seconds": int(school.urgent_grace.total_seconds()),
        "quiet_from": school.quiet_from,
        "quiet_until": school.quiet_until,
        "homework_at": school.homework_at,
        "confirms_links": school.confirms_links,
        "sms_budget": school.sms_budget,
        "summary_on": school.summary_on,
        "summary_at": school.summary_at,
        "amendments": dict(school.amendments),
    }
