"""The state of reading one clause from left to right, and looking around in it.

What is read depends on what is open: names that wait for a mark or code (`waiting`), the names that just got one
(`last`), or a mark or code that stands before its list (`head`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.reading.ledger import Ledger
from bot.reading.pieces import (
    CodePiece,
    FillerPiece,
    MinutesPiece,
    NamePiece,
    Piece,
    SignPiece,
    ValuePiece,
)

#: What may stand between a name and its mark or code.
JOINTS = (":", "-", "–", "—", "(", "на", "по")
_AND = ("и", "і")


def is_one(piece: Piece | None, *what: str) -> bool:
    """Whether the piece is one of these signs or little words."""
    if isinstance(piece, SignPiece):
        return piece.sign in what
    return isinstance(piece, FillerPiece) and piece.key in what


@dataclass
class Line:
    """One clause being read; what is found goes to the ledger."""

    pieces: tuple[Piece, ...]
    ledger: Ledger
    ends_line: bool
    names_follow: bool  #: more names stand in later clauses of the message
    at: int = 0  #: the piece to read next
    waiting: list[NamePiece] = field(default_factory=list)
    last: list[NamePiece] = field(default_factory=list)
    head: ValuePiece | CodePiece | None = None
    minutes: int | None = None  #: of a late code that stands before its list
    listed: int = 0  #: how many names the open head has taken
    run_started: bool = False  #: a name opened the run of names and marks
    number_open: bool = False  #: a late code just read: a second number after it is neither minutes nor mark for sure
    minutes_named: bool = False  #: the minutes of the late code had their word: «на 5 минут»

    def peek(self, at: int) -> Piece | None:
        """The piece at a place, if there is one."""
        return self.pieces[at] if 0 <= at < len(self.pieces) else None

    def past(self, at: int, *what: str) -> int:
        """The first place from `at` on that is none of these signs and little words."""
        while at < len(self.pieces) and is_one(self.pieces[at], *what):
            at += 1
        return at

    def index(self, piece: Piece) -> int:
        """Where a piece stands."""
        return self.pieces.index(piece)

    def news_of(self, k: int) -> ValuePiece | CodePiece | MinutesPiece | None:
        """The mark, code or minutes right after the name at `k`."""
        piece = self.peek(self.past(k + 1, *JOINTS))
        return piece if isinstance(piece, ValuePiece | CodePiece | MinutesPiece) else None

    def is_announced(self, k: int, signs: str = ":-–—") -> bool:
        """Whether a colon or dash stands after the piece at `k`."""
        return is_one(self.peek(k + 1), *signs)

    def name_after(self, k: int) -> int | None:
        """Where the next name after `k` stands."""
        return next((n for n in range(k + 1, len(self.pieces)) if isinstance(self.pieces[n], NamePiece)), None)

    def joined_before(self) -> bool:
        """«..., Козлова и Новик по 9»: «и» right before the name just read, or «по» after it."""
        return is_one(self.peek(self.at - 2), *_AND) or is_one(self.peek(self.at), "по", "па")

    def joined_waiting(self) -> bool:
        """«Лис и Рудь н»: the last two names that wait are joined."""
        return is_one(self.peek(self.index(self.waiting[-1]) - 1), *_AND)

    def open_head(self, head: ValuePiece | CodePiece, minutes: int | None = None) -> None:
        """A mark or code stands before its list of names."""
        self.head, self.minutes, self.listed = head, minutes, 0

    def open_run(self, name: NamePiece) -> None:
        """A name that waits for what comes after it."""
        self.head, self.waiting, self.run_started = None, [*self.waiting, name], True

    def served(self) -> None:
        """The names that waited have got theirs."""
        self.last, self.waiting = self.waiting, []
