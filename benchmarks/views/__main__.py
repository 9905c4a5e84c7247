"""`python -m benchmarks.views HOME`: medians on the school that `benchmarks.school` built there, beside pgbench's."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from app.foundation import DATABASE
from benchmarks.views.floor import pgbench
from benchmarks.views.recording import recorded
from journal_core.access import Child, ClassPages, HeadDesk
from journal_core.lessons import Span
from storage.embedded import EmbeddedServer
from storage.engine import engine
from storage.pages import PgPages
from storage.reader import PgDiary
from storage.roll.schools import every

NOW = datetime(2026, 12, 15, 9, 0, tzinfo=UTC)
MONDAY = date(2026, 12, 14)
DECEMBER = Span(date(2026, 12, 1), date(2027, 1, 1))
ROUNDS = 5  #: ours and the floor in turn, so that what disturbs the machine disturbs both
TIMES = 12  #: in each round

View = Callable[[], Awaitable[object]]


class Still:
    """A clock that stands."""

    def now(self) -> datetime:
        """The moment of the benchmark."""
        return NOW

    async def until(self, moment: datetime) -> None:
        """Nobody waits here."""


async def views(opened: AsyncEngine) -> dict[str, View]:
    """What is measured, by name."""
    async with opened.connect() as connection:
        [school] = await every(connection)
        asked = {"school": school.id, "day": MONDAY}
        row = (await connection.execute(_SOMEBODY, asked)).one()
        term = await connection.scalar(_TERM, asked)
    child = Child(row.pupil_id, school, row.surname, row.name, row.class_id, "5А", consented=True, confirmed=True)
    pages, of_class = PgPages(opened, Still()), ClassPages(school, child.class_id, child.class_name)
    page = (await pages.names(of_class, term))[0]
    diary, head = PgDiary(opened, Still()), HeadDesk(1, school)
    return {
        "a child's week": lambda: diary.week(child, MONDAY),
        "a child's marks of the term": lambda: diary.marks(child, MONDAY),
        "a class's page of a subject": lambda: pages.subject_page(of_class, term, page),
        "a class's term sheet": lambda: pages.class_sheet(of_class, term),
        "a school's month": lambda: pages.month(head, DECEMBER),
    }


_SOMEBODY = sql("""
    SELECT p.id AS pupil_id, p.surname, p.name, c.id AS class_id FROM school_class c
    JOIN membership m ON m.class_id = c.id JOIN pupil p ON p.id = m.pupil_id
    WHERE c.school_id = :school AND c.grade = 5 AND m.days @> CAST(:day AS date) ORDER BY c.id, p.id LIMIT 1
""")
_TERM = sql("""
    SELECT id FROM term
    WHERE school_id = :school AND system = 'quarter' AND days @> CAST(:day AS date)
""")


async def measured(view: View, opened: AsyncEngine, dsn: str) -> tuple[int, float, float]:
    """(Statements, our median, the floor's median), in milliseconds."""
    with recorded(opened) as sent:
        await view()
    reads = [one for one in sent if not one.lstrip().upper().startswith("INSERT")]
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(ROUNDS):
        for _ in range(TIMES):
            began = time.perf_counter()
            await view()
            ours.append((time.perf_counter() - began) * 1000)
        floor.append(await asyncio.to_thread(pgbench, dsn, reads, TIMES))
    return len(reads), statistics.median(ours), statistics.median(floor)


async def main(home: Path) -> None:
    """One line a view."""
    with EmbeddedServer(home / "postgres") as server:
        dsn = server.runtime_dsn(DATABASE)
        opened = engine(dsn, pool_size=1)
        try:
            print(f"{'':<32}{'statements':>11}{'ours, ms':>10}{'pgbench, ms':>13}{'ratio':>7}")
            for name, view in (await views(opened)).items():
                count, ours, floor = await measured(view, opened, dsn)
                print(f"{name:<32}{count:>11}{ours:>10.1f}{floor:>13.1f}{ours / floor:>7.2f}")
        finally:
            await opened.dispose()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    asyncio.run(main(parser.parse_args().home))
