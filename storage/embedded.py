"""A real PostgreSQL that comes with the program, for a school without one.

Any number of processes may start it on the same home: the first starts the server, the rest attach, the last
to leave stops it. Who uses it is told by locks on files, which die with their process: after kill -9 there is
nothing to tidy up.
"""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

import asyncpg

from storage import postmaster
from storage.dsn import for_asyncpg, over_socket
from storage.folders import Keeper, keeper_of, let_run, let_through, make_private, socket_folder
from storage.postmaster import EmbeddedError
from storage.roles import OWNER_ROLE, RUNTIME_ROLE

__all__ = ["EmbeddedError", "EmbeddedServer"]

#: Seconds. Long, because a server that was killed first replays its log.
START_WITHIN = 300.0
STOP_WITHIN = 60.0
#: Seconds in which a failing start is tried again: children of a killed server hold its memory for a while.
CHILDREN_LEAVE_WITHIN = 10.0
PAUSE = 0.01

NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class EmbeddedServer:
    """The server in `home/postgres`. `start` and `stop` block for up to a second: call them from a thread."""

    def __init__(self, home: Path, *, settings: Mapping[str, str] | None = None) -> None:
        """`settings` are PostgreSQL's own, over the promised ones; whoever starts the server sets them."""
        self._root = home.expanduser().resolve() / "postgres"
        self._data = self._root / "data"
        self._settings = dict(settings or {})
        self._in_use: int | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._sockets: Path | None = None

    def __enter__(self) -> EmbeddedServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server, or attach to the one that runs. Said twice, done once.

        Raises EmbeddedError when it cannot be made or started, or belongs to another user.
        """
        if self._in_use is not None:
            return
        try:
            keeper = self._prepare()
            with self._alone(keeper):
                self._sockets = self._bring_up(keeper)
                self._in_use = self._open("in-use.lock", keeper)
                fcntl.flock(self._in_use, fcntl.LOCK_SH)
        except PermissionError as error:
            place = error.filename or self._root
            raise EmbeddedError(f"{place} belongs to another user: start as the one who made it") from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise EmbeddedError(f"the embedded PostgreSQL cannot be prepared in {self._root}: {error}") from error

    def stop(self) -> None:
        """Leave the server; stop it if nobody else uses it. Without `start` it does nothing.

        Raises EmbeddedError when it does not stop in a minute.
        """
        if self._in_use is None:
            return
        keeper = keeper_of(self._data)
        with self._alone(keeper):
            last = self._is_last(self._in_use)
            os.close(self._in_use)
            self._in_use = None
            sockets, self._sockets = self._sockets, None
            if last:
                self._take_down(sockets)
            elif self._child is not None:
                self._child.returncode = 0  # it lives on for the others: not ours to wait for

    def owner_dsn(self, database: str) -> str:
        """The address of `database` for its owner: migrations, erasure, retention."""
        return self._dsn(OWNER_ROLE, database)

    def runtime_dsn(self, database: str) -> str:
        """The address of `database` for everything that answers people."""
        return self._dsn(RUNTIME_ROLE, database)

    def superuser_dsn(self, database: str = postmaster.SUPERUSER) -> str:
        """The address of `database` for care of the server itself; no table is read or written through it."""
        return self._dsn(postmaster.SUPERUSER, database)

    async def ensure_database(self, name: str) -> None:
        """Make `name`, belonging to the owner role, unless it exists.

        Raises ValueError when the name is not lower-case ASCII.
        """
        if not NAME.fullmatch(name):
            raise ValueError(f"not a name for a database: {name!r}")
        connection = await asyncpg.connect(for_asyncpg(self.superuser_dsn()), timeout=10)
        try:
            with suppress(asyncpg.DuplicateDatabaseError):
                await connection.execute(f"CREATE DATABASE {name} OWNER {OWNER_ROLE}")
        finally:
            await connection.close()

    def _dsn(self, role: str, database: str) -> str:
        if self._sockets is None:
            raise EmbeddedError("the embedded server was not started")
        return over_socket(self._sockets, role, database)

    def _prepare(self) -> Keeper:
        self._root.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        keeper = keeper_of(self._data)
        let_through(self._root, keeper)
        let_run(postmaster.programs(), keeper)
        make_private(self._root, keeper)
        return keeper

    def _bring_up(self, keeper: Keeper) -> Path:
        """The folder of the socket of a server that answers. Called under the start lock."""
        if not (self._data / "PG_VERSION").exists():
            postmaster.create(self._data, keeper)
        postmaster.check_version(self._data)
        began = time.monotonic()
        while time.monotonic() < began + START_WITHIN:
            found = postmaster.read(self._data)
            if found and found.socket_folder and postmaster.answers(found):
                return found.socket_folder
            if not (found and postmaster.is_alive(found, self._data)):
                self._launch_again(keeper, began)
            time.sleep(PAUSE)
        raise EmbeddedError(f"PostgreSQL did not start in {START_WITHIN:.0f} s: {self._last_words()}")

    def _launch_again(self, keeper: Keeper, began: float) -> None:
        if self._child is not None:
            if self._child.poll() is None:
                return  # launched, and has not yet written its file
            if time.monotonic() > began + CHILDREN_LEAVE_WITHIN:
                raise EmbeddedError(f"PostgreSQL did not start: {self._last_words()}")
            time.sleep(10 * PAUSE)
        sockets = socket_folder(self._root / "run", keeper)
        self._child = postmaster.launch(self._data, sockets, self._settings, keeper)

    def _take_down(self, sockets: Path | None) -> None:
        found = postmaster.read(self._data)
        if found is not None and postmaster.is_alive(found, self._data):
            postmaster.ask_to_stop(found)
            deadline = time.monotonic() + STOP_WITHIN
            while postmaster.is_alive(found, self._data):
                if time.monotonic() > deadline:
                    raise EmbeddedError(f"PostgreSQL (process {found.pid}) did not stop: {self._last_words()}")
                time.sleep(PAUSE)
        if self._child is not None:
            self._child.wait()
            self._child = None
        if sockets is not None and sockets.parent != self._root:
            with suppress(OSError):
                sockets.rmdir()  # the short folder was made for this run alone

    def _last_words(self) -> str:
        lines = postmaster.log_path(self._data).read_text(errors="replace").splitlines()
        return "\n".join(lines[-5:])

    @contextmanager
    def _alone(self, keeper: Keeper) -> Iterator[None]:
        """One process at a time makes, starts or stops this server."""
        lock = self._open("start.lock", keeper)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _open(self, name: str, keeper: Keeper) -> int:
        path = self._root / name
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        keeper.own(path)
        return lock

    @staticmethod
    def _is_last(lock: int) -> bool:
        """Whether no other process holds its share of `lock`."""
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
