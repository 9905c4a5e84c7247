"""What people look at most is one or two statements, whatever the size of the school: a query a child is never made."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks.school.building import Size, build
from benchmarks.views.__main__ import views
from benchmarks.views.recording import filled, recorded

VIEWS = (
    "a child's week",
    "a child's marks of the term",
    "a class's page of a subject",
    "a class's term sheet",
    "a school's month",
)


@pytest.mark.parametrize("size", [Size(5, 10, 0.2), Size(8, 120, 0.6)], ids=["two a class", "fifteen a class"])
async def test_every_view_is_one_or_two_statements(owner: AsyncEngine, runtime: AsyncEngine, size: Size) -> None:
    await build(owner, size)
    made = await views(runtime)
    assert tuple(made) == VIEWS
    counts = {}
    for name, view in made.items():
        with recorded(runtime) as sent:
            assert await view()
        counts[name] = sum(not statement.lstrip().startswith("INSERT INTO reading") for statement in sent)
    assert all(1 <= count <= 2 for count in counts.values()), counts


def test_what_was_sent_can_be_read_with_its_values() -> None:
    assert filled("SELECT $1::BIGINT, $2, $10", (7, "О'Нил", *[None] * 7, [1, 2])) == (
        "SELECT 7::BIGINT, 'О''Нил', ARRAY[1, 2]"
    )
