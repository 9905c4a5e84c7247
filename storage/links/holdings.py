"""Persons, their accounts, links and consents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import insert as upsert

from journal_core.linking import PUPIL_THEMSELF, LinkState
from journal_core.people import Account, Role
from journal_core.ports.links import Agreement, Link, NewLink
from journal_core.school import Channel
from storage.links.standing import (
    BARRED,
    SCHOOL,
    STANDING,
    OnConnection,
    class_of,
    days_at,
    name_of,
    names,
    school_of,
)
from storage.tables.people import account, consent, link, person

_PERSON_OF = sql("SELECT person_id FROM account WHERE channel = :channel AND address = :address ORDER BY id LIMIT 1")
_REVIVE = sql("""
    UPDATE account SET state = 'live', changed_at = :at WHERE channel = :channel AND address = :address
    RETURNING person_id
""")

_SPEAK = sql("UPDATE person SET language = :language WHERE id = :person")

_HOLDS = sql("""
    SELECT EXISTS (
        SELECT FROM link WHERE person_id = :person AND state IN ('awaiting', 'live')
          AND (CAST(:pupil AS bigint) IS NULL OR pupil_id = :pupil)
          AND (CAST(:staff AS bigint) IS NULL OR staff_id = :staff)
          AND (CAST(:district AS bigint) IS NULL OR district_id = :district))
""")

_IS_BARRED = sql("""
    SELECT EXISTS (
        SELECT FROM bar
        WHERE bar.pupil_id = :pupil AND (bar.person_id = :person OR EXISTS (
            SELECT FROM link WHERE link.guardian_id = bar.guardian_id AND link.person_id = :person)))
""")

_ADMINISTRATOR = sql(f"""
    SELECT EXISTS (
        SELECT FROM link JOIN staff ON staff.id = link.staff_id
        WHERE link.school_id = :school AND link.state = 'live' AND '{Role.ADMINISTRATOR}' = ANY (staff.duties)
          AND (CAST(:but AS bigint) IS NULL OR staff.id <> :but))
""")

_LINK = sql(f"""
    SELECT link.*, {SCHOOL}, {names("pupil")}, {names("guardian")}, {names("staff")},
           guardianship.relation, standing.class_id, school_class.grade, school_class.letter,
           '{Role.ADMINISTRATOR}' = ANY (staff.duties) AS administrator, {BARRED} AS barred
    FROM link
    JOIN school ON school.id = link.school_id
    LEFT JOIN pupil ON pupil.id = link.pupil_id
    LEFT JOIN guardian ON guardian.id = link.guardian_id
    LEFT JOIN guardianship ON guardianship.guardian_id = guardian.id AND guardianship.pupil_id = pupil.id
    LEFT JOIN staff ON staff.id = link.staff_id
    {STANDING}
    WHERE link.id = :id
    FOR UPDATE OF link
""")

_SETTLE = sql("UPDATE link SET state = :state, settled_by = :by, settled_at = :at WHERE id = :id")

_AGREE = upsert(consent).on_conflict_do_nothing(
    index_elements=["person_id", "pupil_id", "channel"], index_where=consent.c.withdrawn_at.is_(None)
)
_WITHDRAW = sql("""
    UPDATE consent SET withdrawn_at = :at
    WHERE person_id = :person AND pupil_id = :pupil AND withdrawn_at IS NULL
      AND (CAST(:channel AS text) IS NULL OR channel = :channel)
""")
_HAS_AGREED = sql("""
    SELECT EXISTS (
        SELECT FROM consent WHERE person_id = :person AND pupil_id = :pupil AND withdrawn_at IS NULL)
