"""Letters that were sent, by the number that a ticket names: `notifier.ports.letters.LetterBook`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import Grants
from journal_core.people import Account
from journal_core.school import Channel
from notifier.ports.letters import Letter, Told
from storage.reader.grants import read_grants
from storage.trouble import as_connection_error

_LETTER = sql("""
SELECT message.template, message.person_id, person.language, account.id AS account_id, account.channel,
    account.address, account.state, account.code_asked_at,
    (SELECT coalesce(max(revision), 0) FROM event
     WHERE kind = 'address_code' AND subject = 'account:' || account.id) AS asking
FROM message
JOIN person ON person.id = message.person_id
JOIN account ON account.id = message.account_id
WHERE message.id = :id
""")
_TOLD = sql("SELECT subject, revision, pupil_id FROM delivery WHERE message_id = :id ORDER BY id")
_ACCOUNTS = sql("""
SELECT id FROM account WHERE channel = :channel AND address = :address AND state = 'live' ORDER BY id
""")


class PgLetters:
    """Over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def letter(self, message_id: int) -> Letter | None:
        """The message; None when there is none of that number."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                row = (await connection.execute(_LETTER, {"id": message_id})).mappings().first()
                if row is None:
                    return None
                told = await connection.execute(_TOLD, {"id": message_id})
                return Letter(
                    message_id,
                    row["template"],
                    row["person_id"],
                    row["language"],
                    row["account_id"],
                    Account(Channel(row["channel"]), row["address"]),
                    row["state"],
                    row["code_asked_at"],
                    row["asking"],
                    tuple(Told(*one) for one in told),
                )

    async def grants(self, letter: Letter, at: datetime) -> Grants | None:
        """What its reader may do now."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                return await read_grants(connection, letter.account, at, person_id=letter.person_id)

    async def accounts(self, account: Account) -> Sequence[int]:
        """The numbers of everybody's accounts at this address that are live."""
        asked = {"channel": account.channel, "address": account.address}
        with as_connection_error():
            async with self._engine.connect() as connection:
                return list((await connection.scalars(_ACCOUNTS, asked)).all())
