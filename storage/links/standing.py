"""Pieces of SQL that decide who stands where: the school's row, a pupil's class, an open link, a bar.

They are shared by the writes here and the grants of `storage.reader`, so that both mean the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.marks import SCALES
from journal_core.roll import FullName
from journal_core.school import PROFILES, Jurisdiction, School
from storage.tables import school as tables


class OnConnection:
    """What writes to links stand on: the connection of one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection


#: The columns of a school, for a SELECT that joins it as `school`.
SCHOOL = ", ".join(f"school.{column.name} AS school_{column.name}" for column in tables.school.c)

#: Today at the school, of :days, which `days_of` or `days_at` tells: PostgreSQL has zone tables of its own, and they
#: may not know yet what Python's do («the law changes the offset next week»).
TODAY = "CAST(CAST(:days AS jsonb) ->> school.zone AS date)"
_ZONES = sql("SELECT DISTINCT zone FROM school")

#: `standing`: the pupil's class today. Between two classes (summer, or one who left) the latest begun or to come.
STANDING = f"""
    LEFT JOIN LATERAL (
        SELECT membership.class_id FROM membership
        WHERE membership.pupil_id = pupil.id
        ORDER BY membership.days @> {TODAY} DESC, lower(membership.days) DESC NULLS LAST
        LIMIT 1
    ) AS standing ON true
    LEFT JOIN school_class ON school_class.id = standing.class_id
"""

#: Of `link`: its person, or a record that its person holds or ever held, is barred from its pupil (PRV-10).
BARRED = """
    EXISTS (
        SELECT FROM bar
        WHERE bar.pupil_id = link.pupil_id AND (bar.person_id = link.person_id OR EXISTS (
            SELECT FROM link AS held
            WHERE held.guardian_id = bar.guardian_id AND held.person_id = link.person_id))
    )
"""


def days_of(school: School, at: datetime | None) -> str:
    """:days where the school is known before; `at` is now where a view is not told the time."""
    return _days([school.zone], at)


async def days_at(connection: AsyncConnection, at: datetime | None) -> str:
    """:days where it is not: of every zone that a school here keeps."""
    return _days([ZoneInfo(key) for key in await connection.scalars(_ZONES)], at)


def _days(zones: Iterable[ZoneInfo], at: datetime | None) -> str:
    moment = at or datetime.now(UTC)
    return json.dumps({zone.key: moment.astimezone(zone).date().isoformat() for zone in zones})


def school_of(row: Mapping[Any, Any]) -> School:
    """The school of a row that selected SCHOOL."""
    return School(
        id=row["school_id"],
        name=row["school_name"],
        profile=PROFILES[row["school_profile"]],
        jurisdiction=Jurisdiction(row["school_jurisdiction"]),
        zone=ZoneInfo(row["school_zone"]),
        scale=SCALES[row["school_scale"]],
        region=row["school_region"],
        grace=timedelta(seconds=row["school_grace_seconds"]),
        urgent_grace=timedelta(seconds=row["school_urgent_grace_seconds"]),
        quiet_from=row["school_quiet_from"],
        quiet_until=row["school_quiet_until"],
        homework_at=row["school_homework_at"],
        confirms_links=row["school_confirms_links"],
        sms_budget=row["school_sms_budget"],
        summary_on=row["school_summary_on"],
        summary_at=row["school_summary_at"],
        amendments=tuple(sorted(row["school_amendments"].items())),
    )


def names(table: str) -> str:
    """The columns of a full name, for a SELECT that joins `table`."""
    return ", ".join(f"{table}.{part} AS {table}_{part}" for part in ("surname", "name", "patronymic"))


def name_of(row: Mapping[Any, Any], table: str) -> FullName | None:
    """The full name of a row that selected `names(table)`; None where the join found nobody."""
    if row[f"{table}_surname"] is None:
        return None
    return FullName(row[f"{table}_surname"], row[f"{table}_name"], row[f"{table}_patronymic"])


def alphabetical(name: FullName) -> tuple[str, ...]:
    """A key for sorting as a school register does: ё stands right after е, whatever the server's collation."""
    parts = (name.surname, name.name, name.patronymic)
    return tuple(part.casefold().replace("ё", "е\uffff") for part in parts)


def class_of(row: Mapping[Any, Any]) -> str:
    """«7Б», of a row that selected grade and letter; empty for a pupil who never had a class."""
    return f"{row['grade']}{row['letter']}" if row["grade"] is not None else ""
