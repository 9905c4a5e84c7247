"""The school's row, for those who send."""

from __future__ import annotations

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.school import School
from storage.links.standing import SCHOOL, school_of

_SCHOOL = sql(f"SELECT {SCHOOL} FROM school WHERE id = :id")


async def read_school(connection: AsyncConnection, school_id: int) -> School:
    """A school's row as it is now."""
    return school_of((await connection.execute(_SCHOOL, {"id": school_id})).mappings().one())
