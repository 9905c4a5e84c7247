"""The sections of one message read into its parts: all of them in any order (rule 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.clauses import Clause, bare_days, clauses, counts_only, decimals
from bot.reading.found import Parts
from bot.reading.names import NameIndex
from bot.reading.pieces import (
    AllPresentPiece,
    CodePiece,
    DayPiece,
    NamePiece,
    NoHomeworkPiece,
    Piece,
    ReferencePiece,
    Role,
    ValuePiece,
    WorkPiece,
)
from bot.reading.result import Question, Topic
from bot.reading.sections import Sections
from bot.reading.statements import names_in, read_statements
from bot.reading.strangers import check_words, stranger_alone
from bot.reading.tasks import TaskReader


@dataclass(frozen=True)
class PartsReader:
    """Reads the sections of one message."""

    tasks: TaskReader
    names: NameIndex

    def read(self, sections: Sections) -> Parts:
        """All parts and mentions of the message."""
        parts = Parts()
        self._read_rest(sections.rest, parts)
        for chunk in sections.topics:
            self.tasks.read_topic(chunk, parts)
        tasks = [chunk for chunk in sections.homework if self.tasks.read_task(chunk, parts)]
        if len(tasks) > 1 or (tasks and _denied(sections.rest)):
            parts.soft.append(Question((Topic.DATE,)))
        if len([chunk for chunk in sections.topics if chunk.pieces]) > 1:
            parts.soft.append(Question((Topic.LESSON,)))
        if not parts.task and any(piece.role is Role.DUE for piece in parts.due):
            parts.soft.append(Question((Topic.DATE, Topic.LESSON), parts.due[0].word))
        return parts

    def _read_rest(self, rest: Sequence[Piece], parts: Parts) -> None:
        beside, unclear = bare_days(rest)
        parts.past += beside
        parts.soft += [Question((Topic.LESSON, Topic.DATE), piece.word) for piece in unclear]
        parts.ledger.doubts += [Question((Topic.MARK,), piece.word) for piece in decimals(rest)]
        parts.mention(piece for piece in rest if not (isinstance(piece, DayPiece) and piece.role is Role.BARE))
        self._read_clauses(clauses(rest), parts)
        if any(isinstance(piece, AllPresentPiece) for piece in rest) and (parts.ledger.absences or parts.ledger.bare):
            parts.ledger.doubt(Topic.PUPIL)  # «все на месте, кроме Лис»

    def _read_clauses(self, found: Sequence[Clause], parts: Parts) -> None:
        work_alone = False
        for k, clause in enumerate(found):
            before = parts.ledger.size
            if clause.only(ValuePiece) and parts.ledger.bare:
                parts.ledger.doubt(Topic.MARK, Topic.PUPIL, word=parts.ledger.bare[-1].word)  # «Лис», next line «9»
            self._read_clause(clause, parts, names_follow=names_in(found[k + 1 :]))
            if parts.ledger.size > before:
                work_alone = False
                if any(isinstance(p, DayPiece) and p.role is Role.LOOSE for p in clause.pieces):
                    parts.soft.append(Question((Topic.LESSON, Topic.DATE)))
            elif clause.has(WorkPiece) and not clause.has(NamePiece):
                work_alone = True
        if work_alone and parts.ledger.marks:
            parts.soft.append(Question((Topic.MARK,)))  # «Лис 9, Рудь 8», and «к/р» in a line of its own after it

    def _read_clause(self, clause: Clause, parts: Parts, *, names_follow: bool) -> None:
        ledger = parts.ledger
        if not clause.has(NamePiece):
            stranger = stranger_alone(clause, self.names)
            if stranger is not None:
                ledger.doubt(Topic.PUPIL, word=stranger.word, candidates=self.names.suggest(stranger.word))
            elif clause.has(WorkPiece) and names_follow:
                read_statements(clause, ledger, names_follow=True)
            elif clause.has(ReferencePiece) and not clause.has(WorkPiece):
                parts.soft.append(Question((Topic.DATE, Topic.MARK)))
            return
        if counts_only(clause):
            return
        said = ledger.size
        bare = len(ledger.bare)
        read_statements(clause, ledger, names_follow=names_follow)
        if ledger.size > said or clause.has(ValuePiece, CodePiece):
            check_words(clause, self.names, ledger)
        if len(ledger.bare) > bare and clause.has(WorkPiece, ValuePiece):
            ledger.doubt(Topic.MARK, Topic.PUPIL, word=ledger.bare[bare].word)  # «тест 9: Лис, Рудь»
        for name in ledger.bare[bare:]:
            parts.soft.append(Question((Topic.MARK, Topic.PUPIL), name.word))


def _denied(rest: Sequence[Piece]) -> bool:
    """«дз нет» beside a task."""
    return any(isinstance(piece, NoHomeworkPiece) for piece in rest)
