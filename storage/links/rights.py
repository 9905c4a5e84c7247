"""Bars, revoked invitations and duties: `journal_core.ports.rights.RightsBook`."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import insert as upsert

from journal_core.access import AdminDesk, ClassDesk
from journal_core.classes import ClassName
from journal_core.duties import DutyRevision, Step, Worker, with_duty
from journal_core.entries.revisions import Stamp
from journal_core.people import Role
from journal_core.ports.rights import Adult, AdultLine
from storage.links.adults import read_adults
from storage.links.standing import STANDING, OnConnection, days_of
from storage.tables.people import bar, duty_revision

#: Of the desk: the school, and for a class teacher the class the pupil is in today.
_OF_DESK = "school.id = :school AND (CAST(:class AS bigint) IS NULL OR standing.class_id = :class)"

_MAY_BAR = sql(f"""
    SELECT EXISTS (
        SELECT FROM pupil JOIN school ON school.id = pupil.school_id {STANDING}
        WHERE pupil.id = :pupil AND {_OF_DESK} AND (
            EXISTS (SELECT FROM guardian WHERE guardian.id = :guardian AND guardian.school_id = school.id)
            OR EXISTS (SELECT FROM link WHERE link.person_id = :person AND link.pupil_id = pupil.id)))
""")

_UNBAR = sql("""
    DELETE FROM bar WHERE pupil_id = :pupil AND guardian_id IS NOT DISTINCT FROM CAST(:guardian AS bigint)
      AND person_id IS NOT DISTINCT FROM CAST(:person AS bigint)
    RETURNING id
""")

_REVOKE = f"""
    UPDATE invitation SET revoked_at = coalesce(revoked_at, :at)
    WHERE used_at IS NULL AND id IN (
        SELECT slip.id FROM invitation slip JOIN school ON school.id = slip.school_id
        LEFT JOIN pupil ON pupil.id = slip.pupil_id {STANDING}
        WHERE {_OF_DESK} AND slip.district_id IS NULL AND {{}})
    RETURNING id
"""
_REVOKE_ONE = sql(_REVOKE.format("slip.id = :id"))
_REVOKE_CLASS = sql(
    _REVOKE.format("slip.revoked_at IS NULL AND school_class.grade = :grade AND school_class.letter = :letter")
)

_WORKER = sql("""
    SELECT staff.id, staff.duties, r.revision, r.change, r.actor,
           EXISTS (SELECT FROM link WHERE link.staff_id = staff.id AND link.state = 'live') AS linked
    FROM staff LEFT JOIN LATERAL (
        SELECT * FROM duty_revision WHERE staff_id = staff.id AND duty = :duty ORDER BY revision DESC LIMIT 1
    ) r ON true
    WHERE staff.id = :staff AND staff.school_id = :school
    FOR UPDATE OF staff
""")
_DUTIES = sql("UPDATE staff SET duties = :duties WHERE id = :staff")


class RightWrites(OnConnection):
    """Rights, on one connection of the run-time role."""

    async def may_bar(self, desk: ClassDesk | AdminDesk, whom: Adult, at: datetime) -> bool:
        """Whether the pupil is of the desk's class today (of its school), and the adult is known to the school."""
        asked = _desk(desk) | _whom(whom) | {"days": days_of(desk.school, at)}
        if (whom.guardian_id is None) == (whom.person_id is None):
            return False
        return bool(await self._connection.scalar(_MAY_BAR, asked))

    async def adults(
        self, desk: ClassDesk | AdminDesk, names: Sequence[ClassName], at: datetime
    ) -> tuple[AdultLine, ...]:
        """Everybody around the pupils who are today in a class of one of these names, in the register's order."""
        return await read_adults(self._connection, desk, names, at)

    async def bar(self, whom: Adult, by: str, at: datetime) -> bool:
        """Keep the adult away from the pupil; False when that stands already."""
        row = {
            "pupil_id": whom.pupil_id,
            "guardian_id": whom.guardian_id,
            "person_id": whom.person_id,
            "actor": by,
            "since": at,
        }
        kept = upsert(bar).values(row).on_conflict_do_nothing().returning(bar.c.id)
        return (await self._connection.execute(kept)).first() is not None

    async def unbar(self, whom: Adult) -> bool:
        """Lift the bar; False when there is none."""
        return (await self._connection.execute(_UNBAR, _whom(whom))).first() is not None

    async def revoke_invitation(self, desk: ClassDesk | AdminDesk, invitation_id: int, at: datetime) -> bool:
        """Close a slip; False when it is used, or not one of the desk's."""
        known = _desk(desk) | {"id": invitation_id, "at": at, "days": days_of(desk.school, at)}
        return (await self._connection.execute(_REVOKE_ONE, known)).first() is not None

    async def revoke_invitations(self, desk: ClassDesk | AdminDesk, name: ClassName, at: datetime) -> int:
        """Close every open slip of the class's pupils today; how many they were."""
        when = {"at": at, "days": days_of(desk.school, at)}
        known = _desk(desk) | {"grade": name.grade, "letter": name.letter} | when
        return len((await self._connection.execute(_REVOKE_CLASS, known)).all())

    async def worker(self, desk: AdminDesk, staff_id: int, duty: Role) -> Worker | None:
        """A member of the school's staff, locked; None for one of another school."""
        asked = {"staff": staff_id, "school": desk.school.id, "duty": duty}
        row = (await self._connection.execute(_WORKER, asked)).first()
        return _worker(row) if row else None

    async def set_duties(self, worker: Worker, duty: Role, step: Step, stamp: Stamp) -> None:
        """Record the next revision of the duty, and the duties that follow from it."""
        row = {
            "staff_id": worker.staff_id,
            "duty": duty,
            "revision": worker.last.revision + 1 if worker.last else 1,
            "change": step,
            "command_id": stamp.command_id,
            "actor": str(stamp.actor),
            "recorded_at": stamp.at,
            "device": stamp.device,
            "reason": stamp.reason,
            "salt": secrets.token_hex(16),
        }
        await self._connection.execute(insert(duty_revision), row)
        duties = [str(one) for one in with_duty(worker.duties, duty, step)]
        await self._connection.execute(_DUTIES, {"staff": worker.staff_id, "duties": duties})


def _desk(desk: ClassDesk | AdminDesk) -> dict[str, object]:
    return {"school": desk.school.id, "class": desk.class_id if isinstance(desk, ClassDesk) else None}


def _whom(whom: Adult) -> dict[str, object]:
    return {"pupil": whom.pupil_id, "guardian": whom.guardian_id, "person": whom.person_id}


def _worker(row: Any) -> Worker:
    last = DutyRevision(row.revision, Step(row.change), row.actor) if row.revision is not None else None
    return Worker(row.id, tuple(Role(one) for one in row.duties), row.linked, last)
