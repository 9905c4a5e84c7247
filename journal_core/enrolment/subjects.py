"""When two written subjects are one: «Рус. яз.», «Физ-ра» and «Информ.» are short for somebody's full names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from journal_core.enrolment.names import fold

#: Short names that no rule of letters gives; folded, without signs.
_USUAL = {
    "физра": "физическая культура",
    "физкультура": "физическая культура",
    "изо": "изобразительное искусство",
    "обж": "основы безопасности жизнедеятельности",
    "обзр": "основы безопасности и защиты родины",
    "мхк": "мировая художественная культура",
    "однкнр": "основы духовно-нравственной культуры народов россии",
    "вис": "вероятность и статистика",
}
_LINKS = {"и", "і", "в", "для", "на"}
_LEAST = 2  #: letters of a word that is shortened
_DASHES = "-–"
_HYPHENED = re.compile(rf"([^-]{{{_LEAST},}})-([^-]+)")


def short_for(written: str, full: str) -> bool:
    """Whether `written` is an abbreviation of `full`: «Англ. яз.» of «Английский язык», and not «Физика» of «Физика и
    астрономия»: a whole word is no abbreviation.
    """
    short, whole = fold(written), fold(full)
    if short == whole:
        return False
    usual = _USUAL.get(re.sub(r"[\W_]", "", short))
    if usual:
        return f"{whole} ".startswith(f"{usual} ")
    words, targets = _words(short), [word for word in _words(whole) if word not in _LINKS]
    words = [word for word in words if word not in _LINKS]
    if len(words) > len(targets):
        return False
    return all(map(_agrees, words, targets)) and any(map(_shortens, words, targets))


def meant(written: str, known: Iterable[str]) -> list[str]:
    """Of the `known` subjects those that `written` may be short for: «Ист.» is rather «История» than «История
    Беларуси», because it has as many words.
    """
    found = [name for name in known if short_for(written, name)]
    same = [name for name in found if len(_words(fold(name))) == len(_words(fold(written)))]
    return same or found


def _words(name: str) -> list[str]:
    """Words without dots; «лит-ра» stays one word."""
    return [word for piece in re.split(r"[\s.,/()]+", name) if (word := piece.strip(_DASHES))]


def _agrees(word: str, target: str) -> bool:
    return word == target or _shortens(word, target)


def _shortens(word: str, target: str) -> bool:
    """«англ» of «английский», «лит-ра» of «литература»."""
    ends = _HYPHENED.fullmatch(word)
    around = ends is not None and target.startswith(ends[1]) and target.endswith(ends[2])
    return _LEAST <= len(word) < len(target) and (around or target.startswith(word))
