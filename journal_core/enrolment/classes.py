"""Classes of a roll: which class a written name means, and which classes are new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from journal_core.classes import ClassName, spellings
from journal_core.enrolment.books import Books
from journal_core.enrolment.records import ClassRecord
from journal_core.enrolment.staff import find_teacher
from journal_core.roll import Roll, Where


@dataclass(slots=True)
class _Question:
    """A class's name that a sheet repeats row by row is asked about once."""

    where: Where
    code: str
    details: dict[str, str]
    rows: set[int] = field(default_factory=set)  #: a row is read more than once


@dataclass(slots=True)
class ClassNames:
    """Reads written class names by the school's classes and those that the roll names beyond doubt."""

    known: frozenset[ClassName]
    _questions: dict[tuple[str, str, str, str], _Question] = field(default_factory=dict)

    @staticmethod
    def of(books: Books, roll: Roll) -> ClassNames:
        """The names that help to read this roll."""
        written = {*(row.written_class for row in roll.classes), *(row.written_class for row in roll.pupils)}
        named = {names[0] for names in map(spellings, written) if len(names) == 1}
        return ClassNames(frozenset({one.name for one in books.classes.all()} | named))

    def read(self, written: str, where: Where) -> ClassName | None:
        """The class meant; None after asking. A Latin B is В or Б, whichever is there."""
        names = spellings(written)
        if len(names) > 1:
            there = [name for name in names if name in self.known]
            if len(there) != 1:
                self.ask(where, "class_letter", written, first=str(names[0]), second=str(names[1]))
                return None
            return there[0]
        if not names:
            self.ask(where, "class_unread" if written.strip() else "class_missing", written)
        return names[0] if names else None

    def ask(self, where: Where, code: str, written: str, **details: str) -> None:
        """Ask about a class's name, once for a sheet."""
        key = (where.file, where.sheet, code, written)
        question = self._questions.setdefault(key, _Question(where, code, {"class": written, **details}))
        question.rows.add(where.row)

    def settle(self, books: Books) -> None:
        """Hand the questions over, each with the number of rows it holds back."""
        for one in self._questions.values():
            books.doubt(one.where, one.code, **one.details, rows=str(len(one.rows)))


def take_classes(books: Books, roll: Roll, names: ClassNames) -> None:
    """Classes of the roll's own sheet, with class teachers."""
    for row in roll.classes:
        name = names.read(row.written_class, row.where)
        if name is None:
            continue
        record = class_of(books, name, row.where)
        teacher = row.class_teacher and find_teacher(books, row.class_teacher, row.where)
        if teacher:
            books.classes.put(replace(record, class_teacher_id=teacher.id), row.where)


def class_of(books: Books, name: ClassName, where: Where) -> ClassRecord:
    """The school's class of this name; a new one when there is none."""
    found = existing_class(books, name)
    return found or books.classes.put(ClassRecord(books.classes.fresh(), name), where)


def existing_class(books: Books, name: ClassName) -> ClassRecord | None:
    """The school's class of this name."""
    found: Iterable[ClassRecord] = books.classes.find(name)
    return next(iter(found), None)
