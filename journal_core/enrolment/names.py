"""When two written names are one person's.

Names are kept as they were written first; they are compared folded: ё as е, any case, single spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol, TypeVar

from journal_core.roll import FullName

_TWO_INITIALS = re.compile(r"(\w\.)\s*(\w\.?)")


class Named(Protocol):
    """A record that carries a name."""

    @property
    def name(self) -> FullName: ...


N = TypeVar("N", bound=Named)


def fold(written: str) -> str:
    """`written` for comparing: «Алёна  ПЕТРОВА» and «алена петрова» are the same."""
    plain = unicodedata.normalize("NFC", written).casefold().replace("ё", "е")
    return " ".join(plain.split())


def short_key(name: FullName) -> tuple[str, str]:
    """Surname and name, folded: what a list without patronymics still tells."""
    return fold(name.surname), fold(name.name)


def may_be(records: Iterable[N], name: FullName) -> list[N]:
    """Those of `records` that `name` may mean: an empty patronymic, on either side, agrees with any."""
    patronymic = fold(name.patronymic)
    return [
        record
        for record in records
        if short_key(record.name) == short_key(name)
        and (not patronymic or fold(record.name.patronymic) in ("", patronymic))
    ]


def same_person(records: Iterable[N], name: FullName) -> list[N]:
    """Of those that `name` may mean the ones with the very same patronymic, if there are any."""
    alike = may_be(records, name)
    return [record for record in alike if fold(record.name.patronymic) == fold(name.patronymic)] or alike


def completed(stood: FullName, written: FullName) -> FullName:
    """`stood` with the patronymic that it lacked."""
    return FullName(stood.surname, stood.name, stood.patronymic or written.patronymic)


def abbreviates(written: FullName, full: FullName) -> bool:
    """Whether `written` («Иванова А.П.», «Иванова А.», «Иванова») may stand for `full`."""
    glued = _TWO_INITIALS.fullmatch(written.name)
    if glued and not written.patronymic:
        written = FullName(written.surname, glued[1], glued[2])
    return (
        fold(written.surname) == fold(full.surname)
        and _short_for(fold(written.name), fold(full.name))
        and _short_for(fold(written.patronymic), fold(full.patronymic))
    )


def _short_for(part: str, full: str) -> bool:
    letters = part.removesuffix(".")
    return not part or part == full or (len(letters) == 1 and full.startswith(letters))
