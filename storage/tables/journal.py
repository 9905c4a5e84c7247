"""The journal: revisions of marks, absences, homework, topics, remarks and tasks, the audit, and the events.

Nothing here is ever updated by the run-time role, but `event.fanned_at`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    Sequence,
    SmallInteger,
    Table,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.schema import SchemaItem

from storage.tables.base import key, metadata, moment, ref, stamp, text

#: Numbers of marks, absences, homework, remarks and tasks: given before the row is written, so the rule that makes it
#: stays pure.
subject_number = Sequence("subject_number", metadata=metadata, data_type=BigInteger)


def entered() -> tuple[SchemaItem, ...]:
    """How a revision came into the journal: its stamp, after the deadline or not, by whose request."""
    return (
        *stamp(),
        Column("late", Boolean, nullable=False, server_default=sql("false")),
        ref("request_id", "correction_request", optional=True),  # names who asked; the actor is who approved
    )


audit = Table(
    "audit",
    metadata,
    key(),
    text("command_id"),
    text("action"),
    text("actor"),
    ref("school_id", "school", optional=True),
    text("subject", ""),
    text("device", ""),
    Column("details", JSONB, nullable=False, server_default=sql("'{}'")),
    moment("at"),
    UniqueConstraint("command_id"),
)

mark_revision = Table(
    "mark_revision",
    metadata,
    key(),
    Column("mark_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    text("change"),
    ref("lesson_id", "lesson"),
    ref("pupil_id", "pupil"),
    text("value"),
    text("work", ""),
    Column("weight", SmallInteger, nullable=False, server_default="1"),
    text("comment", ""),
    *entered(),
    UniqueConstraint("mark_id", "revision"),
    Index("ix_mark_revision_pupil_id_lesson_id", "pupil_id", "lesson_id"),
    Index("ix_mark_revision_lesson_id", "lesson_id"),
    Index("ix_mark_revision_command_id", "command_id"),
)

absence_revision = Table(
    "absence_revision",
    metadata,
    key(),
    Column("absence_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    text("change"),
    ref("lesson_id", "lesson"),
    ref("pupil_id", "pupil"),
    text("code"),
    Column("minutes", SmallInteger),
    text("proposed", ""),
    *entered(),
    UniqueConstraint("absence_id", "revision"),
    Index("ix_absence_revision_pupil_id_lesson_id", "pupil_id", "lesson_id"),
    Index("ix_absence_revision_lesson_id", "lesson_id"),
    Index("ix_absence_revision_command_id", "command_id"),
)

homework_revision = Table(
    "homework_revision",
    metadata,
    key(),
    Column("homework_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    text("change"),
    ref("lesson_id", "lesson"),
    text("text"),
    Column("due", Date, nullable=False),
    *entered(),
    UniqueConstraint("homework_id", "revision"),
    Index("ix_homework_revision_lesson_id", "lesson_id"),
    Index("ix_homework_revision_command_id", "command_id"),
)

topic_revision = Table(
    "topic_revision",
    metadata,
    key(),
    ref("lesson_id", "lesson"),
    text("topic"),
    *entered(),
    Index("ix_topic_revision_lesson_id", "lesson_id"),
    Index("ix_topic_revision_command_id", "command_id"),
)

remark_revision = Table(
    "remark_revision",
    metadata,
    key(),
    Column("remark_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    text("change"),
    ref("lesson_id", "lesson"),
    ref("pupil_id", "pupil"),
    text("text"),
    *entered(),
    UniqueConstraint("remark_id", "revision"),
    Index("ix_remark_revision_pupil_id_lesson_id", "pupil_id", "lesson_id"),
    Index("ix_remark_revision_lesson_id", "lesson_id"),
    Index("ix_remark_revision_command_id", "command_id"),
)

lesson_task_revision = Table(
    "lesson_task_revision",
    metadata,
    key(),
    Column("task_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    text("change"),
    ref("lesson_id", "lesson"),
    text("type"),
    text("text"),
    *entered(),
    UniqueConstraint("task_id", "revision"),
    Index("ix_lesson_task_revision_lesson_id", "lesson_id"),
    Index("ix_lesson_task_revision_command_id", "command_id"),
)

event = Table(
    "event",
    metadata,
    key(),
    text("kind"),
    ref("school_id", "school"),
    text("subject"),
    Column("revision", Integer, nullable=False),
    moment("occurred_at"),
    Column("urgent", Boolean, nullable=False),
    ref("pupil_id", "pupil", optional=True),
    ref("class_id", "school_class", optional=True),
    ref("subgroup_id", "subgroup", optional=True),
    ref("lesson_id", "lesson", optional=True),
    Column("day", Date),
    moment("fanned_at", optional=True),
    UniqueConstraint("kind", "subject", "revision"),
    Index("ix_event_waiting", "id", postgresql_where=sql("fanned_at IS NULL")),
)
