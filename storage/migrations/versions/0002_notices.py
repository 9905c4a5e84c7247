"""Notices to a class, the files that travel with them, and who has pressed «Ознакомлен»."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "stored_file",
    "file_known",
    "notice",
    "notice_revision",
    "notice_file",
    "notice_ack",
)


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('photo', 'document')", name=op.f("ck_stored_file_kind")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_stored_file_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint(
            "school_id", "sha256", "kind", "name", name=op.f("uq_stored_file_school_id_sha256_kind_name")
        ),
    )
    op.create_table(
        "file_known",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("bot", sa.Text(), nullable=False),
        sa.Column("provider_file_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_file_known_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_known")),
        sa.UniqueConstraint("file_id", "bot", name=op.f("uq_file_known_file_id_bot")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("class_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_notice_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_notice_school_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_notice_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_class_id", "notice", ["class_id"], unique=False)
    op.create_table(
        "notice_revision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asks_ack", sa.Boolean(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_revision_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_revision")),
        sa.UniqueConstraint("notice_id", "revision", name=op.f("uq_notice_revision_notice_id_revision")),
    )
    op.create_index("ix_notice_revision_command_id", "notice_revision", ["command_id"], unique=False)
    op.create_table(
        "notice_file",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_notice_file_file_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_file_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_file")),
        sa.UniqueConstraint("notice_id", "position", name=op.f("uq_notice_file_notice_id_position")),
    )
    op.create_table(
        "notice_ack",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("pupil_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_ack_notice_id")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_notice_ack_pupil_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_ack")),
        sa.UniqueConstraint(
            "notice_id", "pupil_id", "person_id", name=op.f("uq_notice_ack_notice_id_pupil_id_person_id")
        ),
    )
    for table in TABLES:
        op.execute(f"GRANT SELECT, INSERT ON {table} TO diary_app")
    op.execute("GRANT UPDATE, DELETE ON file_known TO diary_app")  # a messenger may forget a file


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
