"""What a database does for new records: numbers above zero, and whatever refers to them follows."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from journal_core.enrolment.records import Standing

_REFS = {
    "class_teacher_id": "staff",
    "staff_id": "staff",
    "class_id": "classes",
    "subject_id": "subjects",
    "subgroup_id": "subgroups",
    "pupil_id": "pupils",
    "guardian_id": "guardians",
}


def numbered(standing: Standing) -> Standing:
    """`standing` with every number above zero."""
    numbers = {kind.name: _numbers(getattr(standing, kind.name)) for kind in fields(Standing)}

    def renumber(record: Any) -> Any:
        changes: dict[str, Any] = {}
        for each in fields(record):
            value = getattr(record, each.name)
            if each.name in _REFS and value is not None and value < 0:
                changes[each.name] = numbers[_REFS[each.name]][value]
            if each.name in ("weekly", "use"):
                changes[each.name] = renumber(value)
        return replace(record, **changes) if changes else record

    made = {
        kind.name: tuple(replace(renumber(one), id=numbers[kind.name][one.id]) for one in getattr(standing, kind.name))
        for kind in fields(Standing)
    }
    return Standing(**made)


def _numbers(records: tuple[Any, ...]) -> dict[int, int]:
    highest = max((one.id for one in records if one.id > 0), default=0)
    fresh = [one.id for one in records if one.id < 0]
    return {one.id: one.id for one in records if one.id > 0} | {
        number: highest + place for place, number in enumerate(fresh, 1)
    }
