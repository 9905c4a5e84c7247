"""From tokens to pieces: what each word of the message is, read once from left to right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.reading import vocabulary as say
from bot.reading.dates import bare_day, day_phrase
from bot.reading.names import NameIndex, name_at
from bot.reading.numbers import number_at
from bot.reading.phrases import Phrases
from bot.reading.pieces import (
    AllPresentPiece,
    BreakPiece,
    ClassPiece,
    CodePiece,
    CountPiece,
    FillerPiece,
    GroupPiece,
    IntroPiece,
    NoHomeworkPiece,
    Piece,
    ReferencePiece,
    SignPiece,
    TopicPiece,
    VerbPiece,
    WordPiece,
    WorkPiece,
)
from bot.reading.subjects import Tiers, subject_at
from bot.reading.tokens import Kind, Token
from journal_core.entries.marks import Scale

_ABBREVIATED = frozenset("дом зад гл стр упр практ пр ном рис табл след стар вопр др гр подгр каб им яз".split())
_ORDINALS = {"перв": "1", "втор": "2", "трет": "3", "першая": "1", "другая": "2", "першай": "1", "другой": "2"}


@dataclass(frozen=True, slots=True)
class Context:
    """What the words of one message are looked up in."""

    today: date
    scale: Scale
    names: NameIndex
    strangers: NameIndex  #: the pupils of all the teacher's classes
    subjects: Phrases[Tiers]
    group_names: frozenset[str]
    classes: Mapping[int, ClassPiece]
    phones: Mapping[int, CountPiece]


#: Words of ours that a pupil may bear as a surname.
_OWN_WORDS: tuple[Phrases[Any], ...] = (say.WORK, say.CODES, say.INTRO, say.TOPIC)

Recogniser = Callable[[Sequence[Token], int, Context], Piece | None]


def scan(tokens: Sequence[Token], context: Context) -> tuple[Piece, ...]:
    """The pieces of the message, in order and without gaps."""
    pieces: list[Piece] = []
    i = 0
    while i < len(tokens):
        piece = _piece_at(tokens, i, context)
        pieces.append(piece)
        i = piece.last
    return tuple(pieces)


def _piece_at(tokens: Sequence[Token], i: int, context: Context) -> Piece:
    for recognise in _RECOGNISERS:
        piece = recognise(tokens, i, context)
        if piece is not None:
            return piece
    token = tokens[i]
    if token.key in say.FILLERS:
        return FillerPiece(i, i + 1, token.key)
    person = token.key in context.names.first_names or token.key in context.strangers.surnames
    return WordPiece(i, i + 1, token.key, token.text, token.capital, person)


def _line_or_sign(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    token = tokens[i]
    if token.kind is Kind.NEWLINE:
        return BreakPiece(i, i + 1, "\n")
    if token.kind is not Kind.SIGN:
        return None
    if token.text in "§№":
        return ReferencePiece(i, i + 1)
    if token.text in "!?;…" or (token.text == "." and _ends_sentence(tokens, i)):
        return BreakPiece(i, i + 1, token.text)
    return SignPiece(i, i + 1, token.text)


def _ends_sentence(tokens: Sequence[Token], i: int) -> bool:
    """Whether the point at token `i` is more than an abbreviation's, an initial's or a decimal one."""
    if i == 0 or i + 1 >= len(tokens):
        return True
    before, after = tokens[i - 1], tokens[i + 1]
    if after.kind is Kind.NEWLINE:
        return True
    if after.glued and not (after.capital and len(after.text) > 1 and len(before.text) > 1):
        return False
    if before.kind is Kind.WORD and (len(before.text) == 1 or before.key in _ABBREVIATED):
        return after.capital and len(after.text) > 1 and not before.capital
    return True


def _class(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    return context.classes.get(i)


def _phone(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    return context.phones.get(i)


def _day(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    return day_phrase(tokens, i, context.today)


def _bare_day(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    if i and (tokens[i - 1].text in "№§" or tokens[i - 1].key in say.REFERENCES | say.NUMBERED):
        return None
    if i > 1 and tokens[i - 1].text == "." and tokens[i - 2].key in say.REFERENCES | say.NUMBERED:
        return None
    return bare_day(tokens, i, context.today)


def _name(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    """A pupil; a surname that is also one of our words («Диктант») only where a mark or code follows it."""
    name = name_at(tokens, i, context.names)
    if name is None or name.last > i + 1 or not any(table.knows(tokens[i].key) for table in _OWN_WORDS):
        return name
    at = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text in "-–—")
    graded = at < len(tokens) and (tokens[at].kind is Kind.NUMBER or tokens[at].key in say.VALUE_WORDS)
    return name if graded or say.CODES.at(tokens, at) else None


def _group(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    """«1 гр», «2-я подгруппа», «гр. 1», «первая группа»."""
    name, at = _group_name(tokens, i)
    if name is not None and at < len(tokens) and tokens[at].key in say.GROUP:
        return GroupPiece(i, at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == "."), name)
    if tokens[i].key in say.GROUP:
        at = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text == ".")
        if at < len(tokens) and (tokens[at].text in context.group_names or tokens[at].key in context.group_names):
            return GroupPiece(i, at + 1, tokens[at].key)
        if at < len(tokens) and tokens[at].kind is Kind.NUMBER and len(tokens[at].text) == 1:
            return GroupPiece(i, at + 1, tokens[at].key)
    return None


def _group_name(tokens: Sequence[Token], i: int) -> tuple[str | None, int]:
    token = tokens[i]
    if token.kind is Kind.NUMBER and len(token.text) == 1:
        at = i + 1
        if at + 1 < len(tokens) and tokens[at].text in "-–" and len(tokens[at + 1].text) <= 2:
            at += 2
        return token.text, at
    for stem, number in _ORDINALS.items():
        if token.key.startswith(stem) and len(token.key) <= len(stem) + 3:
            return number, i + 1
    return None, i


def _homework(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    found = say.NO_HOMEWORK.at(tokens, i)
    if found is not None:
        return NoHomeworkPiece(i, found[1])
    found = say.INTRO.at(tokens, i)
    if found is None or (i and tokens[i - 1].key in say.NOT_BEFORE_INTRO and tokens[i].key != "на"):
        return None
    end = found[1]
    if end < len(tokens) and tokens[end].text == "." and (end + 1 >= len(tokens) or not tokens[end + 1].capital):
        end += 1
    return IntroPiece(i, end)


def _all_present(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    found = say.ALL_PRESENT.at(tokens, i)
    return AllPresentPiece(i, found[1]) if found else None


def _topic(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    found = say.TOPIC.at(tokens, i)
    return TopicPiece(i, found[1]) if found else None


def _work(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    """«к/р», «за самостоятельную»."""
    found = say.WORK.at(tokens, i)
    if found is not None:
        return WorkPiece(i, found[1], found[0], loose=tokens[i].key == "за")
    if tokens[i].key == "за" and i + 1 < len(tokens):
        found = say.WORK.at(tokens, i + 1)
        return WorkPiece(i, found[1], found[0], loose=True) if found else None
    return None


def _code(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    found = say.CODES.at(tokens, i)
    if found is None:
        return None
    (code, plural), end = found
    if tokens[end - 1].key in {"отс", "отсутств", "опозд"} and end < len(tokens) and tokens[end].text == ".":
        end += 1
    return CodePiece(i, end, code, plural, tokens[i].key in say.SHORT_CODES)


def _subject(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    return subject_at(tokens, i, context.subjects)


def _number(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    return number_at(tokens, i, context.scale)


def _task_word(tokens: Sequence[Token], i: int, context: Context) -> Piece | None:
    token = tokens[i]
    if token.key in say.STUDY_VERBS:
        return VerbPiece(i, i + 1)
    if token.key in say.REFERENCES:
        return ReferencePiece(i, i + 1)
    if token.key not in say.NUMBERED:
        return None
    at = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text == ".")
    if at < len(tokens) and tokens[at].text == "№":
        at += 1
    if at >= len(tokens) or tokens[at].kind is not Kind.NUMBER or _is_span_of_time(tokens, i, at):
        return None
    return ReferencePiece(i, i + 1)


def _is_span_of_time(tokens: Sequence[Token], i: int, at: int) -> bool:
    """«с 5 по 10 декабря», «с 9 до 12» are no pages."""
    if tokens[i].key != "с" or at != i + 1:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and (after.key in {"по", "до", "да"} | say.AFTER_COUNT or after.text == ":")


_RECOGNISERS: tuple[Recogniser, ...] = (
    _class, _phone, _line_or_sign, _day, _name, _bare_day, _homework, _all_present, _topic, _group, _work, _code,
    _subject, _number, _task_word,
)  # fmt: skip
