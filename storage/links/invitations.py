"""Invitations and the guesses at them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy import text as sql

from journal_core.classes import ClassName
from journal_core.errors import Unknown
from journal_core.linking import LEGAL_GUARDIAN, PUPIL_THEMSELF, Invitation, Sealed
from journal_core.people import Account, Role
from journal_core.ports.invitations import Invitee
from journal_core.roll import FullName
from journal_core.school import School
from storage.links.standing import (
    BARRED,
    SCHOOL,
    STANDING,
    OnConnection,
    alphabetical,
    class_of,
    days_at,
    name_of,
    names,
    school_of,
)
from storage.tables.people import invitation, linking_failure

_CLASS = sql("SELECT id FROM school_class WHERE school_id = :school AND grade = :grade AND letter = :letter")

_ADULTS = sql(f"""
    SELECT pupil.id AS pupil_id, {names("pupil")}, guardian.id AS guardian_id, {names("guardian")},
           guardianship.relation
    FROM membership
    JOIN pupil ON pupil.id = membership.pupil_id
    LEFT JOIN guardianship ON guardianship.pupil_id = pupil.id
    LEFT JOIN guardian ON guardian.id = guardianship.guardian_id
    WHERE membership.class_id = :class AND membership.days @> CAST(:day AS date)
      AND NOT EXISTS (
        SELECT FROM link WHERE link.pupil_id = pupil.id AND link.state IN ('awaiting', 'live') AND NOT link.own
          AND link.guardian_id IS NOT DISTINCT FROM guardian.id AND NOT {BARRED})
      AND NOT EXISTS (SELECT FROM bar WHERE bar.guardian_id = guardian.id AND bar.pupil_id = pupil.id)
    ORDER BY pupil.id, guardianship.id
""")

_PUPILS = sql(f"""
    SELECT pupil.id AS pupil_id, {names("pupil")}
    FROM membership JOIN pupil ON pupil.id = membership.pupil_id
    WHERE membership.class_id = :class AND membership.days @> CAST(:day AS date) AND NOT EXISTS (
        SELECT FROM link WHERE link.pupil_id = pupil.id AND link.state IN ('awaiting', 'live') AND link.own)
""")

_STAFF = sql(f"""
    SELECT staff.id AS staff_id, {names("staff")},
           EXISTS (SELECT FROM link WHERE staff_id = staff.id AND state IN ('awaiting', 'live')) AS linked
    FROM staff WHERE school_id = :school ORDER BY id
""")

_REVOKE = sql("""
    UPDATE invitation SET revoked_at = :at
    WHERE used_at IS NULL AND revoked_at IS NULL
      AND pupil_id IS NOT DISTINCT FROM CAST(:pupil AS bigint)
      AND guardian_id IS NOT DISTINCT FROM CAST(:guardian AS bigint)
      AND staff_id IS NOT DISTINCT FROM CAST(:staff AS bigint)
      AND district_id IS NOT DISTINCT FROM CAST(:district AS bigint) AND own = :own
""")

_INVITATION = f"""
    SELECT invitation.*, {SCHOOL}, {names("pupil")}, pupil.birth_date,
           school_class.grade, school_class.letter,
           invitation.used_at IS NOT NULL OR invitation.revoked_at IS NOT NULL AS closed,
           EXISTS (SELECT FROM bar WHERE bar.guardian_id = invitation.guardian_id
                   AND bar.pupil_id = invitation.pupil_id) AS barred,
           '{Role.ADMINISTRATOR}' = ANY (staff.duties) AS administrator,
           guess.guesses, guess.guessers, dates.wrong_dates
    FROM invitation
    JOIN school ON school.id = invitation.school_id
    LEFT JOIN staff ON staff.id = invitation.staff_id
    LEFT JOIN pupil ON pupil.id = invitation.pupil_id
    {STANDING}
    CROSS JOIN LATERAL (
        SELECT count(*) AS guesses, count(DISTINCT (channel, address)) AS guessers FROM linking_failure
        WHERE selector = invitation.selector AND linking_failure.at >= invitation.issued_at
    ) AS guess
    CROSS JOIN LATERAL (
        SELECT count(*) AS wrong_dates FROM linking_failure
        WHERE selector = 'invitation:' || invitation.id
    ) AS dates
