"""A file opened: sheets of cells, whatever it was saved as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from pathlib import PurePath

#: What stands in a cell. Spreadsheets say every number as a float: 7.0, 375290000001.0; a datetime is a date
#: too.
Cell = str | float | date | time | None

MAX_ROWS = 20_000  #: of a sheet; a district's largest school has a fifth of it
MAX_COLUMNS = 100  #: of a sheet; what stands further right is not read


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; `rows[0]` is the first row, and rows may differ in length."""

    name: str
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Book:
    """A file's sheets, in its order; hidden ones are left out."""

    file: str  #: the name it came under
    sheets: list[Sheet]

    @property
    def stem(self) -> str:
        """The file's name without its extension: «7Б.csv» says the class."""
        return PurePath(self.file).stem
