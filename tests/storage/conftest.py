"""Everything here runs on a real PostgreSQL; most of it in one small town."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.transaction import PgStore
from tests.postgres import database, migrated, owner, runtime, server
from tests.storage.town import Town, build_town

__all__ = ["database", "migrated", "owner", "runtime", "server"]


@pytest.fixture
async def town(owner: AsyncEngine) -> Town:
    """«Гимназия № 1» on Wednesday: two classes, their staff and families."""
    return await build_town(owner)


@pytest.fixture
def store(runtime: AsyncEngine) -> PgStore:
    """The store as the gateway opens it: the run-time role."""
    return PgStore(runtime)
