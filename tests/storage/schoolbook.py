"""Everything that files may say of a school, in words and without numbers: so that two schools can be compared."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.storage.ledger import rows

_NAME = "{0}.surname || ' ' || {0}.name || ' ' || {0}.patronymic"
_PUPIL, _GUARDIAN, _STAFF = (_NAME.format(table) for table in ("p", "g", "f"))
_CLASS = "c.grade || c.letter"
#: What is told → the query; every row is a tuple of words.
QUERIES = {
    "pupils": f"SELECT {_PUPIL}, birth_date, external_id FROM pupil p",
    "memberships": f"""
        SELECT {_PUPIL}, {_CLASS}, lower(days), upper(days) FROM membership m
        JOIN pupil p ON p.id = pupil_id JOIN school_class c ON c.id = class_id""",
    "guardians": f"SELECT {_GUARDIAN}, phone, email FROM guardian g",
    "families": f"""
        SELECT {_PUPIL}, {_GUARDIAN}, relation FROM guardianship JOIN pupil p ON p.id = pupil_id
        JOIN guardian g ON g.id = guardian_id""",
    "staff": f"SELECT {_STAFF}, duties::text, email, external_id FROM staff f",
    "classes": f"SELECT {_CLASS}, {_STAFF} FROM school_class c LEFT JOIN staff f ON f.id = class_teacher_id",
    "subjects": "SELECT name FROM subject",
    "subgroups": f"""
        SELECT {_CLASS}, s.name, n.name FROM subgroup n JOIN school_class c ON c.id = class_id
        JOIN subject s ON s.id = subject_id""",
    "terms": "SELECT kind, system, name, days::text FROM term WHERE NOT isempty(days)",
    "bells": "SELECT bell_set, slot, starts_at, ends_at FROM bell",
    "week": f"""
        SELECT {_CLASS}, s.name, n.name, {_STAFF}, weekday, slot, room, week, days::text FROM timetable_line l
        JOIN school_class c ON c.id = l.class_id JOIN subject s ON s.id = l.subject_id
        LEFT JOIN subgroup n ON n.id = subgroup_id LEFT JOIN staff f ON f.id = staff_id""",
    "lessons": f"""
        SELECT {_CLASS}, s.name, n.name, {_STAFF}, day, slot, starts_at, room FROM lesson l
        JOIN school_class c ON c.id = l.class_id JOIN subject s ON s.id = l.subject_id
        LEFT JOIN subgroup n ON n.id = subgroup_id LEFT JOIN staff f ON f.id = staff_id""",
    "marks": f"""
        SELECT {_PUPIL}, s.name, l.day, r.revision, r.change, r.value, r.work, r.weight FROM mark_revision r
        JOIN pupil p ON p.id = pupil_id JOIN lesson l ON l.id = lesson_id JOIN subject s ON s.id = l.subject_id""",
    "events": "SELECT kind, subject FROM event",
}


async def schoolbook(owner: AsyncEngine) -> dict[str, list[tuple[str, ...]]]:
    """The whole school of a database."""
    return {what: sorted(tuple(map(str, row)) for row in await rows(owner, query)) for what, query in QUERIES.items()}
