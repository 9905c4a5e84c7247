"""Words of a format that are known in each language of its people."""

from __future__ import annotations

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
