"""The law of entries: kinds of work, terms that were closed, correction requests, absences that families explained."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, SmallInteger, Table, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import DATERANGE

from storage.tables.base import key, metadata, moment, ref, stamp, text

#: A school's kinds of work; a mark keeps the weight that its kind had when it was given.
work_kind = Table(
    "work_kind",
    metadata,
    key(),
    ref("school_id", "school"),
    text("name"),
    Column("weight", SmallInteger, nullable=False, server_default="1"),
    Column("written", Boolean, nullable=False, server_default=sql("false")),
    UniqueConstraint("school_id", "name"),
)

#: A term closed by somebody for a class; its days as they were then, for a calendar may be edited.
term_close = Table(
    "term_close",
    metadata,
    key(),
    ref("school_id", "school"),
    ref("class_id", "school_class"),
    text("term"),
    Column("days", DATERANGE, nullable=False),
    *stamp(),
    Index("ix_term_close_school_id", "school_id"),
    Index("ix_term_close_class_id", "class_id"),
)

correction_request = Table(
    "correction_request",
    metadata,
    key(),
    ref("school_id", "school"),
    ref("lesson_id", "lesson"),
    ref("staff_id", "staff"),
    moment("due_at"),
    *stamp(),
    UniqueConstraint("command_id"),
    Index("ix_correction_request_school_id", "school_id"),
    Index("ix_correction_request_staff_id", "staff_id"),
)

#: What a request would write: a revision a row, with what stood when it was asked.
correction_line = Table(
    "correction_line",
    metadata,
    key(),
    ref("request_id", "correction_request"),
    text("about"),  # mark, absence, homework, remark, task or topic
    Column("number", BigInteger, nullable=False),  # of what it revises; a topic has none: 0
    Column("revision", Integer, nullable=False),
    text("change"),
    ref("pupil_id", "pupil", optional=True),
    text("was", ""),
    text("value", ""),  # a mark's value, an absence's code, or the words
    text("kind", ""),  # of work, or of a task
    Column("weight", SmallInteger, nullable=False, server_default="1"),
    text("comment", ""),
    Column("minutes", SmallInteger),
    text("proposed", ""),
    Column("due", Date),
    Index("ix_correction_line_request_id", "request_id"),
)

#: A request is settled once: approved or rejected, and why.
correction_step = Table(
    "correction_step",
    metadata,
    key(),
    ref("request_id", "correction_request"),
    text("state"),
    ref("staff_id", "staff"),
    *stamp(),
    UniqueConstraint("request_id"),
)

#: What a family says of a day their child is away; the last word stands.
absence_explanation = Table(
    "absence_explanation",
    metadata,
    key(),
    ref("pupil_id", "pupil"),
    Column("day", Date, nullable=False),
    text("explained"),
    *stamp(),
    Index("ix_absence_explanation_pupil_id_day", "pupil_id", "day"),
)
