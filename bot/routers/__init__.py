"""Who answers what: routers by who is speaking, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aiogram import Router

from bot.routers import (
    addresses,
    awaiting,
    class_desk,
    desk,
    door,
    family,
    family_notices,
    language,
    last,
    notices,
    settings,
)
from bot.said import Pressed, Presses
from texts.addresses import Address

#: A text goes to the first that takes it: a notice being written, an open question, a code, a family's question,
#: a teacher's post.
CONVERSATION: tuple[Callable[[], Router], ...] = (
    door.router,
    notices.router,
    awaiting.router,
    door.code_router,
    family.router,
    language.router,
    settings.router,
    desk.router,
    class_desk.presses.router,
    family_notices.presses.router,
    addresses.presses.router,
    family.late_router,
    last.router,
)


def registry() -> Mapping[type[Address], Pressed]:
    """Every kind of address and its one handler."""
    found: dict[type[Address], Pressed] = {}
    tables: tuple[Presses, ...] = (
        door.presses, family.presses, desk.presses, class_desk.presses, addresses.presses, language.presses,
        settings.presses, notices.presses, family_notices.presses,
    )  # fmt: skip
    for table in tables:
        if twice := found.keys() & table.handlers.keys():
            raise TypeError(f"two handlers of {twice}")
        found |= table.handlers
    return found
