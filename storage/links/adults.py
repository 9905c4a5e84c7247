"""Everybody around a class's pupils: records, those who came without one, links, bars. One statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import AdminDesk, ClassDesk
from journal_core.classes import ClassName
from journal_core.linking import LEGAL_GUARDIAN, PUPIL_THEMSELF
from journal_core.ports.rights import Adult, AdultLine
from journal_core.roll import FullName
from storage.links.standing import STANDING, alphabetical, days_of, name_of, names

_OPEN = "state IN ('awaiting', 'live')"

# One row a pupil and adult. A bar on a person stands after their link was taken back.
_ADULTS = sql(f"""
    WITH member AS (
        SELECT pupil.id, {names("pupil")} FROM pupil
        JOIN school ON school.id = pupil.school_id
        {STANDING}
        WHERE pupil.school_id = :school AND school_class.grade || school_class.letter = ANY(:names)
    ), adult AS (
        SELECT pupil_id, guardian_id, CAST(NULL AS bigint) AS person_id, relation FROM guardianship
        UNION
        SELECT pupil_id, NULL, person_id, CASE WHEN own THEN '{PUPIL_THEMSELF}' ELSE '{LEGAL_GUARDIAN}' END
        FROM link WHERE guardian_id IS NULL AND pupil_id IS NOT NULL AND {_OPEN}
        UNION
        SELECT pupil_id, NULL, person_id, '{LEGAL_GUARDIAN}' FROM bar WHERE person_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM link WHERE link.person_id = bar.person_id AND link.pupil_id = bar.pupil_id AND {_OPEN})
    )
    SELECT member.*, adult.guardian_id, adult.person_id, adult.relation, {names("guardian")},
           open.links, open.live, bar.since
    FROM member
    JOIN adult ON adult.pupil_id = member.id
    LEFT JOIN guardian ON guardian.id = adult.guardian_id
    CROSS JOIN LATERAL (
        SELECT array_agg(id ORDER BY id) AS links, bool_or(state = 'live') AS live FROM link
        WHERE link.pupil_id = member.id AND {_OPEN} AND (
            link.guardian_id = adult.guardian_id OR (link.guardian_id IS NULL AND link.person_id = adult.person_id))
    ) open
    LEFT JOIN bar ON bar.pupil_id = member.id AND (
        bar.guardian_id = adult.guardian_id OR bar.person_id = adult.person_id)
    ORDER BY adult.guardian_id, adult.person_id
""")


async def read_adults(
    connection: AsyncConnection, desk: ClassDesk | AdminDesk, classes: Sequence[ClassName], at: datetime
) -> tuple[AdultLine, ...]:
    """In the order of the class's register."""
    asked = {
        "school": desk.school.id,
        "names": [str(name) for name in classes],
        "days": days_of(desk.school, at),
    }
    rows = (await connection.execute(_ADULTS, asked)).mappings()
    return tuple(sorted((_line(row) for row in rows), key=lambda line: alphabetical(line.pupil)))


def _line(row: Mapping[Any, Any]) -> AdultLine:
    return AdultLine(
        whom=Adult(row["id"], row["guardian_id"], row["person_id"]),
        pupil=name_of(row, "pupil") or FullName("", ""),
        adult=name_of(row, "guardian"),
        relation=row["relation"],
        links=tuple(row["links"] or ()),
        live=bool(row["live"]),
        barred=row["since"],
    )
