"""Passes to children's data are made by `access` and by the reader of grants, and by nobody else (house rule 3)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("journal_core", "texts", "exchange", "notifier", "storage", "schedules", "bot", "web", "app")
PASSES = {
    "AdminDesk", "Child", "ClassDesk", "ClassPages", "DeputyDesk", "DistrictDesk", "Grants", "HeadDesk",
    "LoadLine", "SecretaryDesk", "ServerDesk", "StaffHat", "TeacherDesk", "Upkeep",
}  # fmt: skip
MAKERS = {"journal_core/access.py", "storage/reader/grants.py"}


def makers(source: str) -> Iterator[str]:
    """The passes that a piece of source makes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in PASSES or (name == "replace" and _is_pass(node)):
                yield name


def _is_pass(call: ast.Call) -> bool:
    first = call.args[0] if call.args else None
    return isinstance(first, ast.Name) and first.id in {"child", "desk", "grants", "pages"}


@pytest.mark.parametrize("room", ROOMS)
def test_nobody_else_makes_a_pass(room: str) -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / room).rglob("*.py")
        if str(path.relative_to(ROOT)) not in MAKERS
        for name in makers(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_the_check_sees_a_forged_pass() -> None:
    assert list(makers("child = Child(pupil_id=7)")) == ["Child"]
    assert list(makers("other = replace(child, pupil_id=7)")) == ["replace"]
