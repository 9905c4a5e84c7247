"""What all tables share: the metadata with its naming rule, and the columns that come again."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Identity, MetaData, Text
from sqlalchemy.sql.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key() -> Column[int]:
    """The table's own number; in a button it travels as base36."""
    return Column("id", BigInteger, Identity(), primary_key=True)


def ref(name: str, target: str, *, optional: bool = False) -> Column[int]:
    """A reference to another table's key."""
    return Column(name, BigInteger, ForeignKey(f"{target}.id"), nullable=optional)


def moment(name: str, *, optional: bool = False) -> Column[object]:
    """An instant, with its zone."""
    return Column(name, DateTime(timezone=True), nullable=optional)


def text(name: str, default: str | None = None) -> Column[str]:
    """Text that is never null."""
    return Column(name, Text, nullable=False, server_default=default)


def stamp() -> tuple[SchemaItem, ...]:
    """Who, when, from what device and why; the columns of `journal_core.entries.revisions.Stamp`.

    `salt` hides the values in the commitments of the chain that comes with the regulations.
    """
    return (
        text("command_id"),
        text("actor"),
        moment("recorded_at"),
        text("device", ""),
        text("reason", ""),
        Column("salt", Text, nullable=False),
    )
