"""Districts: which schools an officer sees the counts of (003, plan 2.5–2.7)."""

from __future__ import annotations

from sqlalchemy import Table, UniqueConstraint

from storage.tables.base import key, metadata, moment, ref, text

district = Table("district", metadata, key(), text("name"), UniqueConstraint("name"))

#: A school belongs to one district, or to none.
district_school = Table(
    "district_school",
    metadata,
    key(),
    ref("district_id", "district"),
    ref("school_id", "school"),
    moment("joined_at"),
    UniqueConstraint("school_id"),
)
