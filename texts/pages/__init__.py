"""The small pages that links of letters open: server-made, without scripts and without anything from elsewhere.

A page is a template here. What it may say is what the letter's address may hear at its worst: the masked address, no
name, no child.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from texts.catalog import words

_HERE = Path(__file__).parent


def page(name: str, language: str, **details: object) -> str:
    """The page `name` in a language; Russian where the catalog does not speak it."""
    t = words(language)
    style = Markup(_style())  # noqa: S704 (ours)
    return _templates().get_template(f"{name}.html").render(t=t.html, language=t.language, style=style, **details)


@cache
def style_hash() -> str:
    """The only style a page has, as a content security policy names it (CSP 3, hash source)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()


@cache
def _style() -> str:
    return (_HERE / "page.css").read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
