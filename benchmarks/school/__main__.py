"""`python -m benchmarks.school HOME`: build the synthetic school in an embedded database under HOME."""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path

from sqlalchemy import text as sql

from app.foundation import DATABASE
from benchmarks.school.building import Built, Size, build
from storage import migrations
from storage.embedded import EmbeddedServer
from storage.engine import engine


async def main(home: Path, size: Size) -> None:
    """Build, and say how much and how long."""
    with EmbeddedServer(home / "postgres") as server:
        await server.ensure_database(DATABASE)
        await migrations.upgrade(server.owner_dsn(DATABASE))
        began = time.perf_counter()
        built = await _made(server, size)
        took = time.perf_counter() - began
    counts = f"{built.pupils} pupils, {built.lessons} lessons, {built.marks} revisions of marks"
    print(f"school {built.school_id}: {counts}, {took:.0f} s")


async def _made(server: EmbeddedServer, size: Size) -> Built:
    owner = engine(server.owner_dsn(DATABASE), pool_size=1)
    try:
        built = await build(owner, size)
        async with owner.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            await connection.execute(sql("VACUUM"))
        return built
    finally:
        await owner.dispose()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path, help="an empty folder; use it as DIARY_HOME afterwards")
    parser.add_argument("--classes", type=int, default=Size().classes)
    parser.add_argument("--pupils", type=int, default=Size().pupils)
    given = parser.parse_args()
    given.home.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(given.home, Size(given.classes, given.pupils)))
