"""The catalogs as they are written: key → its sentence, or its forms by number."""

from __future__ import annotations

import string
from collections.abc import Iterable
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from texts.catalog import DEFAULT, LOCALES, languages

#: Every language beside Russian.
OTHERS = tuple(one for one in languages() if one != DEFAULT)


@cache
def written(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / "diary.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@cache
def sentences(language: str) -> dict[str, tuple[str, ...]]:
    """Key → its sentence, or as many forms as it was given."""
    return {_listed(one.id)[0]: _listed(one.string) for one in written(language) if one.id}


def _listed(said: str | Iterable[str] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ())


def names_in(sentence: str) -> set[str]:
    """The details a sentence asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
