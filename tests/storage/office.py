"""The school's office for tests of linking: who is invited, redeems, taps. Stands in the town."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import AdminDesk, Grants
from journal_core.actions.inviting import NewSlip, invite_class, invite_staff
from journal_core.actions.linking import Redeemed, consent, redeem, settle_link
from journal_core.entries.revisions import Stamp
from journal_core.people import Account, Operator, Person, Role
from journal_core.school import Channel
from storage.reader.grants import read_grants
from storage.transaction import PgStore
from tests.storage.town import NOON, Town

PEPPER = b"pepper of the tests"
BIRTHDAY = date(2013, 10, 17)  #: of every pupil of the town


def chat(number: int) -> Account:
    """Somebody's Telegram chat."""
    return Account(Channel.TELEGRAM, str(number))


MARIA, OLEG, STRANGER = chat(1), chat(2), chat(666)


@dataclass
class Office:
    """The town with a store; time stands at `now` until a test moves it."""

    town: Town
    engine: AsyncEngine  #: of the run-time role
    owner: AsyncEngine
    now: datetime = NOON
    _commands: count[int] = field(default_factory=lambda: count(1))

    @property
    def store(self) -> PgStore:
        """What the verbs write to."""
        return PgStore(self.engine)

    @property
    def admin(self) -> AdminDesk:
        """The administrator's desk, as the operator has it."""
        return AdminDesk(None, self.town.school)

    def later(self, **by: float) -> None:
        """Time passes."""
        self.now += timedelta(**by)

    def stamp(self, actor: Person | Operator | None = None, command_id: str = "") -> Stamp:
        """The next command of the operator, or of a person."""
        command_id = command_id or f"command {next(self._commands)}"
        return Stamp(command_id, actor or Operator("admin"), self.now, "telegram")

    def leader(self) -> Stamp:
        """The next command of Соколова, who leads 7Б."""
        return self.stamp(Person(900, Role.CLASS_TEACHER, chat(900)))

    async def slips(self, class_name: str = "7Б") -> dict[str, NewSlip]:
        """Slips of a class, by the pupil's name."""
        slips = await invite_class(self.store, self.admin, class_name, self.stamp(), PEPPER)
        return {slip.pupil.name: slip for slip in slips if slip.pupil}

    async def staff_slip(self, surname: str) -> NewSlip:
        """A slip of a member of staff."""
        slips = await invite_staff(self.store, self.admin, [self.town.staff[surname]], self.stamp(), PEPPER)
        return slips[0]

    async def redeem(
        self,
        who: Account,
        key: str,
        birth_date: date | None = BIRTHDAY,
        command_id: str = "",
    ) -> Redeemed:
        """Somebody sends a code or follows a deep link."""
        stamp = self.stamp(command_id=command_id)
        return await redeem(self.store, who, key, birth_date, stamp, PEPPER, "ru")

    async def link(self, who: Account, name: str, key: str = "") -> Redeemed:
        """The whole way of a guardian: slip, code, consent, the class teacher's tap."""
        key = key or (await self.slips())[name].secret.code
        redeemed = await self.redeem(who, key)
        await consent(self.store, who, redeemed.link_id, True, self.stamp())
        await settle_link(self.store, self.town.class_desk(), redeemed.link_id, True, self.leader())
        return redeemed

    async def grants(self, who: Account) -> Grants | None:
        """What somebody may do now."""
        async with self.engine.connect() as connection:
            return await read_grants(connection, who, self.now)

    async def ask(self, question: str, **known: Any) -> Sequence[Any]:
        """Rows of the database, for looking behind the curtain."""
        async with self.owner.connect() as connection:
            return (await connection.execute(sql(question), known)).all()

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        return int((await self.ask(f"SELECT count(*) FROM {table}"))[0][0])

    async def do(self, statement: str, **known: Any) -> None:
        """Change the database as the owner may."""
        async with self.owner.begin() as connection:
            await connection.execute(sql(statement), known)

    async def events(self) -> list[tuple[str, str, int]]:
        """What happened: (kind, subject, revision), in order."""
        rows = await self.ask("SELECT kind, subject, revision FROM event ORDER BY id")
        return [(row.kind, row.subject, row.revision) for row in rows]
