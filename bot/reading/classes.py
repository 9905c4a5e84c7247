"""Which class a message is about (rule 1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.reading.lessons import Now
from bot.reading.pieces import ClassPiece
from bot.reading.result import Topic, ask
from bot.reading.tokens import Kind, Token, split_word
from bot.reading.vocabulary import BEFORE_COUNT, CLASS_WORD, NUMBERED, REFERENCES
from journal_core.desk import Desk

#: Latin letters by their shape; B looks like В and stands for Б as well.
_LOOK_ALIKES = {**dict(zip("ACEKMHTPOX", "АСЕКМНТРОХ", strict=True)), "B": "БВ"}
_CLASS_NAME = re.compile(r"\s*(\d{1,2})[\s\"«'’-]*([^\W\d_])\b")
_QUOTES = "\"«»'“”„‘’"
_DASHES = "-–—"
#: Letters of classes nobody needs to have in the load to be taken for a class.
_USUAL_LETTERS = frozenset("АБВГДЕЖЗИК")
_ORDINAL_ENDINGS = frozenset("йяехмь")

ClassIds = dict[tuple[int, str], frozenset[int]]


def class_letters(letter: str) -> str:
    """The Cyrillic letters a written letter may stand for."""
    return _LOOK_ALIKES.get(letter.upper(), letter.upper())


def class_ids(desk: Desk) -> ClassIds:
    """The classes of the load by number and letter."""
    taught = {line.class_id for line in desk.load}
    ids: ClassIds = {}
    for cls in desk.classes:
        found = _CLASS_NAME.match(cls.name)
        if found is None or cls.id not in taught:
            continue
        for letter in class_letters(found.group(2)):
            name = (int(found.group(1)), letter)
            ids[name] = ids.get(name, frozenset()) | {cls.id}
    return ids


def split_glued(tokens: Sequence[Token], known: Callable[[str], bool]) -> tuple[Token, ...]:
    """«7Бдз» as «7», «Б», «дз», where the rest of the word is a known one."""
    parted: list[Token] = []
    for token in tokens:
        after_number = token.kind is Kind.WORD and token.glued and parted and parted[-1].kind is Kind.NUMBER
        if after_number and len(token.text) > 2 and not known(token.key) and known(token.key[1:]):
            parted.extend(split_word(token, 1))
        else:
            parted.append(token)
    return tuple(parted)


def find_classes(tokens: Sequence[Token], desk: Desk, is_name: Callable[[str], bool]) -> dict[int, ClassPiece]:
    """All mentions of a class by the token they start at."""
    ids = class_ids(desk)
    found: dict[int, ClassPiece] = {}
    for i in range(len(tokens)):
        piece = _class_at(tokens, i, ids, is_name) or _year_at(tokens, i, ids)
        if piece is not None:
            found[i] = piece
            found.update(_further_letters(tokens, piece, ids))
    return found


def _class_at(tokens: Sequence[Token], i: int, ids: ClassIds, is_name: Callable[[str], bool]) -> ClassPiece | None:
    """«7Б», «7 "Б"», «7-б», «7 б» at token `i`."""
    if tokens[i].kind is not Kind.NUMBER or not 1 <= len(tokens[i].text) <= 2 or not 1 <= int(tokens[i].text) <= 12:
        return None
    letter, end, tight = _letter(tokens, i + 1)
    if letter is None or (i and tokens[i].glued and tokens[i - 1].text in ".,:/-"):
        return None
    meant = frozenset().union(*(ids.get((int(tokens[i].text), one), frozenset()) for one in class_letters(letter.text)))
    piece = ClassPiece(i, end, meant, f"{tokens[i].text}{letter.text}")
    before = tokens[i - 1] if i else None
    if before is not None and before.kind is Kind.WORD and is_name(before.key) and not letter.capital:
        return None  # «Лис 7 б»: a mark and something else
    if _is_exercise(tokens, i):
        return _beside_exercise(tokens, piece, letter)
    if meant:
        return piece if tight or not _is_initial(tokens, end, is_name) else None
    return piece if _looks_like_class(tokens, piece, letter, is_name, tight=tight) else None


def _year_at(tokens: Sequence[Token], i: int, ids: ClassIds) -> ClassPiece | None:
    """«3 класс» at the start of a line: enough for a teacher of one class only, and never a class outside the load."""
    if tokens[i].kind is not Kind.NUMBER or len(tokens[i].text) > 2:
        return None
    before = tokens[i - 1] if i else None
    if before is not None and before.kind is not Kind.NEWLINE and before.key not in {"у", "в", "для", ",", ".", "!"}:
        return None
    at = i + 1
    if at + 1 < len(tokens) and tokens[at].text in _DASHES and tokens[at].glued:
        at += 2
    if at >= len(tokens) or tokens[at].key not in CLASS_WORD:
        return None
    meant = frozenset().union(*(found for (year, _), found in ids.items() if year == int(tokens[i].text)))
    only = len(frozenset().union(*ids.values())) == 1
    return ClassPiece(i, at + 1, meant, f"{tokens[i].text} {tokens[at].text}", doubtful=bool(meant) and not only)


def _letter(tokens: Sequence[Token], i: int) -> tuple[Token | None, int, bool]:
    """The letter after a number, where the class ends, and whether nothing but a sign parts them."""
    signs = 0
    while i < len(tokens) and tokens[i].kind is Kind.SIGN and tokens[i].text in _QUOTES + _DASHES and signs < 2:
        if tokens[i].text in _DASHES and not tokens[i].glued:
            return None, i, False
        i, signs = i + 1, signs + 1
    if i >= len(tokens) or tokens[i].kind is not Kind.WORD or len(tokens[i].text) != 1:
        return None, i, False
    end = i + 1
    while signs and end < len(tokens) and tokens[end].text in _QUOTES:
        end += 1
    return tokens[i], end, tokens[i].glued or signs > 0


def _looks_like_class(
    tokens: Sequence[Token], piece: ClassPiece, letter: Token, is_name: Callable[[str], bool], *, tight: bool
) -> bool:
    """Whether a class outside the load was surely meant: «8Б алгебра», «алг 8 б дз», but not «8-й» or «9 а Лис»."""
    ordinal = letter.text.lower() in _ORDINAL_ENDINGS and not (letter.capital and letter.glued)
    if ordinal or (not set(class_letters(letter.text)) & _USUAL_LETTERS and not letter.capital):
        return False
    if tight and letter.capital:
        return True
    before = tokens[piece.first - 1] if piece.first else None
    after = tokens[piece.last] if piece.last < len(tokens) else None
    counts = before is not None and (is_name(before.key) or before.key in BEFORE_COUNT - {"в", "у", "с", "к"})
    named = after is not None and is_name(after.key) and not tight
    opens = before is None or before.kind in {Kind.NEWLINE, Kind.WORD} or before.text in {",", "."}
    return opens and not counts and not named


def _is_initial(tokens: Sequence[Token], end: int, is_name: Callable[[str], bool]) -> bool:
    """«5 А. Гринь»: the letter belongs to the name."""
    return end + 1 < len(tokens) and tokens[end].text == "." and is_name(tokens[end + 1].key)


def _is_exercise(tokens: Sequence[Token], i: int) -> bool:
    """Whether only numbers, letters and their punctuation stand between token `i` and a textbook reference."""
    at = i - 1
    while at >= 0:
        token = tokens[at]
        if token.text in "№§" or token.key in REFERENCES | NUMBERED:
            return True
        listed = (
            token.kind is Kind.NUMBER
            or token.text in {",", "-", "–", "(", ")", ".", ":", ";"}
            or token.key in {"и", "і"}
        )
        if not listed and not (token.kind is Kind.WORD and len(token.text) == 1):
            return False
        at -= 1
    return False


def _beside_exercise(tokens: Sequence[Token], piece: ClassPiece, letter: Token) -> ClassPiece | None:
    """In a list of exercises «7а» is an exercise, «7Б» of the load a class; a small «7б» of the load, or a «8б»
    that no comma joins to the list, is unclear."""
    before = tokens[piece.first - 1]
    if before.text in "№§." or before.key in REFERENCES | NUMBERED:
        return None
    usual = bool(set(class_letters(letter.text)) & _USUAL_LETTERS)
    if not piece.ids and not (usual and letter.glued and (before.kind is Kind.NUMBER or _task_follows(tokens, piece))):
        return None
    return ClassPiece(piece.first, piece.last, piece.ids, piece.word, doubtful=not letter.capital)


def _task_follows(tokens: Sequence[Token], piece: ClassPiece) -> bool:
    """«§5, 8Б §6»: the next class with its own task."""
    return piece.last < len(tokens) and (tokens[piece.last].text in "§№" or tokens[piece.last].key in {"дз", "упр"})


def _further_letters(tokens: Sequence[Token], piece: ClassPiece, ids: ClassIds) -> dict[int, ClassPiece]:
    """«7А и Б», «7А, Б»: a second class of the same year."""
    at = piece.last
    if at + 1 >= len(tokens) or (tokens[at].text not in {",", "/", "+"} and tokens[at].key not in {"и", "і"}):
        return {}
    letter = tokens[at + 1]
    if letter.kind is not Kind.WORD or len(letter.text) != 1 or not letter.capital:
        return {}
    if at + 2 < len(tokens) and tokens[at + 2].text == ".":
        return {}
    year = int(tokens[piece.first].text)
    meant = frozenset().union(*(ids.get((year, one), frozenset()) for one in class_letters(letter.text)))
    return {at + 1: ClassPiece(at + 1, at + 2, meant, f"{year}{letter.text}")} if meant else {}


def mentioned_class(mentions: Sequence[ClassPiece], desk: Desk) -> int | None:
    """The class the message names; None if it names none; a question if it is not one class of the load."""
    sure = [mention for mention in mentions if not mention.doubtful] or list(mentions)
    if not sure:
        return None
    named = {mention.ids for mention in sure}
    if any(mention.doubtful or len(mention.ids) != 1 for mention in sure) or len(named) != 1:
        raise ask(Topic.CLASS, word=sure[-1].word, candidates=_taught_names(desk))
    return next(iter(sure[0].ids))


def settle_class(mentions: Sequence[ClassPiece], desk: Desk, now: Now) -> int:
    """The class written, else the teacher's only one, else that of the lesson going on or ended last today."""
    taught = {line.class_id for line in desk.load}
    if len(taught) == 1 and all(mention.doubtful for mention in mentions):
        return taught.pop()
    written = mentioned_class(mentions, desk)
    if written is not None:
        return written
    begun = now.begun(desk.lessons)
    if not begun:
        raise ask(Topic.CLASS, candidates=_taught_names(desk))
    return begun[-1].class_id


def _taught_names(desk: Desk) -> tuple[str, ...]:
    taught = {line.class_id for line in desk.load}
    return tuple(cls.name for cls in desk.classes if cls.id in taught)
