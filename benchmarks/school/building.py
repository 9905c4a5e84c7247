"""Building the synthetic school in a database of its own."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks.school.statements import BUILDING, SCHOOL


@dataclass(frozen=True, slots=True)
class Size:
    """How large a school."""

    classes: int = 48
    pupils: int = 1200
    marked: float = 0.55  #: part of all (pupil, lesson) with a mark; the whole school's year is some 600,000 marks


@dataclass(frozen=True, slots=True)
class Built:
    """What stands now."""

    school_id: int
    pupils: int
    lessons: int
    marks: int


async def build(engine: AsyncEngine, size: Size) -> Built:
    """Make the school; `engine` is of the owner's role, who may also count for the planner between the steps."""
    async with engine.begin() as connection:
        await connection.execute(sql("SET LOCAL statement_timeout = 0"))
        school = (await connection.execute(sql(SCHOOL))).scalar_one()
        asked = {"school": school, "classes": size.classes, "pupils": size.pupils, "marked": size.marked}
        for statement in BUILDING:
            made = sql(statement)
            await connection.execute(made, {name: asked[name] for name in made.compile().params})
            await connection.execute(sql("ANALYZE"))  # else the next step is planned for empty tables
        counts = [
            await connection.scalar(sql(f"SELECT count(*) FROM {table} WHERE {whose}"), {"school": school})
            for table, whose in (
                ("pupil", "school_id = :school"),
                ("lesson", "school_id = :school"),
                ("mark_revision", "lesson_id IN (SELECT id FROM lesson WHERE school_id = :school)"),
            )
        ]
    return Built(school, *(count or 0 for count in counts))
