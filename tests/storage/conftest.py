"""Everything here runs on a real PostgreSQL."""

from __future__ import annotations

from tests.postgres import database, migrated, owner, runtime, server

__all__ = ["database", "migrated", "owner", "runtime", "server"]
