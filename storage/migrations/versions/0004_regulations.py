"""The journal by the regulations: calendar, entry law, plans, term marks, the office, evidence, districts.

History may be read and added to by the run-time role, never changed or taken away.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

#: Every table of this revision.
TABLES: tuple[str, ...] = (
    "concern_ack",
    "district",
    "district_school",
    "imported_mark",
    "moved_day",
    "work_kind",
    "absence_explanation",
    "calendar_secret",
    "curriculum",
    "declaration",
    "duty_revision",
    "individual_revision",
    "matter_step",
    "bell_use",
    "chain",
    "concern_revision",
    "consultation",
    "hand_over",
    "inspection",
    "mistake",
    "movement",
    "question",
    "term_close",
    "chain_link",
    "lesson_plan",
    "reading",
    "term_mark_request",
    "correction_request",
    "finding",
    "lesson_change",
    "plan_topic",
    "term_mark_revision",
    "term_mark_step",
    "correction_line",
    "correction_step",
    "lesson_task_revision",
    "remark_revision",
)
#: Those that the run-time role may change.
CHANGING: tuple[str, ...] = (
    "bell_use",
    "calendar_secret",
    "chain",
    "curriculum",
    "district",
    "district_school",
    "lesson_plan",
    "moved_day",
    "plan_topic",
    "work_kind",
)
#: Those whose rows it may take away: plans, not facts.
PASSING: tuple[str, ...] = (
    "moved_day",
    "plan_topic",
)


def upgrade() -> None:
    _before()
    op.create_table(
        "concern_ack",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("concern_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_ack")),
        sa.UniqueConstraint("concern_id", "person_id", name=op.f("uq_concern_ack_concern_id_person_id")),
    )
    op.create_table(
        "district",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district")),
        sa.UniqueConstraint("name", name=op.f("uq_district_name")),
    )
    op.create_table(
        "district_school",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("district_id", sa.BigInteger(), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name=op.f("fk_district_school_district_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_district_school_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district_school")),
        sa.UniqueConstraint("school_id", name=op.f("uq_district_school_school_id")),
    )
    op.create_table(
        "imported_mark",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("mark_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_imported_mark_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_mark")),
        sa.UniqueConstraint(
            "school_id",
            "external_id",
            "mark_id",
            "revision",
            name=op.f("uq_imported_mark_school_id_external_id_mark_id_revision"),
        ),
    )
    op.create_index("ix_imported_mark_mark_id", "imported_mark", ["mark_id"], unique=False)
    op.create_table(
        "moved_day",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=True),
        sa.Column("week", sa.Text(), server_default="every", nullable=False),
        sa.CheckConstraint("week IN ('every', 'A', 'B')", name=op.f("ck_moved_day_week")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_moved_day_weekday")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_moved_day_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moved_day")),
        sa.UniqueConstraint("school_id", "day", name=op.f("uq_moved_day_school_id_day")),
    )
    op.create_table(
        "work_kind",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("weight", sa.SmallInteger(), server_default="1", nullable=False),
        sa.Column("written", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_work_kind_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_kind")),
        sa.UniqueConstraint("school_id", "name", name=op.f("uq_work_kind_school_id_name")),
    )
    op.create_table(
        "absence_explanation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("pupil_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("explained", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_absence_explanation_pupil_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence_explanation")),
    )
    op.create_index("ix_absence_explanation_pupil_id_day", "absence_explanation", ["pupil_id", "day"], unique=False)
    op.create_table(
        "calendar_secret",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("pupil_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_calendar_secret_account_id")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_calendar_secret_pupil_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_secret")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_secret_token_hash")),
    )
    op.create_index(
        "uq_calendar_secret_standing",
        "calendar_secret",
        ["account_id", "pupil_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "curriculum",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("grade", sa.SmallInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("hours", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("hours > 0", name=op.f("ck_curriculum_hours")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_curriculum_school_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_curriculum_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_curriculum")),
        sa.UniqueConstraint(
            "school_id", "year", "grade", "subject_id", name=op.f("uq_curriculum_school_id_year_grade_subject_id")
        ),
    )
    op.create_table(
        "declaration",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("pupil_id", sa.BigInteger(), nullable=False),
        sa.Column("guardian_id", sa.BigInteger(), nullable=True),
        sa.Column("paper", sa.Text(), server_default="", nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.CheckConstraint("what IN ('access', 'refusal', 'printout')", name=op.f("ck_declaration_what")),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name=op.f("fk_declaration_guardian_id")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_declaration_pupil_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_declaration_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_declaration_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration")),
    )
    op.create_index("ix_declaration_command_id", "declaration", ["command_id"], unique=False)
    op.create_index("ix_declaration_pupil_id", "declaration", ["pupil_id"], unique=False)
    op.create_index("ix_declaration_school_id_day", "declaration", ["school_id", "day"], unique=False)
    op.create_table(
        "duty_revision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.CheckConstraint("change IN ('asked', 'given', 'refused', 'taken')", name=op.f("ck_duty_revision_change")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_duty_revision_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_revision")),
        sa.UniqueConstraint("staff_id", "duty", "revision", name=op.f("uq_duty_revision_staff_id_duty_revision")),
    )
    op.create_table(
        "individual_revision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("individual_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("pupil_id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("days", postgresql.DATERANGE(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_individual_revision_pupil_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_individual_revision_staff_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_individual_revision_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_individual_revision")),
        sa.UniqueConstraint("individual_id", "revision", name=op.f("uq_individual_revision_individual_id_revision")),
    )
    op.create_index("ix_individual_revision_pupil_id", "individual_revision", ["pupil_id"], unique=False)
    op.create_table(
        "matter_step",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("refers", sa.Text(), server_default="", nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_matter_step_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_step")),
        sa.UniqueConstraint("matter", "number", "revision", name=op.f("uq_matter_step_matter_number_revision")),
    )
    op.create_index("ix_matter_step_command_id", "matter_step", ["command_id"], unique=False)
    op.create_table(
        "bell_use",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("bell_set", sa.Text(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("weekday", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint("num_nonnulls(day, weekday) < 2", name=op.f("ck_bell_use_when")),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_bell_use_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_bell_use_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bell_use")),
        sa.UniqueConstraint(
            "school_id",
            "class_id",
            "day",
            "weekday",
            name=op.f("uq_bell_use_school_id_class_id_day_weekday"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "chain",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mac", sa.LargeBinary(), server_default=sa.text("'\\x'::bytea"), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_chain_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_chain_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain")),
        sa.UniqueConstraint("name", name=op.f("uq_chain_name")),
    )
    op.create_table(
        "concern_revision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("concern_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=False),
        sa.Column("pupil_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.CheckConstraint("what IN ('failing', 'truant')", name=op.f("ck_concern_revision_what")),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_concern_revision_class_id")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_concern_revision_pupil_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_concern_revision_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_concern_revision_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_revision")),
        sa.UniqueConstraint("concern_id", "revision", name=op.f("uq_concern_revision_concern_id_revision")),
    )
    op.create_index("ix_concern_revision_class_id_day", "concern_revision", ["class_id", "day"], unique=False)
    op.create_index("ix_concern_revision_command_id", "concern_revision", ["command_id"], unique=False)
    op.create_index("ix_concern_revision_pupil_id", "concern_revision", ["pupil_id"], unique=False)
    op.create_table(
        "consultation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_consultation_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_consultation_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_consultation_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    op.create_index("ix_consultation_command_id", "consultation", ["command_id"], unique=False)
    op.create_index("ix_consultation_school_id_day", "consultation", ["school_id", "day"], unique=False)
    op.create_table(
        "hand_over",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=False),
        sa.Column("term_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_hand_over_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_hand_over_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_hand_over_staff_id")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_hand_over_term_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
        sa.UniqueConstraint("class_id", "term_id", name=op.f("uq_hand_over_class_id_term_id")),
    )
    op.create_index("ix_hand_over_command_id", "hand_over", ["command_id"], unique=False)
    op.create_index("ix_hand_over_school_id_day", "hand_over", ["school_id", "day"], unique=False)
    op.create_table(
        "inspection",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("control", sa.Text(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("found", sa.Text(), server_default="", nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_inspection_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_inspection_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_inspection_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
    )
    op.create_index("ix_inspection_command_id", "inspection", ["command_id"], unique=False)
    op.create_index("ix_inspection_school_id_day", "inspection", ["school_id", "day"], unique=False)
    op.create_table(
        "mistake",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=False),
        sa.Column("pupil_id", sa.BigInteger(), nullable=False),
        sa.Column("mark_id", sa.BigInteger(), nullable=True),
        sa.Column("absence_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.CheckConstraint("num_nonnulls(mark_id, absence_id) <= 1", name=op.f("ck_mistake_one_entry")),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_mistake_class_id")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_mistake_pupil_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_mistake_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mistake")),
    )
    op.create_index("ix_mistake_command_id", "mistake", ["command_id"], unique=False)
    op.create_index("ix_mistake_school_id_day", "mistake", ["school_id", "day"], unique=False)
    op.create_table(
        "movement",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=False),
        sa.Column("to_class_id", sa.BigInteger(), nullable=True),
        sa.Column("pupil_id", sa.BigInteger(), nullable=True),
        sa.Column("surname", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("patronymic", sa.Text(), server_default="", nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.CheckConstraint("(what = 'arrived') = (pupil_id IS NULL)", name=op.f("ck_movement_newcomer")),
        sa.CheckConstraint("(what = 'changed') = (to_class_id IS NOT NULL)", name=op.f("ck_movement_to_class")),
        sa.CheckConstraint("what IN ('arrived', 'left', 'changed')", name=op.f("ck_movement_what")),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_movement_class_id")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_movement_pupil_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_movement_school_id")),
        sa.ForeignKeyConstraint(["to_class_id"], ["school_class.id"], name=op.f("fk_movement_to_class_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movement")),
    )
    op.create_index("ix_movement_command_id", "movement", ["command_id"], unique=False)
    op.create_index("ix_movement_school_id_day", "movement", ["school_id", "day"], unique=False)
    op.create_table(
        "question",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=True),
        sa.Column("pupil_id", sa.BigInteger(), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.CheckConstraint("num_nonnulls(pupil_id, staff_id) = 1", name=op.f("ck_question_one_asker")),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_question_class_id")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_question_pupil_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_question_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_question_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index("ix_question_command_id", "question", ["command_id"], unique=False)
    op.create_index("ix_question_school_id_day", "question", ["school_id", "day"], unique=False)
    op.create_table(
        "term_close",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("days", postgresql.DATERANGE(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_term_close_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_term_close_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_close")),
    )
    op.create_index("ix_term_close_class_id", "term_close", ["class_id"], unique=False)
    op.create_index("ix_term_close_school_id", "term_close", ["school_id"], unique=False)
    op.create_table(
        "chain_link",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("chain_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.CheckConstraint("position > 0", name=op.f("ck_chain_link_position")),
        sa.ForeignKeyConstraint(["chain_id"], ["chain.id"], name=op.f("fk_chain_link_chain_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_link")),
        sa.UniqueConstraint("chain_id", "position", name=op.f("uq_chain_link_chain_id_position")),
        sa.UniqueConstraint("relation", "row_id", name=op.f("uq_chain_link_relation_row_id")),
    )
    op.create_table(
        "lesson_plan",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=False),
        sa.Column("subgroup_id", sa.BigInteger(), nullable=True),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_lesson_plan_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_lesson_plan_school_id")),
        sa.ForeignKeyConstraint(["subgroup_id"], ["subgroup.id"], name=op.f("fk_lesson_plan_subgroup_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_lesson_plan_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_plan")),
        sa.UniqueConstraint(
            "class_id",
            "subgroup_id",
            "subject_id",
            "year",
            name=op.f("uq_lesson_plan_class_id_subgroup_id_subject_id_year"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("subgroup_id", sa.BigInteger(), nullable=True),
        sa.Column("term_id", sa.BigInteger(), nullable=True),
        sa.Column("pupil_id", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_reading_class_id")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_reading_pupil_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_reading_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_reading_staff_id")),
        sa.ForeignKeyConstraint(["subgroup_id"], ["subgroup.id"], name=op.f("fk_reading_subgroup_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_reading_subject_id")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_reading_term_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint(
            "actor",
            "class_id",
            "kind",
            "subject_id",
            "subgroup_id",
            "term_id",
            "pupil_id",
            "day",
            name="uq_reading_once_a_day",
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("ix_reading_class_id_day", "reading", ["class_id", "day"], unique=False)
    op.create_table(
        "term_mark_request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("subgroup_id", sa.BigInteger(), nullable=True),
        sa.Column("term_id", sa.BigInteger(), nullable=False),
        sa.Column("entries", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_term_mark_request_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_term_mark_request_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_term_mark_request_staff_id")),
        sa.ForeignKeyConstraint(["subgroup_id"], ["subgroup.id"], name=op.f("fk_term_mark_request_subgroup_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_term_mark_request_subject_id")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_term_mark_request_term_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_mark_request")),
        sa.UniqueConstraint("command_id", name=op.f("uq_term_mark_request_command_id")),
    )
    op.create_index("ix_term_mark_request_school_id", "term_mark_request", ["school_id"], unique=False)
    op.create_table(
        "correction_request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("lesson_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_correction_request_lesson_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_correction_request_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_correction_request_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_request")),
        sa.UniqueConstraint("command_id", name=op.f("uq_correction_request_command_id")),
    )
    op.create_index("ix_correction_request_school_id", "correction_request", ["school_id"], unique=False)
    op.create_index("ix_correction_request_staff_id", "correction_request", ["staff_id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=True),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("lesson_id", sa.BigInteger(), nullable=True),
        sa.Column("term_id", sa.BigInteger(), nullable=True),
        sa.Column("gaps", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.CheckConstraint("office IN ('administrator', 'deputy')", name=op.f("ck_finding_office")),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_finding_class_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_finding_lesson_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_finding_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_finding_staff_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_finding_subject_id")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_finding_term_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index("ix_finding_command_id", "finding", ["command_id"], unique=False)
    op.create_index("ix_finding_school_id_day", "finding", ["school_id", "day"], unique=False)
    op.create_index("ix_finding_staff_id", "finding", ["staff_id"], unique=False)
    op.create_table(
        "lesson_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("lesson_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("home_day", sa.Date(), nullable=False),
        sa.Column("home_slot", sa.SmallInteger(), nullable=False),
        sa.Column("home_subject_id", sa.BigInteger(), nullable=False),
        sa.Column("home_staff_id", sa.BigInteger(), nullable=True),
        sa.Column("home_room", sa.Text(), server_default="", nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("slot", sa.SmallInteger(), nullable=True),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("cancelled", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["home_staff_id"], ["staff.id"], name=op.f("fk_lesson_change_home_staff_id")),
        sa.ForeignKeyConstraint(["home_subject_id"], ["subject.id"], name=op.f("fk_lesson_change_home_subject_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_lesson_change_lesson_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_lesson_change_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_lesson_change_staff_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_lesson_change_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_change")),
        sa.UniqueConstraint("lesson_id", "revision", name=op.f("uq_lesson_change_lesson_id_revision")),
    )
    op.create_index("ix_lesson_change_school_id", "lesson_change", ["school_id"], unique=False)
    op.create_table(
        "plan_topic",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("hours", sa.SmallInteger(), nullable=False),
        sa.Column("section", sa.Text(), server_default="", nullable=False),
        sa.Column("homework", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["lesson_plan.id"], name=op.f("fk_plan_topic_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_topic")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_plan_topic_plan_id_position")),
    )
    op.create_table(
        "term_mark_revision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("term_mark_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("term_id", sa.BigInteger(), nullable=True),
        sa.Column("class_id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("pupil_id", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("grounds", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=True),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.CheckConstraint("(kind = 'term') = (term_id IS NOT NULL)", name=op.f("ck_term_mark_revision_term")),
        sa.CheckConstraint("kind IN ('term', 'year', 'exam', 'final')", name=op.f("ck_term_mark_revision_kind")),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_term_mark_revision_class_id")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_term_mark_revision_pupil_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["term_mark_request.id"], name=op.f("fk_term_mark_revision_request_id")
        ),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_term_mark_revision_subject_id")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_term_mark_revision_term_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_mark_revision")),
        sa.UniqueConstraint("term_mark_id", "revision", name=op.f("uq_term_mark_revision_term_mark_id_revision")),
    )
    op.create_index(
        "ix_term_mark_revision_class_id_subject_id", "term_mark_revision", ["class_id", "subject_id"], unique=False
    )
    op.create_index("ix_term_mark_revision_command_id", "term_mark_revision", ["command_id"], unique=False)
    op.create_index(
        "ix_term_mark_revision_pupil_id_subject_id", "term_mark_revision", ["pupil_id", "subject_id"], unique=False
    )
    op.create_table(
        "term_mark_step",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["term_mark_request.id"], name=op.f("fk_term_mark_step_request_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_term_mark_step_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_mark_step")),
        sa.UniqueConstraint("request_id", name=op.f("uq_term_mark_step_request_id")),
    )
    op.create_table(
        "correction_line",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("pupil_id", sa.BigInteger(), nullable=True),
        sa.Column("was", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("weight", sa.SmallInteger(), server_default="1", nullable=False),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=True),
        sa.Column("proposed", sa.Text(), server_default="", nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_correction_line_pupil_id")),
        sa.ForeignKeyConstraint(["request_id"], ["correction_request.id"], name=op.f("fk_correction_line_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_line")),
    )
    op.create_index("ix_correction_line_request_id", "correction_line", ["request_id"], unique=False)
    op.create_table(
        "correction_step",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["correction_request.id"], name=op.f("fk_correction_step_request_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_correction_step_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_step")),
        sa.UniqueConstraint("request_id", name=op.f("uq_correction_step_request_id")),
    )
    op.create_table(
        "lesson_task_revision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("task_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("lesson_id", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_lesson_task_revision_lesson_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["correction_request.id"], name=op.f("fk_lesson_task_revision_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_task_revision")),
        sa.UniqueConstraint("task_id", "revision", name=op.f("uq_lesson_task_revision_task_id_revision")),
    )
    op.create_index("ix_lesson_task_revision_command_id", "lesson_task_revision", ["command_id"], unique=False)
    op.create_index("ix_lesson_task_revision_lesson_id", "lesson_task_revision", ["lesson_id"], unique=False)
    op.create_table(
        "remark_revision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("remark_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("lesson_id", sa.BigInteger(), nullable=False),
        sa.Column("pupil_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_remark_revision_lesson_id")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_remark_revision_pupil_id")),
        sa.ForeignKeyConstraint(["request_id"], ["correction_request.id"], name=op.f("fk_remark_revision_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark_revision")),
        sa.UniqueConstraint("remark_id", "revision", name=op.f("uq_remark_revision_remark_id_revision")),
    )
    op.create_index("ix_remark_revision_command_id", "remark_revision", ["command_id"], unique=False)
    op.create_index("ix_remark_revision_lesson_id", "remark_revision", ["lesson_id"], unique=False)
    op.create_index("ix_remark_revision_pupil_id_lesson_id", "remark_revision", ["pupil_id", "lesson_id"], unique=False)
    op.add_column("absence_revision", sa.Column("late", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("absence_revision", sa.Column("request_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_absence_revision_request_id"), "absence_revision", "correction_request", ["request_id"], ["id"]
    )
    op.add_column("bell", sa.Column("bell_set", sa.Text(), server_default="", nullable=False))
    op.drop_constraint(op.f("uq_bell_school_id_slot"), "bell", type_="unique")
    op.create_unique_constraint(op.f("uq_bell_school_id_bell_set_slot"), "bell", ["school_id", "bell_set", "slot"])
    op.add_column("homework_revision", sa.Column("late", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("homework_revision", sa.Column("request_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_homework_revision_request_id"), "homework_revision", "correction_request", ["request_id"], ["id"]
    )
    op.add_column("invitation", sa.Column("district_id", sa.BigInteger(), nullable=True))
    op.add_column("invitation", sa.Column("own", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_foreign_key(op.f("fk_invitation_district_id"), "invitation", "district", ["district_id"], ["id"])
    op.add_column("lesson", sa.Column("regular_staff_id", sa.BigInteger(), nullable=True))
    op.add_column("lesson", sa.Column("cancelled", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.alter_column("lesson", "staff_id", existing_type=sa.BIGINT(), nullable=True)
    op.create_foreign_key(op.f("fk_lesson_regular_staff_id"), "lesson", "staff", ["regular_staff_id"], ["id"])
    op.add_column("link", sa.Column("district_id", sa.BigInteger(), nullable=True))
    op.add_column("link", sa.Column("own", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.drop_index(
        op.f("uq_link_open"),
        table_name="link",
        postgresql_where="(state = ANY (ARRAY['awaiting'::text, 'live'::text]))",
        postgresql_nulls_not_distinct=True,
    )
    op.create_index(
        "uq_link_open",
        "link",
        ["person_id", "pupil_id", "staff_id", "district_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('awaiting', 'live')"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_foreign_key(op.f("fk_link_district_id"), "link", "district", ["district_id"], ["id"])
    op.add_column("mark_revision", sa.Column("late", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("mark_revision", sa.Column("request_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_mark_revision_request_id"), "mark_revision", "correction_request", ["request_id"], ["id"]
    )
    op.add_column("notice", sa.Column("day", sa.Date(), server_default=sa.text("CURRENT_DATE"), nullable=False))
    op.add_column(
        "school",
        sa.Column(
            "amendments", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
    )
    op.add_column("term", sa.Column("system", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "term", sa.Column("grades", postgresql.ARRAY(sa.SmallInteger()), server_default=sa.text("'{}'"), nullable=False)
    )
    op.add_column("timetable_line", sa.Column("week", sa.Text(), server_default="every", nullable=False))
    op.add_column(
        "timetable_line", sa.Column("days", postgresql.DATERANGE(), server_default=sa.text("'(,)'"), nullable=False)
    )
    op.alter_column("timetable_line", "staff_id", existing_type=sa.BIGINT(), nullable=True)
    op.drop_constraint(
        op.f("uq_timetable_line_class_id_subgroup_id_subject_id_weekday_slot"), "timetable_line", type_="unique"
    )
    op.create_unique_constraint(
        "uq_timetable_line_once",
        "timetable_line",
        ["class_id", "subgroup_id", "subject_id", "weekday", "slot", "week", "days"],
        postgresql_nulls_not_distinct=True,
    )
    op.add_column("topic_revision", sa.Column("late", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("topic_revision", sa.Column("request_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_topic_revision_request_id"), "topic_revision", "correction_request", ["request_id"], ["id"]
    )
    _after()
    for table in TABLES:
        op.execute(f"GRANT SELECT, INSERT ON {table} TO diary_app")
    for table in CHANGING:
        op.execute(f"GRANT UPDATE ON {table} TO diary_app")
    for table in PASSING:
        op.execute(f"GRANT DELETE ON {table} TO diary_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO diary_app")


def downgrade() -> None:
    _back()
    op.drop_constraint(op.f("fk_topic_revision_request_id"), "topic_revision", type_="foreignkey")
    op.drop_column("topic_revision", "request_id")
    op.drop_column("topic_revision", "late")
    op.drop_constraint("uq_timetable_line_once", "timetable_line", type_="unique")
    op.create_unique_constraint(
        op.f("uq_timetable_line_class_id_subgroup_id_subject_id_weekday_slot"),
        "timetable_line",
        ["class_id", "subgroup_id", "subject_id", "weekday", "slot"],
        postgresql_nulls_not_distinct=True,
    )
    op.alter_column("timetable_line", "staff_id", existing_type=sa.BIGINT(), nullable=False)
    op.drop_column("timetable_line", "days")
    op.drop_column("timetable_line", "week")
    op.drop_column("term", "grades")
    op.drop_column("term", "system")
    op.drop_column("school", "amendments")
    op.drop_column("notice", "day")
    op.drop_constraint(op.f("fk_mark_revision_request_id"), "mark_revision", type_="foreignkey")
    op.drop_column("mark_revision", "request_id")
    op.drop_column("mark_revision", "late")
    op.drop_constraint(op.f("fk_link_district_id"), "link", type_="foreignkey")
    op.drop_index(
        "uq_link_open",
        table_name="link",
        postgresql_where=sa.text("state IN ('awaiting', 'live')"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_index(
        op.f("uq_link_open"),
        "link",
        ["person_id", "pupil_id", "staff_id"],
        unique=True,
        postgresql_where="(state = ANY (ARRAY['awaiting'::text, 'live'::text]))",
        postgresql_nulls_not_distinct=True,
    )
    op.drop_column("link", "own")
    op.drop_column("link", "district_id")
    op.drop_constraint(op.f("fk_lesson_regular_staff_id"), "lesson", type_="foreignkey")
    op.alter_column("lesson", "staff_id", existing_type=sa.BIGINT(), nullable=False)
    op.drop_column("lesson", "cancelled")
    op.drop_column("lesson", "regular_staff_id")
    op.drop_constraint(op.f("fk_invitation_district_id"), "invitation", type_="foreignkey")
    op.drop_column("invitation", "own")
    op.drop_column("invitation", "district_id")
    op.drop_constraint(op.f("fk_homework_revision_request_id"), "homework_revision", type_="foreignkey")
    op.drop_column("homework_revision", "request_id")
    op.drop_column("homework_revision", "late")
    op.drop_constraint(op.f("uq_bell_school_id_bell_set_slot"), "bell", type_="unique")
    op.create_unique_constraint(
        op.f("uq_bell_school_id_slot"), "bell", ["school_id", "slot"], postgresql_nulls_not_distinct=False
    )
    op.drop_column("bell", "bell_set")
    op.drop_constraint(op.f("fk_absence_revision_request_id"), "absence_revision", type_="foreignkey")
    op.drop_column("absence_revision", "request_id")
    op.drop_column("absence_revision", "late")
    op.drop_index("ix_remark_revision_pupil_id_lesson_id", table_name="remark_revision")
    op.drop_index("ix_remark_revision_lesson_id", table_name="remark_revision")
    op.drop_index("ix_remark_revision_command_id", table_name="remark_revision")
    op.drop_table("remark_revision")
    op.drop_index("ix_lesson_task_revision_lesson_id", table_name="lesson_task_revision")
    op.drop_index("ix_lesson_task_revision_command_id", table_name="lesson_task_revision")
    op.drop_table("lesson_task_revision")
    op.drop_table("correction_step")
    op.drop_index("ix_correction_line_request_id", table_name="correction_line")
    op.drop_table("correction_line")
    op.drop_table("term_mark_step")
    op.drop_index("ix_term_mark_revision_pupil_id_subject_id", table_name="term_mark_revision")
    op.drop_index("ix_term_mark_revision_command_id", table_name="term_mark_revision")
    op.drop_index("ix_term_mark_revision_class_id_subject_id", table_name="term_mark_revision")
    op.drop_table("term_mark_revision")
    op.drop_table("plan_topic")
    op.drop_index("ix_lesson_change_school_id", table_name="lesson_change")
    op.drop_table("lesson_change")
    op.drop_index("ix_finding_staff_id", table_name="finding")
    op.drop_index("ix_finding_school_id_day", table_name="finding")
    op.drop_index("ix_finding_command_id", table_name="finding")
    op.drop_table("finding")
    op.drop_index("ix_correction_request_staff_id", table_name="correction_request")
    op.drop_index("ix_correction_request_school_id", table_name="correction_request")
    op.drop_table("correction_request")
    op.drop_index("ix_term_mark_request_school_id", table_name="term_mark_request")
    op.drop_table("term_mark_request")
    op.drop_index("ix_reading_class_id_day", table_name="reading")
    op.drop_table("reading")
    op.drop_table("lesson_plan")
    op.drop_table("chain_link")
    op.drop_index("ix_term_close_school_id", table_name="term_close")
    op.drop_index("ix_term_close_class_id", table_name="term_close")
    op.drop_table("term_close")
    op.drop_index("ix_question_school_id_day", table_name="question")
    op.drop_index("ix_question_command_id", table_name="question")
    op.drop_table("question")
    op.drop_index("ix_movement_school_id_day", table_name="movement")
    op.drop_index("ix_movement_command_id", table_name="movement")
    op.drop_table("movement")
    op.drop_index("ix_mistake_school_id_day", table_name="mistake")
    op.drop_index("ix_mistake_command_id", table_name="mistake")
    op.drop_table("mistake")
    op.drop_index("ix_inspection_school_id_day", table_name="inspection")
    op.drop_index("ix_inspection_command_id", table_name="inspection")
    op.drop_table("inspection")
    op.drop_index("ix_hand_over_school_id_day", table_name="hand_over")
    op.drop_index("ix_hand_over_command_id", table_name="hand_over")
    op.drop_table("hand_over")
    op.drop_index("ix_consultation_school_id_day", table_name="consultation")
    op.drop_index("ix_consultation_command_id", table_name="consultation")
    op.drop_table("consultation")
    op.drop_index("ix_concern_revision_pupil_id", table_name="concern_revision")
    op.drop_index("ix_concern_revision_command_id", table_name="concern_revision")
    op.drop_index("ix_concern_revision_class_id_day", table_name="concern_revision")
    op.drop_table("concern_revision")
    op.drop_table("chain")
    op.drop_table("bell_use")
    op.drop_index("ix_matter_step_command_id", table_name="matter_step")
    op.drop_table("matter_step")
    op.drop_index("ix_individual_revision_pupil_id", table_name="individual_revision")
    op.drop_table("individual_revision")
    op.drop_table("duty_revision")
    op.drop_index("ix_declaration_school_id_day", table_name="declaration")
    op.drop_index("ix_declaration_pupil_id", table_name="declaration")
    op.drop_index("ix_declaration_command_id", table_name="declaration")
    op.drop_table("declaration")
    op.drop_table("curriculum")
    op.drop_index(
        "uq_calendar_secret_standing", table_name="calendar_secret", postgresql_where=sa.text("revoked_at IS NULL")
    )
    op.drop_table("calendar_secret")
    op.drop_index("ix_absence_explanation_pupil_id_day", table_name="absence_explanation")
    op.drop_table("absence_explanation")
    op.drop_table("work_kind")
    op.drop_table("moved_day")
    op.drop_index("ix_imported_mark_mark_id", table_name="imported_mark")
    op.drop_table("imported_mark")
    op.drop_table("district_school")
    op.drop_table("district")
    op.drop_table("concern_ack")


def _before() -> None:
    """What autogenerated steps lean on."""


def _after() -> None:
    """Constraints of tables that stood before."""
    for table in ("link", "invitation"):
        op.drop_constraint(op.f(f"ck_{table}_one_record"), table)
        record = "num_nonnulls(pupil_id, staff_id, district_id) = 1"
        op.create_check_constraint(op.f(f"ck_{table}_one_record"), table, record)
        diary = "NOT own OR (pupil_id IS NOT NULL AND guardian_id IS NULL)"
        op.create_check_constraint(op.f(f"ck_{table}_own_diary"), table, diary)
    op.execute("GRANT DELETE ON bar TO diary_app")  # a bar may be lifted; the audit keeps both
    _terms_apart()
    op.execute(
        "UPDATE notice SET day = CAST(made_at AT TIME ZONE school.zone AS date) FROM school WHERE school.id = school_id"
    )
    _kinds_of_work()


def _back() -> None:
    """The same taken back."""
    op.execute("REVOKE DELETE ON bar FROM diary_app")
    for table in ("link", "invitation"):
        op.drop_constraint(op.f(f"ck_{table}_own_diary"), table)
        op.drop_constraint(op.f(f"ck_{table}_one_record"), table)
        op.execute(f"DELETE FROM {table} WHERE district_id IS NOT NULL")
        op.create_check_constraint(op.f(f"ck_{table}_one_record"), table, "num_nonnulls(pupil_id, staff_id) = 1")
    _terms_together()


def _terms_apart() -> None:
    """Terms stood in one row of days; from here each system has its own."""
    half_year = "name ILIKE '%полугод%' OR name ILIKE '%паўгод%'"
    op.execute("ALTER TABLE term DROP CONSTRAINT ex_term_apart")
    op.execute(
        f"UPDATE term SET system = CASE WHEN {half_year} THEN 'half_year' ELSE 'quarter' END WHERE kind = 'term'"
    )
    op.create_check_constraint(
        op.f("ck_term_system"),
        "term",
        "(kind = 'term' AND system IN ('quarter', 'half_year', 'year')) OR (kind = 'holiday' AND system = '')",
    )
    op.create_check_constraint(op.f("ck_timetable_line_week"), "timetable_line", "week IN ('every', 'A', 'B')")
    for system in ("quarter", "half_year", "year"):
        op.execute(
            f"ALTER TABLE term ADD CONSTRAINT ex_term_{system}_apart EXCLUDE USING gist "
            f"(int8range(school_id, school_id, '[]') WITH &&, days WITH &&) WHERE (system = '{system}')"
        )


def _terms_together() -> None:
    """One row of days again: half-years and years have no place in it, and a lesson must have its teacher."""
    for system in ("quarter", "half_year", "year"):
        op.execute(f"ALTER TABLE term DROP CONSTRAINT ex_term_{system}_apart")
    op.execute("ALTER TABLE term DROP CONSTRAINT ck_term_system")
    op.execute("UPDATE term SET days = 'empty' WHERE kind = 'term' AND system <> 'quarter'")
    op.execute(
        "ALTER TABLE term ADD CONSTRAINT ex_term_apart EXCLUDE USING gist "
        "(int8range(school_id, school_id, '[]') WITH &&, days WITH &&) WHERE (kind = 'term')"
    )
    op.execute("ALTER TABLE timetable_line DROP CONSTRAINT ck_timetable_line_week")
    op.execute("DELETE FROM timetable_line WHERE staff_id IS NULL OR week = 'B' OR NOT days @> CURRENT_DATE")
    op.execute("DELETE FROM lesson WHERE staff_id IS NULL")
    op.execute("DELETE FROM bell WHERE bell_set <> ''")


def _kinds_of_work() -> None:
    """Every school that was there before has the list that a new one begins with."""
    written = "контрольная", "самостоятельная", "лабораторная", "практическая", "диктант", "тест"
    kinds = ", ".join(f"('{name}', {str(name in written).lower()})" for name in (*written, "устный ответ"))
    op.execute(
        "INSERT INTO work_kind (school_id, name, written) "
        f"SELECT school.id, kind.name, kind.written FROM school CROSS JOIN (VALUES {kinds}) AS kind (name, written)"
    )
