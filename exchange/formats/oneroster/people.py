"""Users of a OneRoster: pupils, their adults, staff; and the school's classes that they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from exchange import cells, contacts
from exchange.class_names import class_in_label
from exchange.formats.oneroster.archive import Archive, Record
from exchange.formats.oneroster.columns import DUTIES, RELATION, SUBGROUP
from journal_core.classes import spellings
from journal_core.people import DUTIES as DUTY_VALUES
from journal_core.roll import FullName, GuardianRow, StaffRow, Where

ADULTS = {"parent": "родитель", "guardian": "опекун", "relative": "родственник"}
#: Roles of both versions and the duties they are here; the others work in the school without one.
STAFF = {
    "teacher": ("teacher",),
    "administrator": ("administrator",),
    "siteAdministrator": ("administrator",),
    "systemAdministrator": ("administrator",),
    "principal": ("head",),
    "aide": (),
    "counselor": (),
    "proctor": (),
}
_TRAILING_GRADE = re.compile(r"\s+\d{1,2}$")


@dataclass(frozen=True, slots=True)
class User:
    """A user with what we take of them."""

    record: Record
    where: Where
    name: FullName
    role: str

    @property
    def id(self) -> str:
        return self.record["sourcedId"]


@dataclass(frozen=True, slots=True)
class Taught:
    """A class of OneRoster: a school class (homeroom), or a subject taught to a class or to a subgroup of it."""

    id: str
    written_class: str
    homeroom: bool
    subject: str = ""
    subgroup: str = ""
    where: Where = field(default_factory=lambda: Where("", "", 0))


def users(archive: Archive) -> dict[str, User]:
    """Users by their number; those that are to be deleted too, so that who left is known."""
    roles: dict[str, str] = {}
    for row in archive.rows("roles"):
        if not row.is_gone and (row["roleType"] == "primary" or row["userSourcedId"] not in roles):
            roles[row["userSourcedId"]] = row["role"]
    found = {}
    for row in archive.rows("users"):
        name = FullName(row["familyName"], row["givenName"], row["middleName"])
        role = roles.get(row["sourcedId"]) or row["role"]
        found[row["sourcedId"]] = User(row, archive.where("users", row), name, role)
    return found


def adults_of(found: dict[str, User]) -> dict[str, list[User]]:
    """Pupil's number → their adults, whichever side names the other."""
    pairs: dict[str, dict[str, User]] = {}
    for user in found.values():
        for other in user.record.many("agentSourcedIds"):
            child, adult = (user.id, other) if user.role == "student" else (other, user.id)
            if adult in found and found[adult].role in ADULTS and not found[adult].record.is_gone:
                pairs.setdefault(child, {})[adult] = found[adult]
    return {child: list(adults.values()) for child, adults in pairs.items()}


def guardian(user: User, region: str) -> GuardianRow:
    """An adult with the first phone and the mail that can be read."""
    phone = contacts.phone(user.record["sms"], region) or contacts.phone(user.record["phone"], region)
    relation = user.record[RELATION] if RELATION in user.record.values else ADULTS[user.role]
    return GuardianRow(user.where, user.name, relation, phone or "", contacts.email(user.record["email"]) or "")


def staff(found: dict[str, User], region: str) -> Iterator[StaffRow]:
    """Who works in the school."""
    for user in found.values():
        if user.role not in STAFF or user.record.is_gone:
            continue
        own = tuple(duty for duty in user.record[DUTIES].split(";") if duty in DUTY_VALUES)
        phone = contacts.phone(user.record["phone"], region) or contacts.phone(user.record["sms"], region) or ""
        mail = contacts.email(user.record["email"]) or ""
        # A role of OneRoster says less than our duties do: what the school knows more stays.
        yield StaffRow(user.where, user.name, own or STAFF[user.role], phone, mail, user.id, adds=not own)


def classes(archive: Archive) -> dict[str, Taught]:
    """Classes by their number; one whose school class nobody can tell has an empty name."""
    courses = {row["sourcedId"]: row for row in archive.rows("courses")}
    found = {}
    for row in archive.rows("classes"):
        if row.is_gone:
            continue
        name = _school_class(row)
        where = archive.where("classes", row)
        if row["classType"] == "homeroom":
            found[row["sourcedId"]] = Taught(row["sourcedId"], name, True, where=where)
            continue
        subject = _subject(row, courses.get(row["courseSourcedId"]))
        group = row[SUBGROUP] or _rest(row["title"], name, subject)
        found[row["sourcedId"]] = Taught(row["sourcedId"], name, False, subject, group, where)
    return found


def _school_class(row: Record) -> str:
    for written in (row["title"], row["classCode"]):
        if spellings(written):
            return written
    return class_in_label(row["classCode"]) or class_in_label(row["title"])


def _subject(row: Record, course: Record | None) -> str:
    """«Алгебра 7» is «Алгебра»; the subject's own column is wider («Математика») and the last to be asked."""
    title = _TRAILING_GRADE.sub("", course["title"]) if course else ""
    listed = [*row.many("subjects"), *(course.many("subjects") if course else [])]
    return title or (listed[0] if listed else "")


def _rest(title: str, name: str, subject: str) -> str:
    """What a class's title says beside class and subject, in brackets or after a colon: «7Б Английский язык: 1»."""
    match = re.search(r"[:(]\s*([^:()]+?)\s*\)?$", title)
    return match[1] if match and match[1] not in (name, subject) else ""


def day(written: str) -> date | None:
    """«2026-09-01», or the beginning of a moment."""
    return cells.day(written[:10]) if written else None
