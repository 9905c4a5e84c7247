"""What was said about pupils: marks and attendance as they are read, before it is checked whom a name fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading.pieces import NamePiece
from bot.reading.result import Question, Topic
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.marks import WorkKind


@dataclass
class MarkSaid:
    """Marks beside a name."""

    name: NamePiece
    values: tuple[str, ...]
    work: WorkKind | None


@dataclass
class AbsenceSaid:
    """A code beside a name."""

    name: NamePiece
    code: AbsenceCode
    minutes: int | None


@dataclass
class Ledger:
    """Everything said about pupils, every doubt, and the names nothing was said about."""

    marks: list[MarkSaid] = field(default_factory=list)
    absences: list[AbsenceSaid] = field(default_factory=list)
    doubts: list[Question] = field(default_factory=list)
    bare: list[NamePiece] = field(default_factory=list)
    work: WorkKind | None = None  #: the heading in force

    def doubt(self, *about: Topic, word: str | None = None, candidates: tuple[str, ...] = ()) -> None:
        """Something to ask about."""
        self.doubts.append(Question(about, word, candidates))

    def mark(self, names: Sequence[NamePiece], values: tuple[str, ...]) -> None:
        """The same marks to each of the names, for the work of the heading."""
        for name in names:
            self.marks.append(MarkSaid(name, values, self.work))

    def absent(self, names: Sequence[NamePiece], code: AbsenceCode, minutes: int | None) -> None:
        """The same code to each of the names; a second, other code of one name is a doubt."""
        for name in names:
            if any(said.name is name and said.code is not code for said in self.absences):
                self.doubt(Topic.PUPIL, word=name.word)
            self.absences.append(AbsenceSaid(name, code, minutes))

    def label(self, names: Sequence[NamePiece], work: WorkKind) -> None:
        """The work named after a mark is that of the one pupil just before it."""
        if len(names) != 1:
            self.doubt(Topic.MARK)
            return
        for said in self.marks:
            if said.name is names[0]:
                said.work = work

    def has_news(self, name: NamePiece) -> bool:
        """Whether something is already said about this very mention of the pupil."""
        return self.has_mark(name) or any(said.name is name for said in self.absences)

    def has_mark(self, name: NamePiece) -> bool:
        """Whether this very mention has a mark."""
        return any(said.name is name for said in self.marks)

    @property
    def size(self) -> int:
        """How much was said."""
        return len(self.marks) + len(self.absences)
