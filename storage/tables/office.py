"""The office: matters that go from hand to hand, each a row written once with steps added, and words to guardians.

A matter's table has the columns of its dataclass in `journal_core.office`; whatever becomes of it is a step.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Index, Integer, Table, UniqueConstraint
from sqlalchemy.sql.schema import SchemaItem

from storage.tables.base import key, metadata, moment, ref, stamp, text


def _matter(name: str, *columns: SchemaItem) -> Table:
    """A kind of matter: whose school, the day it is about, what it says, and the stamp of who opened it."""
    return Table(
        name,
        metadata,
        key(),
        ref("school_id", "school"),
        Column("day", Date, nullable=False),
        *columns,
        *stamp(),
        Index(f"ix_{name}_school_id_day", "school_id", "day"),
        Index(f"ix_{name}_command_id", "command_id"),
    )


movement = _matter(
    "movement",
    text("what"),
    ref("class_id", "school_class"),
    ref("to_class_id", "school_class", optional=True),
    ref("pupil_id", "pupil", optional=True),
    # Of a newcomer, who has no record yet.
    text("surname", ""),
    text("name", ""),
    text("patronymic", ""),
    Column("birth_date", Date),
    text("why", ""),
    CheckConstraint("what IN ('arrived', 'left', 'changed')", name="what"),
    CheckConstraint("(what = 'arrived') = (pupil_id IS NULL)", name="newcomer"),
    CheckConstraint("(what = 'changed') = (to_class_id IS NOT NULL)", name="to_class"),
)

inspection = _matter(
    "inspection",
    text("control"),
    ref("class_id", "school_class", optional=True),
    ref("staff_id", "staff", optional=True),
    text("found", ""),
)

finding = _matter(
    "finding",
    text("office"),
    ref("staff_id", "staff"),
    ref("class_id", "school_class", optional=True),
    ref("subject_id", "subject", optional=True),
    ref("lesson_id", "lesson", optional=True),
    ref("term_id", "term", optional=True),
    text("gaps", ""),  # what the figures showed: «no_topic,late»
    text("text", ""),
    CheckConstraint("office IN ('administrator', 'deputy')", name="office"),
    Index("ix_finding_staff_id", "staff_id"),
)

declaration = _matter(
    "declaration",
    text("what"),
    ref("pupil_id", "pupil"),
    ref("guardian_id", "guardian", optional=True),
    text("paper", ""),
    ref("staff_id", "staff", optional=True),
    text("note", ""),
    CheckConstraint("what IN ('access', 'refusal', 'printout')", name="what"),
    Index("ix_declaration_pupil_id", "pupil_id"),
)

hand_over = _matter(
    "hand_over",
    ref("class_id", "school_class"),
    ref("term_id", "term"),
    ref("staff_id", "staff"),
    text("papers"),
    UniqueConstraint("class_id", "term_id"),
)

mistake = _matter(
    "mistake",
    ref("class_id", "school_class"),
    ref("pupil_id", "pupil"),
    Column("mark_id", BigInteger),
    Column("absence_id", BigInteger),
    text("text"),
    CheckConstraint("num_nonnulls(mark_id, absence_id) <= 1", name="one_entry"),
)

question = _matter(
    "question",
    ref("class_id", "school_class", optional=True),
    ref("pupil_id", "pupil", optional=True),
    ref("staff_id", "staff", optional=True),
    text("text"),
    CheckConstraint("num_nonnulls(pupil_id, staff_id) = 1", name="one_asker"),
)

consultation = _matter(
    "consultation",
    ref("class_id", "school_class", optional=True),
    ref("staff_id", "staff", optional=True),
    text("whom"),
    text("topic"),
)

#: What became of a matter, step by step; the last one is where it stands.
matter_step = Table(
    "matter_step",
    metadata,
    key(),
    text("matter"),
    Column("number", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    text("step"),
    ref("staff_id", "staff", optional=True),
    text("note", ""),
    text("refers", ""),  # what it leans on: an order, an archive's number, «request:5»
    *stamp(),
    UniqueConstraint("matter", "number", "revision"),
    Index("ix_matter_step_command_id", "command_id"),
)

#: The school's word to the guardians of one pupil; taken back, it has a second revision.
concern_revision = Table(
    "concern_revision",
    metadata,
    key(),
    Column("concern_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    text("change"),
    ref("school_id", "school"),
    ref("class_id", "school_class"),
    ref("pupil_id", "pupil"),
    ref("staff_id", "staff", optional=True),
    Column("day", Date, nullable=False),
    text("what"),
    text("text"),
    *stamp(),
    CheckConstraint("what IN ('failing', 'truant')", name="what"),
    UniqueConstraint("concern_id", "revision"),
    Index("ix_concern_revision_pupil_id", "pupil_id"),
    Index("ix_concern_revision_class_id_day", "class_id", "day"),
    Index("ix_concern_revision_command_id", "command_id"),
)

#: One adult has read one concern; said twice, it stands once.
concern_ack = Table(
    "concern_ack",
    metadata,
    key(),
    Column("concern_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    text("channel"),
    moment("at"),
    UniqueConstraint("concern_id", "person_id"),
)

#: Every table of the office is evidence.
OFFICE = (
    movement,
    inspection,
    finding,
    declaration,
    hand_over,
    mistake,
    question,
    consultation,
    matter_step,
    concern_revision,
    concern_ack,
)
