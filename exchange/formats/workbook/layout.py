"""The shapes of the workbook's description, and the words that stand in its cells.

These words are the format itself: they are read back, so they live here and not in the catalog. Each is known
in every language of `Said`; a workbook may be filled in any of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from exchange.headers import normal
from exchange.said import Said
from journal_core.lessons import Week


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `looks` tells the writer how its cells are shown: "text", "day" or "clock"."""

    key: str
    title: Said
    note: Said
    example: Said
    width: int = 16  #: characters
    required: bool = False
    looks: str = "text"
    choices: tuple[Said, ...] = ()  #: the list Excel offers in the cell


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet; the example's first cell begins with `EXAMPLE`, by which the reader knows it."""

    key: str
    title: Said
    columns: tuple[Column, ...]

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)


EXAMPLE = Said("Пример:", "Прыклад:")
#: Staff whom nobody gives lessons or rights: an empty cell means a teacher.
NO_DUTIES = Said("без обязанностей", "без абавязкаў")

#: Role values of `journal_core` and their words; the first word is the one written.
DUTIES = {
    "teacher": Said("учитель", "настаўнік"),
    "deputy": Said("заместитель директора", "намеснік дырэктара"),
    "head": Said("директор", "дырэктар"),
    "administrator": Said("администратор", "адміністратар"),
    "secretary": Said("секретарь", "сакратар"),
}
_OTHER_DUTIES = {
    "завуч": "deputy",
    "зам директора": "deputy",
    "учительница": "teacher",
    "администратор эж": "administrator",
}

#: What a line of the calendar is: a term of one of the systems, or a holiday.
KINDS = {
    "quarter": Said("четверть", "чвэрць"),
    "half_year": Said("полугодие", "паўгоддзе"),
    "year": Said("учебный год", "навучальны год"),
    "holiday": Said("каникулы", "канікулы"),
}
_OTHER_KINDS = {
    "триместр": "quarter",
    "учебный период": "quarter",
    "семестр": "half_year",
    "год": "year",
    "праздник": "holiday",
    "свята": "holiday",
    "выходной": "holiday",
    "выхадны": "holiday",
}
#: A moved day that has no lessons, where a weekday would stand.
DAY_OFF = Said("выходной", "выхадны")
WEEKS = {Week.A: Said("А", "А"), Week.B: Said("Б", "Б")}


def duty_of(written: str) -> str | None:
    """The role's value; None for other words."""
    return _key(DUTIES, written) or _OTHER_DUTIES.get(normal(written))


def kind_of(written: str) -> str | None:
    """A key of `KINDS`; None for other words."""
    return _key(KINDS, written) or _OTHER_KINDS.get(normal(written))


def week_of(written: str) -> Week | None:
    """A or B in either alphabet, every week for an empty cell; None for other words."""
    if not written:
        return Week.EVERY
    return {"а": Week.A, "a": Week.A, "б": Week.B, "b": Week.B}.get(normal(written))


def _key(words: dict[str, Said], written: str) -> str | None:
    return next((key for key, said in words.items() if said.means(written)), None)
