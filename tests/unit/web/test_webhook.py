"""The webhook: an update is kept before it is acknowledged, and nobody but Telegram brings one."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from tests.unit.web.test_door import Behind, street
from web.manners import same
from web.webhook import LARGEST, SECRET_HEADER, understood

PATH = "/telegram/hook-key"
SECRET = {SECRET_HEADER: "secret"}
UPDATE = {"update_id": 7, "message": {"text": "оценки"}}


async def test_an_update_is_kept_and_acknowledged() -> None:
    behind = Behind()
    async with street(behind) as client:
        answer = await client.post(PATH, json=UPDATE, headers=SECRET)
        assert (answer.status, await answer.text()) == (200, "ok")
    assert behind.taken == [UPDATE]


@pytest.mark.parametrize(
    "headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "guess"}, {"X-Forwarded-For": "149.154.167.1"}]
)
async def test_whoever_does_not_say_the_secret_is_not_listened_to(headers: dict[str, str]) -> None:
    behind = Behind()
    async with street(behind) as client:
        assert (await client.post(PATH, json=UPDATE, headers=headers)).status == 401
        assert (await client.post("/telegram/guess", json=UPDATE, headers=SECRET)).status == 404
        assert (await client.get(PATH, headers=SECRET)).status == 405
    assert behind.taken == []


def test_without_a_secret_of_ours_nobody_is_let_in() -> None:
    assert not same("", "")


async def test_while_the_database_is_away_telegram_is_asked_to_come_again() -> None:
    behind = Behind(away=ConnectionError())
    async with street(behind) as client:
        answer = await client.post(PATH, json=UPDATE, headers=SECRET)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "15")
    assert behind.taken == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html>",
        b"[]",
        b"7",
        b"{}",
        b'{"update_id":"7"}',
        b'{"update_id":true}',
        b'{"update_id":7.5}',
        b'{"update_id":-1}',
        b'{"update_id":9223372036854775808}',
        b'{"update_id":7,"message":{"date":NaN}}',
        b'{"update_id":7,"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"update_id":7,"x":' + b"9" * 5000 + b"}",
        b'{"update_id":7,"text":"' + b"x" * LARGEST + b'"}',
        b"\xff\xfe",
    ],
)
async def test_what_nobody_can_read_is_taken_so_that_its_lane_goes_on(raw: bytes) -> None:
    behind = Behind()
    async with street(behind) as client:
        assert (await client.post(PATH, data=BytesIO(raw), headers=SECRET)).status == 200
    assert behind.taken == []


@pytest.mark.parametrize("odd", [{"update_id": 7}, {"update_id": 0, "message": "…"}, {"update_id": 7, "x": [None]}])
def test_an_odd_update_with_a_number_is_kept_for_whoever_can_look_at_it(odd: dict[str, Any]) -> None:
    assert understood(json.dumps(odd).encode()) == odd
