"""The door to the street: callbacks are taken at their unguessable addresses and at no other; nothing stays unsaid."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from app.settings import Settings
from app.street import addresses
from notifier.answers import Answers
from web.calendars import Calendars
from web.callbacks import LETTER, Callbacks
from web.door import door
from web.pages import Pages
from web.webhook import Webhook

KEYS = ("receipts-key", "sms-key", "mail-key")
TABLE = Path(__file__).parents[3] / "docs" / "street.md"


@dataclass
class Behind:
    """What stands behind the door, in memory; `away` makes every deed find no database."""

    taken: list[Any] = field(default_factory=list)
    away: Exception | None = None

    async def health(self) -> Mapping[str, object]:
        return {"ok": True}

    async def take(self, what: Any) -> str:
        if self.away:
            raise self.away
        self.taken.append(what)
        return "done"

    async def receipt(self, form: Mapping[str, str]) -> bool:
        return bool(await self.take(dict(form)))

    async def calendar(self, secret: str) -> bytes | None:
        return b"BEGIN:VCALENDAR" if secret == "key" else None

    async def keep(self, update: Mapping[str, Any]) -> None:
        await self.take(update)


def application(behind: Behind) -> Application:
    """The door; the pages' answers are not asked for here (`tests/storage/test_street.py`)."""
    answers: Any = object.__new__(Answers)
    callbacks = Callbacks(behind.receipt, KEYS[0], lambda form: behind.take(dict(form)), KEYS[1], behind.take, KEYS[2])
    calendars, webhook = Calendars(behind.calendar), Webhook("hook-key", "secret", behind.keep)
    return door(behind.health, callbacks, Pages(answers), calendars, webhook)


@asynccontextmanager
async def street(behind: Behind) -> AsyncIterator[TestClient[Request, Application]]:
    async with TestClient(TestServer(application(behind))) as client:
        yield client


@pytest.mark.parametrize(
    ("place", "key"), [("sms/receipts", KEYS[0]), ("sms/incoming", KEYS[1]), ("mail/incoming", KEYS[2])]
)
async def test_a_callback_is_taken_at_its_own_address_only(place: str, key: str) -> None:
    behind = Behind()
    async with street(behind) as client:
        for wrong in (*{*KEYS} - {key}, "guess", "%D0%BA%D0%BB%D1%8E%D1%87", "%FF%FE"):
            assert (await client.post(f"/{place}/{wrong}", data={"id": "7"})).status == 404
        assert behind.taken == []
        assert (await client.get(f"/{place}/{key}")).status == 405
        assert (await client.post(f"/{place}/{key}", data={"id": "7"})).status == 200
    assert behind.taken == [b"id=7" if "mail" in place else {"id": "7"}]


async def test_of_a_long_letter_the_beginning_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.callbacks.MOST_LETTER", 3 * LETTER)
    behind = Behind()
    async with street(behind) as client:
        assert (await client.post(f"/mail/incoming/{KEYS[2]}", data=BytesIO(b"x" * 2 * LETTER))).status == 200
        assert (await client.post(f"/mail/incoming/{KEYS[2]}", data=BytesIO(b"x" * 4 * LETTER))).status == 413
    assert [len(one) for one in behind.taken] == [LETTER]


@pytest.mark.parametrize("place", ["sms/receipts/receipts-key", "sms/incoming/sms-key", "mail/incoming/mail-key"])
async def test_while_the_database_is_away_everybody_is_asked_to_come_again(place: str) -> None:
    behind = Behind(away=ConnectionError("the database is away"))
    async with street(behind) as client:
        answer = await client.post(f"/{place}", data={"id": "7"})
        assert (answer.status, answer.headers["Retry-After"]) == (503, "15")
        behind.away = RuntimeError("words of a person")
        answer = await client.post(f"/{place}", data={"id": "7"})
        assert (answer.status, "person" in await answer.text()) == (500, False)


def test_every_address_that_is_printed_for_others_is_one_of_the_door() -> None:
    printed = addresses(Settings(_env_file=None, public_url="https://diary.school.example/d/"), b"secret")
    there = {route.resource.canonical for route in application(Behind()).router.routes() if route.resource is not None}
    for address in printed.values():
        path, _, key = address.removeprefix("https://diary.school.example/d").rpartition("/")
        assert f"{path}/{{key}}" in there and re.fullmatch("[0-9a-f]{32}", key)
    assert len({address.rpartition("/")[2] for address in printed.values()}) == len(printed)


def test_every_address_of_the_door_stands_in_the_table_with_who_may_call_it() -> None:
    rows = re.findall(r"^\| ([A-Z]+) \| `(\S+)` \| (.+?) \| (.+?) \| (.+?) \|$", TABLE.read_text(), re.MULTILINE)
    there = {
        (route.method, route.resource.canonical)
        for route in application(Behind()).router.routes()
        if route.resource is not None and route.method != "HEAD"
    }
    assert {(method, path) for method, path, *_ in rows} == there
    assert all(cell.strip() for row in rows for cell in row)
