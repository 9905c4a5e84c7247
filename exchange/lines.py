"""One row of a table, its cells by meaning, and the doubts that reading it raised."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import NoReturn

from exchange import cells, contacts
from exchange.book import Cell
from journal_core.roll import Doubt, Where

_SHOWN = 60  #: characters of a doubtful value that a question repeats


class NotTaken(Exception):
    """This row cannot be taken; `doubt` says why. It never leaves the reader of the sheet."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt.code)
        self.doubt = doubt


@dataclass(slots=True)
class Line:
    """A row: cells by key, titles as in the file; phones and mails that fail become `doubts` here."""

    where: Where
    cells: dict[str, Cell]
    titles: dict[str, str]
    region: str
    doubts: list[Doubt] = field(default_factory=list)

    def text(self, key: str) -> str:
        """The cell's text, or empty: for dashes too."""
        cell = self.cells.get(key)
        return "" if cells.is_blank(cell) else cells.text(cell)

    def raw(self, key: str) -> str:
        """The cell's text with its bonded spaces, for whole names; empty for a dash."""
        cell = self.cells.get(key)
        return cell[: cells.LONGEST] if isinstance(cell, str) and self.text(key) else self.text(key)

    def needed(self, key: str) -> str:
        """The cell's text; NotTaken when there is none."""
        return self.text(key) or self.refuse("import.cell_missing", column=self.title(key))

    def day(self, key: str, code: str = "import.date_unread") -> date | None:
        """A day, None for an empty cell; NotTaken with `code` when something else stands there."""
        if not self.text(key):
            return None
        return cells.day(self.cells.get(key)) or self.refuse(code, column=self.title(key), value=self.text(key))

    def needed_day(self, key: str) -> date:
        self.needed(key)
        return self.day(key) or self.refuse("import.cell_missing", column=self.title(key))

    def needed_clock(self, key: str) -> time:
        value = self.needed(key)
        found = cells.clock(self.cells.get(key))
        # Midnight is a time, and false in no sense: compare with None.
        return found if found is not None else self.refuse("import.time_unread", column=self.title(key), value=value)

    def needed_number(self, key: str) -> int:
        value = self.needed(key)
        found = cells.number(self.cells.get(key))
        return found if found is not None else self.refuse("import.number_unread", column=self.title(key), value=value)

    def phone(self, key: str) -> str:
        """E.164, or empty; a number that cannot be read is a doubt, and the row stays."""
        return self._contact(key, contacts.phone(self.text(key), self.region), "import.phone_unread")

    def email(self, key: str) -> str:
        """An address in small letters, or empty; a wrong one is a doubt, and the row stays."""
        return self._contact(key, contacts.email(self.text(key)), "import.email_unread")

    def _contact(self, key: str, found: str | None, code: str) -> str:
        written = self.text(key)
        if found is None and written and not cells.says_none(written):
            self.doubts.append(Doubt(self.where, code, {"column": self.title(key), "value": written[:_SHOWN]}))
        return found or ""

    def title(self, key: str) -> str:
        return self.titles.get(key, key)

    def refuse(self, code: str, **details: str) -> NoReturn:
        raise NotTaken(Doubt(self.where, code, {name: value[:_SHOWN] for name, value in details.items()}))
