"""The standing webhook: set at the start, set again when somebody took it down, tried again while it cannot be."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from random import Random

import pytest

from bot import webhook
from bot.get_updates import PollTrouble
from bot.webhook import StandingWebhook

URL, SECRET = "https://diary.school.example/telegram/key", "secret"


@dataclass
class Carrier:
    """The Bot API with troubles in store; after `looks` looks it is time to stop."""

    troubles: list[PollTrouble | None]
    stands: list[str]  #: what it answers when asked where it brings them
    stop: asyncio.Event
    brought: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = False

    async def bring(self, url: str, secret: str) -> None:
        """Trouble, or it is set."""
        trouble = self.troubles.pop(0) if self.troubles else None
        self.brought.append((url, secret))
        if trouble:
            raise trouble

    async def brought_to(self) -> str:
        """Where it stands; afterwards it is enough."""
        if len(self.stands) == 1:
            self.stop.set()
        return self.stands.pop(0)

    async def close(self) -> None:
        """Remember."""
        self.closed = True


async def kept(
    monkeypatch: pytest.MonkeyPatch, troubles: list[PollTrouble | None], stands: list[str]
) -> list[tuple[str, str]]:
    """What was set until the looks were over."""
    for name in ("LOOKED_AFTER", "SHORTEST", "LONGEST"):
        monkeypatch.setattr(webhook, name, 0.0)
    stop = asyncio.Event()
    carrier = Carrier(troubles, stands, stop)
    async with asyncio.timeout(10):
        await StandingWebhook(carrier, URL, SECRET, Random(1)).run(stop)
    assert carrier.closed
    return carrier.brought


async def test_it_is_set_once_and_left_alone_while_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await kept(monkeypatch, [], [URL, URL, URL]) == [(URL, SECRET)]


async def test_it_is_set_again_when_somebody_took_it_down(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await kept(monkeypatch, [], [URL, "", "https://elsewhere.example", URL]) == [(URL, SECRET)] * 3


async def test_trouble_is_waited_out(monkeypatch: pytest.MonkeyPatch) -> None:
    troubles = [PollTrouble("502, not JSON"), PollTrouble("429"), None]
    assert await kept(monkeypatch, troubles, [URL]) == [(URL, SECRET)] * 3


def test_the_address_and_the_secret_stand_in_no_repr() -> None:
    said = repr(StandingWebhook(Carrier([], [], asyncio.Event()), URL, SECRET, Random(1)))
    assert "telegram" not in said and "secret=" not in said
