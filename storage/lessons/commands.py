"""What a command wrote, found again: for undoing, for correcting, and for answering when it is said twice.

A correction's audit row names, in its details, the command that posted the message first; so a message's
whole history is that command and the corrections of it in the same lesson.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.correcting import Written
from journal_core.errors import Refused
from journal_core.events import subject_id
from journal_core.ports.lessons import Recorded
from storage.lessons.pages import (
    absence_revision,
    homework_revision,
    mark_revision,
    remark_revision,
    task_revision,
)

Revision = TypeVar("Revision")

_SAID = sql("""
    SELECT subject, coalesce(details ->> 'corrects', command_id) AS root
    FROM audit WHERE command_id = :command AND action IN ('post_lesson', 'correct')
""")

_RECORDED = sql("""
    SELECT (SELECT count(*) FROM mark_revision WHERE command_id = :command) AS marks,
           (SELECT count(*) FROM absence_revision WHERE command_id = :command) AS absences,
           (SELECT count(*) FROM homework_revision WHERE command_id = :command) AS homework,
           (SELECT count(*) FROM topic_revision WHERE command_id = :command) AS topics,
           (SELECT count(*) FROM remark_revision WHERE command_id = :command) AS remarks,
           (SELECT count(*) FROM lesson_task_revision WHERE command_id = :command) AS tasks
""")

_CORRECTIONS = sql("""
    SELECT a.command_id FROM audit a
    WHERE a.action = 'correct' AND a.details ->> 'corrects' = :root AND a.command_id IN (
        SELECT command_id FROM mark_revision WHERE lesson_id = :lesson
        UNION SELECT command_id FROM absence_revision WHERE lesson_id = :lesson
        UNION SELECT command_id FROM homework_revision WHERE lesson_id = :lesson
        UNION SELECT command_id FROM topic_revision WHERE lesson_id = :lesson
        UNION SELECT command_id FROM remark_revision WHERE lesson_id = :lesson
        UNION SELECT command_id FROM lesson_task_revision WHERE lesson_id = :lesson
    )
""")


def _touched(table: str, number: str) -> Any:
    """Each subject the commands touched: its last revision, and (as `was`) the one before their first."""
    return sql(f"""
        WITH touched AS (
            SELECT {number} AS number, min(revision) AS since FROM {table}
            WHERE command_id = ANY(CAST(:commands AS text[])) GROUP BY {number}
        ), last AS (
            SELECT DISTINCT ON (r.{number}) r.* FROM {table} r JOIN touched t ON t.number = r.{number}
            ORDER BY r.{number}, r.revision DESC
        )
        SELECT 0 AS was, r.*, r.command_id <> ALL(CAST(:commands AS text[])) AS overtaken FROM last r
        UNION ALL
        SELECT 1, r.*, false
        FROM {table} r JOIN touched t ON t.number = r.{number} AND r.revision = t.since - 1
        ORDER BY {number}, was
    """)


#: By the column that numbers what they revise.
_ALL = {
    "mark_id": _touched("mark_revision", "mark_id"),
    "absence_id": _touched("absence_revision", "absence_id"),
    "homework_id": _touched("homework_revision", "homework_id"),
    "remark_id": _touched("remark_revision", "remark_id"),
    "task_id": _touched("lesson_task_revision", "task_id"),
}

_TOPICS = sql("""
    SELECT topic, command_id = ANY(CAST(:commands AS text[])) AS ours
    FROM topic_revision WHERE lesson_id = :lesson ORDER BY id DESC
""")


@dataclass(frozen=True, slots=True)
class Said:
    """A teacher's command that was carried out."""

    command_id: str
    root: str  #: the command that posted the message first
    lesson_id: int


async def said(connection: AsyncConnection, command_id: str) -> Said:
    """The posting or correcting of that name; the one Refused of `access` when there is none."""
    row = (await connection.execute(_SAID, {"command": command_id})).one_or_none()
    if row is None:
        raise Refused("access.not_yours")
    return Said(command_id, row.root, subject_id(row.subject))


async def recorded(connection: AsyncConnection, command_id: str) -> Recorded:
    """How much the command wrote."""
    row = (await connection.execute(_RECORDED, {"command": command_id})).one()
    return Recorded(row.marks, row.absences, row.homework, row.topics, row.remarks, row.tasks)


async def written(connection: AsyncConnection, one: Said, *, with_corrections: bool) -> Written:
    """What the command, or the message's whole history, wrote, as it stands now."""
    commands = [one.command_id]
    if with_corrections:
        asked = {"root": one.root, "lesson": one.lesson_id}
        commands = [one.root, *(await connection.execute(_CORRECTIONS, asked)).scalars()]
    found = {
        name: (await connection.execute(statement, {"commands": commands})).all() for name, statement in _ALL.items()
    }
    given = _pairs(found["homework_id"], "homework_id", lambda row: homework_revision(row, one.lesson_id))
    return Written(
        root=one.root,
        lesson_id=one.lesson_id,
        marks=_pairs(found["mark_id"], "mark_id", mark_revision),
        absences=_pairs(found["absence_id"], "absence_id", absence_revision),
        homework=given[-1] if given else None,
        remarks=_pairs(found["remark_id"], "remark_id", remark_revision),
        tasks=_pairs(found["task_id"], "task_id", task_revision),
        topic=await _topic(connection, one.lesson_id, commands),
        overtaken=frozenset(getattr(row, name) for name, rows in found.items() for row in rows if row.overtaken),
    )


def _pairs(
    rows: Sequence[Row[Any]], number: str, made: Callable[[Row[Any]], Revision]
) -> tuple[tuple[Revision, Revision | None], ...]:
    before = {getattr(row, number): made(row) for row in rows if row.was}
    return tuple((made(row), before.get(getattr(row, number))) for row in rows if not row.was)


async def _topic(connection: AsyncConnection, lesson_id: int, commands: list[str]) -> tuple[str, str] | None:
    """(The topic the commands wrote, the one before them), when theirs is still the last."""
    topics = (await connection.execute(_TOPICS, {"lesson": lesson_id, "commands": commands})).all()
    if not topics or not topics[0].ours:
        return None
    return topics[0].topic, next((row.topic for row in topics if not row.ours), "")
