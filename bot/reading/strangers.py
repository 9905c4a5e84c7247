"""Words nobody knows among marks and codes: a pupil we cannot name, or harmless chatter (rule 5).

«Зина 9», «Белякв 9», «Зина Быкова 9» and «Сидоров н» are questions; «Лис 9, очень старалась» is a mark.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading import vocabulary as say
from bot.reading.clauses import Clause
from bot.reading.ledger import Ledger
from bot.reading.likeness import looks_like_name
from bot.reading.names import NameIndex
from bot.reading.pieces import (
    CodePiece,
    FillerPiece,
    NamePiece,
    Piece,
    ReferencePiece,
    SignPiece,
    ValuePiece,
    VerbPiece,
    WordPiece,
    WorkPiece,
)
from bot.reading.result import Topic


def stranger_alone(clause: Clause, names: NameIndex) -> WordPiece | None:
    """In a clause without a known name, the word that stands where a name would: «Сидоров 8», «9: Зина»."""
    pieces = [piece for piece in clause.pieces if not _is_light(piece)]
    for k, piece in enumerate(pieces):
        if not isinstance(piece, WordPiece):
            continue
        before = pieces[k - 1] if k else None
        after = pieces[k + 1] if k + 1 < len(pieces) else None
        likely = looks_like_name(piece, names, starts=piece is clause.pieces[0])
        if isinstance(after, ValuePiece) and (likely or _is_graded(pieces, k)):
            return piece
        if isinstance(before, ValuePiece) and likely:
            return piece
        if isinstance(after, CodePiece) and (likely or piece.capital or after.short):
            return piece
        if isinstance(before, CodePiece) and (likely or piece.capital):
            return piece
    return None


def _is_light(piece: Piece) -> bool:
    return isinstance(piece, FillerPiece) or (isinstance(piece, SignPiece) and piece.sign in ":-–—(")


def _is_graded(pieces: Sequence[Piece], k: int) -> bool:
    """«петька 9»: a word and a number, and no noun that the number counts."""
    word = pieces[k]
    after = pieces[k + 2] if k + 2 < len(pieces) else None
    counted = isinstance(after, WordPiece) and not after.capital
    return isinstance(word, WordPiece) and word.key not in say.NOT_NAMES and len(word.key) > 2 and not counted


def check_words(clause: Clause, names: NameIndex, ledger: Ledger) -> None:
    """In a clause with marks or codes, every word that is not harmless is a doubt."""
    pieces = clause.pieces
    for k, piece in enumerate(pieces):
        if isinstance(piece, ReferencePiece):
            titled = _in_title(pieces, k) or (k > 0 and isinstance(pieces[k - 1], WorkPiece))
            if not titled:
                ledger.doubt(Topic.MARK)
        elif isinstance(piece, VerbPiece):
            if not (_after_reason(pieces, k) or _apart(pieces, k)):
                ledger.doubt(Topic.MARK)  # «Лис исправить на 9»
        elif isinstance(piece, WordPiece) and not _is_harmless(pieces, k, names):
            ledger.doubt(Topic.PUPIL, Topic.MARK, word=piece.word, candidates=names.suggest(piece.word))


def _is_harmless(pieces: Sequence[Piece], k: int, names: NameIndex) -> bool:
    word = pieces[k]
    assert isinstance(word, WordPiece)
    if word.key.startswith(say.FINAL_MARKS) or word.key in {"кроме", "не", "ня"}:
        return False
    if _in_title(pieces, k):
        return True
    if looks_like_name(word, names, starts=k == 0):
        return False
    return _after_reason(pieces, k) or _apart(pieces, k)


def _in_title(pieces: Sequence[Piece], k: int) -> bool:
    """Words up to a colon, before any name: «Оценки за проект: Лис 9»."""
    if any(isinstance(piece, NamePiece) for piece in pieces[:k]):
        return False
    for piece in pieces[k:]:
        if isinstance(piece, NamePiece):
            return False
        if isinstance(piece, SignPiece) and piece.sign == ":":
            return True
    return False


def _after_reason(pieces: Sequence[Piece], k: int) -> bool:
    """«Лис 9 за активную работу»: what the mark is for."""
    while k > 0:
        k -= 1
        piece = pieces[k]
        if isinstance(piece, FillerPiece) and piece.key == "за":
            return k > 0 and isinstance(pieces[k - 1], ValuePiece | SignPiece)
        if not isinstance(piece, WordPiece | FillerPiece):
            return False
    return False


def _apart(pieces: Sequence[Piece], k: int) -> bool:
    """«Лис 9, очень старалась»: between commas nothing but words."""
    first, last = k, k
    while first > 0 and not isinstance(pieces[first - 1], SignPiece):
        first -= 1
    while last + 1 < len(pieces) and not isinstance(pieces[last + 1], SignPiece):
        last += 1
    return all(isinstance(piece, WordPiece | FillerPiece | VerbPiece) for piece in pieces[first : last + 1])
