"""The choice of a language: a page that is found and read in any of them."""

from __future__ import annotations

from markupsafe import Markup

from texts.addresses import Language, Languages
from texts.catalog import Words, languages, words
from texts.paging import GAP, joined
from texts.screen import Button, Screen
from texts.screens.frame import button, menu_row


def language(t: Words) -> Screen:
    """The languages by their own names, the one that is spoken now marked."""
    said = (Markup("<b>{}</b>").format(in_every_language()), t.html("language.now"))
    return Screen(joined(said, GAP), (*((_choice(one, t),) for one in languages()), *menu_row(t)))


def in_every_language() -> str:
    """«Язык / Мова / Language»: whoever reads one of them finds the way."""
    return " / ".join(t("language.word") for t in map(words, languages()))


def language_button() -> Button:
    """The way to the choice."""
    return button(f"🌐 {in_every_language()}", Languages())


def _choice(one: str, t: Words) -> Button:
    name = words(one)("language.name")
    return button(f"✅ {name}" if one == t.language else name, Language(one))
