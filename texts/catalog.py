"""The catalog: one gettext file a language, read from `.po` at start, for bot and notifier alike.

Messages are keys («mark.posted»), so a sentence may be mended without touching code. In HTML the arguments are
escaped, the catalog's own markup is not: a pupil named `<b>&` harms nothing.
"""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

LOCALES = Path(__file__).parent / "locales"
DEFAULT = "ru"


@cache
def _translations(language: str) -> gettext.GNUTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "diary.po"
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    found = gettext.GNUTranslations(compiled)
    if language != DEFAULT:
        # A sentence that nobody has translated yet is said in Russian rather than not at all.
        found.add_fallback(_translations(DEFAULT))
    return found


@cache
def languages() -> tuple[str, ...]:
    """The languages the catalog speaks, Russian first."""
    found = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
    return (DEFAULT, *(name for name in found if name != DEFAULT))


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in languages() else DEFAULT
        self._catalog = _translations(self.language)

    def __call__(self, key: str, /, **details: object) -> str:
        """Plain text of `key`; a number `n` among the details chooses the plural. Unknown keys raise KeyError."""
        return self._found(key, details).format(**details)

    def html(self, key: str, /, **details: object) -> Markup:
        """The same as HTML: the details are escaped, the catalog's markup stands."""
        return Markup(self._found(key, details)).format(**details)  # noqa: S704 (the catalog is ours)

    def _found(self, key: str, details: dict[str, object]) -> str:
        n = details.get("n")
        found = self._catalog.ngettext(key, key, n) if isinstance(n, int) else self._catalog.gettext(key)
        if found == key and isinstance(n, int):
            found = self._catalog.gettext(key)
        if found == key:
            raise KeyError(key)
        return found


@cache
def words(language: str) -> Words:
    """The words of `language`, or Russian where the catalog does not speak it."""
    return Words(language)
