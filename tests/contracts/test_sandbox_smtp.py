"""The mail server is as moody as a real one, at every stage of its dialogue (RFC 5321)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio

from sandbox.client import Sandbox, SandboxError
from sandbox.server import running
from sandbox.troubles import STAGES, TROUBLES

ANNA, SCHOOL = "anna@example.org", "school@example.org"
#: What a client says at each stage, and what a server in a good mood answers.
TALK = {
    "connect": ("", "220"),
    "ehlo": ("EHLO gateway.example.org", "250"),
    "starttls": ("STARTTLS", "454"),
    "auth": ("AUTH PLAIN AHNjaG9vbABzZWNyZXQ=", "235"),
    "mail": (f"MAIL FROM:<{SCHOOL}>", "250"),
    "rcpt": (f"RCPT TO:<{ANNA}>", "250"),
    "data": ("DATA", "354"),
    "dot": ("Subject: week\r\n\r\nPetya: 7\r\n.", "250"),
    "quit": ("QUIT", "221"),
}
REPLIES = [one for one in TROUBLES["smtp"] if "code" in one]


class Client:
    """One connection; a reply is its whole text, «» where the connection ended instead."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def says(self, stage: str, words: str | None = None) -> str:
        line = TALK[stage][0] if words is None else words
        try:
            if line:
                self._writer.write(line.encode() + b"\r\n")
                await self._writer.drain()
            return await self.hears()
        except ConnectionError:
            return ""

    async def hears(self) -> str:
        reply = ""
        async with asyncio.timeout(5):
            while line := (await self._reader.readline()).decode():
                reply += line
                if line[3:4] == " ":
                    break
        return reply.strip()

    async def comes_to(self, stage: str) -> str:
        """The reply at a stage, all stages before it having gone well."""
        for each in STAGES:
            reply = await self.says(each)
            if each == stage:
                return reply
            assert reply.startswith(TALK[each][1]), (each, reply)
        raise AssertionError(f"no stage {stage}")


class Box:
    """A sandbox whose mail server is called by hand."""

    def __init__(self, sandbox: Sandbox, port: int) -> None:
        self.sandbox, self._port = sandbox, port

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Client]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            yield Client(reader, writer)
        finally:
            writer.close()

    async def reply_at(self, stage: str) -> str:
        async with self.client() as client:
            return await client.comes_to(stage)


@pytest_asyncio.fixture
async def box() -> AsyncIterator[Box]:
    async with running() as started, Sandbox(started.http) as sandbox:
        yield Box(sandbox, started.smtp)


async def test_a_server_in_a_good_mood_takes_the_letter(box: Box) -> None:
    assert (await box.reply_at("quit")).startswith("221")
    [letter] = await box.sandbox.mail()
    assert (letter["from"], letter["to"], letter["subject"]) == (SCHOOL, [ANNA], "week")


@pytest.mark.parametrize("offer", REPLIES, ids=lambda one: f"{one['kind']}-{one['stage']}-{one['text'].split()[0]}")
async def test_every_reply_on_offer_is_said_at_its_stage(box: Box, offer: dict[str, Any]) -> None:
    await box.sandbox.post("faults", {"service": "smtp"} | {k: v for k, v in offer.items() if k != "label"})
    reply = await box.reply_at(offer["stage"])
    assert reply.startswith(f"{offer['code']} {offer['text'].split()[0]}")
    assert "{to}" not in reply
    kept = offer["kind"] == "reply_after" or offer["stage"] == "quit"
    assert len(await box.sandbox.mail()) == kept
    assert await box.sandbox.faults() == []


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
async def test_the_connection_may_break_at_any_stage(box: Box, kind: str, stage: str) -> None:
    await box.sandbox.fault("smtp", kind, stage=stage)
    assert await box.reply_at(stage) == ""
    assert len(await box.sandbox.mail()) == (stage == "quit" or (stage, kind) == ("dot", "drop_after"))
    assert (await box.reply_at("quit")).startswith("221")


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("kind", ["stall_before", "stall"])
async def test_a_stall_ends_with_the_usual_answer(box: Box, kind: str, stage: str) -> None:
    await box.sandbox.fault("smtp", kind, stage=stage, seconds=0.01)
    assert (await box.reply_at(stage)).startswith(TALK[stage][1])
    assert await box.sandbox.faults() == []


