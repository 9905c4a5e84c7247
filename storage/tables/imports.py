"""Where imported marks came from: their numbers in the other program."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, UniqueConstraint

from storage.tables.base import key, metadata, ref, stamp, text

#: Each revision that an import wrote; revision 0 is a mark that stood here before and was recognised.
imported_mark = Table(
    "imported_mark",
    metadata,
    key(),
    ref("school_id", "school"),
    text("external_id"),
    Column("mark_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    *stamp(),
    UniqueConstraint("school_id", "external_id", "mark_id", "revision"),
    Index("ix_imported_mark_mark_id", "mark_id"),
)
