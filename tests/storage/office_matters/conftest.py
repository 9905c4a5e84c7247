"""The chancery, opened for each test."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.storage.office_matters.chancery import Chancery
from tests.storage.town import build_town


@pytest.fixture
async def own(owner: AsyncEngine, runtime: AsyncEngine) -> Chancery:
    """«Гимназия № 1» on Wednesday noon; beside it «Гимназия № 2», which has nobody yet."""
    own = Chancery(await build_town(owner), runtime, owner)
    await own.do(
        "INSERT INTO school (name, profile, jurisdiction, zone, scale) "
        "VALUES ('Гимназия № 2', '003', 'ru-state', 'Asia/Omsk', 'ru5')"
    )
    [(own.other_id,)] = await own.ask("SELECT id FROM school WHERE name = 'Гимназия № 2'")
    return own
