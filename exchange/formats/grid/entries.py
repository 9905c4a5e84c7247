"""What one cell of a wall timetable means: a subject, its room, perhaps a teacher, perhaps two groups at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

from exchange import cells, people
from exchange.book import Cell
from journal_core.roll import FullName

T = TypeVar("T")

#: «Ковалёва Н.П.», «Ковалёва Н. П.»
_TEACHER = re.compile(r"[А-ЯЁІЎ][а-яёіў'-]+\s+[А-ЯЁІЎ]\.\s*(?:[А-ЯЁІЎ]\.?)?")
_ROOM = re.compile(r"(?:каб\.?\s*)?№?\s*(\d{1,4}\s*[а-яёіў]?)|с\s*/\s*з|спортзал|акт\w*\s*зал", re.IGNORECASE)
#: «Алгебра (204)», «Алгебра, каб. 204»
_TAIL = re.compile(r"(?P<subject>.*[^\W\d_].*?)[\s,(]+(?:каб\.?\s*|№\s*)?(?P<room>\d{2,4}[а-яёіў]?)\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One lesson of a cell; `group` is "1", "2", … where the cell holds several at once."""

    subject: str
    group: str = ""
    room: str = ""
    teacher: FullName | None = None


def entries(subject: Cell, room: Cell = None, teacher: Cell = None) -> list[Entry]:
    """The lessons of a cell. «Англ. яз./Информ.» with «301/302» are two groups, in the order they are written."""
    words, inner_room, inner_teacher = _taken_apart(subject)
    subjects = _parts(words)
    rooms = _rooms(cells.text(room) if not cells.is_blank(room) else inner_room, len(subjects))
    teachers = [people.split_name(one) for one in _parts(cells.text(teacher) or inner_teacher)]
    several = len(subjects) if len(subjects) > 1 else max(1, len(rooms))
    return [
        Entry(
            _nth(subjects, number) or "",
            str(number + 1) if several > 1 else "",
            _nth(rooms, number) or "",
            _nth(teachers, number),
        )
        for number in range(several)
        if subjects
    ]


def _taken_apart(cell: Cell) -> tuple[str, str, str]:
    """Subject, room and teacher of a cell of several lines, or of «Алгебра (204)»."""
    lines = [clean for line in (cell.splitlines() if isinstance(cell, str) else [cell]) if (clean := cells.text(line))]
    rooms = [line for line in lines if _ROOM.fullmatch(line)]
    teachers = [line for line in lines if all(_TEACHER.fullmatch(one) for one in _parts(line))]
    subject = " ".join(line for line in lines if line not in rooms and line not in teachers)
    tail = _TAIL.fullmatch(subject) if not rooms else None
    if tail:
        return tail["subject"].strip(" ,("), tail["room"], "/".join(teachers)
    return subject, rooms[0] if rooms else "", "/".join(teachers)


def _parts(written: str) -> list[str]:
    return [part for piece in written.split("/") if (part := piece.strip(" ,;"))]


def _rooms(written: str, subjects: int) -> list[str]:
    """A room for each subject; «с/з» is one room, «301/302» with one subject are two groups' rooms."""
    pieces = _parts(written)
    numbered = all(any(sign.isdigit() for sign in piece) for piece in pieces)
    return pieces if len(pieces) == subjects or numbered else [written]


def _nth(items: list[T], number: int) -> T | None:
    """The item of a group; one alone is everybody's."""
    if len(items) == 1:
        return items[0]
    return items[number] if number < len(items) else None
