"""The conversation: the inbox of raw updates and the drafts of what people are writing."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Table, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from storage.tables.base import key, metadata, moment, text

inbox = Table(
    "inbox",
    metadata,
    key(),
    text("bot"),
    Column("update_id", BigInteger, nullable=False),
    text("queue"),  # one person's updates run in order
    Column("raw", JSONB, nullable=False),
    text("state", "new"),
    text("error", ""),
    moment("received_at"),
    moment("handled_at", optional=True),
    UniqueConstraint("bot", "update_id"),
    Index("ix_inbox_new", "id", postgresql_where=sql("state = 'new'")),
)

#: Writing that is not finished: a row with an id, never a dialog's state.
draft = Table(
    "draft",
    metadata,
    key(),
    text("account"),  # «telegram:1001», for people who are not linked yet
    text("kind"),
    Column("content", JSONB, nullable=False),
    text("state", "open"),
    text("command_id"),
    text("source_message", ""),  # the person's own message, so that editing it finds the draft
    text("card_message", ""),  # ours
    moment("made_at"),
    moment("expires_at"),
    UniqueConstraint("command_id"),
    Index("ix_draft_account_source_message", "account", "source_message"),
    Index("ix_draft_account_state", "account", "state"),
)
