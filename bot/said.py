"""What arrives, by kind: filters over our own addresses, slash commands and texts.

They are asynchronous classes on purpose: aiogram runs every lambda and every `F.…` in a thread (facts 2.1).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.means import Answer, Means
from bot.speaker import Speaker
from texts.addresses import Address
from texts.screen import Screen

A = TypeVar("A", bound=Address)
Given = Screen | Answer | None
Pressed = Callable[[Any, Speaker, Means], Awaitable[Given]]
Told = Callable[[str, Speaker, Means], Awaitable[Given]]


class At(Filter):
    """A press of a button that leads to one kind of address; `Reception` has unpacked it."""

    def __init__(self, kind: type[Address]) -> None:
        self.kind = kind

    async def __call__(self, event: CallbackQuery, address: Address | None = None) -> bool:
        return type(address) is self.kind


class Slash(Filter):
    """A slash command of one of these names, of any when none is given; its argument becomes `text`."""

    def __init__(self, *names: str) -> None:
        self.names = frozenset(names)

    async def __call__(self, event: Message) -> bool | dict[str, Any]:
        head, _, rest = text_of(event).partition(" ")
        if not head.startswith("/") or len(head) < 2:
            return False
        name = head[1:].partition("@")[0].lower()
        return {"text": rest.strip()} if not self.names or name in self.names else False


class Text(Filter):
    """A text, or the caption of a picture, that is no slash command."""

    async def __call__(self, event: Message) -> bool | dict[str, Any]:
        text = text_of(event)
        return {"text": text} if text and not text.startswith("/") else False


def text_of(message: Message) -> str:
    """The words of a message, as typed."""
    return (message.text or message.caption or "").strip()


class Presses:
    """The presses of one router: address → handler. Together they are the registry that tests generate from."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.handlers: dict[type[Address], Pressed] = {}

    def on(
        self, kind: type[A]
    ) -> Callable[[Callable[[A, Speaker, Means], Awaitable[Given]]], Callable[[A, Speaker, Means], Awaitable[Given]]]:
        """Enter the handler of one kind of address."""

        def enter(
            handler: Callable[[A, Speaker, Means], Awaitable[Given]],
        ) -> Callable[[A, Speaker, Means], Awaitable[Given]]:
            if kind in self.handlers:
                raise TypeError(f"two handlers of {kind.__name__}")
            self.handlers[kind] = handler
            return handler

        return enter

    def router(self) -> Router:
        """A fresh router with these handlers: a Router can be included only once."""
        router = Router(name=self.name)
        for kind, handler in self.handlers.items():
            router.callback_query.register(_pressing(handler), At(kind))
        return router


def _pressing(handler: Pressed) -> Callable[..., Awaitable[Given]]:
    async def press(event: CallbackQuery, address: Address, speaker: Speaker, means: Means) -> Given:
        return await handler(address, speaker, means)

    return press


def telling(handler: Told) -> Callable[..., Awaitable[Given]]:
    """A handler of words as aiogram calls it."""

    async def tell(event: Message, text: str, speaker: Speaker, means: Means) -> Given:
        return await handler(text, speaker, means)

    return tell
