"""Days that are not what their date says, which bells ring when, and what became of single lessons."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql

from storage.tables.base import key, metadata, ref, stamp, text

#: A day that works by another weekday's timetable, or is off.
moved_day = Table(
    "moved_day",
    metadata,
    key(),
    ref("school_id", "school"),
    Column("day", Date, nullable=False),
    Column("weekday", SmallInteger),  # 0 is Monday; none is a day off
    text("week", "every"),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    CheckConstraint("week IN ('every', 'A', 'B')", name="week"),
    UniqueConstraint("school_id", "day"),
)

#: Which set of bells rings: of a class, on a day or a weekday; what is left out is «any».
bell_use = Table(
    "bell_use",
    metadata,
    key(),
    ref("school_id", "school"),
    text("bell_set"),
    ref("class_id", "school_class", optional=True),
    Column("day", Date),
    Column("weekday", SmallInteger),
    CheckConstraint("num_nonnulls(day, weekday) < 2", name="when"),
    UniqueConstraint("school_id", "class_id", "day", "weekday", postgresql_nulls_not_distinct=True),
)

#: What became of a lesson, whole: the last revision holds, and one of "removed" is the timetable again.
lesson_change = Table(
    "lesson_change",
    metadata,
    key(),
    ref("school_id", "school"),
    ref("lesson_id", "lesson"),
    Column("revision", Integer, nullable=False),
    text("change"),
    # The lesson as the timetable gave it; what is not said below is as here.
    Column("home_day", Date, nullable=False),
    Column("home_slot", SmallInteger, nullable=False),
    ref("home_subject_id", "subject"),
    ref("home_staff_id", "staff", optional=True),
    text("home_room", ""),
    ref("staff_id", "staff", optional=True),
    ref("subject_id", "subject", optional=True),
    Column("day", Date),
    Column("slot", SmallInteger),
    Column("room", Text),
    Column("cancelled", Boolean, nullable=False, server_default=sql("false")),
    *stamp(),
    UniqueConstraint("lesson_id", "revision"),
    Index("ix_lesson_change_school_id", "school_id"),
)
