"""The school as its files tell it: classes, people's records, calendar, timetable, lessons."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    SmallInteger,
    Table,
    Time,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY, DATERANGE, JSONB, TEXT, ExcludeConstraint

from storage.tables.base import key, metadata, ref, text

school = Table(
    "school",
    metadata,
    key(),
    text("name"),
    text("profile"),
    text("jurisdiction"),
    text("zone"),
    text("scale"),
    text("region", "BY"),
    Column("grace_seconds", Integer, nullable=False, server_default="300"),
    Column("urgent_grace_seconds", Integer, nullable=False, server_default="90"),
    Column("quiet_from", Time, nullable=False, server_default="21:00"),
    Column("quiet_until", Time, nullable=False, server_default="07:00"),
    Column("homework_at", Time, nullable=False, server_default="17:00"),
    Column("confirms_links", Boolean, nullable=False, server_default=sql("true")),
    Column("sms_budget", Integer, nullable=False, server_default="3000"),
    Column("summary_on", SmallInteger, nullable=False, server_default="4"),  # 0 is Monday
    Column("summary_at", Time, nullable=False, server_default="18:00"),
    Column("amendments", JSONB, nullable=False, server_default=sql("'{}'")),  # points of the law as the school typed
    UniqueConstraint("name"),
)

school_class = Table(
    "school_class",
    metadata,
    key(),
    ref("school_id", "school"),
    Column("grade", SmallInteger, nullable=False),
    text("letter"),
    ref("class_teacher_id", "staff", optional=True),
    UniqueConstraint("school_id", "grade", "letter"),
)

subject = Table(
    "subject", metadata, key(), ref("school_id", "school"), text("name"), UniqueConstraint("school_id", "name")
)

subgroup = Table(
    "subgroup",
    metadata,
    key(),
    ref("class_id", "school_class"),
    ref("subject_id", "subject"),
    text("name"),
    UniqueConstraint("class_id", "subject_id", "name"),
)

pupil = Table(
    "pupil",
    metadata,
    key(),
    ref("school_id", "school"),
    text("external_id", ""),
    text("surname"),
    text("name"),
    text("patronymic", ""),
    Column("birth_date", Date),
    # Two rows of a file that agree in all of this are one pupil: the natural key.
    UniqueConstraint("school_id", "surname", "name", "patronymic", "birth_date", postgresql_nulls_not_distinct=True),
)

#: Which class a pupil is in, by day; never two at a time.
membership = Table(
    "membership",
    metadata,
    key(),
    ref("pupil_id", "pupil"),
    ref("class_id", "school_class"),
    Column("days", DATERANGE, nullable=False),
    ExcludeConstraint(
        (sql("int8range(pupil_id, pupil_id, '[]')"), "&&"), ("days", "&&"), using="gist", name="ex_membership_one_class"
    ),
    Index("ix_membership_class_id", "class_id"),
    Index("ix_membership_pupil_id", "pupil_id"),
)

subgroup_member = Table(
    "subgroup_member",
    metadata,
    key(),
    ref("subgroup_id", "subgroup"),
    ref("pupil_id", "pupil"),
    Column("days", DATERANGE, nullable=False),
    UniqueConstraint("subgroup_id", "pupil_id", "days"),
    Index("ix_subgroup_member_pupil_id", "pupil_id"),
)

#: A guardian's record of an import; a person comes into being when an account is linked to it.
guardian = Table(
    "guardian",
    metadata,
    key(),
    ref("school_id", "school"),
    text("surname"),
    text("name", ""),
    text("patronymic", ""),
    text("phone", ""),
    text("email", ""),
    UniqueConstraint("school_id", "surname", "name", "patronymic", "phone", "email"),
)

guardianship = Table(
    "guardianship",
    metadata,
    key(),
    ref("guardian_id", "guardian"),
    ref("pupil_id", "pupil"),
    text("relation", ""),
    UniqueConstraint("guardian_id", "pupil_id"),
    Index("ix_guardianship_pupil_id", "pupil_id"),
)

staff = Table(
    "staff",
    metadata,
    key(),
    ref("school_id", "school"),
    text("external_id", ""),
    text("surname"),
    text("name"),
    text("patronymic", ""),
    text("phone", ""),
    text("email", ""),
    Column("duties", ARRAY(TEXT), nullable=False),
    UniqueConstraint("school_id", "surname", "name", "patronymic"),
)

#: The ways a year is divided; terms of one never overlap, a quarter may stand beside a half-year.
SYSTEMS = ("quarter", "half_year", "year")

term = Table(
    "term",
    metadata,
    key(),
    ref("school_id", "school"),
    text("kind"),
    text("system", ""),  # of a term; holidays have none
    text("name"),
    Column("days", DATERANGE, nullable=False),
    Column("grades", ARRAY(SmallInteger), nullable=False, server_default=sql("'{}'")),  # none is all
    CheckConstraint("kind IN ('term', 'holiday')", name="kind"),
    CheckConstraint(
        "(kind = 'term' AND system IN ('quarter', 'half_year', 'year')) OR (kind = 'holiday' AND system = '')",
        name="system",
    ),
    # Without btree_gist a text is no part of an exclusion: one for each system.
    *(
        ExcludeConstraint(
            (sql("int8range(school_id, school_id, '[]')"), "&&"),
            ("days", "&&"),
            using="gist",
            where=sql(f"system = '{system}'"),
            name=f"ex_term_{system}_apart",
        )
        for system in SYSTEMS
    ),
)

bell = Table(
    "bell",
    metadata,
    key(),
    ref("school_id", "school"),
    text("bell_set", ""),  # «сокращённый день»; empty is the ordinary one
    Column("slot", SmallInteger, nullable=False),
    Column("starts_at", Time, nullable=False),
    Column("ends_at", Time, nullable=False),
    UniqueConstraint("school_id", "bell_set", "slot"),
)

timetable_line = Table(
    "timetable_line",
    metadata,
    key(),
    ref("school_id", "school"),
    ref("class_id", "school_class"),
    ref("subgroup_id", "subgroup", optional=True),
    ref("subject_id", "subject"),
    ref("staff_id", "staff", optional=True),
    Column("weekday", SmallInteger, nullable=False),
    Column("slot", SmallInteger, nullable=False),
    text("room", ""),
    text("week", "every"),  # or "A", or "B"
    Column("days", DATERANGE, nullable=False, server_default=sql("'(,)'")),  # while this line holds
    CheckConstraint("week IN ('every', 'A', 'B')", name="week"),
    UniqueConstraint(
        *("class_id", "subgroup_id", "subject_id", "weekday", "slot", "week", "days"),
        name="uq_timetable_line_once",  # the rule's name would be longer than PostgreSQL keeps
        postgresql_nulls_not_distinct=True,
    ),
)

lesson = Table(
    "lesson",
    metadata,
    key(),
    ref("school_id", "school"),
    ref("class_id", "school_class"),
    ref("subgroup_id", "subgroup", optional=True),
    ref("subject_id", "subject"),
    ref("staff_id", "staff", optional=True),  # who gives it: the substitute where there is one
    ref("regular_staff_id", "staff", optional=True),  # whose it is by the timetable, where another gives it
    Column("day", Date, nullable=False),
    Column("slot", SmallInteger, nullable=False),
    Column("starts_at", Time, nullable=False),
    Column("ends_at", Time, nullable=False),
    text("room", ""),
    Column("cancelled", Boolean, nullable=False, server_default=sql("false")),
    UniqueConstraint(
        "school_id", "class_id", "subgroup_id", "subject_id", "day", "slot", postgresql_nulls_not_distinct=True
    ),
    Index("ix_lesson_class_id_day", "class_id", "day"),
    Index("ix_lesson_staff_id_day", "staff_id", "day"),
)
