"""A line of each sheet made into the roll's row; `NotTaken` says what is missing or cannot be read."""

from __future__ import annotations

from exchange import cells, people
from exchange.formats.workbook.layout import DAY_OFF, NO_DUTIES, duty_of, kind_of, week_of
from exchange.lines import Line
from exchange.weekdays import weekday_of
from journal_core.calendar.terms import System
from journal_core.lessons import Week
from journal_core.roll import (
    BellDayRow,
    BellRow,
    ClassRow,
    FullName,
    GuardianRow,
    MovedDayRow,
    PupilRow,
    StaffRow,
    TermRow,
    TimetableRow,
)


def pupil(line: Line) -> PupilRow:
    if not (line.text("surname") and line.text("name")):
        line.refuse("import.pupil_no_name")
    return PupilRow(
        line.where,
        _full_name(line),
        line.text("class") or line.refuse("import.class_missing"),
        line.day("birth_date", "import.birth_date_unread"),
        line.text("external_id"),
        _guardians(line),
        _subgroups(line),
        line.day("joined"),
        line.day("left"),
    )


def _full_name(line: Line) -> FullName:
    name = FullName(line.needed("surname"), line.needed("name"), line.text("patronymic"))
    return name if people.may_be_name(name) else line.refuse("import.name_odd", name=str(name))


def _guardians(line: Line) -> tuple[GuardianRow, ...]:
    numbered = dict.fromkeys(key.split(".")[0] for key in line.cells if key.startswith("guardian"))
    return tuple(row for who in sorted(numbered) if (row := _guardian(line, who)))


def _guardian(line: Line, who: str) -> GuardianRow | None:
    name = people.split_name(line.raw(f"{who}.full_name"))
    phone, email = line.phone(f"{who}.phone"), line.email(f"{who}.email")
    if not (name.surname or phone or email):
        return None
    return GuardianRow(line.where, name, line.text(f"{who}.relation"), phone, email)


def _subgroups(line: Line) -> tuple[tuple[str, str], ...]:
    """«Английский язык: 1; Информатика: 2»."""
    found = []
    for part in line.text("subgroups").split(";"):
        if not part.strip():
            continue
        subject, colon, name = (piece.strip() for piece in part.rpartition(":"))
        if not (subject and colon and name):
            line.refuse("import.subgroups_unread", value=part.strip())
        found.append((subject, name))
    return tuple(found)


def staff(line: Line) -> StaffRow:
    return StaffRow(
        line.where,
        _full_name(line),
        _duties(line),
        line.phone("phone"),
        line.email("email"),
        line.text("external_id"),
    )


def _duties(line: Line) -> tuple[str, ...]:
    written = line.text("duties")
    if NO_DUTIES.means(written):
        return ()
    words = [word.strip() for word in written.replace(",", ";").split(";") if word.strip()]
    found = tuple(duty_of(word) or line.refuse("import.duty_unknown", value=word) for word in words)
    return tuple(dict.fromkeys(found)) or ("teacher",)


def school_class(line: Line) -> ClassRow:
    teacher = line.raw("class_teacher")
    return ClassRow(line.where, line.needed("class"), people.split_name(teacher) if teacher else None)


def lesson(line: Line) -> TimetableRow:
    weekday = _weekday(line)
    slot, school, subject = line.needed_number("slot"), line.needed("class"), line.needed("subject")
    teacher = people.split_name(line.raw("teacher")) if line.text("teacher") else None
    return TimetableRow(
        line.where, weekday, slot, school, subject, teacher, line.text("subgroup"), line.text("room"), _week(line),
        line.day("since"),
    )  # fmt: skip


def _weekday(line: Line) -> int:
    written = line.needed("weekday")
    weekday = weekday_of(written)
    return line.refuse("import.weekday_unknown", value=written) if weekday is None else weekday


def _week(line: Line) -> Week:
    return week_of(line.text("week")) or line.refuse("import.week_unknown", value=line.text("week"))


def _grades(line: Line) -> tuple[int, ...]:
    """«10, 11»; each once, in order."""
    found = set()
    for part in line.text("grades").replace(";", ",").split(","):
        if not part.strip():
            continue
        number = cells.number(part)
        found.add(number or line.refuse("import.number_unread", column=line.title("grades"), value=part.strip()))
    return tuple(sorted(found))


def term(line: Line) -> TermRow:
    written = line.needed("kind")
    kind = kind_of(written) or line.refuse("import.kind_unknown", value=written)
    name, first, last = line.needed("name"), line.needed_day("first"), line.needed_day("last")
    if last < first:
        line.refuse("import.dates_swapped", first=line.text("first"), last=line.text("last"))
    if kind == "holiday":
        return TermRow(line.where, "holiday", name, first, last, grades=_grades(line))
    return TermRow(line.where, "term", name, first, last, System(kind), _grades(line))


def moved_day(line: Line) -> MovedDayRow:
    off = DAY_OFF.means(line.text("weekday"))
    return MovedDayRow(line.where, line.needed_day("day"), None if off else _weekday(line), _week(line))


def bell(line: Line) -> BellRow:
    slot, starts, ends = (
        line.needed_number("slot"),
        line.needed_clock("starts_at"),
        line.needed_clock("ends_at"),
    )
    if ends <= starts:
        line.refuse("import.times_swapped", first=line.text("starts_at"), last=line.text("ends_at"))
    return BellRow(line.where, slot, starts, ends, line.text("bells"))


def bell_day(line: Line) -> BellDayRow:
    weekday = _weekday(line) if line.text("weekday") else None
    return BellDayRow(line.where, line.needed("bells"), line.day("day"), weekday, _grades(line))
