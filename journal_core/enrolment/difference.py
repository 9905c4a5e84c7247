"""The difference between a school and a roll: what would change, in records and in words, and what to ask."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from journal_core.enrolment.records import Standing
from journal_core.roll import Doubt, Where


class Kind(StrEnum):
    """What a line of the difference is about."""

    STAFF = "staff"
    CLASS = "class"
    CLASS_TEACHER = "class_teacher"
    SUBJECT = "subject"
    SUBGROUP = "subgroup"
    PUPIL = "pupil"
    GUARDIAN = "guardian"
    GUARDIANSHIP = "guardianship"
    MEMBERSHIP = "membership"
    SUBGROUP_MEMBER = "subgroup_member"
    TERM = "term"
    BELL = "bell"
    MOVED_DAY = "moved_day"
    BELL_USE = "bell_use"
    TIMETABLE_LINE = "timetable_line"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes, for a person to read."""

    kind: Kind
    what: str  #: "new", "changed" or "gone"
    where: Where  #: the row that asks for it
    details: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The key of the catalog: "import.pupil_new"."""
        return f"import.{self.kind}_{self.what}"


@dataclass(frozen=True, slots=True)
class Changes:
    """What to write: `put` holds new records (numbers below zero) and changed ones, whole."""

    put: Standing = field(default_factory=Standing)
    gone_lines: tuple[int, ...] = ()
    gone_subgroup_members: tuple[int, ...] = ()  #: begun today and left today: they never were
    gone_terms: tuple[int, ...] = ()  #: that stood in for the school's own

    def __bool__(self) -> bool:
        return self != Changes()

    @property
    def to_calendar(self) -> bool:
        """Whether lessons ahead must be planned anew."""
        put = self.put
        return bool(
            put.terms
            or put.bells
            or put.lines
            or put.moved_days
            or put.bell_uses
            or self.gone_lines
            or self.gone_terms
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """What a roll changes in a school. False when it changes nothing, whatever it asks."""

    lines: tuple[Line, ...] = ()
    doubts: tuple[Doubt, ...] = ()  #: by file, sheet and row; each row in doubt is left out
    changes: Changes = field(default_factory=Changes)

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def refused(self) -> bool:
        """A fatal doubt: the whole file changes nothing, and `lines` is empty."""
        return any(doubt.fatal for doubt in self.doubts)

    def new(self, kind: Kind) -> tuple[Line, ...]:
        """Lines of what the school does not have yet."""
        return tuple(line for line in self.lines if line.kind is kind and line.what == "new")

    def changed(self, kind: Kind) -> tuple[Line, ...]:
        """Lines of what the school has otherwise, removed timetable lines among them."""
        return tuple(line for line in self.lines if line.kind is kind and line.what != "new")


def after(standing: Standing, changes: Changes) -> Standing:
    """The school once `changes` are written; new records keep their numbers below zero."""
    gone = {
        "lines": changes.gone_lines,
        "subgroup_members": changes.gone_subgroup_members,
        "terms": changes.gone_terms,
    }
    merged = {}
    for kind in fields(Standing):
        rows = {row.id: row for row in getattr(standing, kind.name)}
        rows.update((row.id, row) for row in getattr(changes.put, kind.name))
        merged[kind.name] = tuple(row for row in rows.values() if row.id not in gone.get(kind.name, ()))
    return replace(standing, **merged)
