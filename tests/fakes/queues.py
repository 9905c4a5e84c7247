"""The inbox, the drafts and the poller lease in memory."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from journal_core.people import Account
from notifier.ports import Draft, Incoming


@dataclass
class FakeInbox:
    """`notifier.ports.Inbox`; `away` counts the calls that find no database."""

    kept: dict[int, Incoming] = field(default_factory=dict)  #: by number
    errors: dict[int, str] = field(default_factory=dict)  #: number → how handling it ended
    away: int = 0

    async def keep(self, bot: str, updates: Sequence[Mapping[str, Any]], at: datetime) -> None:
        """Unique by update id."""
        self._reach()
        known = {one.update_id for one in self.kept.values()}
        for raw in updates:
            if raw["update_id"] not in known:
                number = len(self.kept) + 1
                self.kept[number] = Incoming(number, raw["update_id"], _queue(raw), json.loads(json.dumps(raw)))

    async def waiting(self, bot: str, after: int, limit: int, each: int = 20) -> list[Incoming]:
        """Unhandled, oldest first, of each queue its first."""
        self._reach()
        seen: Counter[str] = Counter()
        found = []
        for one in self.kept.values():
            if one.id not in self.errors:
                seen[one.queue] += 1
                found += [one] if seen[one.queue] <= each and one.id > after else []
        return found[:limit]

    async def handled(self, incoming_id: int, at: datetime, error: str = "") -> None:
        """Once."""
        self._reach()
        self.errors.setdefault(incoming_id, error)

    def _reach(self) -> None:
        if self.away:
            self.away -= 1
            raise ConnectionError("the database is away")


def _queue(raw: Mapping[str, Any]) -> str:
    for value in raw.values():
        if isinstance(value, Mapping) and isinstance(value.get("from"), Mapping):
            return str(value["from"].get("id", ""))
    return ""


@dataclass
class FakeLease:
    """`notifier.ports.PollerLease`, ours or somebody else's."""

    ours: bool = True

    async def take(self, bot: str) -> bool:
        """Whether it is ours."""
        return self.ours


@dataclass
class FakeDrafts:
    """`notifier.ports.Drafts`; contents go through JSON, as in the table."""

    rows: dict[int, Draft] = field(default_factory=dict)

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
        """One a command; other open ones of the kind are dropped, but those made from messages."""
        command_id = f"{account}:{kind}:{once or len(self.rows)}"
        if not source_message:
            for row in self._of(account):
                if row.kind == kind and row.state == "open" and row.command_id != command_id:
                    await self.settle(row, "dropped")
        for row in self.rows.values():
            if row.command_id == command_id:
                return row
        number = len(self.rows) + 1
        plain = json.loads(json.dumps(content))
        made = Draft(number, account, kind, plain, "open", command_id, source_message, "", expires_at)
        self.rows[number] = made
        return made

    async def find(self, account: Account, draft_id: int) -> Draft | None:
        """Their own only."""
        found = self.rows.get(draft_id)
        return found if found and found.account == account else None

    async def of_message(self, account: Account, source_message: str) -> Draft | None:
        """The newest."""
        return next((row for row in self._of(account) if row.source_message == source_message), None)

    async def current(self, account: Account, kinds: Sequence[str], at: datetime) -> Draft | None:
        """The newest open one."""
        for row in self._of(account):
            fresh = row.expires_at is not None and row.expires_at > at
            if row.kind in kinds and row.state == "open" and fresh:
                return row
        return None

    async def settle(self, draft: Draft, state: str) -> None:
        """Close."""
        self.rows[draft.id] = replace(self.rows[draft.id], state=state)

    async def shown(self, draft: Draft, card_message: str) -> None:
        """Remember our message."""
        self.rows[draft.id] = replace(self.rows[draft.id], card_message=card_message)

    async def rewrite(self, draft: Draft, content: Mapping[str, Any], source_message: str) -> Draft:
        """Through JSON too."""
        plain = json.loads(json.dumps(content))
        self.rows[draft.id] = replace(self.rows[draft.id], content=plain, source_message=source_message)
        return self.rows[draft.id]

    def _of(self, account: Account) -> list[Draft]:
        return [row for row in reversed(self.rows.values()) if row.account == account]
