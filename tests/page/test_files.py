"""The page's files: nothing from the internet, and both languages whole."""

from __future__ import annotations

import re

from sandbox.server import PAGE

KEY = r'(\w+): (?:"[^"]*"|\{[^}]*\})'


def test_the_page_needs_nothing_from_the_internet() -> None:
    for part in PAGE.iterdir():
        assert "://" not in part.read_text(encoding="utf-8"), part.name


def test_both_languages_have_the_same_words_and_no_word_is_missing() -> None:
    words = (PAGE / "words.js").read_text(encoding="utf-8")
    russian, english = (set(re.findall(KEY, part)) for part in words.split("const EN"))
    assert russian - english == {"few", "many"} and english - russian == {"other"}  # their plurals differ
    parts = [path.read_text(encoding="utf-8") for path in PAGE.iterdir() if path.name != "words.js"]
    used = {key for part in parts for key in re.findall(r"\bt\(\"(\w+)\"|data-(?:word|label|hint)=\"(\w+)\"", part)}
    assert {key for pair in used for key in pair if key} - russian == set()
