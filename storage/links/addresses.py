"""Mailboxes and phones, and the codes that confirm them. The codes themselves are nowhere here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql

from journal_core.access import ClassDesk
from journal_core.people import Account
from journal_core.ports.links import Address, Asking, Hearing, Ward
from journal_core.school import Channel
from storage.links.standing import BARRED, SCHOOL, STANDING, OnConnection, days_at, days_of, school_of

_WARDS = sql(f"""
    SELECT pupil.id AS pupil_id,
           EXISTS (
               SELECT FROM bar WHERE bar.guardian_id = guardianship.guardian_id AND bar.pupil_id = pupil.id
           ) AS barred,
           EXISTS (
               SELECT FROM link JOIN consent
                 ON consent.person_id = link.person_id AND consent.pupil_id = link.pupil_id
                AND consent.withdrawn_at IS NULL
               WHERE link.guardian_id = guardianship.guardian_id AND link.pupil_id = pupil.id
                 AND link.state = 'awaiting'
           ) AS awaiting
    FROM guardianship
    JOIN pupil ON pupil.id = guardianship.pupil_id
    JOIN school ON school.id = pupil.school_id
    {STANDING}
    WHERE guardianship.guardian_id = :guardian AND standing.class_id = :class
    ORDER BY pupil.id
""")

#: A record is opened child by child, each by its own class teacher: who holds it for a sibling is nobody here.
_HOLDER = sql(f"""
    SELECT person_id FROM link
    WHERE guardian_id = :guardian AND pupil_id = ANY(:pupils) AND state = 'live' AND NOT {BARRED}
    ORDER BY id DESC LIMIT 1
""")

_ADDRESS = "id, person_id, channel, address, state, note, code_asked_at"

#: Entered again: an earlier note stays unless there is a new one; a live address stays live.
_ENTER = sql(f"""
    INSERT INTO account (person_id, channel, address, note, state, changed_at)
    VALUES (:person, :channel, :address, :note, 'unconfirmed', :at)
    ON CONFLICT (person_id, channel, address) DO UPDATE
      SET note = coalesce(nullif(excluded.note, ''), account.note)
    RETURNING {_ADDRESS}
""")

_ASK = sql("UPDATE account SET state = 'unconfirmed', code_asked_at = :at, changed_at = :at WHERE id = :id")
_ASKINGS = sql("""
    SELECT coalesce(max(revision), 0) + 1 FROM event WHERE kind = 'address_code' AND subject = :subject
""")
_ASKED = sql("""
    SELECT count(*) FROM event JOIN account ON event.subject = 'account:' || account.id
    WHERE event.kind = 'address_code' AND account.person_id = :person AND event.occurred_at > :since
""")

_TRIES = """
    (SELECT count(*) FROM linking_failure
     WHERE selector = 'account:' || account.id AND at >= account.code_asked_at) AS tries
"""
_UNCONFIRMED = sql(f"""
    SELECT {_ADDRESS}, {_TRIES}
    FROM account
    WHERE person_id = :person AND state = 'unconfirmed' AND code_asked_at > :since
    ORDER BY id
    FOR UPDATE
""")
_WAITING_AT = sql(f"""
    SELECT {_ADDRESS}, {_TRIES},
           (SELECT coalesce(max(revision), 0) FROM event
            WHERE kind = 'address_code' AND subject = 'account:' || account.id) AS number
    FROM account
    WHERE channel = :channel AND address = :address AND state = 'unconfirmed' AND code_asked_at > :since
    ORDER BY code_asked_at DESC, id DESC
    FOR UPDATE
""")
_HEARD_OF = sql(f"""
    SELECT pupil.id AS pupil_id, {SCHOOL}, standing.class_id,
           ARRAY(SELECT consent.channel FROM consent
                 WHERE consent.person_id = link.person_id AND consent.pupil_id = pupil.id
                   AND consent.withdrawn_at IS NULL) AS consented
    FROM link
    JOIN pupil ON pupil.id = link.pupil_id
    JOIN school ON school.id = pupil.school_id
    {STANDING}
    WHERE link.person_id = :person AND link.state = 'live' AND NOT {BARRED}
    ORDER BY link.id
