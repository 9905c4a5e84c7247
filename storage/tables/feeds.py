"""Secret addresses of calendars: only their hashes are kept."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Table, UniqueConstraint
from sqlalchemy import text as sql

from storage.tables.base import key, metadata, moment, ref

#: An adult's (or the pupil's own) address of one pupil's calendar; another one ends the one before.
calendar_secret = Table(
    "calendar_secret",
    metadata,
    key(),
    ref("account_id", "account"),
    ref("pupil_id", "pupil"),
    Column("token_hash", LargeBinary, nullable=False),
    moment("made_at"),
    moment("revoked_at", optional=True),
    UniqueConstraint("token_hash"),
    Index(
        "uq_calendar_secret_standing",
        "account_id",
        "pupil_id",
        unique=True,
        postgresql_where=sql("revoked_at IS NULL"),
    ),
)
