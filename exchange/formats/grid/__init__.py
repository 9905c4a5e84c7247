"""The timetable as it hangs on the wall: days and lessons one way, classes the other.

`layout` finds where days, lessons and classes stand, `entries` reads what is in one cell, `reading` puts both
together.
"""

from __future__ import annotations

from exchange.formats.grid.reading import read_grid, recognises

__all__ = ["read_grid", "recognises"]
