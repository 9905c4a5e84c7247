"""Refusals: every error's code is a sentence of the catalog that says what to do next."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from journal_core.errors import DiaryError
from texts import formats
from texts.catalog import Words
from texts.paging import line
from texts.screen import Screen
from texts.screens.frame import menu_row

DETAIL = 200  #: characters a detail may take in a sentence

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def refusal(error: DiaryError, t: Words) -> Screen:
    """What was refused and what to do; a code the catalog does not know still gets a sentence."""
    details: dict[str, object] = {name: _said(str(value), t) for name, value in error.details.items()}
    try:
        text = t.html(error.code, **details)
    except (KeyError, IndexError):
        text = t.html("error.unknown")
    return Screen(text, menu_row(t))


def _said(detail: str, t: Words) -> str:
    """A detail as people say it: a day of the errors, «2025-11-25», is spelled out."""
    if _ISO_DAY.fullmatch(detail):
        with suppress(ValueError):
            return formats.day(date.fromisoformat(detail), t.language)
    return line(detail, DETAIL)


def old_button(t: Words) -> Screen:
    """A button of a version that is no more."""
    return Screen(t.html("error.old_button"), menu_row(t))


def broken(t: Words) -> Screen:
    """Our own defect."""
    return Screen(t.html("error.broken"), menu_row(t))
