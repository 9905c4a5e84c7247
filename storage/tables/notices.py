"""Notices to a class, the files that travel with them, and who has pressed «Ознакомлен»."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    UniqueConstraint,
)
from sqlalchemy import text as sql

from storage.tables.base import key, metadata, moment, ref, stamp, text

#: Bytes somebody gave us, reached through `access`; the same bytes of one school are kept once.
stored_file = Table(
    "stored_file",
    metadata,
    key(),
    ref("school_id", "school"),
    Column("sha256", LargeBinary, nullable=False),
    text("kind"),  # photo or document: how a messenger shows it
    text("name"),
    text("mime"),
    Column("bytes", LargeBinary, nullable=False),
    moment("made_at"),
    CheckConstraint("kind IN ('photo', 'document')", name="kind"),
    UniqueConstraint("school_id", "sha256", "kind", "name"),
)

#: What a messenger calls a file it has seen: a cache, so that the same bytes go up once.
file_known = Table(
    "file_known",
    metadata,
    key(),
    ref("file_id", "stored_file"),
    text("bot"),
    text("provider_file_id"),
    UniqueConstraint("file_id", "bot"),
)

notice = Table(
    "notice",
    metadata,
    key(),
    ref("school_id", "school"),
    ref("class_id", "school_class"),
    ref("staff_id", "staff"),
    moment("made_at"),
    Column("day", Date, nullable=False, server_default=sql("CURRENT_DATE")),  # it was made on, local to the school
    Index("ix_notice_class_id", "class_id"),
)

notice_revision = Table(
    "notice_revision",
    metadata,
    key(),
    ref("notice_id", "notice"),
    Column("revision", Integer, nullable=False),
    text("change"),
    text("text"),
    Column("asks_ack", Boolean, nullable=False),
    *stamp(),
    UniqueConstraint("notice_id", "revision"),
    Index("ix_notice_revision_command_id", "command_id"),
)

notice_file = Table(
    "notice_file",
    metadata,
    key(),
    ref("notice_id", "notice"),
    ref("file_id", "stored_file"),
    Column("position", SmallInteger, nullable=False),
    UniqueConstraint("notice_id", "position"),
)

#: One adult has read one notice about one pupil; said twice, it stands once.
notice_ack = Table(
    "notice_ack",
    metadata,
    key(),
    ref("notice_id", "notice"),
    ref("pupil_id", "pupil"),
    Column("person_id", BigInteger, nullable=False),
    text("channel"),
    moment("at"),
    UniqueConstraint("notice_id", "pupil_id", "person_id"),
)
