"""The working copy of a school while a roll is compared with it.

Rules put records into ledgers; what differs from what stood, at the end, is the change. So a row that
comes twice, or in two files, changes nothing the second time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from journal_core.calendar.terms import school_year
from journal_core.enrolment.difference import Changes
from journal_core.enrolment.names import fold, short_key
from journal_core.enrolment.records import (
    BellRecord,
    BellUseRecord,
    ClassRecord,
    GuardianRecord,
    GuardianshipRecord,
    LineRecord,
    MembershipRecord,
    MovedDayRecord,
    PupilRecord,
    StaffRecord,
    Standing,
    SubgroupMemberRecord,
    SubgroupRecord,
    SubjectRecord,
    TermRecord,
    Written,
)
from journal_core.enrolment.subjects import meant
from journal_core.roll import Doubt, Where


class Record(Protocol):
    """Anything with a number."""

    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=Record)


class Ledger(Generic[R]):
    """Records of one kind, found by number and by one natural key."""

    def __init__(self, standing: Iterable[R], key: Callable[[R], Hashable]) -> None:
        self.stood: dict[int, R] = {record.id: record for record in standing}
        self._now = dict(self.stood)
        self._key = key
        self._index: dict[Hashable, list[int]] = {}
        self._where: dict[int, Where] = {}
        self._fresh = 0
        for record in self._now.values():
            self._index.setdefault(key(record), []).append(record.id)

    def __getitem__(self, number: int) -> R:
        return self._now[number]

    def find(self, key: Hashable) -> list[R]:
        """Every record with this key."""
        return [self._now[number] for number in self._index.get(key, ())]

    def fresh(self) -> int:
        """A number for a new record, below zero."""
        self._fresh -= 1
        return self._fresh

    def put(self, record: R, where: Where) -> R:
        """Keep a new or changed record; `where` is the row that asks for it."""
        before = self._now.get(record.id)
        if record == before:
            return record
        # A record keeps its place among those of its key: the first found is the first again next time.
        if before is None or self._key(before) != self._key(record):
            if before is not None:
                self._index[self._key(before)].remove(record.id)
            self._index.setdefault(self._key(record), []).append(record.id)
        self._now[record.id] = record
        self._where[record.id] = where
        return record

    def drop(self, record: R, where: Where) -> None:
        """Take a record out."""
        self._index[self._key(record)].remove(record.id)
        del self._now[record.id]
        self._where[record.id] = where

    def where(self, number: int) -> Where:
        """The row that last changed a record."""
        return self._where[number]

    def all(self) -> list[R]:
        """Every record as it is now."""
        return list(self._now.values())

    def changed(self) -> tuple[R, ...]:
        """Records that are new or not as they stood."""
        return tuple(record for number, record in self._now.items() if self.stood.get(number) != record)

    def gone(self) -> tuple[int, ...]:
        """Numbers of what stood and was taken out."""
        return tuple(number for number in self.stood if number not in self._now)


class Books:
    """All ledgers of a school, and the doubts met so far."""

    def __init__(self, standing: Standing, today: date, written: Written) -> None:
        self.today = today
        self.written = written
        self.doubts: list[Doubt] = []
        self.staff: Ledger[StaffRecord] = Ledger(standing.staff, lambda one: fold(one.name.surname))
        self.classes: Ledger[ClassRecord] = Ledger(standing.classes, lambda one: one.name)
        self.subjects: Ledger[SubjectRecord] = Ledger(standing.subjects, lambda one: fold(one.name))
        self.subgroups: Ledger[SubgroupRecord] = Ledger(
            standing.subgroups, lambda one: (one.class_id, one.subject_id, fold(one.name))
        )
        self.pupils: Ledger[PupilRecord] = Ledger(standing.pupils, lambda one: short_key(one.name))
        self.guardians: Ledger[GuardianRecord] = Ledger(standing.guardians, lambda one: short_key(one.name))
        self.guardianships: Ledger[GuardianshipRecord] = Ledger(standing.guardianships, lambda one: one.pupil_id)
        self.memberships: Ledger[MembershipRecord] = Ledger(standing.memberships, lambda one: one.pupil_id)
        self.subgroup_members: Ledger[SubgroupMemberRecord] = Ledger(
            standing.subgroup_members, lambda one: one.pupil_id
        )
        self.terms: Ledger[TermRecord] = Ledger(
            standing.terms, lambda one: (one.kind, one.system, fold(one.name), school_year(one.span.first))
        )
        self.moved_days: Ledger[MovedDayRecord] = Ledger(standing.moved_days, lambda one: one.moved.day)
        self.bells: Ledger[BellRecord] = Ledger(standing.bells, lambda one: (fold(one.bell.bell_set), one.bell.slot))
        self.bell_uses: Ledger[BellUseRecord] = Ledger(
            standing.bell_uses, lambda one: (one.use.class_id, one.use.day, one.use.weekday)
        )
        self.lines: Ledger[LineRecord] = Ledger(standing.lines, lambda one: one.weekly.class_id)

    def doubt(self, where: Where, code: str, **details: str) -> None:
        """Ask about a row, which is left out."""
        self.doubts.append(Doubt(where, f"import.{code}", details))

    def refuse(self, where: Where, code: str, **details: str) -> None:
        """Ask about a row that refuses the whole file."""
        self.doubts.append(Doubt(where, f"import.{code}", details, fatal=True))

    def doubt_once(self, where: Where, code: str, **details: str) -> None:
        """Ask about what a sheet repeats row by row."""
        asked = ((one.where.file, one.where.sheet, one.code, one.details) for one in self.doubts)
        if (where.file, where.sheet, f"import.{code}", details) not in asked:
            self.doubt(where, code, **details)

    def subject(self, written: str, where: Where) -> SubjectRecord:
        """The subject of this name, or the one that it is short for; a new one when the school has none.

        A subject that the school knows by a short name alone gets the full one when it is first read.
        """
        name = " ".join(written.split())
        found = next(iter(self.subjects.find(fold(name))), None)
        if found is None:
            known = {one.name: one for one in self.subjects.all()}
            full = meant(name, known)
            if len(full) == 1:
                self.doubt_once(where, "subject_short", written=name, subject=full[0])
                return known[full[0]]
            short = [one for one in known.values() if name in meant(one.name, (*known, name))]
            found = replace(short[0], name=name) if len(short) == 1 else SubjectRecord(self.subjects.fresh(), name)
            found = self.subjects.put(found, where)
        if found.id not in self.subjects.stood and "." in found.name:
            self.doubt_once(where, "subject_new_short", subject=found.name)
        return found

    def subgroup(self, class_id: int, subject_id: int, written: str, where: Where) -> SubgroupRecord:
        """The class's subgroup of this name for this subject; a new one when there is none."""
        for found in self.subgroups.find((class_id, subject_id, fold(written))):
            return found
        name = " ".join(written.split())
        return self.subgroups.put(SubgroupRecord(self.subgroups.fresh(), class_id, subject_id, name), where)

    def changes(self) -> Changes:
        """What differs from what stood."""
        put = Standing(**{kind.name: getattr(self, kind.name).changed() for kind in fields(Standing)})
        return Changes(put, self.lines.gone(), self.subgroup_members.gone())
