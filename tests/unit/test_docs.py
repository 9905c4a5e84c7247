"""The documents speak of what is there: every file, function, command and link they name exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from cyclopts import App

from notifier.states import State, may_step

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()}
#: Endings of files that the pages speak of by path.
ENDINGS = (".py", ".md", ".toml", ".yaml", ".lock", ".txt", ".po")
#: `diary school add` and what follows; words that could be subcommands.
COMMAND = re.compile(r"(?:^|[\s`])diary((?: [a-z][a-z-]*)*)")
ABSOLUTE = re.compile(r"(?<![\w.~}])/(?:home|root|tmp|usr|opt|Users)/")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def code(page: Path) -> Iterator[str]:
    """What stands in backticks on a page, fenced blocks line by line."""
    text = page.read_text()
    for block in re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL))


def named_paths(page: Path) -> Iterator[str]:
    """`room/file.py`, `room/file.py::name`, `room/file` and `room/`; patterns with <…>, {…}, * are left out."""
    for words in code(page):
        for word in words.split():
            path = word.partition("::")[0].rstrip(".,;:")
            if re.search(r"[<>{}*…=]", path) or "://" in path or path.startswith(("-", "/", ".venv", "~")):
                continue
            known = path.partition("/")[0] in FOLDERS and "/" in path
            if known and (path.endswith((*ENDINGS, "/")) or "." not in path.rpartition("/")[2]):
                yield path


def names_in(tree: ast.AST, prefix: str = "") -> Iterator[str]:
    """Functions, classes with their methods, and constants of a file."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield prefix + name
            case ast.ClassDef(name=name):
                yield prefix + name
                yield from names_in(node, f"{name}.")
            case ast.Assign(targets=[ast.Name(id=name), *_]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield prefix + name


@cache
def names_of(path: str) -> frozenset[str]:
    """The same of a file by its path; nothing where there is none."""
    there = ROOT / path
    return frozenset(names_in(ast.parse(there.read_text()))) if there.exists() else frozenset()


@cache
def commands() -> frozenset[tuple[str, ...]]:
    """Every command and group of the console script, as its words."""
    from app.cli import whole

    def below(group: App, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield words
        for name in group:
            if not name.startswith("-"):
                yield from below(group[name], (*words, name))

    return frozenset(below(whole(), ()))


@pages
def test_every_file_and_folder_that_is_named_exists(page: Path) -> None:
    missing = {path for path in named_paths(page) if not (ROOT / path).exists() and not (ROOT / f"{path}.py").exists()}
    assert not missing


@pages
def test_every_function_that_is_named_is_in_its_file(page: Path) -> None:
    missing = [
        f"{path}::{name}"
        for words in code(page)
        for path, name in re.findall(r"([\w/]+\.py)::([\w.]+)", words)
        if name not in names_of(path)
    ]
    assert not missing


@pages
def test_every_command_that_is_named_is_a_command(page: Path) -> None:
    unknown = []
    for words in code(page):
        for found in COMMAND.findall(words):
            said = tuple(found.split())
            if said[:2] not in commands() and said[:1] not in commands() - {("school",), ("staff",)}:
                unknown.append(f"diary{found}")
    assert not unknown


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
        path, _, heading = target.partition("#")
        if "://" in target:
            continue
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (heading and heading not in headings(there)):
            broken.append(target)
    assert not broken


def headings(page: Path) -> set[str]:
    """Headings as GitHub's anchors."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pages
def test_no_path_of_one_machine_is_named(page: Path) -> None:
    assert not ABSOLUTE.findall(page.read_text())


def test_the_picture_of_the_states_draws_no_step_that_cannot_be_made() -> None:
    picture = (ROOT / "docs" / "way-of-one-mark.md").read_text()
    ends = re.findall(r'state "([\w· ]+)" as ended', picture)[0].split(" · ")
    steps = re.findall(r"^ +(\w+) --> (\w+)", picture, re.MULTILINE)
    drawn = [(State(before), State(one)) for before, after in steps for one in (ends if after == "ended" else [after])]
    assert [step for step in drawn if not may_step(*step)] == []
    assert {state for step in drawn for state in step} == set(State)


def test_every_page_of_the_documents_stands_in_their_index() -> None:
    index = ROOT / "docs" / "README.md"
    targets = re.findall(r"\]\(([^)#\s]+)", index.read_text())
    linked = {(index.parent / target).resolve() for target in targets}
    lost = [str(page.relative_to(ROOT)) for page in PAGES if page != index and page.resolve() not in linked]
    assert not lost


FRONTS = ROOT / "README.md", ROOT / "README.ru.md"


def test_both_front_pages_hold_the_same() -> None:
    """The same skeleton and the same commands, pictures, links and marks of the comparison, in two languages."""
    english, russian = (skeleton(page.read_text()) for page in FRONTS)
    assert english == russian


def skeleton(text: str) -> dict[str, object]:
    """Whatever is not words."""
    commands = [
        line.partition("#")[0].strip()
        for block in re.findall(r"```\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]
    links = sorted(
        link
        for link in re.findall(r"[(\"]([\w./:-]+\.(?:md|png|txt)|https://[^)]+)[)\"]", text)
        if "README" not in link
    )
    rows = [re.findall(r"(?<=\|) ([+±–·? ]+?) (?=\|)", line) for line in text.splitlines() if line.startswith("| ")]
    return {
        "headings": [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)],
        "commands": commands,
        "links": links,
        "rows": rows,
        "lists": len(re.findall(r"^\* ", text, re.MULTILINE)),
        "bold": text.count("**"),
        "variables": sorted(set(re.findall(r"DIARY_\w+", text))),
    }
