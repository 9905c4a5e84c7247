"""Addresses: where a button leads, in at most 64 bytes (Bot API, callback_data 1-64 bytes).

A button carries an address, never a permission: whoever presses is looked up afresh. The form is
`d1.<verb>.<field>.<field>…` with numbers as base36 and dates as base36 of their ordinal; `d1` is the version, and an
address of another version is answered with a fresh menu. On a push the form begins with `p1`: a message that told
something stays in the chat, so what its buttons open comes as a new message. `ADDRESSES` is the registry that
tests generate from.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar, dataclass_transform, get_type_hints

from texts.addresses import fields

VERSION = "d1"
PUSHED = "p1"  #: the version as the buttons of a push carry it
LIMIT = 64  #: bytes

ADDRESSES: dict[str, type[Address]] = {}


class Address:
    """Somewhere a button leads; subclasses are frozen dataclasses of numbers, dates and short words."""

    verb: ClassVar[str]


A = TypeVar("A", bound=Address)


@dataclass_transform(frozen_default=True)
def address(verb: str) -> Callable[[type[A]], type[A]]:
    """Make a class an address called `verb` and enter it in the registry."""

    def enter(kind: type[A]) -> type[A]:
        if verb in ADDRESSES:
            raise TypeError(f"two addresses are called {verb}")
        kind.verb = verb
        ADDRESSES[verb] = dataclass(frozen=True)(kind)
        return kind

    return enter


def pack(address: Address, *, pushed: bool = False) -> str:
    """The address as a button carries it, on a push or on a reply; ValueError past 64 bytes."""
    written = (fields.write(getattr(address, f.name)) for f in dataclasses.fields(address))  # type: ignore[arg-type]
    packed = ".".join((PUSHED if pushed else VERSION, address.verb, *written))
    if len(packed.encode()) > LIMIT:
        raise ValueError(f"an address of {len(packed.encode())} bytes: {address.verb}")
    return packed


def unpack(packed: str) -> Address | None:
    """The address of a pressed button; None when it is of another version, forged or broken."""
    version, _, rest = packed.partition(".")
    verb, *values = rest.split(".")
    kind = ADDRESSES.get(verb)
    if version not in (VERSION, PUSHED) or kind is None or len(packed.encode()) > LIMIT:
        return None
    types = field_types(kind)
    if len(types) != len(values):
        return None
    try:
        return kind(**{name: fields.read(text, hint) for (name, hint), text in zip(types.items(), values, strict=True)})
    except (ValueError, OverflowError):
        return None


def is_pushed(packed: str) -> bool:
    """Whether the pressed button stands on a push."""
    return packed.startswith(f"{PUSHED}.")


def field_types(kind: type[Address]) -> dict[str, Any]:
    """The fields of an address in order, with their types."""
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
