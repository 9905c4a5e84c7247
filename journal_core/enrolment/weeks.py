"""What a roll's timetable says against itself and against what stands, before any line is taken.

A grid from the wall names no teachers. Beside a file that does, or over a week that has them, it is asked about: a
lesson without a teacher is nobody's to fill in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from journal_core.enrolment.books import Books
from journal_core.enrolment.classes import ClassNames, existing_class
from journal_core.enrolment.staff import find_teacher
from journal_core.lessons import Week, Weekly
from journal_core.roll import TimetableRow, Where


def in_order(rows: Iterable[TimetableRow]) -> list[TimetableRow]:
    """Rows that tell more come first, so that the order of files does not matter."""
    return sorted(rows, key=lambda row: (row.teacher is None, "." in row.subject))


def beside_fuller(books: Books, names: ClassNames, rows: Iterable[TimetableRow]) -> frozenset[tuple[str, int]]:
    """(file, class) of weeks without any teacher where another file of the roll names them: one question each."""
    taught: dict[int, dict[str, bool]] = defaultdict(dict)
    first: dict[tuple[str, int], TimetableRow] = {}
    for row in rows:
        name = names.read(row.written_class, row.where)
        school_class = name and existing_class(books, name)
        if school_class:
            files = taught[school_class.id]
            files[row.where.file] = files.get(row.where.file, False) or row.teacher is not None
            first.setdefault((row.where.file, school_class.id), row)
    poorer = frozenset(
        (file, class_id)
        for class_id, files in taught.items()
        if any(files.values())
        for file, named in files.items()
        if not named
    )
    for file, class_id in poorer:
        _ask(books, class_id, first[file, class_id].where)
    return poorer


def would_lose_teachers(books: Books, wanted: Iterable[Weekly], class_id: int, where: Where) -> bool:
    """Whether the class's week, which has teachers, would have lessons without any; asked when it is so."""
    stands = [line.weekly for line in books.lines.stood.values() if line.weekly.class_id == class_id]
    loses = any(one.staff_id is None for one in wanted) and any(one.staff_id is not None for one in stands)
    if loses:
        _ask(books, class_id, where)
    return loses


def taught_by(books: Books, class_id: int, subgroup_id: int | None, subject_id: int) -> int | None:
    """Who gives the subject to this class or subgroup now, when that is one teacher."""
    found = {
        line.weekly.staff_id
        for line in books.lines.find(class_id)
        if line.id in books.lines.stood
        and (line.weekly.subgroup_id, line.weekly.subject_id) == (subgroup_id, subject_id)
    }
    return found.pop() if len(found) == 1 else None


def in_the_way(weekly: Weekly, others: Iterable[Weekly]) -> Weekly | None:
    """A line that the same pupils have at the same time: the whole class and one of its groups, or the class twice.

    Two subgroups may work beside each other; A and B weeks are different times.
    """
    for other in others:
        together = other.subgroup_id == weekly.subgroup_id or None in (other.subgroup_id, weekly.subgroup_id)
        if together and _same_time(other, weekly) and other != weekly:
            return other
    return None


def _same_time(one: Weekly, other: Weekly) -> bool:
    weeks = one.week is other.week or Week.EVERY in (one.week, other.week)
    return weeks and (one.class_id, one.weekday, one.slot) == (other.class_id, other.weekday, other.slot)


def _ask(books: Books, class_id: int, where: Where) -> None:
    books.doubt_once(where, "week_without_teachers", **{"class": str(books.classes[class_id].name)})


def teacher_of(books: Books, row: TimetableRow) -> int | None:
    """The number of the row's teacher; None when it names none, or nobody we know: asked then."""
    found = find_teacher(books, row.teacher, row.where) if row.teacher else None
    return found.id if found else None
