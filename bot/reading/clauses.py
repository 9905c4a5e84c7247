"""The rest of a message as clauses: what stands in one line or sentence, up to a semicolon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.reading.pieces import (
    BreakPiece,
    ClassPiece,
    CodePiece,
    CountPiece,
    DayPiece,
    FillerPiece,
    GroupPiece,
    NamePiece,
    Piece,
    Role,
    SignPiece,
    SubjectPiece,
    ValuePiece,
    WordPiece,
)

_HEADER = (ClassPiece, SubjectPiece, GroupPiece, DayPiece)


@dataclass(frozen=True, slots=True)
class Clause:
    """Pieces without a break inside, and whether the line ends with them."""

    pieces: tuple[Piece, ...]
    ends_line: bool

    def has(self, *kinds: type[Piece]) -> bool:
        """Whether a piece of these kinds is here."""
        return any(isinstance(piece, kinds) for piece in self.pieces)

    def only(self, kind: type[Piece]) -> bool:
        """Whether nothing but pieces of this kind and signs is here."""
        return self.has(kind) and all(isinstance(piece, (kind, SignPiece)) for piece in self.pieces)


def clauses(rest: Sequence[Piece]) -> list[Clause]:
    """Cut at line and sentence ends and semicolons; a line that ends in a comma or colon goes on."""
    found: list[Clause] = []
    current: list[Piece] = []
    column = False  # «9:» alone in its line: the names come one a line
    for piece in _without_numbering(rest):
        if not isinstance(piece, BreakPiece):
            current.append(piece)
            column = column and isinstance(piece, NamePiece | SignPiece | FillerPiece)
            continue
        if piece.sign == "\n" and current and _goes_on(current[-1]):
            column = _is_sign(current[-1], ":") and any(isinstance(p, ValuePiece) for p in current[-2:-1])
            continue
        if piece.sign == "\n" and column and isinstance(current[-1], NamePiece):
            continue
        found.append(Clause(tuple(current), piece.sign in "\n|"))
        current, column = [], False
    found.append(Clause(tuple(current), True))
    return [clause for clause in _column_split(found) if clause.pieces]


def _column_split(found: list[Clause]) -> list[Clause]:
    """A column «9:, Рудь, 8:» that ran into the next header is cut before it."""
    cut: list[Clause] = []
    for clause in found:
        start = 0
        for k in range(1, len(clause.pieces) - 1):
            header = isinstance(clause.pieces[k], ValuePiece) and _is_sign(clause.pieces[k + 1], ":")
            if header and isinstance(clause.pieces[k - 1], NamePiece):
                cut.append(Clause(clause.pieces[start:k], True))
                start = k
        cut.append(Clause(clause.pieces[start:], clause.ends_line))
    return cut


def _goes_on(piece: Piece) -> bool:
    return _is_sign(piece, ",:")


def _is_sign(piece: Piece, signs: str) -> bool:
    return isinstance(piece, SignPiece) and piece.sign in signs


def _without_numbering(rest: Sequence[Piece]) -> list[Piece]:
    """Lines «1. Лис 9», «2. Рудь 8» without their numbers, where these run 1, 2, 3 and each line has its own mark."""
    at = [k for k in range(len(rest)) if _is_line_number(rest, k)]
    numbers = [rest[k] for k in at]
    in_turn = [piece.value for piece in numbers if isinstance(piece, ValuePiece)]
    if len(at) < 2 or in_turn != [str(n) for n in range(1, len(at) + 1)]:
        return list(rest)
    dropped = {k for first in at for k in (first, first + 1)}
    return [piece for k, piece in enumerate(rest) if k not in dropped]


def _is_line_number(rest: Sequence[Piece], k: int) -> bool:
    before = rest[k - 1] if k else None
    starts = before is None or (isinstance(before, BreakPiece) and before.sign in "\n|")
    if not starts or not isinstance(rest[k], ValuePiece) or k + 3 >= len(rest):
        return False
    sign = rest[k + 1]
    pointed = (isinstance(sign, BreakPiece) and sign.sign == ".") or _is_sign(sign, ".)")
    if not pointed or not isinstance(rest[k + 2], NamePiece | WordPiece):
        return False
    news = rest[k + 3 :]
    for piece in news:
        if isinstance(piece, BreakPiece):
            return False
        if isinstance(piece, ValuePiece | CodePiece):
            return True
    return False


def bare_days(rest: Sequence[Piece]) -> tuple[list[DayPiece], list[DayPiece]]:
    """«19.11» beside a class or subject is the day of the lesson; anywhere else it is unclear: (those, these)."""
    beside: list[DayPiece] = []
    unclear: list[DayPiece] = []
    for k, piece in enumerate(rest):
        if isinstance(piece, DayPiece) and piece.role is Role.BARE:
            near = _beside_header(rest, k, -1) or _beside_header(rest, k, 1)
            (beside if near else unclear).append(piece)
    return beside, unclear


def decimals(rest: Sequence[Piece]) -> list[DayPiece]:
    """«Лис 9.5»: no date beside a name, and no mark either."""
    found = []
    for before, piece in pairwise(rest):
        if (
            isinstance(before, NamePiece)
            and isinstance(piece, DayPiece)
            and piece.role is Role.BARE
            and "." in piece.word
        ):
            found.append(piece)
    return found


def _beside_header(rest: Sequence[Piece], k: int, step: int) -> bool:
    k += step
    while 0 <= k < len(rest):
        piece = rest[k]
        if isinstance(piece, ClassPiece | SubjectPiece | GroupPiece):
            return True
        light = isinstance(piece, SignPiece | DayPiece) or (isinstance(piece, BreakPiece) and piece.sign in ".\n")
        if not light:
            return False
        k += step
    return False


def is_separate(piece: Piece) -> bool:
    """Class, subject, group and date part a name from what comes after them."""
    return isinstance(piece, _HEADER)


def counts_only(clause: Clause) -> bool:
    """«Позвонить маме Тихонова 8029...», «Тихонов в 9»: a name with a number that is no mark."""
    return clause.has(CountPiece) and not clause.has(ValuePiece, CodePiece)
