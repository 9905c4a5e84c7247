"""From event to receipt: deliveries (promises), messages (what goes on the wire), attempts, and upkeep.

States are those of `notifier.states`; see docs/decisions/0003.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, SmallInteger, Table, UniqueConstraint, Uuid
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

from storage.tables.base import key, metadata, moment, ref, text

message = Table(
    "message",
    metadata,
    key(),
    ref("school_id", "school"),
    ref("person_id", "person"),
    ref("account_id", "account"),
    ref("pupil_id", "pupil", optional=True),
    text("template"),
    text("thread"),  # deliveries of one thread go together while its message is open
    text("channel"),
    Column("lane", SmallInteger, nullable=False),
    text("state"),
    moment("not_before"),
    moment("closes_at"),  # nothing joins after this
    moment("expires_at"),
    # The claim: whose, until when, and how far it went.
    Column("claim_token", Uuid),
    Column("worker", Integer),
    moment("lease_until", optional=True),
    text("stage", ""),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("doubts", Integer, nullable=False, server_default="0"),  # sendings that may have arrived
    Column("dirty", Boolean, nullable=False, server_default=sql("false")),  # a member changed while it was in hand
    # What is on the other side.
    text("provider_id", ""),
    text("shown", ""),  # a hash of the last rendering: an edit that changes nothing is not sent
    Column("told", JSONB, nullable=False, server_default=sql("'{}'")),  # subject → value last told
    moment("left_at", optional=True),
    ref("answers_id", "message", optional=True),
    text("error", ""),
    Index(
        "ix_message_due",
        "channel",
        "lane",
        "not_before",
        postgresql_where=sql("state IN ('scheduled', 'pending', 'unknown')"),
    ),
    Index("ix_message_leased", "lease_until", postgresql_where=sql("state = 'leased'")),
    Index("ix_message_account_id_thread", "account_id", "thread"),
    Index("ix_message_provider_id", "channel", "provider_id", postgresql_where=sql("provider_id <> ''")),
    # One open message a thread and account, so that two workers cannot both open one.
    Index(
        "uq_message_open",
        "account_id",
        "thread",
        unique=True,
        postgresql_where=sql("state = 'scheduled' AND provider_id = ''"),
    ),
)

delivery = Table(
    "delivery",
    metadata,
    key(),
    ref("event_id", "event"),
    ref("person_id", "person"),
    ref("pupil_id", "pupil", optional=True),
    text("leg"),  # the channel, or «telegram:line» for the line that answers an edited message
    ref("message_id", "message", optional=True),
    text("subject"),
    Column("revision", Integer, nullable=False),
    text("state"),
    text("reason", ""),
    moment("made_at"),
    moment("settled_at", optional=True),
    # A mother of twins hears of one homework twice, once a child.
    UniqueConstraint("event_id", "person_id", "pupil_id", "leg", postgresql_nulls_not_distinct=True),
    Index("ix_delivery_message_id", "message_id"),
    Index("ix_delivery_subject_person_id", "subject", "person_id"),
)

#: Evidence, append only; no text of any message.
attempt = Table(
    "attempt",
    metadata,
    key(),
    ref("message_id", "message"),
    Column("claim_token", Uuid, nullable=False),
    text("outcome"),
    text("provider_id", ""),
    text("code", ""),
    moment("at"),
    Index("ix_attempt_message_id", "message_id"),
)

#: Receipts that came before the answer that names their message (REL, table of SMS).
orphan_receipt = Table(
    "orphan_receipt",
    metadata,
    key(),
    text("channel"),
    text("provider_id"),
    text("status"),
    moment("at"),
    Index("ix_orphan_receipt_provider_id", "provider_id"),
)

#: Permits leased in blocks: how many of a bot's thirty each worker holds.
permit_lease = Table(
    "permit_lease",
    metadata,
    key(),
    text("bot"),
    Column("worker", Integer, nullable=False),
    Column("permits", Integer, nullable=False),
    moment("until"),
    UniqueConstraint("bot", "worker"),
)


#: Segments sent by SMS, by school and month.
sms_spent = Table(
    "sms_spent",
    metadata,
    key(),
    ref("school_id", "school"),
    text("month"),
    text("purpose"),  # news or codes: whoever asks for codes must not spend what alerts need
    Column("segments", BigInteger, nullable=False, server_default="0"),
    UniqueConstraint("school_id", "month", "purpose"),
)
