"""The ends of the journal's chains, written down outside the database: whoever cuts one short is found out.

A file of lines in the home, only ever added to. Copy it elsewhere (or print it: `diary audit heads`) and keep it.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from journal_core.chain import Head


def kept(home: Path) -> Mapping[str, Collection[Head]]:
    """Every head that was written down, by chain."""
    found: dict[str, set[Head]] = defaultdict(set)
    path = _file(home)
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        said = json.loads(line)
        found[said["chain"]].add(Head(said["length"], bytes.fromhex(said["mac"])))
    return found


def keep(home: Path, heads: Mapping[str, Head], at: datetime) -> int:
    """Write down the heads that are not there yet; how many."""
    before = kept(home)
    fresh = {name: head for name, head in heads.items() if head.length and head not in before.get(name, ())}
    lines = [
        json.dumps({"at": at.isoformat(), "chain": name, "length": head.length, "mac": head.mac.hex()})
        for name, head in sorted(fresh.items())
    ]
    if lines:
        with os.fdopen(os.open(_file(home), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())
    return len(lines)


def _file(home: Path) -> Path:
    return home / "heads.jsonl"
