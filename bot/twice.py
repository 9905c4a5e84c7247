"""Saying a command once more after a lost answer (REL-06)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def twice(say: Callable[[], Awaitable[T]]) -> T:
    """What the command answers; said again when the connection was lost, for it may have gone through.

    A command is done once however often it is said, and tells the second time what it did the first. Raises OSError
    when the database is away for longer: the intake comes again then.
    """
    try:
        return await say()
    except OSError:
        return await say()
