"""Plans of lessons, the curriculum's hours, and work for one pupil (`journal_core.plans`)."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, SmallInteger, Table, UniqueConstraint
from sqlalchemy.dialects.postgresql import DATERANGE

from storage.tables.base import key, metadata, ref, stamp, text

#: How many hours a year the school teaches a subject in a grade (учебный план).
curriculum = Table(
    "curriculum",
    metadata,
    key(),
    ref("school_id", "school"),
    Column("year", SmallInteger, nullable=False),
    Column("grade", SmallInteger, nullable=False),
    ref("subject_id", "subject"),
    Column("hours", SmallInteger, nullable=False),
    CheckConstraint("hours > 0", name="hours"),
    UniqueConstraint("school_id", "year", "grade", "subject_id"),
)

lesson_plan = Table(
    "lesson_plan",
    metadata,
    key(),
    ref("school_id", "school"),
    ref("class_id", "school_class"),
    ref("subgroup_id", "subgroup", optional=True),
    ref("subject_id", "subject"),
    Column("year", SmallInteger, nullable=False),
    UniqueConstraint("class_id", "subgroup_id", "subject_id", "year", postgresql_nulls_not_distinct=True),
)

plan_topic = Table(
    "plan_topic",
    metadata,
    key(),
    ref("plan_id", "lesson_plan"),
    Column("position", SmallInteger, nullable=False),
    text("title"),
    Column("hours", SmallInteger, nullable=False),
    text("section", ""),
    text("homework", ""),
    UniqueConstraint("plan_id", "position"),
)

individual_revision = Table(
    "individual_revision",
    metadata,
    key(),
    Column("individual_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    text("change"),
    ref("pupil_id", "pupil"),
    ref("subject_id", "subject"),
    ref("staff_id", "staff"),
    text("kind"),
    text("text"),
    Column("days", DATERANGE, nullable=False),
    *stamp(),
    UniqueConstraint("individual_id", "revision"),
    Index("ix_individual_revision_pupil_id", "pupil_id"),
)
