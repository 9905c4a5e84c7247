"""Drafts: what people are writing, as rows with an id."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from journal_core.people import Account
from journal_core.school import Channel
from notifier.ports import Draft
from storage.trouble import as_connection_error

_DROP_OTHERS = sql("""
UPDATE draft SET state = 'dropped', content = CASE WHEN kind = 'birth_date' THEN '{}' ELSE content END
WHERE account = :account AND kind = :kind AND state = 'open' AND command_id <> :command_id
""")
_OPEN = sql("""
INSERT INTO draft (account, kind, content, command_id, source_message, made_at, expires_at)
VALUES (:account, :kind, CAST(:content AS jsonb), :command_id, :source_message, :at, :expires_at)
ON CONFLICT (command_id) DO UPDATE SET command_id = draft.command_id
RETURNING *
""")
_FIND = sql("SELECT * FROM draft WHERE account = :account AND id = :id")
_OF_MESSAGE = sql("""
SELECT * FROM draft WHERE account = :account AND source_message = :source_message ORDER BY id DESC LIMIT 1
""")
_CURRENT = sql("""
SELECT * FROM draft WHERE account = :account AND state = 'open' AND kind = ANY(:kinds) AND expires_at > :at
ORDER BY id DESC LIMIT 1
""")
# The key that waited for a birth date may still open the slip: it is not kept once nobody waits for it.
_SETTLE = sql("""
UPDATE draft SET state = :state, content = CASE WHEN kind = 'birth_date' THEN '{}' ELSE content END WHERE id = :id
""")
_REWRITE = sql("""
UPDATE draft SET content = CAST(:content AS jsonb), source_message = :source_message WHERE id = :id RETURNING *
""")
_SHOWN = sql("UPDATE draft SET card_message = :card_message WHERE id = :id")


class PgDrafts:
    """`notifier.ports.Drafts` over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def open(
        self,
        account: Account,
        kind: str,
        content: Mapping[str, Any],
        *,
        at: datetime,
        expires_at: datetime,
        source_message: str = "",
        once: str = "",
    ) -> Draft:
        """A new draft; the account's other open draft of that kind is dropped.

        `once` names what it is made for (an update): said again after a restart, the same draft is returned.
        """
        command_id = f"{account}:{kind}:{once}" if once else f"{account}:{kind}:{secrets.token_hex(8)}"
        with as_connection_error():
            async with self._engine.begin() as connection:
                if not source_message:
                    others = {"account": str(account), "kind": kind, "command_id": command_id}
                    await connection.execute(_DROP_OTHERS, others)
                return await self._one(
                    connection,
                    _OPEN,
                    account=str(account),
                    kind=kind,
                    content=json.dumps(content, ensure_ascii=False),
                    command_id=command_id,
                    source_message=source_message,
                    at=at,
                    expires_at=expires_at,
                )

    async def find(self, account: Account, draft_id: int) -> Draft | None:
        """The draft, if it is this account's."""
        return await self._read(_FIND, account=str(account), id=draft_id)

    async def of_message(self, account: Account, source_message: str) -> Draft | None:
        """The newest draft made from a person's own message."""
        return await self._read(_OF_MESSAGE, account=str(account), source_message=source_message)

    async def current(self, account: Account, kinds: Sequence[str], at: datetime) -> Draft | None:
        """The account's newest open draft of these kinds that has not expired."""
        return await self._read(_CURRENT, account=str(account), kinds=list(kinds), at=at)

    async def settle(self, draft: Draft, state: str) -> None:
        """Close a draft as saved or dropped."""
        await self._write(_SETTLE, id=draft.id, state=state)

    async def shown(self, draft: Draft, card_message: str) -> None:
        """Remember which message of ours shows it."""
        await self._write(_SHOWN, id=draft.id, card_message=card_message)

    async def rewrite(self, draft: Draft, content: Mapping[str, Any], source_message: str) -> Draft:
        """The draft with another content, made from this message of the person's."""
        written = json.dumps(content, ensure_ascii=False)
        with as_connection_error():
            async with self._engine.begin() as connection:
                return await self._one(
                    connection, _REWRITE, id=draft.id, content=written, source_message=source_message
                )

    async def _one(self, connection: AsyncConnection, statement: Any, **values: Any) -> Draft:
        return _draft((await connection.execute(statement, values)).mappings().one())

    async def _read(self, statement: Any, **values: Any) -> Draft | None:
        with as_connection_error():
            async with self._engine.connect() as connection:
                row = (await connection.execute(statement, values)).mappings().first()
                return _draft(row) if row else None

    async def _write(self, statement: Any, **values: Any) -> None:
        with as_connection_error():
            async with self._engine.begin() as connection:
                await connection.execute(statement, values)


def _draft(row: Mapping[Any, Any]) -> Draft:
    channel, _, address = row["account"].partition(":")
    return Draft(
        row["id"],
        Account(Channel(channel), address),
        row["kind"],
        row["content"],
        row["state"],
        row["command_id"],
        row["source_message"],
        row["card_message"],
        row["expires_at"],
    )
