"""A roll in words: what taking a file would change, a plain line each."""

from __future__ import annotations

from babel.dates import get_day_names

from journal_core.enrolment.difference import Line
from texts.catalog import Words
from texts.screens.frame import ROLE

#: What of a record has changed: the catalog's word for it.
FIELDS = {
    "name": "field.name",
    "birth_date": "field.birth_date",
    "external_id": "field.external_id",
    "duties": "field.duties",
    "phone": "field.phone",
    "email": "field.email",
    "relation": "field.relation",
    "days": "field.days",
    "times": "field.times",
    "teacher": "field.teacher",
    "room": "field.room",
    "week": "field.week",
    "works": "field.works",
    "bells": "field.bells",
}


def changed(line: Line, t: Words) -> str:
    """«новый ученик Иванов Пётр»; where it stands is said by whoever shows it."""
    return t(line.code, **_worded(line.details, t))


def _worded(details: dict[str, str], t: Words) -> dict[str, str]:
    """Weekdays, duties and the field that changed, in words; nothing is a dash."""
    said = {name: value or "–" for name, value in details.items()}
    if details.get("weekday"):
        said["weekday"] = _weekday(details["weekday"], t)
    if details.get("week"):
        said["weekday"] += t("import.of_week", week=details["week"])
    if details.get("field") == "works":
        said |= {name: _works(details[name], t) for name in ("before", "after")}
    elif "works" in details:
        said["works"] = _works(details["works"], t)
    if "bells" in details:
        said["when"] = ", ".join(said[name] for name in ("class", "day", "weekday") if details.get(name))
    if details.get("field") == "duties":
        said |= {name: _duties(said[name], t) for name in ("before", "after")}
    if "field" in details:
        said["field"] = t(FIELDS[details["field"]])
    return said


def _weekday(number: str, t: Words) -> str:
    return str(get_day_names("wide", "stand-alone", t.language)[int(number)])


def _works(number: str, t: Words) -> str:
    """By whose timetable a day works; one that does not is off."""
    return _weekday(number, t) if number.isdigit() else t("import.day_off")


def _duties(written: str, t: Words) -> str:
    known = {str(role): key for role, key in ROLE.items()}
    return ", ".join(t(known[duty]) if duty in known else duty for duty in written.split(", "))
