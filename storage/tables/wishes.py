"""What people want to hear, where and when: the notifier's own tables. No row means the school's default."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, SmallInteger, Table, Time, UniqueConstraint

from storage.tables.base import key, metadata, moment, ref, text

#: One kind of news on one channel, about one child or (null) about all.
preference = Table(
    "preference",
    metadata,
    key(),
    ref("person_id", "person"),
    ref("pupil_id", "pupil", optional=True),
    text("channel"),
    text("kind"),
    text("timing"),
    moment("changed_at"),
    CheckConstraint("timing IN ('at_once', 'summary', 'off')", name="timing"),
    UniqueConstraint("person_id", "pupil_id", "channel", "kind", postgresql_nulls_not_distinct=True),
)

#: A person's weekly summary: one a person, about all their children; `stopped_at` is an unsubscription.
subscription = Table(
    "subscription",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.id"), primary_key=True, autoincrement=False),
    ref("school_id", "school"),  # whose zone the hour is of
    text("channel"),
    Column("weekday", SmallInteger, nullable=False),  # 0 is Monday
    Column("at", Time, nullable=False),
    moment("changed_at"),
    moment("stopped_at", optional=True),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
)
