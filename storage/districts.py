"""Districts, written: `journal_core.ports.districts.DistrictBook`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.errors import Conflict
from journal_core.ports.districts import District
from journal_core.school import School
from storage.links.standing import SCHOOL, school_of
from storage.tables.district import district, district_school

_NAMED = sql("SELECT id, name FROM district WHERE lower(name) = lower(:name)")
_SCHOOLS = sql(f"""
    SELECT {SCHOOL} FROM district_school d JOIN school ON school.id = d.school_id
    WHERE d.district_id = :district ORDER BY d.joined_at, school.id
""")


class DistrictWrites:
    """`journal_core.ports.districts.DistrictBook` on one connection of the run-time role."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, name: str) -> District:
        """A new district; Conflict when the name is taken."""
        try:
            made = await self._connection.execute(insert(district).values(name=name).returning(district.c.id))
        except IntegrityError as error:
            raise Conflict("district.name_taken", name=name) from error
        return District(made.scalar_one(), name)

    async def named(self, name: str) -> District | None:
        """The district of this name, in any case, with its schools."""
        row = (await self._connection.execute(_NAMED, {"name": name})).first()
        if row is None:
            return None
        schools = (await self._connection.execute(_SCHOOLS, {"district": row.id})).mappings()
        return District(row.id, row.name, tuple(school_of(one) for one in schools))

    async def join(self, of: District, school: School, at: datetime) -> None:
        """The school belongs to this district from now on, and to no other."""
        row = {"district_id": of.id, "school_id": school.id, "joined_at": at}
        moved = {"district_id": of.id, "joined_at": at}
        kept = upsert(district_school).on_conflict_do_update(index_elements=["school_id"], set_=moved)
        await self._connection.execute(kept, row)
