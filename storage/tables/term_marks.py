"""Term marks: of a quarter or half-year, of the year, of an exam, and final; history, never overwritten."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    SmallInteger,
    Table,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from storage.tables.base import key, metadata, moment, ref, stamp, text

#: One mark a pupil, subject, school year and kind (and term, of a quarter's or half-year's).
term_mark_revision = Table(
    "term_mark_revision",
    metadata,
    key(),
    Column("term_mark_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    text("change"),
    text("kind"),
    Column("year", SmallInteger, nullable=False),  # the calendar year in which the school year begins
    ref("term_id", "term", optional=True),
    ref("class_id", "school_class"),
    ref("subject_id", "subject"),
    ref("pupil_id", "pupil"),
    text("value"),
    Column("late", Boolean, nullable=False, server_default=sql("false")),
    Column("grounds", JSONB, nullable=False, server_default=sql("'{}'")),
    ref("request_id", "term_mark_request", optional=True),
    *stamp(),
    CheckConstraint("kind IN ('term', 'year', 'exam', 'final')", name="kind"),
    CheckConstraint("(kind = 'term') = (term_id IS NOT NULL)", name="term"),
    UniqueConstraint("term_mark_id", "revision"),
    Index("ix_term_mark_revision_pupil_id_subject_id", "pupil_id", "subject_id"),
    Index("ix_term_mark_revision_class_id_subject_id", "class_id", "subject_id"),
    Index("ix_term_mark_revision_command_id", "command_id"),
)

#: Of a closed term: a teacher asks for a change of a column, with what stood when it was asked.
term_mark_request = Table(
    "term_mark_request",
    metadata,
    key(),
    ref("school_id", "school"),
    ref("staff_id", "staff"),
    text("kind"),
    ref("class_id", "school_class"),
    ref("subject_id", "subject"),
    ref("subgroup_id", "subgroup", optional=True),
    ref("term_id", "term"),
    Column("entries", JSONB, nullable=False),  # [[pupil, value, what stood], …]; an empty value takes it away
    moment("due_at"),
    *stamp(),
    UniqueConstraint("command_id"),
    Index("ix_term_mark_request_school_id", "school_id"),
)

#: A request is settled once: approved or rejected, and why.
term_mark_step = Table(
    "term_mark_step",
    metadata,
    key(),
    ref("request_id", "term_mark_request"),
    text("state"),
    ref("staff_id", "staff"),
    *stamp(),
    UniqueConstraint("request_id"),
)
