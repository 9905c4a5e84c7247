"""A zone whose law changes its offset next week, as Python's tzdata would bring it; PostgreSQL knows none of it."""

from __future__ import annotations

import struct
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

#: RFC 8536: header, then for each version transition times, types, and the names of the offsets.
_HEADER = ">4s1c15x6l"
KEY = "Reform/Gorsk"


def compiled(changes_at: datetime, before: timedelta, after: timedelta) -> bytes:
    """TZif of a zone that is `before` ahead of UTC up to `changes_at`, and `after` ahead from then on."""
    names = b"OLD\0NEW\0"
    types = b"".join(
        struct.pack(">lbB", int(offset.total_seconds()), 0, at) for offset, at in ((before, 0), (after, 4))
    )
    counts = (0, 0, 0, 1, 2, len(names))
    head = struct.pack(_HEADER, b"TZif", b"2", *counts)
    moment = int(changes_at.timestamp())
    first = head + struct.pack(">l", moment) + b"\1" + types + names
    last = head + struct.pack(">q", moment) + b"\1" + types + names
    hours = -int(after.total_seconds()) // 3600
    return first + last + f"\nNEW{hours}\n".encode()


@contextmanager
def reform(folder: Path, changes_at: datetime, before: timedelta, after: timedelta) -> Iterator[zoneinfo.ZoneInfo]:
    """The zone KEY, known to Python while the block lasts."""
    place = folder / KEY
    place.parent.mkdir(parents=True)
    place.write_bytes(compiled(changes_at.astimezone(UTC), before, after))
    known = zoneinfo.TZPATH
    zoneinfo.reset_tzpath((str(folder), *known))
    try:
        yield zoneinfo.ZoneInfo(KEY)
    finally:
        zoneinfo.reset_tzpath(known)
        zoneinfo.ZoneInfo.clear_cache(only_keys=[KEY])