@pytest.mark.parametrize(("kind", "kept"), [("stall_before", 0), ("stall", 1)])
async def test_a_client_that_loses_patience_does_not_know_whether_the_letter_was_taken(
    box: Box, kind: str, kept: int
) -> None:
    await box.sandbox.fault("smtp", kind, stage="dot", seconds=60)
    async with box.client() as client:
        waiting = asyncio.create_task(client.comes_to("dot"))
        while await box.sandbox.faults():
            assert not waiting.done()
        waiting.cancel()
    assert (await box.reply_at("ehlo")).startswith("250")
    assert len(await box.sandbox.mail()) == kept


async def test_after_421_the_server_hangs_up(box: Box) -> None:
    await box.sandbox.fault("smtp", "reply", stage="rcpt", code=421)
    async with box.client() as client:
        assert (await client.comes_to("rcpt")).startswith("421 4.7.0")
        assert await client.says("data") == ""


async def test_a_refused_recipient_does_not_end_the_dialogue(box: Box) -> None:
    await box.sandbox.fault("smtp", "reply", stage="rcpt")
    async with box.client() as client:
        assert await client.comes_to("rcpt") == f"550 5.1.1 <{ANNA}>: Recipient address rejected: User unknown"
        assert (await client.says("rcpt")).startswith("250")


async def test_nobody_is_at_home_until_the_order_is_taken_back(box: Box) -> None:
    await box.sandbox.fault("smtp", "refuse")
    for _ in range(2):
        with pytest.raises(ConnectionRefusedError):
            await box.reply_at("connect")
    await box.sandbox.clear_faults()
    assert (await box.reply_at("quit")).startswith("221")


async def test_a_greylister_takes_a_stranger_after_five_minutes(box: Box) -> None:
    """postgrey: by client, sender and recipient; a try too early does not begin the wait anew."""
    await box.sandbox.set_clock(await box.sandbox.now())
    await box.sandbox.fault("smtp", "greylist")
    first = await box.reply_at("rcpt")
    assert first.startswith("451 4.7.1") and "300 seconds" in first
    await box.sandbox.advance("PT4M59S")
    assert "in 1 seconds" in await box.reply_at("rcpt")
    await box.sandbox.advance("PT1S")
    assert (await box.reply_at("dot")).startswith("250")


async def test_a_greylister_that_stays_knows_each_recipient_apart(box: Box) -> None:
    await box.sandbox.set_clock(await box.sandbox.now())
    await box.sandbox.fault("smtp", "greylist", count=0)
    oleg = "RCPT TO:<oleg@example.org>"
    assert (await box.reply_at("rcpt")).startswith("451")
    await box.sandbox.advance("PT5M")
    async with box.client() as client:
        assert (await client.comes_to("rcpt")).startswith("250")
        assert (await client.says("rcpt", oleg)).startswith("451")
    await box.sandbox.advance("P7D")
    async with box.client() as client:
        assert (await client.comes_to("mail")).startswith("250")
        assert (await client.says("rcpt", oleg)).startswith("250")


async def test_a_letter_too_large_is_refused_before_it_is_sent_and_after(box: Box) -> None:
    async with box.client() as client:
        assert "250-SIZE 10240000" in await client.comes_to("ehlo")
        assert await client.says("mail", f"MAIL FROM:<{SCHOOL}> SIZE=10240001") == (
            "552 5.3.4 Message size exceeds fixed limit"
        )
        for stage in ("mail", "rcpt", "data"):
            await client.says(stage)
        assert await client.says("dot", ("x" * 998 + "\r\n") * 10241 + ".") == "552 5.3.4 Error: message file too big"
    assert await box.sandbox.mail() == []


async def test_a_mood_keeps_to_its_address(box: Box) -> None:
    await box.sandbox.fault("smtp", "reply", stage="rcpt", person="oleg@example.org")
    await box.sandbox.fault("smtp", "drop_after", stage="dot", person="oleg@example.org")
    assert (await box.reply_at("quit")).startswith("221")
    assert [one["stage"] for one in await box.sandbox.faults()] == ["rcpt", "dot"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kind": "drop_after"}, "needs its stage: connect, ehlo"),
        ({"kind": "greylist", "stage": "dot"}, "needs its stage: rcpt"),
        ({"kind": "reply", "stage": "ehlo", "person": ANNA}, "nobody knows yet for whom"),
    ],
)
async def test_an_order_that_makes_no_sense_is_refused_in_words(box: Box, asked: dict[str, str], words: str) -> None:
    with pytest.raises(SandboxError, match=words):
        await box.sandbox.post("faults", {"service": "smtp"} | asked)
