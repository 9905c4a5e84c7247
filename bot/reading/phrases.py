"""Looking up phrases of one or more words: «домашнее задание», «д/з», «с. р.»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from bot.reading.tokens import Kind, Token, key

Meaning = TypeVar("Meaning")

#: The word endings a stem written «контрольн~» may take: nouns and adjectives, Russian and Belarusian.
_ENDINGS = frozenset(
    key(end)
    for end in (
        " а я о е ё ы и і у ю й ь ой ей ою ею ом ем ём ам ям ах ях ами ями ый ий ая яя ое ее ого его ому ему ым им"
        " ую юю ых их ыми ими ие ию ией ии ия ій ага яга аму яму ымі імі ія іі ію іяй іх ім ыя ія ай яй аю яю ае яе ец"
    ).split(" ")
)


def is_form(word: str, pattern: str) -> bool:
    """Whether the word is the pattern, or, where the pattern ends in ~, its stem with a case ending."""
    if not pattern.endswith("~"):
        return word == pattern
    stem = pattern[:-1]
    return word.startswith(stem) and word[len(stem) :] in _ENDINGS


class Phrases(Generic[Meaning]):
    """A dictionary from phrases to meanings; the longest phrase wins."""

    def __init__(self, table: dict[str, Meaning], joints: str = "./-") -> None:
        """`table`: «д з; домашн~ задани~» -> meaning. `joints`: signs that may stand between two words."""
        self._joints = joints
        self._known: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for line, meaning in table.items():
            for phrase in line.split(";"):
                words = tuple(key(word) for word in phrase.split())
                self._known.setdefault(words[0][:1], []).append((words, meaning))
        for entries in self._known.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Sequence[Token], i: int) -> tuple[Meaning, int] | None:
        """The meaning of the phrase that starts at token `i` and where it ends."""
        if i >= len(tokens) or tokens[i].kind is not Kind.WORD:
            return None
        for words, meaning in self._known.get(tokens[i].key[:1], ()):
            end = self._end(tokens, i, words)
            if end is not None:
                return meaning, end
        return None

    def knows(self, word: str) -> bool:
        """Whether the single word is a phrase."""
        return any(len(words) == 1 and is_form(word, words[0]) for words, _ in self._known.get(word[:1], ()))

    def _end(self, tokens: Sequence[Token], i: int, words: tuple[str, ...]) -> int | None:
        for n, word in enumerate(words):
            if n:
                i = self._over_joint(tokens, i)
            if i >= len(tokens) or tokens[i].kind is not Kind.WORD or not is_form(tokens[i].key, word):
                return None
            i += 1
        return i

    def _over_joint(self, tokens: Sequence[Token], i: int) -> int:
        """Past one sign between two words; a point that ends a sentence is no joint."""
        if i + 1 >= len(tokens) or tokens[i].kind is not Kind.SIGN or tokens[i].text not in self._joints:
            return i
        ends_sentence = tokens[i].text == "." and not tokens[i + 1].glued and tokens[i + 1].capital
        return i if ends_sentence else i + 1
