"""Who looked at which page of the journal (PRV-09). Read and added to by the run-time role, never changed."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Table, UniqueConstraint

from storage.tables.base import key, metadata, moment, ref, text

#: One row a reader, page and local day.
reading = Table(
    "reading",
    metadata,
    key(),
    ref("school_id", "school"),
    text("actor"),
    ref("staff_id", "staff", optional=True),
    text("role", ""),
    text("device", ""),
    text("kind"),
    ref("class_id", "school_class"),
    ref("subject_id", "subject", optional=True),
    ref("subgroup_id", "subgroup", optional=True),
    ref("term_id", "term", optional=True),
    ref("pupil_id", "pupil", optional=True),
    Column("day", Date, nullable=False),
    moment("at"),
    UniqueConstraint(
        "actor",
        "class_id",
        "kind",
        "subject_id",
        "subgroup_id",
        "term_id",
        "pupil_id",
        "day",
        name="uq_reading_once_a_day",
        postgresql_nulls_not_distinct=True,
    ),
    Index("ix_reading_class_id_day", "class_id", "day"),
)
