"""Each clause of the five regulations has its row in docs/regulations.md, and each test named there is run."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "regulations.md"

#: Every numbered clause of each text; «1…8» is one by one, (2) a bullet without a number, ¶ a paragraph.
CLAUSES = {
    "000": "1.1…8, 2.1…5, 3.1, 3.2.1…6, 3.3.1…5, 3.4.1…3, 3.5.1…6, 3.6.1…5, 3.7.1…5, 4.1.1…3, 4.2.1…4, 5.1…2",
    "001": ("2.1, 2.4…9, 3.1(1…2), 3.2…6, 4.1.1…6, 4.2.1…3, 4.3.1…12, 4.4.1…8, 4.6.1…6, 5.1…3, 6.1…3, 7.1, 8.1…7"),
    "002": (
        "order 1…4, 1.1…3, 1.4(1…5), 1.5, 2.1(1…2), 2.2(1…2), 2.3, 3.1, 3.1(1…7), 3.2, 3.3(1…8), 3.4(1…4), 3.5(1…2), "
        "3.6(1…3), 3.7(1…2)"
    ),
    "003": (
        "order 1…4, 1.1…9, 1.10(1…3), 1.11…12, 2.1, 2.2.1…10, 3.1.1(1…4), 3.1.2…3, 3.2.1…5, 4.1 а, 4.1 б, "
        "4.1 в, 4.1 г, 4.2 а(1…6), 4.2 б(1…4), 4.2 в(1…4), 4.2 г(1…5), 4.2 д, 4.3(1…7), 5.1…2, 6, "
        "plan 1.1…4, plan 2.1…7"
    ),
    "004": "§1 ¶1…8, §2, §3 ¶1…5",
}
NAME = re.compile(r"`([\w/]+\.py)::([\w.]+)`")


@dataclass(frozen=True)
class Row:
    """A line of a table: the clauses it is about, and its other cells."""

    clauses: tuple[str, ...]
    cells: tuple[str, ...]

    @property
    def served(self) -> bool:
        """Of software; the others only say why they are not."""
        return len(self.cells) == 3


def asked(regulation: str) -> Iterator[str]:
    """The clauses of a regulation, one by one."""
    for written in CLAUSES[regulation].split(", "):
        span = re.search(r"(\d+)…(\d+)", written)
        numbers = range(int(span[1]), int(span[2]) + 1) if span else (0,)
        yield from (written[: span.start()] + str(one) + written[span.end() :] if span else written for one in numbers)


def rows(page: str) -> dict[str, list[Row]]:
    """The lines of every regulation's tables."""
    found: dict[str, list[Row]] = {}
    for section in page.split("\n## ")[1:]:
        lines = (line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| "))
        found[section[:3]] = [
            Row(tuple(one.removesuffix(" ◦") for one in first.split(" · ")), tuple(rest))
            for first, *rest in lines
            if first != "clause"
        ]
    return found


def complaints(page: str) -> list[str]:
    """Everything that is wrong with the page."""
    tables = rows(page)
    found = [f"no section {one}" for one in CLAUSES.keys() - tables.keys()]
    for regulation, lines in tables.items():
        found += [f"{regulation} {one}" for one in (*_clauses(regulation, lines), *_cells(lines))]
    return found


def _clauses(regulation: str, lines: list[Row]) -> Iterator[str]:
    told = [clause for row in lines for clause in row.clauses]
    yield from (f"{clause}: twice" for clause, times in Counter(told).items() if times > 1)
    whole = {_whole(clause) for clause in told}
    yield from (f"{clause}: no row" for clause in asked(regulation) if clause not in whole)
    yield from (f"{clause}: no such clause" for clause in sorted(whole - {*asked(regulation)}))
    parts = {_whole(clause) for clause in told if clause != _whole(clause)}
    yield from (f"{clause}: whole and in parts" for clause in sorted(parts & {*told}))


def _whole(clause: str) -> str:
    """4.2.2 of its part «4.2.2b»: the letter is Latin, those of the texts are Cyrillic."""
    return re.sub(r"(?<=[\d)])[a-z]$", "", clause)


def _cells(lines: list[Row]) -> Iterator[str]:
    for row in lines:
        clause = row.clauses[0]
        if not row.served:
            if len(row.cells) != 1 or not row.cells[0]:
                yield f"{clause}: no reason"
            continue
        what, where, test = row.cells
        if not what or not (NAME.search(where) or "not yet: " in where):
            yield f"{clause}: neither a place nor «not yet»"
        if re.search(r"not yet(?!: \w)", where):
            yield f"{clause}: «not yet» does not say what is missing"
        if bool(NAME.search(where)) != bool(NAME.search(test)):
            yield f"{clause}: a place and no test, or a test and no place"
        yield from (f"{clause}: {one}" for one in _not_run(test))


def _not_run(cell: str) -> Iterator[str]:
    for path, name in NAME.findall(cell):
        why = why_not_run(path, source(path), name)
        if why:
            yield f"{path}::{name} {why}"


@cache
def source(path: str) -> str:
    """A file's text; nothing where there is none."""
    return (ROOT / path).read_text() if (ROOT / path).is_file() else ""


def why_not_run(path: str, text: str, name: str) -> str:
    """Why `make test` would not run this test; empty when it does."""
    tree = _parsed(text)
    function = next(
        (one for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and one.name == name), None
    )
    if not re.fullmatch(r"tests/(\w+/)*test_\w+\.py", path) or not name.startswith("test_") or function is None:
        return "is no test that is collected"
    marks = [one for one in tree.body if isinstance(one, ast.Assign) and _named(one.targets[0]) == "pytestmark"]
    loose = [one for one in tree.body if isinstance(one, ast.Expr | ast.If | ast.Try)]
    stopped = {_named(node) for top in (function, *marks, *loose) for node in ast.walk(top)}
    return "may be passed over" if stopped & {"skip", "skipif", "xfail", "importorskip"} else ""


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def _named(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_every_clause_has_its_row_with_a_place_and_a_test_that_is_run() -> None:
    assert complaints(PAGE.read_text()) == []


@pytest.mark.parametrize(
    ("was", "now", "complaint"),
    [
        ("| 3.4.2 |", "| 3.4.9 |", "000 3.4.2: no row"),
        ("| 3.4.2 |", "| 3.4.9 |", "000 3.4.9: no such clause"),
        ("| 1.2 |", "| 2.1 |", "000 2.1: twice"),
        ("| 4.2.2b |", "| 4.2.2 |", "000 4.2.2: whole and in parts"),
        (
            "not yet: messages between families and teachers (Messages)",
            "later",
            "000 3.7.3: neither a place nor «not yet»",
        ),
        ("not yet: messages between families", "not yet", "000 3.7.3: «not yet» does not say what is missing"),
        (
            "::test_a_quarter_kept_by_003",
            "::test_a_quarter_of_nobody",
            "003 1.10(3): tests/storage/profiles/test_003.py::test_a_quarter_of_nobody is no test that is collected",
        ),
        ("| what the paper itself is about |", "|  |", "000 1.1: no reason"),
    ],
)
def test_a_wrong_row_is_seen(was: str, now: str, complaint: str) -> None:
    page = PAGE.read_text()
    assert was in page
    assert complaint in complaints(page.replace(was, now, 1))


def test_a_row_that_lost_its_tests_is_seen() -> None:
    row = next(line for line in PAGE.read_text().splitlines() if line.startswith("| 3.4.3 |"))
    bare = row.rpartition(" | ")[0] + " | – |"
    assert "000 3.4.3: a place and no test, or a test and no place" in complaints(PAGE.read_text().replace(row, bare))


@pytest.mark.parametrize(
    ("path", "text", "why"),
    [
        ("tests/unit/test_mail.py", "async def test_it(): ...", ""),
        ("tests/unit/test_mail.py", "pytestmark = pytest.mark.asyncio\ndef test_it(): ...", ""),
        ("tests/unit/mail.py", "def test_it(): ...", "is no test that is collected"),
        ("tests/unit/test_mail.py", "def other():\n    def test_it(): ...", "is no test that is collected"),
        ("tests/unit/test_mail.py", "@pytest.mark.skip\ndef test_it(): ...", "may be passed over"),
        ("tests/unit/test_mail.py", "@pytest.mark.xfail(reason='?')\ndef test_it(): ...", "may be passed over"),
        (
            "tests/unit/test_mail.py",
            "pytestmark = [pytest.mark.skipif(True)]\ndef test_it(): ...",
            "may be passed over",
        ),
        ("tests/unit/test_mail.py", "pytest.importorskip('x')\ndef test_it(): ...", "may be passed over"),
        ("tests/unit/test_mail.py", "def test_it():\n    pytest.skip('no')", "may be passed over"),
    ],
)
def test_a_test_that_is_not_run_is_told_from_one_that_is(path: str, text: str, why: str) -> None:
    assert why_not_run(path, text, "test_it") == why
