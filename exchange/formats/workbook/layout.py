"""The shapes of the workbook's description, and the words that stand in its cells.

These words are the format itself: they are read back, so they live here and not in the catalog. Each is known
in every language of `Said`; a workbook may be filled in any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from exchange.headers import normal


class Said(NamedTuple):
    """The same words in each language."""

    ru: str
    be: str

    def to(self, language: str) -> str:
        """In `language` ("ru", "be"); Russian for any other."""
        return self.be if language == "be" else self.ru

    def means(self, written: str) -> bool:
        return normal(written) in (normal(self.ru), normal(self.be))


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

WEEKDAYS = (
    Said("понедельник", "панядзелак"),
    Said("вторник", "аўторак"),
    Said("среда", "серада"),
    Said("четверг", "чацвер"),
    Said("пятница", "пятніца"),
    Said("суббота", "субота"),
    Said("воскресенье", "нядзеля"),
)
_SHORT_WEEKDAYS = (
    ("пн",),
    ("вт", "аўт"),
    ("ср", "сер"),
    ("чт", "чц", "чацв"),
    ("пт", "пят"),
    ("сб", "суб"),
    ("вс",),
)

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

KINDS = {"term": Said("четверть", "чвэрць"), "holiday": Said("каникулы", "канікулы")}
_OTHER_KINDS = {
    "полугодие": "term",
    "паўгоддзе": "term",
    "триместр": "term",
    "семестр": "term",
    "учебный период": "term",
    "праздник": "holiday",
    "свята": "holiday",
    "выходной": "holiday",
    "выхадны": "holiday",
}


def weekday_of(written: str) -> int | None:
    """0 for Monday, by its name or its short name; None for other words."""
    for index, said in enumerate(WEEKDAYS):
        if said.means(written) or normal(written) in _SHORT_WEEKDAYS[index]:
            return index
    return None


def duty_of(written: str) -> str | None:
    """The role's value; None for other words."""
    return _key(DUTIES, written) or _OTHER_DUTIES.get(normal(written))


def kind_of(written: str) -> str | None:
    """ "term" or "holiday"; None for other words."""
    return _key(KINDS, written) or _OTHER_KINDS.get(normal(written))


def _key(words: dict[str, Said], written: str) -> str | None:
    return next((key for key, said in words.items() if said.means(written)), None)
