"""Secret addresses of calendars, kept and looked up: `journal_core.ports.feeds`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from journal_core.diary import Day, HomeworkLine
from journal_core.feeds import Holder
from journal_core.passes import Child
from journal_core.people import Account
from journal_core.school import Channel
from storage.reader.diary import read_days
from storage.reader.homework import read_homework
from storage.trouble import as_connection_error

_ACCOUNT = """
    SELECT id FROM account WHERE person_id = :person AND channel = :channel AND address = :address AND state = 'live'
"""
_END = sql(f"""
    UPDATE calendar_secret SET revoked_at = :at
    WHERE account_id = ({_ACCOUNT}) AND pupil_id = :pupil AND revoked_at IS NULL
    RETURNING id
""")
_MAKE = sql(f"""
    INSERT INTO calendar_secret (account_id, pupil_id, token_hash, made_at)
    SELECT id, :pupil, :token_hash, :at FROM ({_ACCOUNT}) one
""")
_HOLDER = sql("""
    SELECT a.channel, a.address, s.pupil_id
    FROM calendar_secret s JOIN account a ON a.id = s.account_id
    WHERE s.token_hash = :token_hash AND s.revoked_at IS NULL
""")


class FeedWrites:
    """`journal_core.ports.feeds.FeedBook` on the connection of one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def replace(self, account: Account, person_id: int, pupil_id: int, token_hash: bytes, at: datetime) -> None:
        """A new address for this account and pupil; the one before ends."""
        asked = _asked(account, person_id, pupil_id, at)
        await self._connection.execute(_END, asked)
        await self._connection.execute(_MAKE, {**asked, "token_hash": token_hash})

    async def end(self, account: Account, person_id: int, pupil_id: int, at: datetime) -> bool:
        """End the address; False when there was none."""
        ended = await self._connection.execute(_END, _asked(account, person_id, pupil_id, at))
        return ended.first() is not None


class PgFeeds:
    """`journal_core.ports.feeds.Feeds` over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def holder(self, token_hash: bytes) -> Holder | None:
        """Whose address it is; None when there is no such one, or it was ended."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                row = (await connection.execute(_HOLDER, {"token_hash": token_hash})).one_or_none()
        return Holder(Account(Channel(row.channel), row.address), row.pupil_id) if row else None

    async def days(self, child: Child, first: date, last: date) -> tuple[Day, ...]:
        """The child's days, both ends included."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                return tuple(await read_days(connection, child, first, last))

    async def homework(self, child: Child, since: date) -> tuple[HomeworkLine, ...]:
        """Homework due on `since` or later."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                return await read_homework(connection, child, since)


def _asked(account: Account, person_id: int, pupil_id: int, at: datetime) -> dict[str, object]:
    return {
        "channel": account.channel,
        "address": account.address,
        "person": person_id,
        "pupil": pupil_id,
        "at": at,
    }
