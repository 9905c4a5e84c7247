"""The pages of the journal as staff and the archive see them: a class × subject × term, and a class's term sheet.

Views are made by `storage.pages` from a `ClassPages` pass; what is shown is the last revision of everything, the
removed left out. Clauses: 000 3.3.1, 3.4.1, 3.5.2; 001 2.6, 4.3.5, 4.4; 003 4.2 б(2), в(2); 004 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from journal_core.classes import ClassName
from journal_core.diary import Average, Day, MarkCell, average
from journal_core.entries.attendance import AbsenceCode
from journal_core.lessons import Span
from journal_core.term_marks.setting import TermKind


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class of the school."""

    id: int
    name: ClassName


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term that a class has pages of."""

    id: int
    name: str  #: «II четверть»
    span: Span


@dataclass(frozen=True, slots=True)
class PageName:
    """A page of a class in a term: a subject, of all the class or of a subgroup."""

    subject_id: int
    subject: str
    subgroup_id: int | None = None
    subgroup: str = ""  #: empty is the whole class


@dataclass(frozen=True, slots=True)
class PageLesson:
    """A column of the page."""

    id: int
    day: date
    slot: int
    teacher: str  #: «Ковалёва Н. П.»: who gave it, a substitute too; empty when nobody is named
    topic: str = ""
    homework: str = ""
    due: date | None = None  #: of the homework
    tasks: tuple[tuple[str, str], ...] = ()  #: (type, what was done): («практикум», «№ 14–17»)


@dataclass(frozen=True, slots=True)
class PageCell:
    """Where a pupil's row and a lesson's column meet."""

    marks: tuple[MarkCell, ...] = ()
    absence: AbsenceCode | None = None
    minutes: int | None = None  #: of lateness
    remark: str = ""  #: the teacher's words where marks are not given


@dataclass(frozen=True, slots=True)
class PagePupil:
    """A row of the page."""

    id: int
    name: str  #: «Иванова Анна»
    days: tuple[Span, ...]  #: when the pupil belonged to the class or subgroup, within the term
    cells: Mapping[int, PageCell] = field(default_factory=dict)  #: by lesson; an empty cell is left out
    term_mark: str = ""  #: as it stands; «н/а» for not attested
    year_marks: Mapping[TermKind, str] = field(default_factory=dict)  #: what else stands when the year's last term ends

    def average(self) -> Average | None:
        """Of the pupil's marks on this page, by the one rule that all averages follow."""
        return average(tuple(mark for cell in self.cells.values() for mark in cell.marks))


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """One class or subgroup, one subject, one term."""

    school: str
    class_name: str
    subject: str
    subgroup: str  #: empty is the whole class
    term: str
    span: Span
    teachers: tuple[str, ...]
    lessons: tuple[PageLesson, ...]
    pupils: tuple[PagePupil, ...]  #: in the register's order

    def year_kinds(self) -> tuple[TermKind, ...]:
        """Of the year, the exam, the final one: those that anybody here has."""
        return tuple(kind for kind in TermKind if any(kind in pupil.year_marks for pupil in self.pupils))


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A pupil's subject in a term."""

    average: Average | None  #: None without numbers
    term_mark: str = ""  #: as it stands


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A pupil's line of the term sheet."""

    id: int
    name: str
    cells: Mapping[int, SheetCell]  #: by subject
    missed: int = 0  #: lessons
    unexcused: int = 0
    ill: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class ClassSheet:
    """сводная ведомость: a class's term at a glance (001 2.6; 000 3.3.5)."""

    school: str
    class_name: str
    class_teacher: str
    term: str
    span: Span
    subjects: tuple[tuple[int, str], ...]  #: (id, name), by name
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class TermArchive:
    """Everything of a class's term, to be printed and signed (003 4.2 б(2), в(2))."""

    sheet: ClassSheet
    pages: tuple[SubjectPage, ...]  #: by subject and subgroup


@dataclass(frozen=True, slots=True)
class PupilWeek:
    """A pupil's week for a family without electronics (001 4.3.5; 004 1)."""

    school: str
    class_name: str
    pupil_id: int
    pupil: str
    monday: date
    days: tuple[Day, ...]  #: those with lessons
