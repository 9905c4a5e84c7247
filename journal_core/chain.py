"""Tamper evidence: every revision of the journal is a link of a keyed chain (design: Tamper evidence).

A link holds a commitment to its row (a hash of all that the row says and of its salt) and a keyed hash over the
chain's name, its own place, the link before and that commitment. Whoever edits, removes, inserts, swaps or cuts off
rows without the key leaves a trace; blanking a row and its salt later leaves the links whole. The end of a chain can
only be held from outside: heads are written down where the database's keeper cannot reach (`Head`).
Clauses: 000 1.2 (the journal is an official document), 4.2.1; 003 4.3(1); 004 §1.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

NOTHING = b""  #: stands before the first link


@dataclass(frozen=True, slots=True)
class Entry:
    """A row to be sealed."""

    relation: str  #: «mark_revision»
    row_id: int
    commitment: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A sealed row in its place."""

    position: int  #: from 1, without gaps
    entry: Entry
    mac: bytes
    key: int  #: number of the key it was made with


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain goes, and its last link's hash."""

    length: int = 0
    mac: bytes = NOTHING


@dataclass(frozen=True, slots=True)
class Keys:
    """The key that seals now, and those that sealed before it."""

    current: bytes
    before: tuple[bytes, ...] = ()

    @property
    def number(self) -> int:
        """Of the current key, to be kept in each link."""
        return number_of(self.current)

    def find(self, number: int) -> bytes | None:
        """The key of that number; None when nobody has it any more."""
        return next((key for key in (self.current, *self.before) if number_of(key) == number), None)


def number_of(key: bytes) -> int:
    """What a key is called by; tells nothing of the key."""
    return int.from_bytes(hashlib.sha256(b"number of " + key).digest()[:4]) >> 1


def commitment(said: str) -> bytes:
    """Of a row's canonical text, which ends with its salt."""
    return hashlib.sha256(said.encode()).digest()


def extended(keys: Keys, chain: str, head: Head, entries: Iterable[Entry]) -> tuple[list[Link], Head]:
    """The links that seal `entries` in their order at the end of `chain`, and where it ends then."""
    links = []
    for entry in entries:
        position = head.length + 1
        mac = _mac(keys.current, chain, position, head.mac, entry)
        links.append(Link(position, entry, mac, keys.number))
        head = Head(position, mac)
    return links, head


def _mac(key: bytes, chain: str, position: int, before: bytes, entry: Entry) -> bytes:
    said = [chain, position, before.hex(), entry.relation, entry.row_id, entry.commitment.hex()]
    return hmac.digest(key, json.dumps(said, ensure_ascii=False).encode(), "sha256")


class Fault(StrEnum):
    """What is wrong with a row or with its link."""

    EDITED = "edited"  #: the row says something else than when it was sealed
    REMOVED = "removed"  #: a sealed row, or a link between others, is gone
    INSERTED = "inserted"  #: a row that nobody sealed
    FORGED = "forged"  #: a link that the key did not make in this place: put in, or swapped with another
    CUT = "cut"  #: the end is missing
    KEY_UNKNOWN = "key_unknown"  #: sealed with a key that is not given


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was left."""

    fault: Fault
    chain: str  #: empty for a row that is in none
    position: int | None = None
    relation: str = ""
    row_id: int | None = None


def examined(
    keys: Keys,
    chain: str,
    links: Sequence[Link],
    rows: Mapping[tuple[str, int], bytes],
    heads: Iterable[Head],
) -> Iterator[Finding]:
    """All that is wrong with one chain; `links` by position, `rows` the commitments of the rows as they stand.

    `heads` are the ends as the database and those who keep them outside remember. A wrong link is told once: what
    follows it is measured from what it says.
    """
    before, expected = NOTHING, 1
    for link in links:
        at = (chain, link.position, link.entry.relation, link.entry.row_id)
        for missing in range(expected, link.position):
            yield Finding(Fault.REMOVED, chain, missing)
        key = keys.find(link.key)
        if key is None:
            yield Finding(Fault.KEY_UNKNOWN, *at)
        elif link.position <= expected and link.mac != _mac(key, chain, link.position, before, link.entry):
            yield Finding(Fault.FORGED, *at)
        standing = rows.get((link.entry.relation, link.entry.row_id))
        if standing is None:
            yield Finding(Fault.REMOVED, *at)
        elif standing != link.entry.commitment:
            yield Finding(Fault.EDITED, *at)
        before, expected = link.mac, link.position + 1
    yield from _ends(chain, links, heads)


def _ends(chain: str, links: Sequence[Link], heads: Iterable[Head]) -> Iterator[Finding]:
    macs = {link.position: link.mac for link in links} | {0: NOTHING}
    length = max(macs)
    for head in sorted(set(heads), key=lambda one: one.length):
        if head.length > length:
            yield Finding(Fault.CUT, chain, length + 1)
            return
        if macs.get(head.length, head.mac) != head.mac:
            yield Finding(Fault.FORGED, chain, head.length)
