"""People who speak: persons, their accounts, links, consents, bars and invitations."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, LargeBinary, Table, UniqueConstraint
from sqlalchemy import text as sql

from storage.tables.base import key, metadata, moment, ref, stamp, text

person = Table("person", metadata, key(), text("language", "ru"), moment("created_at"))

#: Where a person is reached: a chat, a mailbox, a phone. Only a live one gets anything but its code.
account = Table(
    "account",
    metadata,
    key(),
    ref("person_id", "person"),
    text("channel"),
    text("address"),
    text("state", "unconfirmed"),
    text("note", ""),  # of the paper consent, when a class teacher entered it
    moment("code_asked_at", optional=True),
    moment("changed_at"),
    CheckConstraint("state IN ('unconfirmed', 'live', 'dead')", name="state"),
    UniqueConstraint("person_id", "channel", "address"),
    Index("uq_account_one_chat", "address", unique=True, postgresql_where=sql("channel = 'telegram'")),
)

#: A person holding a record: a guardian's of one pupil, the pupil's own, a member of staff's, a district's. The
#: school of a district officer's link is one of the district's: by its law the channel is judged.
link = Table(
    "link",
    metadata,
    key(),
    ref("person_id", "person"),
    ref("school_id", "school"),
    ref("guardian_id", "guardian", optional=True),
    ref("pupil_id", "pupil", optional=True),
    ref("staff_id", "staff", optional=True),
    ref("district_id", "district", optional=True),
    Column("own", Boolean, nullable=False, server_default=sql("false")),  # the pupil themself
    text("state"),
    ref("invitation_id", "invitation", optional=True),
    moment("asked_at"),
    moment("settled_at", optional=True),
    text("settled_by", ""),
    CheckConstraint("state IN ('awaiting', 'live', 'rejected', 'revoked')", name="state"),
    CheckConstraint("num_nonnulls(pupil_id, staff_id, district_id) = 1", name="one_record"),
    CheckConstraint("NOT own OR (pupil_id IS NOT NULL AND guardian_id IS NULL)", name="own_diary"),
    Index("ix_link_person_id", "person_id"),
    Index("ix_link_pupil_id", "pupil_id"),
    Index(
        "uq_link_open",
        "person_id",
        "pupil_id",
        "staff_id",
        "district_id",
        unique=True,
        postgresql_where=sql("state IN ('awaiting', 'live')"),
        postgresql_nulls_not_distinct=True,
    ),
)

#: Per adult, child and channel, with the text's version (PRV-01).
consent = Table(
    "consent",
    metadata,
    key(),
    ref("person_id", "person"),
    ref("pupil_id", "pupil"),
    text("channel"),
    text("version"),
    text("evidence"),
    moment("given_at"),
    moment("withdrawn_at", optional=True),
    Index(
        "uq_consent_standing",
        "person_id",
        "pupil_id",
        "channel",
        unique=True,
        postgresql_where=sql("withdrawn_at IS NULL"),
    ),
)

#: An adult kept away from a pupil by a court: checked when linking, reading and sending (PRV-10).
#: One whom no list names, who came by a slip «законный представитель», has no record: the person is barred.
bar = Table(
    "bar",
    metadata,
    key(),
    ref("guardian_id", "guardian", optional=True),
    ref("person_id", "person", optional=True),
    ref("pupil_id", "pupil"),
    text("actor"),
    moment("since"),
    CheckConstraint("num_nonnulls(guardian_id, person_id) = 1", name="one_adult"),
    UniqueConstraint("guardian_id", "pupil_id"),
    UniqueConstraint("person_id", "pupil_id"),
)

invitation = Table(
    "invitation",
    metadata,
    key(),
    ref("school_id", "school"),
    ref("pupil_id", "pupil", optional=True),
    ref("guardian_id", "guardian", optional=True),
    ref("staff_id", "staff", optional=True),
    ref("district_id", "district", optional=True),
    Column("own", Boolean, nullable=False, server_default=sql("false")),  # for the pupil themself
    text("selector"),
    Column("salt", LargeBinary, nullable=False),
    Column("code_hash", LargeBinary, nullable=False),
    Column("token_hash", LargeBinary, nullable=False),
    text("issued_by"),
    moment("issued_at"),
    moment("expires_at"),
    moment("used_at", optional=True),
    moment("revoked_at", optional=True),
    CheckConstraint("num_nonnulls(pupil_id, staff_id, district_id) = 1", name="one_record"),
    CheckConstraint("NOT own OR (pupil_id IS NOT NULL AND guardian_id IS NULL)", name="own_diary"),
    UniqueConstraint("token_hash"),
    Index("ix_invitation_selector", "selector"),
)

#: Guesses, so that limits survive a restart; no code is kept.
linking_failure = Table(
    "linking_failure",
    metadata,
    key(),
    text("channel"),
    text("address"),
    text("selector", ""),
    moment("at"),
    Index("ix_linking_failure_address_at", "address", "at"),
    Index("ix_linking_failure_selector_at", "selector", "at"),
)

#: Duties of staff as they were asked for, given, refused and taken: one line of revisions a staff record and duty.
duty_revision = Table(
    "duty_revision",
    metadata,
    key(),
    ref("staff_id", "staff"),
    text("duty"),
    Column("revision", Integer, nullable=False),
    text("change"),
    *stamp(),
    CheckConstraint("change IN ('asked', 'given', 'refused', 'taken')", name="change"),
    UniqueConstraint("staff_id", "duty", "revision"),
)
