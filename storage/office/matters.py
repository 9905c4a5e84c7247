"""Matters as rows: one table a kind, whose columns are the fields of its dataclass, and one history of steps.

A list is one statement: the matters with the names of whatever they refer to, and their steps as a JSON array.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_type_hints

from sqlalchemy import Table, insert
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.office.matters import Filed, Matter, Names, Step, Taken
from journal_core.roll import FullName
from storage.links.standing import STANDING, days_at, name_of, names
from storage.stamps import stamped
from storage.tables.base import metadata
from storage.tables.office import matter_step

M = TypeVar("M", bound=Matter)

#: Column → how what it refers to is joined and named.
_NAMED = {
    "pupil_id": ("LEFT JOIN pupil ON pupil.id = f.pupil_id", names("pupil")),
    "class_id": ("LEFT JOIN school_class ON school_class.id = f.class_id", "school_class.grade, school_class.letter"),
    "to_class_id": (
        "LEFT JOIN school_class AS to_class ON to_class.id = f.to_class_id",
        "to_class.grade AS to_grade, to_class.letter AS to_letter",
    ),
    "guardian_id": ("LEFT JOIN guardian ON guardian.id = f.guardian_id", names("guardian")),
    "staff_id": ("LEFT JOIN staff ON staff.id = f.staff_id", names("staff")),
    "subject_id": ("LEFT JOIN subject ON subject.id = f.subject_id", "subject.name AS subject_name"),
    "term_id": ("LEFT JOIN term ON term.id = f.term_id", "term.name AS term_name"),
}
#: A paper about a pupil that no class is written on: the pupil's class today, once `pupil` is joined.
_CLASS_TODAY = (f"JOIN school ON school.id = f.school_id {STANDING}", "school_class.grade, school_class.letter")
_STEPS = """
    LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object(
            'revision', s.revision, 'step', s.step, 'at', s.recorded_at, 'note', s.note, 'refers', s.refers,
            'surname', took.surname, 'name', took.name, 'patronymic', took.patronymic) ORDER BY s.revision) AS steps
        FROM matter_step s LEFT JOIN staff AS took ON took.id = s.staff_id
        WHERE s.matter = '{matter}' AND s.number = f.id
    ) AS history ON true
"""
_STEP = insert(matter_step)


@cache
def _select(kind: type[Matter]) -> str:
    table = metadata.tables[kind.NAME]
    named = [_NAMED[column] for column in _NAMED if column in table.c]
    if "pupil_id" in table.c and "class_id" not in table.c:
        named.append(_CLASS_TODAY)
    columns = ", ".join(["f.*", "history.steps", *(chosen for _, chosen in named)])
    joins = " ".join(join for join, _ in named)
    return f"SELECT {columns} FROM {table.name} f {joins} {_STEPS.format(matter=table.name)}"


async def read(connection: AsyncConnection, kind: type[M], where: str, **known: Any) -> tuple[Filed[M], ...]:
    """Matters of a kind; `where` speaks of `f` and of the joined names. A pupil's class is that of `at`, or now."""
    days = await days_at(connection, known.pop("at", None))
    rows = await connection.execute(sql(f"{_select(kind)} WHERE {where}"), {"days": days, **known})
    return tuple(_filed(kind, row) for row in rows.mappings())


async def add(connection: AsyncConnection, matters: Sequence[Matter], stamp: Stamp) -> list[int]:
    """New rows; the one Refused of `access` when they refer to what is not the school's."""
    if not matters:
        return []
    table = metadata.tables[matters[0].NAME]
    rows = [{one.name: _plain(getattr(matter, one.name)) for one in fields(matter)} for matter in matters]  # type: ignore[arg-type]
    await _check_school(connection, table, rows)
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    given = await connection.execute(statement, [{**row, **stamped(stamp)} for row in rows])
    return list(given.scalars())


async def opened(connection: AsyncConnection, kind: type[Matter], command_id: str) -> list[int]:
    """The rows that a command made."""
    made = sql(f"SELECT id FROM {kind.NAME} WHERE command_id = :command ORDER BY id")
    return list((await connection.execute(made, {"command": command_id})).scalars())


async def hold(connection: AsyncConnection, kind: type[Matter], number: int | str) -> None:
    """Wait for whoever is moving this matter on: the lock is its number, for nobody may change its row."""
    lock = sql("SELECT pg_advisory_xact_lock(hashtextextended(:matter, 0))")
    await connection.execute(lock, {"matter": f"{kind.NAME}:{number}"})


async def take(connection: AsyncConnection, filed: Filed[Matter], step: dict[str, Any], stamp: Stamp) -> None:
    """A step's row."""
    whose = {"matter": type(filed.matter).NAME, "number": filed.id}
    await connection.execute(_STEP, {**whose, **step, **stamped(stamp)})


async def _check_school(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Whatever the rows refer to is the school's: one statement for all of them."""
    wanted: dict[str, set[int]] = {}
    for column in table.c:
        for key in column.foreign_keys:
            if column.name != "school_id":
                meant = {row[column.name] for row in rows if row[column.name] is not None}
                wanted.setdefault(key.column.table.name, set()).update(meant)
    counted = {parent: sorted(numbers) for parent, numbers in wanted.items() if numbers}
    if not counted:
        return
    sums = " + ".join(
        f"(SELECT count(*) FROM {parent} WHERE school_id = :school AND id = ANY(:{parent}))" for parent in counted
    )
    known = {"school": rows[0]["school_id"], **counted}
    if await connection.scalar(sql(f"SELECT {sums}"), known) != sum(map(len, counted.values())):
        raise Refused("access.not_yours")


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, StrEnum) else value


@cache
def _words(kind: type[Matter]) -> dict[str, type[StrEnum]]:
    """The fields of a kind that are words of a list."""
    hints = get_type_hints(kind)
    return {name: hint for name, hint in hints.items() if isinstance(hint, type) and issubclass(hint, StrEnum)}


def _filed(kind: type[M], row: Mapping[Any, Any]) -> Filed[M]:
    words = _words(kind)
    said = {one.name: row[one.name] for one in fields(kind)}  # type: ignore[arg-type]
    matter = kind(**{name: words[name](value) if name in words else value for name, value in said.items()})
    steps = tuple(_taken(one) for one in row["steps"] or ())
    return Filed(row["id"], matter, row["recorded_at"], steps, _names(row))


def _taken(one: Mapping[str, Any]) -> Taken:
    staff = FullName(one["surname"], one["name"], one["patronymic"]) if one["surname"] else None
    at = datetime.fromisoformat(one["at"]).astimezone(UTC)
    return Taken(one["revision"], Step(one["step"]), at, one["note"], one["refers"], initials(staff))


def _names(row: Mapping[Any, Any]) -> Names:
    def full(table: str) -> FullName | None:
        return name_of(row, table) if f"{table}_surname" in row else None

    pupil, adult = full("pupil"), full("guardian")
    return Names(
        pupil=f"{pupil.surname} {pupil.name}" if pupil else "",
        class_name=_class(row.get("grade"), row.get("letter")),
        to_class=_class(row.get("to_grade"), row.get("to_letter")),
        adult=str(adult) if adult else "",
        staff=initials(full("staff")),
        subject=row.get("subject_name") or "",
        term=row.get("term_name") or "",
    )


def _class(grade: int | None, letter: str | None) -> str:
    return f"{grade}{letter}" if grade is not None else ""


def initials(name: FullName | None) -> str:
    """«Ковалёва Н. П.»; empty for nobody."""
    if name is None:
        return ""
    return " ".join((name.surname, *(f"{part[:1]}." for part in (name.name, name.patronymic) if part)))
