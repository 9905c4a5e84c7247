"""Which keys of the catalog the rooms speak, and with which details; found by reading the sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROOMS = (
    "journal_core", "texts", "exchange", "notifier", "storage", "schedules", "bot", "web", "app",
)  # fmt: skip
Details = frozenset[str] | None  #: names given with a key; None where they are not written out

ERRORS = frozenset({"DiaryError", "Refused", "NotLinked", "Unknown", "Invalid", "TooLate", "Conflict"})
KEY = re.compile(r"[a-z_]+(?:\.[a-z_0-9]+)+")
_IN_TEMPLATE = re.compile(r"""\bt\(\s*["']([a-z_.0-9]+)["'](?!\s*~)""")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A key said somewhere."""

    key: str
    details: Details
    where: str


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    paths = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    return tuple((path, ast.parse(path.read_text())) for path in paths)


@cache
def constants() -> frozenset[str]:
    """Every string of the sources, and every key that a template names; storage's columns look alike and are none."""
    found = {
        node.value
        for path, tree in trees()
        if "storage" not in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return frozenset(found) | {one.key for one in in_templates()}


@cache
def spoken() -> tuple[Spoken, ...]:
    """Every key said by `t(…)`, by an error's code, by a doubt's code."""
    return tuple(_in_sources()) + in_templates()


@cache
def in_templates() -> tuple[Spoken, ...]:
    """Keys of the templates of pushes and pages; a key that is put together from pieces is not among them."""
    rooms = (ROOT / "texts" / "templates", ROOT / "texts" / "pages")
    files = sorted(path for room in rooms for path in room.rglob("*") if path.suffix in (".html", ".txt"))
    return tuple(
        Spoken(match[1], None, str(path.relative_to(ROOT)))
        for path in files
        for match in _IN_TEMPLATE.finditer(path.read_text())
    )


def _in_sources() -> Iterator[Spoken]:
    for path, tree in trees():
        said = _of_a_roll if "enrolment" in path.parts else _said
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield from (Spoken(key, details, where) for key, details in said(node))


def _said(call: ast.Call) -> Iterator[tuple[str, Details]]:
    name = _name(call.func)
    if name in {"t", "html"} or name in ERRORS or name == "refuse":
        yield from ((key, _keywords(call)) for key in _keys(call.args[:1]))
    elif name in {"lesson_title", "_changed"}:
        yield from ((key, None) for key in _keys(call.args[:1]))
    elif name == "Doubt":
        yield from ((key, _literal(call.args[2:3])) for key in _keys(call.args[1:2]))


def _of_a_roll(call: ast.Call) -> Iterator[tuple[str, Details]]:
    """Comparing a roll says its codes without «import.», and puts a line's together from kind and what."""
    name = _name(call.func)
    if name in {"doubt", "doubt_once", "refuse"}:
        yield from ((f"import.{word}", _keywords(call)) for word in _words(call.args[1:2]))
    elif name == "ask":
        details = (_keywords(call) or frozenset()) | {"class", "rows"}
        yield from ((f"import.{word}", details) for word in _words(call.args[1:2]))
    elif name == "Line" and isinstance(call.args[0], ast.Attribute):
        yield from ((f"import.{_kind(call)}_{what}", None) for what in _words(call.args[1:2]))
    elif name == "_lines":
        never_changes = len(call.args) < 4
        for what in ("new",) if never_changes else ("new", "changed"):
            yield f"import.{_kind(call)}_{what}", None


def _kind(call: ast.Call) -> str:
    return _name(call.args[0]).lower()


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _words(nodes: list[ast.expr]) -> Iterator[str]:
    """The strings that these expressions may be; the test of «a if … else b» is none of them."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _words([node.body, node.orelse])


def _keys(nodes: list[ast.expr]) -> Iterator[str]:
    return (word for word in _words(nodes) if KEY.fullmatch(word))


def _keywords(call: ast.Call) -> Details:
    names = [keyword.arg for keyword in call.keywords if keyword.arg != "fatal"]
    return None if None in names else frozenset(name for name in names if name)


def _literal(nodes: list[ast.expr]) -> Details:
    if not nodes:
        return frozenset()
    if not isinstance(nodes[0], ast.Dict):
        return None
    return frozenset(_words([key for key in nodes[0].keys if key]))
