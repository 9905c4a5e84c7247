"""Each row of the facts' table of SMS errors (REL 1.5), over a real socket."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest

from journal_core.people import Account
from journal_core.school import Channel
from notifier.channels import sms
from notifier.channels.sms import SmsChannel
from notifier.outcomes import Broken, Outcome, Refused, Sent, TryLater, Unknown
from notifier.ports import Outgoing
from notifier.settings import SmsSettings
from sandbox.client import Sandbox
from sandbox.server import running
from tests.contracts.wire import HttpPeer, answer, listening

MARIA = Account(Channel.SMS, "+375291234567")
NOTE = Outgoing(17, MARIA, text="Новая запись в школьном дневнике.")
STOPS = TryLater, True, True  #: the whole channel, and somebody must mend it
LATER = TryLater, True, False


async def said_by(port: int) -> Outcome:
    channel = SmsChannel(SmsSettings(f"http://127.0.0.1:{port}/sys/send.php", "school", "secret"))
    try:
        return await channel.send(NOTE)
    finally:
        await channel.close()


@pytest.mark.parametrize(
    ("answered", "segments"), [({"id": 17, "cnt": 2}, 2), ({"id": "17", "cnt": "3"}, 3), ({"id": 17}, 1)]
)
async def test_what_the_gateway_took_is_sent_under_its_number(answered: dict[str, Any], segments: int) -> None:
    peer = HttpPeer(answer(200, answered))
    async with listening(peer.talk) as port:
        assert await said_by(port) == Sent("17", segments)
    form = parse_qs(peer.requests[0].partition(b"\r\n\r\n")[2].decode())
    assert (form["id"], form["phones"], form["mes"]) == (["17"], [MARIA.address], [NOTE.text])


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, {"error_code": 1}, (Broken,)),  # wrong parameters
        (200, {"error_code": 2}, STOPS),  # login
        (200, {"error_code": "2"}, STOPS),  # some gateways write numbers as text
        (200, {"error_code": 3}, STOPS),  # no balance
        (200, {"error_code": 4}, STOPS),  # our address is blocked
        (200, {"error_code": 5}, (Broken,)),
        (200, {"error_code": 6}, (Broken,)),  # the text is forbidden
        (200, {"error_code": 7}, (Refused,)),  # no such number
        (200, {"error_code": 8}, (Refused,)),  # it cannot be reached by this gateway
        (200, {"error_code": 9}, LATER),  # too many at once
        (200, {"error_code": [9]}, (Broken,)),
        (200, [], (Unknown,)),
        (200, "accepted", (Unknown,)),
        (400, {}, (Broken,)),
        (401, {}, STOPS),
        (403, {}, STOPS),
        (404, {}, STOPS),
        (429, {}, LATER),
        (503, {}, LATER),
        (500, {}, (Unknown,)),
        (502, {}, (Unknown,)),
        (504, {}, (Unknown,)),
    ],
)
async def test_a_row_of_the_table(status: int, body: object, expected: tuple[Any, ...]) -> None:
    async with listening(HttpPeer(answer(status, body)).talk) as port:
        found = await said_by(port)
    assert isinstance(found, expected[0]), found
    if isinstance(found, TryLater):
        assert (found.whole_channel, found.breaker) == expected[1:]


@pytest.mark.parametrize("reply", [answer(200, b"<html>ok</html>", "text/html"), answer(200, b'{"id": 1'), None])
async def test_what_nobody_can_read_may_have_been_sent(reply: bytes | None) -> None:
    async with listening(HttpPeer(reply).talk) as port:
        assert isinstance(await said_by(port), Unknown)


async def test_silence_may_have_been_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sms, "TIMEOUT", aiohttp.ClientTimeout(total=0.2))

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async with listening(silent) as port:
        assert isinstance(await said_by(port), Unknown)


async def test_nobody_listening_is_certainly_not_sent() -> None:
    async with listening(HttpPeer(None).talk) as port:
        pass
    assert isinstance(await said_by(port), TryLater)


async def test_a_redirect_is_not_followed() -> None:
    trap = HttpPeer(answer(200, {"id": 1}))
    async with listening(trap.talk) as elsewhere:
        moved = f"HTTP/1.1 302 -\r\nLocation: http://127.0.0.1:{elsewhere}/\r\nContent-Length: 0\r\n\r\n".encode()
        async with listening(HttpPeer(moved).talk) as port:
            assert isinstance(await said_by(port), TryLater)
    assert trap.requests == []


async def test_maria_gets_one_sms() -> None:
    async with running() as started, Sandbox(started.http) as box:
        channel = SmsChannel(SmsSettings(f"{started.http}/sms/sys/send.php", "school", "secret"))
        try:
            sent = await channel.send(NOTE)
            assert isinstance(sent, Sent) and sent.provider_id == "17"
            [came] = await box.sms()
            assert (came["to"], came["text"]) == (MARIA.address, NOTE.text)
            await box.fault("sms", "drop_after")
            assert isinstance(await channel.send(Outgoing(18, MARIA, text="ещё")), Unknown)
        finally:
            await channel.close()
