"""The words of a homework or topic, less what is no word of them: class, subject, group and dates (rules 4, 7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.reading.found import Parts
from bot.reading.homework import is_talk, task_text, trim
from bot.reading.pieces import (
    BreakPiece,
    ClassPiece,
    DayPiece,
    GroupPiece,
    IntroPiece,
    NamePiece,
    Piece,
    ReferencePiece,
    Role,
    SignPiece,
    SubjectPiece,
    VerbPiece,
    WordPiece,
)
from bot.reading.result import Question, Topic
from bot.reading.sections import Chunk
from bot.reading.tokens import Kind, Token

_LEADING = (ClassPiece, SubjectPiece, GroupPiece, DayPiece, SignPiece)


@dataclass(frozen=True)
class TaskReader:
    """Reads the chunks of one message."""

    text: str
    tokens: Sequence[Token]
    is_taught: Callable[[SubjectPiece], bool]
    has_groups: bool

    def read_topic(self, chunk: Chunk, parts: Parts) -> None:
        """Rule 7: the teacher's words up to the next part or the end of the line."""
        cut = [piece for piece in chunk.pieces if isinstance(piece, ClassPiece) and not piece.doubtful]
        words = trim(task_text(self.text, self.tokens, chunk.pieces, cut))
        parts.topic = " ".join(words.split()) or parts.topic
        for piece in chunk.pieces:
            if isinstance(piece, DayPiece) and piece.role is Role.PAST:
                parts.soft.append(Question((Topic.LESSON,), piece.word))

    def read_task(self, chunk: Chunk, parts: Parts) -> bool:
        """Whether the chunk is a task; its dates, subject and group are taken out of its words (rule 4)."""
        if chunk.introduced and is_talk(self.tokens, chunk.pieces):
            parts.soft.append(Question((Topic.DATE,)))
            return False
        cut = [piece for k, piece in enumerate(chunk.pieces) if self._is_apart(chunk, k, parts)]
        words = task_text(self.text, self.tokens, chunk.pieces, cut)
        if not words:
            parts.soft.append(Question((Topic.DATE, Topic.MARK)))
            return False
        parts.mention(cut)
        self._doubt(chunk, parts, words)
        parts.task = words
        return True

    def _doubt(self, chunk: Chunk, parts: Parts, words: str) -> None:
        """Days whose meaning nobody knows, and tasks that are rather questions."""
        loose = [piece.word for piece in chunk.pieces if isinstance(piece, DayPiece) and piece.role is Role.LOOSE]
        unclear = loose or self._day_numbers(chunk)
        if chunk.doubtful or unclear:
            parts.soft.append(Question((Topic.DATE,), unclear[0] if unclear else None))
        if "?" in words and not isinstance(chunk.pieces[0], VerbPiece):
            parts.soft.append(Question((Topic.DATE,)))

    def _day_numbers(self, chunk: Chunk) -> list[str]:
        """«на 27», «к 27-му», «на 27/11» at the end of a clause: perhaps a day, but written as no rule knows it."""
        found = []
        last = chunk.pieces[-1].last
        for i in range(chunk.pieces[0].first, last - 1):
            number = self.tokens[i + 1]
            if self.tokens[i].key not in {"на", "к", "ко"} or number.kind is not Kind.NUMBER or len(number.text) > 2:
                continue
            after = self.tokens[i + 2] if i + 2 < last else None
            month = self.tokens[i + 3] if i + 3 < last else None
            ends = (
                after is None
                or after.kind is Kind.NEWLINE
                or (
                    after.text in {".", ",", ";", ")"}
                    and not (month is not None and month.glued and month.kind is Kind.NUMBER)
                )
            )
            joined = after is not None and after.text in {"/", "-", "–"} and after.glued
            if ends or joined or (after is not None and after.key in {"числа", "число", "числу", "чысла", "чыслу"}):
                found.append(f"{self.tokens[i].text} {number.text}")
        return found

    def _is_apart(self, chunk: Chunk, k: int, parts: Parts) -> bool:
        """Whether a piece inside the task is no word of it."""
        piece = chunk.pieces[k]
        if isinstance(piece, ClassPiece):
            return not piece.doubtful
        if isinstance(piece, DayPiece):
            return piece.role in {Role.DUE, Role.PAST}
        leads = chunk.introduced and all(isinstance(before, _LEADING) for before in chunk.pieces[:k])
        if isinstance(piece, GroupPiece):
            return leads and self.has_groups
        if isinstance(piece, SubjectPiece):
            return self._is_subject(chunk, k, parts, leads=leads)
        return isinstance(piece, IntroPiece)

    def _is_subject(self, chunk: Chunk, k: int, parts: Parts, *, leads: bool) -> bool:
        """«дз алг §5», «§5. Геом: №7», «§5 геом»; elsewhere a subject is a word of the task."""
        piece = chunk.pieces[k]
        assert isinstance(piece, SubjectPiece)
        if leads:
            return self.is_taught(piece) or not parts.subjects
        if self._announces(chunk, k):
            return True
        if isinstance(chunk.pieces[k - 1], BreakPiece) and self.is_taught(piece):
            return True
        words = any(isinstance(before, WordPiece | VerbPiece | NamePiece) for before in chunk.pieces[:k])
        if not words and all(isinstance(after, SignPiece | BreakPiece | DayPiece) for after in chunk.pieces[k + 1 :]):
            return True
        if not parts.subjects and (self.is_taught(piece) or self._governed(piece)):
            parts.soft.append(Question((Topic.SUBJECT,), piece.word))
        return False

    def _announces(self, chunk: Chunk, k: int) -> bool:
        """«рус упр. 7», «геом: №7»: a textbook reference, a colon or a dash follows."""
        after = chunk.pieces[k + 1] if k + 1 < len(chunk.pieces) else None
        if isinstance(after, SignPiece) and after.sign == ".":
            after = chunk.pieces[k + 2] if k + 2 < len(chunk.pieces) else None
        sign = isinstance(after, SignPiece) and after.sign in ":-–—"
        return sign or isinstance(after, ReferencePiece | IntroPiece)

    def _governed(self, piece: Piece) -> bool:
        """«доклад по истории», «краски на изо»: the subject may be that of the lesson."""
        before = self.tokens[piece.first - 1].key if piece.first else ""
        return self.tokens[piece.first].key in {"по", "па"} or before in {"на", "к", "да", "по", "па"}
