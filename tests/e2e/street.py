"""The street as people in front of a browser walk it: they open a link of a letter, read, and press."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import aiohttp

from tests.e2e.trial import Trial


def link_in(letter: dict[str, Any], deed: str) -> str:
    """The letter's link for a deed: stop, confirm, seen."""
    found: list[str] = [one for one in letter["links"] if f"/{deed}/" in one]
    assert found, letter["links"]
    return found[0]


async def opened(link: str) -> tuple[int, str]:
    """What a browser, or a scanner of links, gets: status and words."""
    async with aiohttp.ClientSession() as session, session.get(link) as answer:
        return answer.status, _words(await answer.text())


async def pressed(link: str, **form: str) -> tuple[int, str]:
    """What comes of pressing a button on that page."""
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
    async with aiohttp.ClientSession() as session, session.post(link, data=form, headers=headers) as answer:
        return answer.status, _words(await answer.text())


async def replied(trial: Trial, letter: dict[str, Any], text: str) -> None:
    """The reader answers by mail, and the relay brings it to us."""
    said = await trial.sandbox.post(f"mail/{letter['n']}/reply", {"text": text})
    assert said["http"] == 200, said["http"]
    await trial.settled()


async def texted(trial: Trial, phone: str, text: str) -> None:
    """Somebody answers by SMS, and the gateway brings it to us."""
    said = await trial.sandbox.post("sms/incoming", {"from": phone, "text": text})
    assert said["http"] == 200, said["http"]
    await trial.settled()


async def letters_to(trial: Trial, address: str) -> int:
    """How many letters came there."""
    await trial.settled()
    return sum(one["to"] == [address] for one in await trial.sandbox.mail())


def _words(page: str) -> str:
    body = page.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())
