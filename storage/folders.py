"""Whose the database's folders are, and who may pass through to them.

PostgreSQL refuses to run as root. Started by root, it runs as the owner of an existing database, else as a
system user of its own. Everything under `postgres/` belongs to that keeper and is closed to all others.
"""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import structlog

#: Made on first use, and only when root starts the server.
SYSTEM_USER = "diary-postgres"

#: What a socket's path may be on every system we know (107 bytes on Linux, 103 on macOS), less its own name.
LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432")

log = structlog.get_logger(__name__)


class RunAs(TypedDict, total=False):
    """The part of subprocess's arguments that changes the user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Keeper:
    """The system user that runs the server; `switch` says that we are root and must become it."""

    uid: int
    gid: int
    switch: bool

    def run_as(self) -> RunAs:
        """Arguments for subprocess that run a program as the keeper."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def own(self, path: Path) -> None:
        """Give `path` to the keeper, if we are somebody else."""
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def may(self, path: Path, wanted: int) -> bool:
        """Whether the mode bits let the keeper do `wanted` (4 read, 2 write, 1 pass, summed) with `path`."""
        found = path.stat()
        shift = 6 if found.st_uid == self.uid else 3 if found.st_gid == self.gid else 0
        return (found.st_mode >> shift) & wanted == wanted


def keeper_of(data: Path) -> Keeper:
    """Who runs the server whose data are in `data` (which need not exist yet).

    Raises OSError or subprocess.CalledProcessError when root cannot make the system user.
    """
    if os.geteuid() != 0:
        return Keeper(os.geteuid(), os.getegid(), switch=False)
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Keeper(owner.st_uid, owner.st_gid, switch=True)
    entry = _system_user()
    return Keeper(entry.pw_uid, entry.pw_gid, switch=True)


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        nowhere = ["--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
        subprocess.run(["useradd", "--system", *nowhere, SYSTEM_USER], check=True, capture_output=True)
        return pwd.getpwnam(SYSTEM_USER)


def make_private(folder: Path, keeper: Keeper) -> None:
    """Make `folder` the keeper's and nobody else's. Its parent must exist."""
    folder.mkdir(mode=0o700, exist_ok=True)
    keeper.own(folder)
    folder.chmod(0o700)


def let_through(path: Path, keeper: Keeper) -> None:
    """Let the keeper reach `path`: folders above it that stop him get the right to pass, never to list.

    Only root needs it: the database's folder may lie under one that is closed to other users (/root).
    """
    if not keeper.switch:
        return
    for folder in path.parents:
        if not keeper.may(folder, 1):
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IXOTH)
            log.warning("folder_opened_to_pass", folder=str(folder), reason="the database runs as another user")


def let_run(programs: Path, keeper: Keeper) -> None:
    """Let the keeper run PostgreSQL's programs, also when they were installed for root alone (umask 077)."""
    let_through(programs / "postgres", keeper)
    if not keeper.switch or keeper.may(programs / "postgres", 5):
        return
    for path in _tree(programs.parent):
        mode = stat.S_IMODE(path.stat().st_mode)
        path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))


def _tree(root: Path) -> Iterator[Path]:
    yield root
    yield from root.rglob("*")


def socket_folder(preferred: Path, keeper: Keeper) -> Path:
    """A private folder for the server's socket: `preferred`, or a new short one when that path is too long.

    Raises OSError when no folder for temporary files has a path short enough.
    """
    if len(os.fsencode(preferred)) <= LONGEST_SOCKET_FOLDER:
        make_private(preferred, keeper)
        return preferred
    chosen = Path(tempfile.mkdtemp(prefix="diary-", dir=_short_parent(keeper)))
    make_private(chosen, keeper)
    return chosen


def _short_parent(keeper: Keeper) -> str:
    own = "" if keeper.switch else os.environ.get("XDG_RUNTIME_DIR", "")
    room = LONGEST_SOCKET_FOLDER - len("/diary-12345678")
    for parent in (own, tempfile.gettempdir(), "/tmp"):
        if parent and os.path.isdir(parent) and len(os.fsencode(parent)) <= room:
            return parent
    raise OSError("no folder for temporary files has a path short enough for a socket")
