"""What handlers work with, and what they answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from journal_core.people import Account
from journal_core.ports import Diary, Store
from notifier.ports import Draft, Drafts, Wishes
from texts.screen import Screen

#: An account's chat was blocked by its owner (False) or opened again (True).
Reachability = Callable[[Account, bool], Awaitable[None]]

#: The bytes of a file that somebody sent, by what the messenger calls it.
Fetch = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Means:
    """The ports that handlers reach the school through."""

    diary: Diary
    store: Store
    drafts: Drafts
    pepper: bytes = field(repr=False)  #: of the codes
    reachability: Reachability
    wishes: Wishes
    fetch: Fetch


@dataclass(frozen=True, slots=True)
class Answer:
    """A screen that says more of where it belongs than a bare one."""

    screen: Screen
    replaces: str = ""  #: to a message: our message that becomes this one
    keeps: bool = False  #: to a press: the pressed message stays as it is
    over_push: bool = False  #: to a press: a push that was a question may be written over, it is answered
    shows: Draft | None = None  #: the draft whose card this is
    closes: Draft | None = None  #: the question that is answered, closed once the reply is out
