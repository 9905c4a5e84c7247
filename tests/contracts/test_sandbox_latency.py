"""A round trip takes as long as it was told to, for each server apart; nothing but its length changes."""

import time
from collections.abc import AsyncIterator

import aiohttp
import aiosmtplib
import pytest
import pytest_asyncio

from sandbox.client import Sandbox, SandboxError
from sandbox.latency import Distance
from sandbox.server import Started, running

LETTER = "Subject: week\r\n\r\nPetya: 7\r\n"
SMS = {"login": "school", "psw": "x", "phones": "+375291234567", "mes": "Petya: 7", "fmt": "3"}


@pytest_asyncio.fixture
async def pair() -> AsyncIterator[tuple[Sandbox, Started]]:
    async with running() as started, Sandbox(started.http) as box:
        yield box, started


async def call(started: Started) -> None:
    async with Sandbox(started.http) as box:
        assert (await box.as_bot("getMe"))["ok"]


async def write(started: Started) -> None:
    ours, theirs = "school@example.org", ["anna@example.org"]
    await aiosmtplib.send(
        LETTER, sender=ours, recipients=theirs, hostname="127.0.0.1", port=started.smtp, start_tls=False
    )


async def text(started: Started) -> None:
    async with aiohttp.ClientSession() as session, session.post(f"{started.http}/sms/sys/send.php", data=SMS) as answer:
        assert answer.status == 200


#: One deed at each server and how many round trips it is: SMTP is greeted, then EHLO, MAIL, RCPT, DATA, dot, QUIT.
DEEDS = {"telegram": (call, 1), "smtp": (write, 7), "sms": (text, 1)}


@pytest.mark.parametrize("service", DEEDS)
async def test_a_round_trip_takes_its_time(pair: tuple[Sandbox, Started], service: str) -> None:
    sandbox, started = pair
    deed, trips = DEEDS[service]
    await sandbox.post("latency", {"service": service, "milliseconds": 20})
    began = time.monotonic()
    await deed(started)
    assert time.monotonic() - began >= trips * 0.02


async def test_it_is_shown_and_forgotten_by_a_reset(pair: tuple[Sandbox, Started]) -> None:
    sandbox, _ = pair
    shown = await sandbox.post("latency", {"service": "telegram", "milliseconds": 120, "jitter": 40})
    assert shown == await sandbox.get("latency")
    assert shown["telegram"] == {"milliseconds": 120, "jitter": 40}
    assert shown["smtp"] == shown["sms"] == {"milliseconds": 0, "jitter": 0}
    await sandbox.reset()
    assert (await sandbox.get("latency"))["telegram"] == {"milliseconds": 0, "jitter": 0}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"service": "pigeon", "milliseconds": 1}, "no service «pigeon»"),
        ({"service": "sms", "milliseconds": -1}, "zero or more"),
        ({"service": "sms", "seconds": 1}, "milliseconds, jitter and seed"),
    ],
)
async def test_a_distance_that_is_none_is_refused_in_words(
    pair: tuple[Sandbox, Started], asked: dict[str, object], words: str
) -> None:
    with pytest.raises(SandboxError, match=words):
        await pair[0].post("latency", asked)


def test_the_same_seed_gives_the_same_trips() -> None:
    first, second = Distance(120, 40, seed=7), Distance(120, 40, seed=7)
    trips = [first.trip() for _ in range(100)]
    assert trips == [second.trip() for _ in range(100)]
    assert min(trips) >= 0.08 and max(trips) <= 0.16 and len(set(trips)) > 90
