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
    taught: dict[int, set[str]] = defaultdict(set)  #: class → the files that name a teacher of it
    first: dict[tuple[str, int], TimetableRow] = {}
    for row in rows:
        name = names.read(row.written_class, row.where)
        school_class = name and existing_class(books, name)
        if school_class:
            first.setdefault((row.where.file, school_class.id), row)
            if row.teacher:
                taught[school_class.id].add(row.where.file)
    poorer = frozenset(
        (file, class_id) for file, class_id in first if taught[class_id] and file not in taught[class_id]
    )
    for file, class_id in poorer:
        _ask(books, class_id, first[file, class_id].where)
    return poorer


def would_lose_teachers(books: Books, wanted: Iterable[Weekly], class_id: int, where: Where) -> bool:
    """Whether the class's week, which has teachers, would have lessons without any; asked when it is so."""
    stands = _standing(books, class_id)
    loses = any(one.staff_id is None for one in wanted) and any(one.staff_id is not None for one in stands)
    if loses:
        _ask(books, class_id, where)
    return loses


def taught_by(books: Books, class_id: int, subgroup_id: int | None, subject_id: int) -> int | None:
    """Who gives the subject to this class or subgroup now, when that is one teacher."""
    lessons = subgroup_id, subject_id
    found = {one.staff_id for one in _standing(books, class_id) if (one.subgroup_id, one.subject_id) == lessons}
    return found.pop() if len(found) == 1 else None


def _standing(books: Books, class_id: int) -> list[Weekly]:
    """The class's lines before this roll, without those that are over."""
    lines = (line.weekly for line in books.lines.stood.values() if line.weekly.class_id == class_id)
    return [one for one in lines if one.end is None or one.end > books.today]


def in_the_way(weekly: Weekly, at_once: Iterable[Weekly]) -> Weekly | None:
    """A line, of others of the class in that slot, that the same pupils have: the whole class's, or the group's own.

    Two subgroups may work beside each other; A and B weeks are different times.
    """
    for other in at_once:
        together = other.subgroup_id == weekly.subgroup_id or None in (other.subgroup_id, weekly.subgroup_id)
        weeks = other.week is weekly.week or Week.EVERY in (other.week, weekly.week)
        if together and weeks:
            return other
    return None


def _ask(books: Books, class_id: int, where: Where) -> None:
    books.doubt_once(where, "week_without_teachers", **{"class": str(books.classes[class_id].name)})


def teacher_of(books: Books, row: TimetableRow) -> int | None:
    """The number of the row's teacher; None when it names none, or nobody we know: asked then."""
    found = find_teacher(books, row.teacher, row.where) if row.teacher else None
    return found.id if found else None
