"""The two locks say the same, hold what pyproject.toml asks for, and name no machine."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
CONSTRAINTS = (ROOT / "constraints.txt").read_text()
LOCKED = re.compile(r"^([a-z0-9-]+)==([^\s;\\]+)", re.MULTILINE)
HASHED = re.compile(r"^[a-z0-9-]+==[^\n]*\\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE)


def asked_for() -> set[str]:
    """The distributions that pyproject.toml names, extras included, spelled as the locks spell them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    return {re.split(r"[^A-Za-z0-9_.-]", line)[0].lower().replace("_", "-") for line in lines}


def test_the_locks_agree_on_every_version() -> None:
    assert LOCKED.findall(LOCK) == LOCKED.findall(CONSTRAINTS)


def test_everything_asked_for_is_locked() -> None:
    missing = asked_for() - dict(LOCKED.findall(LOCK)).keys()
    assert not missing, f"run `make lock`: {sorted(missing)}"


def test_every_locked_package_has_its_hashes() -> None:
    assert "".join(HASHED.findall(LOCK)) == LOCK


@pytest.mark.parametrize("text", [LOCK, CONSTRAINTS], ids=["requirements.lock", "constraints.txt"])
def test_no_host_and_no_path_is_named(text: str) -> None:
    assert not re.findall(r"://|file:|^-|--(?:index|extra-index|find-links)|\s/[a-z]", text, re.MULTILINE)
