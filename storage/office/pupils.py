"""Where pupils are, and what is theirs, as the office's verbs ask it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text as sql

from journal_core.enrolment.records import MembershipRecord, SubgroupMemberRecord
from journal_core.office.movement import Places
from journal_core.roll import FullName
from storage.links.standing import OnConnection

_CLASS_OF = sql("""
    SELECT m.class_id FROM membership m JOIN pupil p ON p.id = m.pupil_id
    WHERE p.id = :pupil AND p.school_id = :school AND m.days @> CAST(:day AS date)
""")
_GUARDIAN = sql("SELECT EXISTS (SELECT FROM guardianship WHERE pupil_id = :pupil AND guardian_id = :guardian)")
_ENTRY = sql("""
    SELECT EXISTS (SELECT FROM mark_revision WHERE mark_id = CAST(:mark AS bigint) AND pupil_id = :pupil)
        OR EXISTS (SELECT FROM absence_revision WHERE absence_id = CAST(:absence AS bigint) AND pupil_id = :pupil)
""")
#: Memberships and subgroups that are not over by the day, of a pupil of the school.
_PLACES = sql("""
    SELECT 'class' AS kind, m.id, m.class_id AS place_id, lower(m.days) AS first, upper(m.days) AS "end"
    FROM membership m JOIN pupil p ON p.id = m.pupil_id
    WHERE p.id = :pupil AND p.school_id = :school AND m.days && daterange(CAST(:day AS date), NULL)
    UNION ALL
    SELECT 'subgroup', g.id, g.subgroup_id, lower(g.days), upper(g.days)
    FROM subgroup_member g JOIN pupil p ON p.id = g.pupil_id
    WHERE p.id = :pupil AND p.school_id = :school AND g.days && daterange(CAST(:day AS date), NULL)
    ORDER BY id
""")
_LAST_ENTRY = sql("""
    SELECT max(l.day) FROM lesson l JOIN (
        SELECT * FROM (SELECT DISTINCT ON (mark_id) lesson_id, change FROM mark_revision
                       WHERE pupil_id = :pupil ORDER BY mark_id, revision DESC) AS mark
        UNION ALL
        SELECT * FROM (SELECT DISTINCT ON (absence_id) lesson_id, change FROM absence_revision
                       WHERE pupil_id = :pupil ORDER BY absence_id, revision DESC) AS absence
    ) AS entry ON entry.lesson_id = l.id
    WHERE entry.change <> 'removed' AND l.school_id = :school
""")
_NAMESAKE = sql("""
    SELECT id FROM pupil
    WHERE school_id = :school AND surname = :surname AND name = :name AND patronymic = :patronymic
      AND birth_date IS NOT DISTINCT FROM CAST(:birth_date AS date)
""")


class PupilReads(OnConnection):
    """`journal_core.ports.office.PupilBook`."""

    async def class_of(self, school_id: int, pupil_id: int, day: date) -> int | None:
        """The pupil's class on that day; None for one who is in none, or of another school."""
        known = {"school": school_id, "pupil": pupil_id, "day": day}
        found: int | None = await self._connection.scalar(_CLASS_OF, known)
        return found

    async def is_guardian(self, pupil_id: int, guardian_id: int) -> bool:
        """Whether this record is one of the pupil's guardians."""
        return bool(await self._connection.scalar(_GUARDIAN, {"pupil": pupil_id, "guardian": guardian_id}))

    async def has_entry(self, pupil_id: int, mark_id: int | None, absence_id: int | None) -> bool:
        """Whether this mark or absence is the pupil's."""
        known = {"pupil": pupil_id, "mark": mark_id, "absence": absence_id}
        return bool(await self._connection.scalar(_ENTRY, known))

    async def places(self, school_id: int, pupil_id: int, day: date) -> Places:
        """Where the pupil is on that day and later."""
        known = {"school": school_id, "pupil": pupil_id, "day": day}
        rows = (await self._connection.execute(_PLACES, known)).all()
        return Places(
            tuple(MembershipRecord(r.id, pupil_id, r.place_id, r.first, r.end) for r in rows if r.kind == "class"),
            tuple(SubgroupMemberRecord(r.id, r.place_id, pupil_id, r.first, r.end) for r in rows if r.kind != "class"),
            await self._connection.scalar(_LAST_ENTRY, {"school": school_id, "pupil": pupil_id}),
        )

    async def namesake(self, school_id: int, name: FullName, birth_date: date | None) -> int | None:
        """The pupil whom the school's records know by exactly this name and birth date."""
        known = {
            "school": school_id,
            "surname": name.surname,
            "name": name.name,
            "patronymic": name.patronymic,
            "birth_date": birth_date,
        }
        found: int | None = await self._connection.scalar(_NAMESAKE, known)
        return found
