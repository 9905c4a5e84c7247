"""Verifying the journal's chains: an edited, removed, inserted, swapped or truncated row is found."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from journal_core.chain import Fault, Finding, Head, Keys, examined
from journal_core.ports.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, and what is wrong with it."""

    chains: int
    links: int
    findings: tuple[Finding, ...]
    heads: Mapping[str, Head]  #: where each chain ends now, to be written down outside the database


async def verify(evidence: Evidence, keys: Keys, kept: Mapping[str, Collection[Head]]) -> Verdict:
    """Look at every chain; `kept` are the heads that were written down outside the database, by chain.

    Takes no pass: it names no pupil and gives no value, and is the operator's.
    """
    found: list[Finding] = []
    heads: dict[str, Head] = {}
    count = 0
    for chain in await evidence.chains():
        links = await evidence.links(chain)
        rows = await evidence.rows(chain)
        found += examined(keys, chain.name, links, rows, [chain.head, *kept.get(chain.name, ())])
        heads[chain.name] = Head(links[-1].position, links[-1].mac) if links else Head()
        count += len(links)
    found += [Finding(Fault.CUT, name, 1) for name in sorted(kept.keys() - heads.keys())]
    async for entry in evidence.unsealed():
        found.append(Finding(Fault.INSERTED, "", None, entry.relation, entry.row_id))
    return Verdict(len(heads), count, tuple(found), heads)
