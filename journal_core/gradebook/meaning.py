"""Whose mark a row of a gradebook is, of which class and subject, and whether this school may hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from journal_core.classes import spellings
from journal_core.enrolment.names import fold, may_be, same_person, short_key
from journal_core.enrolment.records import ClassRecord, PupilRecord, StaffRecord, Standing
from journal_core.enrolment.subjects import meant
from journal_core.entries.marks import MOST_NAME, MOST_WEIGHT, WorkKind
from journal_core.gradebook.records import Meant
from journal_core.roll import Doubt, FullName, MarkRow, PupilRow
from journal_core.school import School


@dataclass(slots=True)
class Refused:
    """Rows that cannot be taken: one question for each reason, file and value, with the number of rows."""

    first: dict[tuple[str, str, str], MarkRow] = field(default_factory=dict)
    rows: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def add(self, row: MarkRow, code: str, value: str = "") -> None:
        """Count a row."""
        key = (row.where.file, code, value)
        self.first.setdefault(key, row)
        self.rows[key] = self.rows.get(key, 0) + 1

    def doubts(self) -> tuple[Doubt, ...]:
        """The questions."""
        return tuple(
            Doubt(self.first[key].where, key[1], {"value": key[2], "rows": str(count)})
            for key, count in self.rows.items()
        )


class Reader:
    """Reads the rows of a gradebook by what the school has."""

    def __init__(self, standing: Standing, school: School, today: date) -> None:
        self.refused = Refused()
        self._school, self._today = school, today
        self._classes = {one.name: one for one in standing.classes}
        self._subjects = {one.name: one.id for one in standing.subjects}
        self._folded = {fold(one.name): one.id for one in standing.subjects}
        self._subgroups = {(one.class_id, one.subject_id, fold(one.name)): one.id for one in standing.subgroups}
        self._numbered = {one.external_id: one for one in standing.pupils if one.external_id}
        self._named: dict[tuple[str, str], list[PupilRecord]] = {}
        for one in standing.pupils:
            self._named.setdefault(short_key(one.name), []).append(one)
        self._staff: dict[str, list[StaffRecord]] = {}
        for member in standing.staff:
            self._staff.setdefault(fold(member.name.surname), []).append(member)
        self._places = {(each.pupil_id, each.class_id) for each in standing.memberships}
        self._known: dict[tuple[object, ...], int | None] = {}

    def read(self, rows: Iterable[MarkRow]) -> Iterator[Meant]:
        """The rows that can be taken; the others are counted in `refused`."""
        for row in rows:
            found = self._meant(row)
            if isinstance(found, str):
                self.refused.add(row, found, row.value if found in ("import.mark_value", "import.mark_scale") else "")
            else:
                yield found

    def _meant(self, row: MarkRow) -> Meant | str:
        """The mark, or why not."""
        theirs = self._class(row.pupil.written_class)
        if theirs is None or (pupil_id := self._pupil(row.pupil, theirs.id)) is None:
            return "import.mark_pupil"
        subject_id = self._subject(row.subject)
        if subject_id is None:
            return "import.mark_subject"
        if refusal := self._value(row, theirs.name.grade):
            return refusal
        subgroup_id = self._subgroups.get((theirs.id, subject_id, fold(row.subgroup)))
        return Meant(row, pupil_id, theirs.id, subject_id, subgroup_id, work_of(row.work), self._teacher(row.teacher))

    def _class(self, written: str) -> ClassRecord | None:
        there = [self._classes[name] for name in spellings(written) if name in self._classes]
        return there[0] if len(there) == 1 else None

    def _pupil(self, row: PupilRow, class_id: int) -> int | None:
        """By the other program's number when the name agrees; else the one of this name in the class."""
        key = (row.external_id, row.name, class_id, row.birth_date)
        if key not in self._known:
            self._known[key] = self._find(row, class_id)
        return self._known[key]

    def _find(self, row: PupilRow, class_id: int) -> int | None:
        numbered = self._numbered.get(row.external_id)
        if numbered is not None and may_be([numbered], row.name):
            return numbered.id
        alike = may_be(self._named.get(short_key(row.name), ()), row.name)
        found = [
            one for one in alike if (one.id, class_id) in self._places and row.birth_date in (None, one.birth_date)
        ]
        return found[0].id if len(found) == 1 else None

    def _subject(self, written: str) -> int | None:
        exact = self._folded.get(fold(written))
        full = meant(written, self._subjects)
        return exact if exact is not None else (self._subjects[full[0]] if len(full) == 1 else None)

    def _teacher(self, name: FullName | None) -> int | None:
        found = same_person(self._staff.get(fold(name.surname), ()), name) if name else []
        return found[0].id if len(found) == 1 else None

    def _value(self, row: MarkRow, grade: int) -> str:
        """Why the value cannot stand here; empty when it can."""
        if row.day > self._today:
            return "import.mark_future"
        if not row.value:
            return ""
        if grade in self._school.law.grades_without_marks:
            return "import.mark_grade"
        scale = self._school.scale
        if row.value in scale.numbers and row.highest and row.highest != scale.numbers[-1]:
            return "import.mark_scale"
        known = scale.knows(row.value) and 0 < row.weight <= MOST_WEIGHT
        return "" if known else "import.mark_value"


def work_of(written: str) -> str | None:
    """The kind of work: «Контрольная работа» is «контрольная»; other words stay a kind of their own."""
    words = fold(written)
    usual = (str(kind) for kind in WorkKind)
    return next((kind for kind in usual if words == kind or words.startswith(f"{kind} ")), words[:MOST_NAME] or None)
