"""Waiting on one message of a chat: presses and edits of the very message that was pressed."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.client import Bubble, NothingCame, Person

SECONDS = 30


async def waits_for(person: Person, message_id: int, fits: Callable[[Bubble], bool]) -> Bubble:
    """The message once it `fits`. Raises NothingCame when it does not within half a minute."""
    return await _seen(person, lambda bubble: bubble.message_id == message_id and fits(bubble))


async def asked(person: Person, words: str, label: str) -> Bubble:
    """The message with these words and this button, once it is there: a page that has the words too is not it."""
    return await _seen(person, lambda bubble: words in bubble.text and label in bubble.labels)


async def _seen(person: Person, fits: Callable[[Bubble], bool]) -> Bubble:
    seq = 0
    for _ in range(SECONDS):
        for bubble in await person.screen():
            if not bubble.deleted and fits(bubble):
                return bubble
        news = await person.news(after=seq, timeout=1)
        seq = int(news["seq"])
    raise NothingCame(f"{person.id} has not seen what should be there")


async def pressed(person: Person, screen: Bubble, label: str) -> Bubble:
    """Press a button of a screen and return the screen it has become."""
    before = screen.text, screen.labels
    await person.presses(label, message=screen.message_id)
    return await waits_for(person, screen.message_id, lambda bubble: (bubble.text, bubble.labels) != before)
