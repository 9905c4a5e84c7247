"""Which numbers may be marks (rule 5): a phone, a time, an age, a room, a count or a page is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.calendar_words import MONTHS
from bot.reading.pieces import CountPiece, MinutesPiece, Piece, ValuePiece
from bot.reading.tokens import Kind, Token
from bot.reading.vocabulary import AFTER_COUNT, BEFORE_COUNT, MINUTES, VALUE_WORDS
from journal_core.entries.marks import Scale

_DASHES = frozenset("-–—−")
#: +375 29 612-34-98; 8029 6123498, 8 (029) 612-34-98; 612-34-98; seven digits and more in a row.
_GAP = r"(?:\s+|[-–])"  # however many spaces a thumb has made
_PHONE = re.compile(
    r"\+\s*\d[\d\s()\-–]{7,}\d"
    rf"|\b8{_GAP}?\(?0?\d{{2,3}}\)?{_GAP}?\d{{3}}{_GAP}?\d{{2}}{_GAP}?\d{{2}}\b"
    rf"|\b\d{{2,3}}{_GAP}\d{{2}}{_GAP}\d{{2}}\b"
    r"|\b\d{6,}\b"
)


def phones(text: str, tokens: Sequence[Token]) -> dict[int, CountPiece]:
    """The phone numbers of the message by the token they start at."""
    spans = [found.span() for found in _PHONE.finditer(text)]
    found: dict[int, CountPiece] = {}
    for start, end in spans:
        inside = [i for i, token in enumerate(tokens) if start <= token.start < end]
        if inside:
            found[inside[0]] = CountPiece(inside[0], inside[-1] + 1)
    return found


def number_at(tokens: Sequence[Token], i: int, scale: Scale) -> Piece | None:
    """What the number, in digits or as a word, at token `i` is."""
    late = _minutes(tokens, i)
    if late is not None:
        return late
    if tokens[i].kind is Kind.WORD:
        return _word(tokens, i, scale)
    if tokens[i].kind is not Kind.NUMBER:
        return None
    return _compound(tokens, i) or _counted(tokens, i) or _value(tokens, i, scale)


def _minutes(tokens: Sequence[Token], i: int) -> MinutesPiece | None:
    """«на 10 мин», «5 хв», «на пять минут»; «на 5» is left to the late pupil beside it."""
    at = i + (tokens[i].key == "на")
    if at + 1 >= len(tokens) or tokens[at + 1].key not in MINUTES:
        return None
    digits = VALUE_WORDS.get(tokens[at].key, tokens[at].text)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 3:
        return None
    end = at + 2
    if end < len(tokens) and tokens[end].text == "." and not _capital_follows(tokens, end):
        end += 1
    return MinutesPiece(i, end, int(digits))


def _capital_follows(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 >= len(tokens) or tokens[i + 1].capital or tokens[i + 1].kind is Kind.NEWLINE


def _word(tokens: Sequence[Token], i: int, scale: Scale) -> Piece | None:
    value = VALUE_WORDS.get(tokens[i].key)
    if value is None:
        return None
    if _counted(tokens, i):
        return CountPiece(i, i + 1)
    signed = i + 1 < len(tokens) and (tokens[i + 1].text == "+" or tokens[i + 1].key in {"плюс", "минус", "мінус"})
    return ValuePiece(i, i + 1 + signed, value, scale.knows(value) and not signed)


def _compound(tokens: Sequence[Token], i: int) -> Piece | None:
    """«9:30» and «1-6» are no marks; «9.5» and «9/8» are numbers nobody can be sure about."""
    if i + 2 >= len(tokens) or tokens[i + 2].kind is not Kind.NUMBER:
        return None
    sign, right = tokens[i + 1], tokens[i + 2]
    if not (sign.glued and right.glued):
        return None
    if sign.text == ":" and len(right.text) == 2:
        return CountPiece(i, i + 3)
    if sign.text in _DASHES or sign.text in "./":
        end = i + 3
        while end + 1 < len(tokens) and tokens[end].text in ".-" and tokens[end + 1].kind is Kind.NUMBER:
            end += 2
        counted = _counted(tokens, i) is not None
        return (
            CountPiece(i, end) if counted else ValuePiece(i, end, sign.text.join((tokens[i].text, right.text)), False)
        )
    return None


def _counted(tokens: Sequence[Token], i: int) -> CountPiece | None:
    """A number beside a word or sign that makes it a count: «№ 5», «в 9», «12 лет», «9 января»."""
    before = tokens[i - 1] if i else None
    if before is not None and before.text == "." and before.glued and i > 1:
        before = tokens[i - 2] if len(tokens[i - 2].text) > 1 else before
    if before is not None and (before.text in "№§" or before.key in BEFORE_COUNT):
        return CountPiece(i, i + 1)
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return None
    if after.text in {"%", "°", "₽", "$"} or after.key in MONTHS:
        return CountPiece(i, i + 2)
    if after.text in _DASHES and after.glued and i + 2 < len(tokens) and tokens[i + 2].glued:
        ordinal = tokens[i + 2].key in {"й", "я", "е", "м", "х", "го", "му", "ый", "ая", "ой", "ю"}
        return CountPiece(i, i + 3) if ordinal else None
    return CountPiece(i, i + 2) if after.key in AFTER_COUNT else None


def _value(tokens: Sequence[Token], i: int, scale: Scale) -> ValuePiece:
    """A mark; with plus or minus it is none of the scale. A dash between a name and a mark is no minus."""
    digits = tokens[i].text
    end = i + 1
    plus_before = i > 0 and tokens[i - 1].text == "+"
    if end < len(tokens) and _is_signed(tokens, end):
        return ValuePiece(i, end + 1, digits + tokens[end].text, False)
    return ValuePiece(i, end, digits, scale.knows(digits) and not plus_before)


def _is_signed(tokens: Sequence[Token], i: int) -> bool:
    """Whether the sign at token `i` is a plus or minus of the number before it."""
    if tokens[i].text in {"+", "±", "*", "="}:
        return True
    if tokens[i].text not in _DASHES:
        return False
    if i + 1 >= len(tokens):
        return True
    after = tokens[i + 1]
    ends = after.kind is Kind.NEWLINE or after.text in {",", ";", ".", ")", "!", "?"}
    return ends or (tokens[i].glued and not after.glued)
