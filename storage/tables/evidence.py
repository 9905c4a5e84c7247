"""Tamper evidence: chains over the journal, one a class and term (`journal_core.chain`)."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, LargeBinary, Table, UniqueConstraint
from sqlalchemy import text as sql

from storage.tables.base import key, metadata, ref, text

#: Where each chain ends; held while it grows.
chain = Table(
    "chain",
    metadata,
    key(),
    ref("school_id", "school"),
    ref("class_id", "school_class", optional=True),  # none of what was said of the whole school
    text("name"),
    Column("length", Integer, nullable=False, server_default="0"),
    Column("mac", LargeBinary, nullable=False, server_default=sql(r"'\x'::bytea")),
    UniqueConstraint("name"),
)

chain_link = Table(
    "chain_link",
    metadata,
    key(),
    ref("chain_id", "chain"),
    Column("position", Integer, nullable=False),
    text("relation"),
    Column("row_id", BigInteger, nullable=False),
    Column("commitment", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Column("key", Integer, nullable=False),
    CheckConstraint("position > 0", name="position"),
    UniqueConstraint("chain_id", "position"),
    UniqueConstraint("relation", "row_id"),
)
