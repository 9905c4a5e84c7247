"""A message as tokens: words, numbers, line ends and punctuation. Emoji are not tokens, only gaps between them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

# A letter run may hold an apostrophe («Лук'яненка»); «lис8» falls apart into a word and a number by itself.
_PIECES = re.compile(r"(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)|(?P<number>[0-9]+)|(?P<newline>\n)|(?P<sign>[^\s])")
_APOSTROPHES = str.maketrans("’ʼёўi", "''еуі")
_LATIN_I = re.compile(r"[а-яё]")


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    NEWLINE = auto()
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the message from `start` up to `end`."""

    kind: Kind
    text: str
    key: str  #: lower case, ё as е, ў as у: what dictionaries are asked with
    start: int
    end: int
    glued: bool  #: nothing stands between this token and the one before

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[:1].isupper()


def key(word: str) -> str:
    """The form of a word by which it is looked up."""
    low = word.lower()
    if "i" in low and not _LATIN_I.search(low):
        return low.replace("ё", "е")
    return low.translate(_APOSTROPHES)


def clean(text: str) -> str:
    """The text with composed letters and plain line ends; all offsets refer to it."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of an already `clean` text."""
    tokens: list[Token] = []
    end = 0
    for found in _PIECES.finditer(text):
        kind = Kind[(found.lastgroup or "sign").upper()]
        word = found.group()
        if kind is Kind.SIGN and not is_punctuation(word):
            continue
        tokens.append(Token(kind, word, key(word), found.start(), found.end(), found.start() == end))
        end = found.end()
    return tuple(tokens)


def is_punctuation(sign: str) -> bool:
    """Whether a sign says something; emoji and invisible characters do not."""
    return sign == "№" or unicodedata.category(sign) in {"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc"}


def split_word(token: Token, at: int) -> tuple[Token, Token]:
    """A word cut in two: «Бдз» into «Б» and «дз»."""
    head, tail = token.text[:at], token.text[at:]
    middle = token.start + at
    return (
        Token(token.kind, head, key(head), token.start, middle, token.glued),
        Token(token.kind, tail, key(tail), middle, token.end, True),
    )
