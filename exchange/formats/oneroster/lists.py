"""A school's lists as rows of OneRoster: sessions, classes, users, who is where. Values by column; the rest is empty.

`status` and `dateLastModified` stay empty, as both versions ask of files that hold everything («bulk»).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from exchange.formats.oneroster.columns import DUTIES, RELATION, SUBGROUP, Version
from exchange.formats.oneroster.identities import Identities
from journal_core.calendar.terms import System, Term, school_year, terms_of
from journal_core.exports import OutClass, OutSchool, OutStaff, OutTaught, Stay
from journal_core.roll import FullName

Row = dict[str, str]

_SESSIONS = {System.QUARTER: "gradingPeriod", System.HALF_YEAR: "semester", System.YEAR: "schoolYear"}
_DUTIES = ("teacher", "head", "administrator")
_ROLES = {
    Version.V1P1: {"teacher": "teacher", "head": "administrator", "administrator": "administrator"},
    Version.V1P2: {"teacher": "teacher", "head": "principal", "administrator": "siteAdministrator"},
}


@dataclass(slots=True)
class Lists:
    """The tables of a school but for its gradebook."""

    school: OutSchool
    version: Version
    ids: Identities
    classes: dict[int, OutClass] = field(default_factory=dict)
    homerooms: dict[int, str] = field(default_factory=dict)  #: class → its number
    taught: dict[tuple[int, str, int | None], str] = field(default_factory=dict)  #: class, subject, group → number
    pupils: dict[int, str] = field(default_factory=dict)
    staff: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.classes = {one.id: one for one in self.school.classes}
        self.homerooms = {one.id: self.ids.homeroom(one) for one in self.school.classes}
        self.pupils = {one.id: self.ids.pupil(one) for one in self.school.pupils}
        self.staff = {one.id: self.ids.staff(one) for one in self.school.staff}
        for one in self.school.taught:
            name = self.classes[one.class_id].name
            self.taught[one.class_id, one.subject, one.subgroup_id] = self.ids.taught(name, one, one.subgroup)

    def tables(self) -> Iterator[tuple[str, Iterable[Row]]]:
        """File by file, in the order of the alphabet."""
        yield "academicSessions", self._sessions()
        yield "classes", self._classes()
        yield "courses", self._courses()
        yield "demographics", self._demographics()
        yield "enrollments", self._enrollments()
        yield "orgs", [{"sourcedId": self.ids.org, "name": self.school.name, "type": "school"}]
        if self.version is Version.V1P2:
            yield "roles", self._roles()
        yield "users", (row for row, _ in self._users())

    def session(self, term: Term) -> str:
        """A term's number."""
        return self.ids.term(term.system, term.name, term.span.first)

    def _sessions(self) -> Iterator[Row]:
        years = [term for term in self.school.terms if term.system is System.YEAR]
        for term in self.school.terms:
            over = [one for one in years if one is not term and term.span.first in one.span]
            yield {
                "sourcedId": self.session(term),
                "title": term.name,
                "type": _SESSIONS[term.system],
                "startDate": str(term.span.first),
                "endDate": str(term.span.end),
                "parentSourcedId": self.session(over[0]) if over else "",
                "schoolYear": str(school_year(term.span.first) + 1),
            }

    def _courses(self) -> Iterator[Row]:
        grades = {one.grade for one in self.school.classes}
        homerooms = {(grade, str(grade), "homeroom") for grade in grades}
        subjects = {(self.classes[one.class_id].grade, one.subject, "subject") for one in self.school.taught}
        for grade, title, kind in sorted(homerooms | subjects):
            row = {"sourcedId": self._course(grade, title, kind), "title": title, "grades": str(grade)}
            yield {**row, "orgSourcedId": self.ids.org, "subjects": title if kind == "subject" else ""}

    def _course(self, grade: int, title: str, kind: str = "subject") -> str:
        return self.ids.of("course", kind, grade, title)

    def _classes(self) -> Iterator[Row]:
        for one in self.school.classes:
            course = self._course(one.grade, str(one.grade), "homeroom")
            yield self._class(one, self.homerooms[one.id], one.name, "homeroom", course)
        for taught in self.school.taught:
            yield self._taught(taught)

    def _taught(self, taught: OutTaught) -> Row:
        known = self.classes[taught.class_id]
        number = self.taught[taught.class_id, taught.subject, taught.subgroup_id]
        title = f"{known.name} {taught.subject}" + (f" ({taught.subgroup})" if taught.subgroup else "")
        row = self._class(known, number, title, "scheduled", self._course(known.grade, taught.subject))
        return {**row, "location": taught.room, "subjects": taught.subject, SUBGROUP: taught.subgroup}

    def _class(self, known: OutClass, number: str, title: str, kind: str, course: str) -> Row:
        years = {school_year(term.span.first) for term in self.school.terms}
        terms = [term for year in sorted(years) for term in terms_of(self.school.terms, known.grade, year)]
        return {
            "sourcedId": number,
            "title": title,
            "grades": str(known.grade),
            "courseSourcedId": course,
            "classCode": known.name,
            "classType": kind,
            "schoolSourcedId": self.ids.org,
            "termSourcedIds": ",".join(self.session(term) for term in terms),
        }

    def _enrollments(self) -> Iterator[Row]:
        for one in self.school.classes:
            if one.class_teacher_id is not None:
                yield self._enrolled(self.homerooms[one.id], self.staff[one.class_teacher_id], "teacher", primary=True)
        for taught in self.school.taught:
            number = self.taught[taught.class_id, taught.subject, taught.subgroup_id]
            for place, teacher in enumerate(taught.teachers):
                yield self._enrolled(number, self.staff[teacher], "teacher", primary=place == 0)
        whole: dict[int, list[str]] = {}
        groups: dict[int, str] = {}
        for (class_id, _, subgroup_id), number in self.taught.items():
            if subgroup_id is None:
                whole.setdefault(class_id, []).append(number)
            else:
                groups[subgroup_id] = number
        for pupil in self.school.pupils:
            for stay in pupil.classes:
                for number in (self.homerooms[stay.place_id], *whole.get(stay.place_id, ())):
                    yield self._enrolled(number, self.pupils[pupil.id], "student", stay)
            for stay in pupil.subgroups:
                yield self._enrolled(groups[stay.place_id], self.pupils[pupil.id], "student", stay)

    def _enrolled(self, number: str, user: str, role: str, stay: Stay | None = None, *, primary: bool = False) -> Row:
        first, end = (stay.first, stay.end) if stay else (None, None)
        return {
            "sourcedId": self.ids.of("enrolment", number, user, role, first or ""),
            "classSourcedId": number,
            "schoolSourcedId": self.ids.org,
            "userSourcedId": user,
            "role": role,
            "primary": str(primary).lower() if role == "teacher" else "",
            "beginDate": str(first or ""),
            "endDate": str(end or ""),
        }

    def _demographics(self) -> Iterator[Row]:
        for pupil in self.school.pupils:
            if pupil.birth_date:
                yield {"sourcedId": self.pupils[pupil.id], "birthDate": str(pupil.birth_date)}

    def _roles(self) -> Iterator[Row]:
        for row, role in self._users():
            user = row["sourcedId"]
            about = {"roleType": "primary", "role": role, "orgSourcedId": self.ids.org}
            yield {"sourcedId": self.ids.of("role", user), "userSourcedId": user, **about}

    def _users(self) -> Iterator[tuple[Row, str]]:
        """Each user with their role."""
        adults: dict[int, list[str]] = {}
        for adult in self.school.adults:
            number = self.ids.adult(adult)
            for child in adult.children:
                adults.setdefault(child, []).append(number)
            children = ",".join(self.pupils[child] for child in adult.children)
            extra = {"email": adult.email, "sms": adult.phone, "phone": adult.phone, RELATION: adult.relation}
            yield self._user(number, adult.name, "parent", agentSourcedIds=children, **extra)
        for pupil in self.school.pupils:
            grade = self.classes[pupil.classes[-1].place_id].grade if pupil.classes else ""
            own = {"agentSourcedIds": ",".join(adults.get(pupil.id, ())), "grades": str(grade)}
            yield self._user(self.pupils[pupil.id], pupil.name, "student", **own)
        for one in self.school.staff:
            extra = {"email": one.email, "phone": one.phone, DUTIES: ";".join(one.duties)}
            yield self._user(self.staff[one.id], one.name, self._role(one), **extra)

    def _role(self, one: OutStaff) -> str:
        duty = next((duty for duty in _DUTIES if duty in one.duties), "")
        return _ROLES[self.version].get(duty, "aide")

    def _user(self, number: str, name: FullName, role: str, **extra: str) -> tuple[Row, str]:
        orgs = "primaryOrgSourcedId" if self.version is Version.V1P2 else "orgSourcedIds"
        row = {
            "sourcedId": number,
            "enabledUser": "true",
            orgs: self.ids.org,
            "username": number,
            "familyName": name.surname,
            "givenName": name.name,
            "middleName": name.patronymic,
            **extra,
        }
        return (row if self.version is Version.V1P2 else {**row, "role": role}), role
