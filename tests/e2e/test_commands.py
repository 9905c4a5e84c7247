"""The command line answers at once and explains itself."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from cyclopts import App
from rich.console import Console


def diary(*arguments: str, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """One command, with a terminal wide enough to read it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DIARY_")}
    return subprocess.run(
        [sys.executable, *python, "-m", "app", *arguments],
        env=environment | {"COLUMNS": "120"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_comes_without_loading_a_messengers_library() -> None:
    answer = diary("--help", python=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip() for line in answer.stderr.splitlines() if line.startswith("import time")}
    assert answer.returncode == 0 and "Usage" in answer.stdout
    assert "cyclopts" in loaded
    assert not loaded & {"aiogram", "aiosmtplib", "reportlab", "apscheduler"}


def commands(of: App, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command and group of commands, by its words."""
    yield path
    for name in of:
        if not name.startswith("-"):
            yield from commands(of[name], (*path, name))


def test_every_command_explains_itself() -> None:
    from app.cli import whole

    app = whole()
    known = list(commands(app))
    assert {("run",), ("import",), ("invite",), ("school", "add"), ("staff", "invite"), ("demo",)} <= set(known)
    for command in known:
        paper = Console(file=io.StringIO(), width=120)
        app.help_print(list(command), console=paper)
        said = paper.file.getvalue()  # type: ignore[attr-defined]
        assert "Usage" in said and " ".join(command) in said, command
        assert len([line for line in said.splitlines() if line.strip()]) > 1, command


def test_a_wrong_command_says_so_and_ends_with_a_code() -> None:
    answer = diary("imporrt")
    assert answer.returncode != 0 and "Traceback" not in answer.stderr + answer.stdout


@pytest.mark.parametrize("missing", [("school", "list")])
def test_a_database_that_is_not_there_is_a_sentence_and_no_traceback(missing: tuple[str, ...]) -> None:
    environment = os.environ | {"DIARY_DATABASE": "postgresql://nobody@127.0.0.1:9/none"}
    answer = subprocess.run(
        [sys.executable, "-m", "app", *missing],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 1 and "diary:" in answer.stderr and "Traceback" not in answer.stderr