"""
_BY_TOKEN = sql(f"{_INVITATION} WHERE invitation.token_hash = :hash")
_BY_SELECTOR = sql(f"{_INVITATION} WHERE invitation.selector = :selector ORDER BY closed, invitation.expires_at DESC")

_TAKE = sql("""
    UPDATE invitation SET used_at = :at
    WHERE id = :id AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :at
    RETURNING id
""")

_TAKEN_BY = sql("""
    SELECT link.id FROM audit JOIN link ON audit.subject = 'invitation:' || link.invitation_id
    WHERE audit.command_id = :command AND audit.action = 'redeem'
""")

_HOLD = sql("SELECT pg_advisory_xact_lock(hashtextextended(:account, 0))")

_FAILURES = sql("SELECT at FROM linking_failure WHERE channel = :channel AND address = :address AND at > :since")

#: A guess at nobody's code may have been meant for any school; one at another school's code was not for this.
_FAILURES_AT = sql("""
    SELECT count(*) FROM linking_failure
    WHERE at > :since AND selector NOT LIKE 'account:%' AND (
        selector IN (SELECT selector FROM invitation WHERE school_id = :school)
        OR selector NOT IN (SELECT selector FROM invitation))
""")


class InvitationWrites(OnConnection):
    """`journal_core.ports.links.InvitationBook`."""

    async def adults_to_invite(self, school: School, names: Sequence[ClassName], at: datetime) -> list[Invitee]:
        """Adults of the class who are neither linked nor barred; Unknown when there is no such class."""
        class_id, name = await self._class(school, names)
        rows = await self._connection.execute(_ADULTS, {"class": class_id, "day": school.local(at).date()})
        return _by_pupil(_adult(row, name) for row in rows.mappings())

    async def pupils_to_invite(self, school: School, names: Sequence[ClassName], at: datetime) -> list[Invitee]:
        """Pupils of the class without a link of their own; Unknown when there is no such class."""
        class_id, name = await self._class(school, names)
        rows = await self._connection.execute(_PUPILS, {"class": class_id, "day": school.local(at).date()})
        return _by_pupil(_pupil(row, name) for row in rows.mappings())

    async def _class(self, school: School, names: Sequence[ClassName]) -> tuple[int, str]:
        for one in names:
            known = {"school": school.id, "grade": one.grade, "letter": one.letter}
            class_id = (await self._connection.execute(_CLASS, known)).scalar()
            if class_id is not None:
                return int(class_id), str(one)
        raise Unknown("link.no_such_class", name=str(names[0]) if names else "")

    async def staff_to_invite(self, school: School, staff_ids: Sequence[int] | None) -> list[Invitee]:
        """These members of staff, or all without an open link."""
        rows = (await self._connection.execute(_STAFF, {"school": school.id})).mappings().all()
        if staff_ids is None:
            chosen = [row for row in rows if not row["linked"]]
        else:
            chosen = [row for row in rows if row["staff_id"] in staff_ids]
            if len(chosen) != len(set(staff_ids)):
                raise Unknown("link.no_such_staff")
        staff = [Invitee(staff_id=row["staff_id"], adult=name_of(row, "staff")) for row in chosen]
        return sorted(staff, key=lambda one: alphabetical(one.adult or FullName("", "")))

    async def invite(
        self,
        school_id: int,
        whom: Sequence[tuple[Invitee, Sealed]],
        *,
        issued_by: str,
        at: datetime,
        expires_at: datetime,
    ) -> list[int]:
        """Keep invitations, revoking earlier open ones of the same adult and pupil."""
        if not whom:
            return []
        shared = {"school_id": school_id, "issued_by": issued_by, "issued_at": at, "expires_at": expires_at}
        await self._connection.execute(_REVOKE, [_earlier(one, at) for one, _ in whom])
        kept = insert(invitation).values([shared | _row(*one) for one in whom])
        made = await self._connection.execute(kept.returning(invitation.c.token_hash, invitation.c.id))
        numbers = {bytes(row.token_hash): row.id for row in made}
        return [numbers[sealed.token_hash] for _, sealed in whom]

    async def hold(self, account: Account) -> None:
        """Wait for whatever else this account is redeeming."""
        await self._connection.execute(_HOLD, {"account": f"linking {account}"})

    async def failures(self, account: Account, since: datetime) -> list[datetime]:
        """When this account guessed wrong."""
        known = {"channel": account.channel, "address": account.address, "since": since}
        return list((await self._connection.execute(_FAILURES, known)).scalars())

    async def failures_at(self, school_id: int, since: datetime) -> int:
        """Wrong guesses that may have been meant for this school."""
        found = await self._connection.execute(_FAILURES_AT, {"school": school_id, "since": since})
        return int(found.scalar_one())

    async def fail(self, account: Account, selector: str, at: datetime) -> None:
        """Remember a wrong guess; the code itself is not kept."""
        row = {"channel": account.channel, "address": account.address, "selector": selector, "at": at}
        await self._connection.execute(insert(linking_failure), row)

    async def by_token(self, token_hash: bytes, at: datetime) -> Invitation | None:
        """The invitation of a deep link."""
        asked = {"hash": token_hash, "days": await days_at(self._connection, at)}
        row = (await self._connection.execute(_BY_TOKEN, asked)).mappings().first()
        return _invitation(row) if row else None

    async def by_selector(self, selector: str, at: datetime) -> list[Invitation]:
        """Invitations whose codes begin with these symbols; open ones first."""
        asked = {"selector": selector, "days": await days_at(self._connection, at)}
        rows = await self._connection.execute(_BY_SELECTOR, asked)
        return [_invitation(row) for row in rows.mappings()]

    async def take(self, invitation_id: int, at: datetime) -> bool:
        """Use it up; False when somebody was faster."""
        return (await self._connection.execute(_TAKE, {"id": invitation_id, "at": at})).first() is not None

    async def taken_by(self, command_id: str) -> int | None:
        """The link that this command made of an invitation."""
        found: int | None = (await self._connection.execute(_TAKEN_BY, {"command": command_id})).scalar()
        return found


def _adult(row: Any, class_name: str) -> Invitee:
    adult = name_of(row, "guardian")
    return Invitee(
        pupil_id=row["pupil_id"],
        pupil=name_of(row, "pupil"),
        class_name=class_name,
        guardian_id=row["guardian_id"],
        adult=adult,
        relation=row["relation"] or "" if adult else LEGAL_GUARDIAN,
    )


def _pupil(row: Any, class_name: str) -> Invitee:
    pupil = name_of(row, "pupil")
    return Invitee(row["pupil_id"], pupil, class_name, relation=PUPIL_THEMSELF, own=True)


def _by_pupil(invited: Iterable[Invitee]) -> list[Invitee]:
    return sorted(invited, key=lambda one: alphabetical(one.pupil or FullName("", "")))


def _earlier(whom: Invitee, at: datetime) -> dict[str, object]:
    return {
        "at": at,
        "pupil": whom.pupil_id,
        "guardian": whom.guardian_id,
        "staff": whom.staff_id,
        "district": whom.district_id,
        "own": whom.own,
    }


def _row(whom: Invitee, sealed: Sealed) -> dict[str, object]:
    return {
        "district_id": whom.district_id,
        "own": whom.own,
        "pupil_id": whom.pupil_id,
        "guardian_id": whom.guardian_id,
        "staff_id": whom.staff_id,
        "selector": sealed.selector,
        "salt": sealed.salt,
        "code_hash": sealed.code_hash,
        "token_hash": sealed.token_hash,
    }


def _invitation(row: Any) -> Invitation:
    return Invitation(
        id=row["id"],
        school=school_of(row),
        salt=bytes(row["salt"]),
        code_hash=bytes(row["code_hash"]),
        expires_at=row["expires_at"],
        closed=row["closed"],
        barred=row["barred"],
        pupil_id=row["pupil_id"],
        guardian_id=row["guardian_id"],
        pupil=name_of(row, "pupil"),
        birth_date=row["birth_date"],
        class_name=class_of(row),
        staff_id=row["staff_id"],
        district_id=row["district_id"],
        own=row["own"],
        administrator=bool(row["administrator"]),
        guesses=row["guesses"],
        guessers=row["guessers"],
        wrong_dates=row["wrong_dates"],
    )
