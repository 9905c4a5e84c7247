"""A pupil's place in the subgroups of a subject, dated."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.calendar.groups import GroupMove
from journal_core.errors import Unknown

#: The pupil's places in the groups of the same class and subject that are not over by `first`.
_RIVALS = """
    SELECT m.id, m.subgroup_id, m.days
    FROM subgroup_member m JOIN subgroup o ON o.id = m.subgroup_id
    JOIN subgroup g ON g.class_id = o.class_id AND g.subject_id = o.subject_id
    WHERE g.id = :subgroup AND m.pupil_id = :pupil AND NOT isempty(m.days)
      AND coalesce(upper(m.days) > CAST(:first AS date), true)
"""
_READ = sql(f"""
    SELECT c.grade,
           EXISTS (SELECT FROM membership m WHERE m.pupil_id = p.id AND m.class_id = c.id
                     AND m.days @> CAST(:first AS date)) AS in_class,
           EXISTS (SELECT FROM subgroup_member m WHERE m.subgroup_id = g.id
                     AND lower(m.days) < CAST(:first AS date)) AS peopled,
           EXISTS ({_RIVALS}) AS divided,
           EXISTS (SELECT FROM ({_RIVALS}) r WHERE r.subgroup_id = g.id AND r.days @> CAST(:first AS date)) AS there
    FROM subgroup g JOIN school_class c ON c.id = g.class_id JOIN pupil p ON p.school_id = c.school_id
    WHERE g.id = :subgroup AND c.school_id = :school AND p.id = :pupil
""")
# Begun on the day itself or later, a place never was.
_DROP = sql(f"DELETE FROM subgroup_member WHERE id IN (SELECT id FROM ({_RIVALS}) r WHERE lower(r.days) >= :first)")
_END = sql(f"""
    UPDATE subgroup_member SET days = daterange(lower(days), CAST(:first AS date))
    WHERE id IN (SELECT id FROM ({_RIVALS}) r)
""")
_JOIN = sql("""
    INSERT INTO subgroup_member (subgroup_id, pupil_id, days)
    VALUES (:subgroup, :pupil, daterange(CAST(:first AS date), NULL))
""")


async def read(connection: AsyncConnection, school_id: int, pupil_id: int, subgroup_id: int, first: date) -> GroupMove:
    """A pupil and a subgroup of the school on a day; Unknown when it has none such."""
    asked = {"school": school_id, "pupil": pupil_id, "subgroup": subgroup_id, "first": first}
    row = (await connection.execute(_READ, asked)).one_or_none()
    if row is None:
        raise Unknown("groups.unknown")
    return GroupMove(
        pupil_id, subgroup_id, row.grade, row.in_class, not row.divided, not row.peopled, row.there
    )  # fmt: skip


async def move(connection: AsyncConnection, gone: GroupMove, first: date) -> None:
    """From `first` on the pupil is in this subgroup and in no other of its class and subject."""
    asked = {"pupil": gone.pupil_id, "subgroup": gone.subgroup_id, "first": first}
    for statement in (_DROP, _END, _JOIN):
        await connection.execute(statement, asked)
