"""The roll's rows taken apart into cells, by the keys of the sheets' columns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from exchange.formats.workbook.layout import DAY_OFF, DUTIES, KINDS, NO_DUTIES, WEEKS
from exchange.people import join_name
from exchange.weekdays import WEEKDAYS
from journal_core.lessons import Week
from journal_core.roll import BellDayRow, FullName, GuardianRow, MovedDayRow, PupilRow, Roll, StaffRow, TermRow

Values = dict[str, str | int | date | time]


def values_of(roll: Roll, sheet: str, language: str) -> Iterable[Values]:
    """The rows of one sheet, by its layout's key."""
    match sheet:
        case "pupils":
            return [_pupil(row) for row in roll.pupils]
        case "staff":
            return [_staff(row, language) for row in roll.staff]
        case "classes":
            return [
                {
                    "class": row.written_class,
                    "class_teacher": join_name(row.class_teacher) if row.class_teacher else "",
                }
                for row in roll.classes
            ]
        case "timetable":
            return _timetable(roll, language)
        case "terms":
            return [_term(row, language) for row in roll.terms]
        case "moved_days":
            return [_moved_day(row, language) for row in roll.moved_days]
        case "bell_days":
            return [_bell_day(row, language) for row in roll.bell_days]
        case _:
            return [
                {"slot": row.slot, "starts_at": row.starts_at, "ends_at": row.ends_at, "bells": row.bells}
                for row in roll.bells
            ]


def _name(name: FullName) -> Values:
    return {"surname": name.surname, "name": name.name, "patronymic": name.patronymic}


def _pupil(row: PupilRow) -> Values:
    values = _name(row.name) | {"class": row.written_class, "external_id": row.external_id}
    values |= {"birth_date": row.birth_date or "", "joined": row.joined or "", "left": row.left or ""}
    values["subgroups"] = "; ".join(f"{subject}: {name}" for subject, name in row.subgroups)
    for number, guardian in enumerate(row.guardians, 1):
        values |= _guardian(guardian, f"guardian{number}")
    return values


def _guardian(row: GuardianRow, who: str) -> Values:
    return {
        f"{who}.relation": row.relation,
        f"{who}.full_name": join_name(row.name),
        f"{who}.phone": row.phone,
        f"{who}.email": row.email,
    }


def _staff(row: StaffRow, language: str) -> Values:
    duties = "; ".join(DUTIES[duty].to(language) for duty in row.duties) or NO_DUTIES.to(language)
    contacts: Values = {"phone": row.phone, "email": row.email, "external_id": row.external_id}
    return _name(row.name) | {"duties": duties} | contacts


def _timetable(roll: Roll, language: str) -> list[Values]:
    return [
        {
            "weekday": WEEKDAYS[row.weekday].to(language),
            "slot": row.slot,
            "class": row.written_class,
            "subject": row.subject,
            "subgroup": row.subgroup,
            "teacher": join_name(row.teacher) if row.teacher else "",
            "room": row.room,
            "week": _week(row.week, language),
            "since": row.since or "",
        }
        for row in roll.timetable
    ]


def _week(week: Week, language: str) -> str:
    return "" if week is Week.EVERY else WEEKS[week].to(language)


def _grades(grades: tuple[int, ...]) -> str:
    return ", ".join(str(grade) for grade in grades)


def _term(row: TermRow, language: str) -> Values:
    kind = KINDS["holiday" if row.kind == "holiday" else row.system].to(language)
    return {"kind": kind, "name": row.name, "first": row.first, "last": row.last, "grades": _grades(row.grades)}


def _moved_day(row: MovedDayRow, language: str) -> Values:
    weekday = (DAY_OFF if row.weekday is None else WEEKDAYS[row.weekday]).to(language)
    return {"day": row.day, "weekday": weekday, "week": _week(row.week, language)}


def _bell_day(row: BellDayRow, language: str) -> Values:
    weekday = "" if row.weekday is None else WEEKDAYS[row.weekday].to(language)
    return {"bells": row.bells, "day": row.day or "", "weekday": weekday, "grades": _grades(row.grades)}
