"""What was found in a message, before class, subject and lesson are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.reading.ledger import Ledger
from bot.reading.pieces import DayPiece, GroupPiece, Piece, Role, SubjectPiece
from bot.reading.result import Question


@dataclass
class Parts:
    """Everything found in the message."""

    task: str = ""
    topic: str | None = None
    ledger: Ledger = field(default_factory=Ledger)
    subjects: list[SubjectPiece] = field(default_factory=list)
    groups: list[GroupPiece] = field(default_factory=list)
    past: list[DayPiece] = field(default_factory=list)  #: the day of the lesson
    due: list[DayPiece] = field(default_factory=list)  #: when the homework is due
    soft: list[Question] = field(default_factory=list)  #: asked only if there is something to record

    @property
    def found(self) -> bool:
        """Whether there is anything to record."""
        return bool(self.task or self.topic or self.ledger.size)

    @property
    def doubts(self) -> list[Question]:
        """What must be asked about the parts."""
        return self.ledger.doubts + (self.soft if self.found or self.ledger.doubts else [])

    def mention(self, pieces: Iterable[Piece]) -> None:
        """Take note of the subjects, groups and days among the pieces."""
        for piece in pieces:
            if isinstance(piece, SubjectPiece):
                self.subjects.append(piece)
            elif isinstance(piece, GroupPiece):
                self.groups.append(piece)
            elif isinstance(piece, DayPiece) and piece.role is Role.PAST:
                self.past.append(piece)
            elif isinstance(piece, DayPiece) and piece.role is Role.DUE:
                self.due.append(piece)
