"""The header of a list: found among its first rows, on one line or two, and its columns' keys settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from exchange import cells
from exchange.book import Cell, Sheet
from exchange.headers import key_of

_DEPTH = 15  #: rows in which a header may begin


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and what its columns hold; columns without a key are not here."""

    first: int  #: index of its first row in the sheet
    last: int  #: index of its last row
    columns: dict[str, int]  #: key → index of the column
    titles: dict[str, str]  #: key → the title as written
    guardians: tuple[str, ...] = field(default=())  #: "мать", "родитель1", in the order of their columns

    @property
    def says_class(self) -> bool:
        return "class" in self.columns or "grade" in self.columns

    def cells(self, row: list[Cell]) -> dict[str, Cell]:
        """The row's cells by key; a short row has empty ones."""
        return {key: row[column] if column < len(row) else None for key, column in self.columns.items()}


def find_header(sheet: Sheet) -> Header | None:
    """The row of the first fifteen that names most columns we know; None when none names pupils."""
    best: Header | None = None
    for index in range(min(_DEPTH, len(sheet.rows))):
        for height in (1, 2):
            found = _header(sheet.rows, index, height)
            if found and (best is None or len(found.columns) > len(best.columns)):
                best = found
    return best


def _header(rows: list[list[Cell]], index: int, height: int) -> Header | None:
    top = [cells.text(cell) for cell in rows[index]]
    if height == 2:
        below = [cells.text(cell) for cell in rows[index + 1]] if index + 1 < len(rows) else []
        top = _joined(top, below)
    keys = _settled([(column, key) for column, title in enumerate(top) if (key := key_of(title))])
    if "full_name" not in keys and not {"surname", "name"} <= keys.keys():
        return None
    titles = {key: top[column] for key, column in keys.items()}
    guardians = tuple(dict.fromkeys(key.split(".")[0] for key in keys if "." in key))
    return Header(index, index + height - 1, keys, titles, guardians)


def _joined(top: list[str], below: list[str]) -> list[str]:
    """Titles of two lines: «Мать» over «ФИО» and «Телефон» is «Мать ФИО», «Мать Телефон»."""
    titles: list[str] = []
    above = ""
    for column in range(max(len(top), len(below))):
        here = top[column] if column < len(top) else ""
        under = below[column] if column < len(below) else ""
        # A merged cell keeps its words in its first column; the columns it spans are told by what is under
        # them.
        above = here or (above if under else "")
        titles.append(f"{above} {under}".strip())
    return titles


def _settled(found: list[tuple[int, str]]) -> dict[str, int]:
    """One column for a key; a phone that does not say whose it is goes to the guardian named before it."""
    keys: dict[str, int] = {}
    named = {key.split(".")[0] for _, key in found if key.endswith((".full_name", ".surname", ".name"))}
    last = ""
    for column, key in found:
        who, dot, part = key.partition(".")
        if dot:
            who = _owner(who, named, last)
            last = who if who in named else last
            key = f"{who}.{part}"
        keys.setdefault(key, column)
    return keys


def _owner(who: str, named: set[str], last: str) -> str:
    if who in named:
        return who
    if who.isdigit():
        return f"родитель{who}"
    if who in ("", "родитель"):
        return last or "родитель"
    return who