""")


class HoldingWrites(OnConnection):
    """`journal_core.ports.links.HoldingBook`."""

    async def person_of(self, account: Account) -> int | None:
        """Who has this chat, live or not."""
        found: int | None = (await self._connection.execute(_PERSON_OF, _where(account))).scalar()
        return found

    async def admit(self, account_: Account, language: str, at: datetime) -> int:
        """The person of this chat, made if new; the account is live from here. Under `hold`."""
        known: int | None = (await self._connection.execute(_REVIVE, _where(account_) | {"at": at})).scalar()
        if known is not None:
            return known
        person_id = await self._person(language, at)
        row = _where(account_) | {"person_id": person_id, "state": "live", "changed_at": at}
        await self._connection.execute(insert(account), row)
        return person_id

    async def speak(self, person_id: int, language: str) -> None:
        """Speak this language to the person from now on."""
        await self._connection.execute(_SPEAK, {"person": person_id, "language": language})

    async def new_person(self, at: datetime) -> int:
        """A person without an account."""
        return await self._person("ru", at)

    async def holds(
        self,
        person_id: int,
        *,
        pupil_id: int | None = None,
        staff_id: int | None = None,
        district_id: int | None = None,
    ) -> bool:
        """Whether the person has an open link: to this record, or to any."""
        return await self._is(_HOLDS, person=person_id, pupil=pupil_id, staff=staff_id, district=district_id)

    async def is_barred(self, person_id: int, pupil_id: int) -> bool:
        """Whether this person, or a record that they hold or ever held, is barred from the pupil."""
        return await self._is(_IS_BARRED, person=person_id, pupil=pupil_id)

    async def has_administrator(self, school_id: int) -> bool:
        """Whether an administrator of the school is linked."""
        return await self._is(_ADMINISTRATOR, school=school_id, but=None)

    async def has_other_administrator(self, school_id: int, staff_id: int) -> bool:
        """Whether one is linked besides this member of staff."""
        return await self._is(_ADMINISTRATOR, school=school_id, but=staff_id)

    async def add_link(self, new: NewLink, at: datetime) -> int:
        """Make a link."""
        row = {
            "person_id": new.person_id,
            "school_id": new.school_id,
            "guardian_id": new.guardian_id,
            "pupil_id": new.pupil_id,
            "staff_id": new.staff_id,
            "district_id": new.district_id,
            "own": new.own,
            "state": new.state,
            "invitation_id": new.invitation_id,
            "asked_at": at,
            "settled_at": at if new.state is LinkState.LIVE else None,
            "settled_by": new.settled_by,
        }
        made: int = (await self._connection.execute(insert(link).values(row).returning(link.c.id))).scalar_one()
        return made

    async def link(self, link_id: int, at: datetime) -> Link | None:
        """The link, locked until the transaction ends."""
        asked = {"id": link_id, "days": await days_at(self._connection, at)}
        row = (await self._connection.execute(_LINK, asked)).mappings().first()
        return _link(row) if row else None

    async def settle(self, link_id: int, state: LinkState, by: str, at: datetime) -> None:
        """Move a link on."""
        await self._connection.execute(_SETTLE, {"id": link_id, "state": state, "by": by, "at": at})

    async def agree(self, agreements: Sequence[Agreement], at: datetime) -> None:
        """Record consents; one that stands already is left as it is."""
        rows = [
            {
                "person_id": one.person_id,
                "pupil_id": one.pupil_id,
                "channel": one.channel,
                "version": one.version,
                "evidence": one.evidence,
                "given_at": at,
            }
            for one in agreements
        ]
        if rows:
            await self._connection.execute(_AGREE, rows)

    async def withdraw(self, person_id: int, pupil_id: int, channel: Channel | None, at: datetime) -> None:
        """End a consent; of every channel when none is named."""
        known = {"person": person_id, "pupil": pupil_id, "channel": channel, "at": at}
        await self._connection.execute(_WITHDRAW, known)

    async def has_agreed(self, person_id: int, pupil_id: int) -> bool:
        """Whether any consent of this adult about this child stands."""
        return await self._is(_HAS_AGREED, person=person_id, pupil=pupil_id)

    async def _person(self, language: str, at: datetime) -> int:
        row = {"language": language, "created_at": at}
        made: int = (await self._connection.execute(insert(person).values(row).returning(person.c.id))).scalar_one()
        return made

    async def _is(self, question: Any, **known: object) -> bool:
        return bool((await self._connection.execute(question, known)).scalar_one())


def _where(account: Account) -> dict[str, object]:
    return {"channel": account.channel, "address": account.address}


def _link(row: Any) -> Link:
    return Link(
        id=row["id"],
        person_id=row["person_id"],
        school=school_of(row),
        state=LinkState(row["state"]),
        asked_at=row["asked_at"],
        pupil_id=row["pupil_id"],
        guardian_id=row["guardian_id"],
        pupil=name_of(row, "pupil"),
        class_id=row["class_id"],
        class_name=class_of(row),
        staff_id=row["staff_id"],
        adult=name_of(row, "guardian") or name_of(row, "staff"),
        relation=PUPIL_THEMSELF if row["own"] else row["relation"] or "",
        administrator=bool(row["administrator"]),
        barred=row["barred"],
        invitation_id=row["invitation_id"],
        own=row["own"],
        district_id=row["district_id"],
    )