""")
_ENLIVEN = sql("UPDATE account SET state = 'live', changed_at = :at WHERE id = :id")
_TELLINGS = sql("""
    SELECT coalesce(max(revision), 0) + 1 FROM event WHERE kind = 'address_added' AND subject = :subject
""")
_CONFIRMED_BY = sql(f"""
    SELECT {", ".join(f"account.{name}" for name in _ADDRESS.split(", "))}
    FROM audit JOIN account ON audit.subject = 'account:' || account.id
    WHERE audit.command_id = :command AND account.state = 'live'
""")


class AddressWrites(OnConnection):
    """`journal_core.ports.links.AddressBook`."""

    async def wards(self, desk: ClassDesk, guardian_id: int, at: datetime) -> list[Ward]:
        """The guardian's pupils in this class today."""
        known = {"guardian": guardian_id, "class": desk.class_id, "days": days_of(desk.school, at)}
        return [Ward(**row) for row in (await self._connection.execute(_WARDS, known)).mappings()]

    async def holder(self, guardian_id: int, pupils: Sequence[int]) -> int | None:
        """The person with a live link of this record to one of these pupils, who is not barred from them."""
        known = {"guardian": guardian_id, "pupils": list(pupils)}
        found: int | None = (await self._connection.execute(_HOLDER, known)).scalar()
        return found

    async def enter(self, person_id: int, account: Account, note: str, at: datetime) -> Address:
        """The address's row, locked, made unconfirmed if new."""
        known = {
            "person": person_id,
            "channel": account.channel,
            "address": account.address,
            "note": note,
            "at": at,
        }
        return _address((await self._connection.execute(_ENTER, known)).mappings().one())

    async def ask_code(self, account_id: int, at: datetime) -> int:
        """A code is wanted as of now; the number of the asking, from 1."""
        await self._connection.execute(_ASK, {"id": account_id, "at": at})
        askings = await self._connection.execute(_ASKINGS, {"subject": f"account:{account_id}"})
        return int(askings.scalar_one())

    async def codes_asked(self, person_id: int, since: datetime) -> int:
        """Codes sent to any address of this person."""
        found = await self._connection.execute(_ASKED, {"person": person_id, "since": since})
        return int(found.scalar_one())

    async def unconfirmed(self, person_id: int, asked_since: datetime) -> list[tuple[Address, int]]:
        """Addresses waiting for their code, locked, with the wrong tries made at each."""
        rows = await self._connection.execute(_UNCONFIRMED, {"person": person_id, "since": asked_since})
        return [(_address(row), row["tries"]) for row in rows.mappings()]

    async def waiting_at(self, account: Account, asked_since: datetime) -> list[Asking]:
        """Whoever's address this is, where it waits for its code, locked; the newest asking first."""
        known = {"channel": account.channel, "address": account.address, "since": asked_since}
        rows = (await self._connection.execute(_WAITING_AT, known)).mappings()
        return [Asking(_address(row), row["number"], row["tries"]) for row in rows]

    async def heard_of(self, person_id: int, at: datetime) -> list[Hearing]:
        """The children of whom this person may hear, consent apart."""
        asked = {"person": person_id, "days": await days_at(self._connection, at)}
        rows = (await self._connection.execute(_HEARD_OF, asked)).mappings()
        return [
            Hearing(row["pupil_id"], school_of(row), row["class_id"], frozenset(map(Channel, row["consented"])))
            for row in rows
        ]

    async def enliven(self, account_id: int, at: datetime) -> None:
        """The address is confirmed."""
        await self._connection.execute(_ENLIVEN, {"id": account_id, "at": at})

    async def next_telling(self, account_id: int) -> int:
        """The number the next telling of this address takes, from 1."""
        tellings = await self._connection.execute(_TELLINGS, {"subject": f"account:{account_id}"})
        return int(tellings.scalar_one())

    async def confirmed_by(self, command_id: str) -> Address | None:
        """The address that this command confirmed."""
        row = (await self._connection.execute(_CONFIRMED_BY, {"command": command_id})).mappings().first()
        return _address(row) if row else None


def _address(row: Any) -> Address:
    return Address(
        id=row["id"],
        person_id=row["person_id"],
        channel=Channel(row["channel"]),
        address=row["address"],
        state=row["state"],
        note=row["note"],
        code_asked_at=row["code_asked_at"],
    )
