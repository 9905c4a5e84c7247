"""A messenger that remembers what it was asked to show."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field

from journal_core.people import Account
from texts.screen import Screen


@dataclass
class Bubble:
    """One message in a chat, as it stands."""

    account: Account
    screen: Screen
    edited: bool = False

    @property
    def text(self) -> str:
        """What is read, without markup."""
        return html.unescape(self.screen.text.striptags())

    def labels(self) -> list[str]:
        """The buttons' words."""
        return [button.label for row in self.screen.rows for button in row]


@dataclass
class FakeMessenger:
    """`notifier.ports.Messenger` in memory; `failures` are raised by the next showings."""

    name: str = "fake"
    bubbles: dict[str, Bubble] = field(default_factory=dict)
    answers: dict[str, tuple[str, bool]] = field(default_factory=dict)  #: press → (words, over the chat)
    failures: list[Exception] = field(default_factory=list)
    sent: dict[str, bytes] = field(default_factory=dict)  #: by what the messenger calls a file
    fetched: list[str] = field(default_factory=list)
    withheld: list[Exception] = field(default_factory=list)  #: raised by the next fetchings
    menus: dict[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    async def show(self, account: Account, screen: Screen, *, replaces: str = "") -> str:
        """Send, or edit `replaces`."""
        if self.failures:
            raise self.failures.pop(0)
        number = replaces or str(1000 + len(self.bubbles))
        self.bubbles[number] = Bubble(account, screen, edited=bool(replaces))
        return number

    async def answer_press(self, press_id: str, text: str = "", *, alert: bool = False) -> None:
        """Release a press."""
        self.answers[press_id] = (text, alert)

    async def fetch_file(self, file_id: str) -> bytes:
        """What was sent under that name."""
        self.fetched.append(file_id)
        if self.withheld:
            raise self.withheld.pop(0)
        return self.sent[file_id]

    async def set_commands(self, commands: Sequence[tuple[str, str]], language: str = "") -> None:
        """Keep the menu."""
        self.menus[language] = commands

    def told(self, account: Account) -> list[Bubble]:
        """The chat with somebody, oldest first."""
        return [one for one in self.bubbles.values() if one.account == account]
