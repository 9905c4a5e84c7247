"""The embedded server starts anywhere, is shared, survives being killed, and is set as we say."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from storage import postmaster
from storage.dsn import for_asyncpg
from storage.embedded import EmbeddedError, EmbeddedServer
from storage.roles import OWNER_ROLE, RUNTIME_ROLE

KEEP_A_MARK = f"CREATE TABLE kept AS SELECT 9 AS mark; GRANT SELECT ON kept TO {RUNTIME_ROLE}"


@pytest.fixture
def empty() -> Iterator[Path]:
    """A folder for one test; short, since pytest's own is too deep for a socket."""
    with tempfile.TemporaryDirectory(prefix="diary-") as folder:
        yield Path(folder).resolve()


@pytest.fixture(scope="module")
def used_once() -> Iterator[Path]:
    """A home whose server was started and stopped, to be copied: half a second saved for each test."""
    with tempfile.TemporaryDirectory(prefix="diary-") as folder:
        with EmbeddedServer(Path(folder)):
            pass
        yield Path(folder)


@pytest.fixture
def home(empty: Path, used_once: Path) -> Path:
    """A home where a server has been, and none runs."""
    subprocess.run(["cp", "-a", str(used_once / "postgres"), str(empty)], check=True)
    return empty


def pid(home: Path) -> int:
    found = postmaster.read(home / "postgres" / "data")
    assert found is not None
    return found.pid


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until_gone(process: int) -> None:
    deadline = time.monotonic() + 10
    while runs(process) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not runs(process)


async def ask(server: EmbeddedServer, question: str, database: str = "diary") -> object:
    connection = await asyncpg.connect(for_asyncpg(server.runtime_dsn(database)))
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def test_what_was_written_is_there_after_a_second_start(empty: Path) -> None:
    with EmbeddedServer(empty) as server:
        await server.ensure_database("diary")
        connection = await asyncpg.connect(for_asyncpg(server.owner_dsn("diary")))
        await connection.execute(KEEP_A_MARK)
        await connection.close()
    with EmbeddedServer(empty) as server:
        await server.ensure_database("diary")
        assert await ask(server, "SELECT mark FROM kept") == 9


async def test_a_second_user_attaches_and_the_last_to_leave_stops_it(home: Path) -> None:
    first, second = EmbeddedServer(home), EmbeddedServer(home)
    first.start()
    process = pid(home)
    second.start()
    assert pid(home) == process
    first.stop()
    assert await ask(second, "SELECT 1", "postgres") == 1
    second.stop()
    assert postmaster.read(home / "postgres" / "data") is None


def test_starting_and_stopping_twice_is_the_same_as_once(home: Path) -> None:
    server = EmbeddedServer(home)
    server.start()
    server.start()
    server.stop()
    server.stop()
    with pytest.raises(EmbeddedError, match="not started"):
        server.runtime_dsn("diary")


async def test_a_user_killed_at_once_leaves_a_server_that_the_next_one_takes_over(home: Path) -> None:
    program = f"""
import os, signal
from pathlib import Path
from storage.embedded import EmbeddedServer
EmbeddedServer(Path({str(home)!r})).start()
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == -signal.SIGKILL
    process = pid(home)
    with EmbeddedServer(home) as server:
        assert pid(home) == process
        assert await ask(server, "SELECT 1", "postgres") == 1
    wait_until_gone(process)


async def test_a_killed_server_comes_back_with_everything_committed(home: Path) -> None:
    with EmbeddedServer(home) as server:
        await server.ensure_database("diary")
        connection = await asyncpg.connect(for_asyncpg(server.owner_dsn("diary")))
        await connection.execute(KEEP_A_MARK)
        os.kill(pid(home), signal.SIGKILL)
        with EmbeddedServer(home) as again:
            assert await ask(again, "SELECT mark FROM kept") == 9
        connection.terminate()


def test_a_stale_file_with_somebody_elses_number_does_not_stop_the_start(home: Path) -> None:
    """In a container the numbers are small and come again at every start."""
    stale = home / "postgres" / "data" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{stale.parent}\n1\n5432\n{home}\n\n1 1\nready\n")
    (home / "postgres" / "run" / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n{stale.parent}\n1\n5432\n{home}\n")
    with EmbeddedServer(home):
        assert pid(home) != os.getpid()


def test_a_first_start_cut_short_begins_anew(empty: Path) -> None:
    half_made = empty / "postgres" / "data.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    with EmbeddedServer(empty):
        assert not half_made.exists()


async def test_a_deep_home_works_with_a_short_socket(empty: Path) -> None:
    deep = empty / "школа №3, корпус «Б»" / ("y" * 60)
    with EmbeddedServer(deep) as server:
        assert await ask(server, "SELECT 1", "postgres") == 1
        found = postmaster.read(deep / "postgres" / "data")
        assert found is not None
        assert found.socket_folder is not None
        sockets = found.socket_folder
        assert not sockets.is_relative_to(deep)
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert not sockets.exists()


async def test_the_run_time_role_may_log_in_and_nothing_else(home: Path) -> None:
    with EmbeddedServer(home) as server:
        await server.ensure_database("diary")
        role = f"FROM pg_roles WHERE rolname = '{RUNTIME_ROLE}'"
        assert await ask(server, f"SELECT rolcanlogin {role}") is True
        assert await ask(server, f"SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls {role}") is False
        assert await ask(server, f"SELECT rolsuper FROM pg_roles WHERE rolname = '{OWNER_ROLE}'") is False
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await ask(server, "CREATE TABLE mine ()")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("random_page_cost", "1.1"),
        ("jit", "off"),
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("TimeZone", "UTC"),
    ],
)
async def test_the_settings_are_as_promised(promised: EmbeddedServer, setting: str, value: str) -> None:
    assert await ask(promised, f"SHOW {setting}", "postgres") == value


@pytest.fixture(scope="module")
def promised() -> Iterator[EmbeddedServer]:
    """A server started as the program starts it."""
    with tempfile.TemporaryDirectory(prefix="diary-") as folder, EmbeddedServer(Path(folder)) as server:
        yield server


async def test_nobody_else_may_enter_the_folders(home: Path) -> None:
    with EmbeddedServer(home):
        for name in ("", "data", "run"):
            assert stat.S_IMODE((home / "postgres" / name).stat().st_mode) == 0o700


async def test_an_error_in_the_log_names_no_pupil(home: Path) -> None:
    with EmbeddedServer(home) as server:
        connection = await asyncpg.connect(for_asyncpg(server.superuser_dsn()))
        await connection.execute("CREATE TABLE pupils (surname text UNIQUE); INSERT INTO pupils VALUES ('Иванов')")
        with pytest.raises(asyncpg.UniqueViolationError):
            await connection.execute("INSERT INTO pupils VALUES ('Иванов')")
        await connection.close()
    log = (home / "postgres" / "log").read_text()
    assert "duplicate key" in log
    assert "Иванов" not in log


def test_data_of_another_version_are_refused_with_advice(home: Path) -> None:
    (home / "postgres" / "data" / "PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedError, match="made by PostgreSQL 16"):
        EmbeddedServer(home).start()
