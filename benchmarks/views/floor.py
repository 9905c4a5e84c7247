"""The floor: the same statements sent by pgbench, which reads nothing of what comes back."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.engine import make_url

from storage.postmaster import programs


def pgbench(dsn: str, statements: Sequence[str], times: int) -> float:
    """The median of `times` transactions of these statements, in milliseconds; prepared once, one client."""
    url = make_url(dsn)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "view.sql"
        script.write_text("".join(f"{_one_line(statement)};\n" for statement in statements))
        asked = ["-n", "-M", "prepared", "-c", "1", "-t", str(times), "-f", str(script), "-l"]
        where = ["-h", str(url.query["host"]), "-U", str(url.username), str(url.database)]
        environment = {"PGPASSWORD": url.password or ""}
        subprocess.run([PROGRAM, *asked, *where], cwd=folder, env=environment, check=True, capture_output=True)
        [log] = Path(folder).glob("pgbench_log.*")
        return statistics.median(int(line.split()[2]) / 1000 for line in log.read_text().splitlines())


PROGRAM = str(programs() / "pgbench")


def _one_line(statement: str) -> str:
    """pgbench ends a statement at a semicolon and takes «:name» for a variable of its own."""
    return " ".join(line.split("--")[0].strip() for line in statement.splitlines()).rstrip("; ")
