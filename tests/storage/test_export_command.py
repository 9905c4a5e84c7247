"""`diary export`: the administrator's files are whole, private, and remembered as reads."""

from __future__ import annotations

import stat
import zipfile
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.cli import export
from app.private_files import private_file
from journal_core.access import SecretaryDesk
from journal_core.actions.office.declarations import declare
from journal_core.entries.revisions import Stamp
from journal_core.errors import Unknown
from journal_core.office.declarations import Declaration, Wish
from journal_core.people import Operator
from storage.transaction import PgStore
from tests.postgres import Database
from tests.storage.pen import Pen
from tests.storage.town import NOON, TODAY, Town, build_town
from tests.unit.paper.made import printed

QUARTER = "I четверть"


@pytest.fixture
async def town(owner: AsyncEngine, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The installation that the environment describes."""
    monkeypatch.setenv("DIARY_DATABASE", database.runtime_dsn)
    monkeypatch.setenv("DIARY_HOME", str(tmp_path / "home"))
    made = await build_town(owner)
    await Pen(owner, made).mark("algebra", TODAY, "Аня", "7")
    return made


def is_private(path: Path) -> bool:
    return stat.S_IMODE(path.stat().st_mode) == 0o600


async def read_by(engine: AsyncEngine) -> list[tuple[str, str]]:
    async with engine.connect() as connection:
        rows = await connection.execute(text("SELECT actor, kind FROM reading ORDER BY id"))
        return [(row.actor.partition(":")[0], row.kind) for row in rows]


async def test_a_class_s_term_is_printed(town: Town, tmp_path: Path, runtime: AsyncEngine) -> None:
    to = tmp_path / "7Б.pdf"
    await export.archive("7B", to, term=QUARTER)
    pages = printed(to.read_bytes())
    assert "Классный журнал" in pages[0] and any("Иванова Аня" in page and "7" in page for page in pages)
    assert is_private(to)
    assert await read_by(runtime) == [("operator", "archive")]


async def test_a_page_a_sheet_and_a_week_are_written_as_their_names_say(
    town: Town, tmp_path: Path, runtime: AsyncEngine
) -> None:
    await export.journal("7Б", "алгебра", tmp_path / "a.xlsx", term=QUARTER)
    await export.journal("7Б", "Английский язык", tmp_path / "e.xlsx", subgroup="1", term=QUARTER)
    await export.summary("7Б", tmp_path / "s.xlsx", term=QUARTER)
    await export.summary("7Б", tmp_path / "s.pdf", term=QUARTER)
    await export.week("7Б", tmp_path / "w.pdf", on=date(2026, 10, 7), pupil=("иванова аня",))
    for name in ("a.xlsx", "e.xlsx", "s.xlsx"):
        assert zipfile.is_zipfile(tmp_path / name) and is_private(tmp_path / name)
    assert "Сводная ведомость" in printed((tmp_path / "s.pdf").read_bytes())[0]
    [week] = printed((tmp_path / "w.pdf").read_bytes())
    assert "Иванова Аня, 7Б" in week and "Петров" not in week
    assert {kind for _, kind in await read_by(runtime)} == {"export"}


async def test_families_who_asked_for_paper_get_their_week(town: Town, tmp_path: Path, runtime: AsyncEngine) -> None:
    desk = SecretaryDesk(None, town.school, Operator("olga"))
    asked = Declaration(town.school.id, TODAY, Wish.PRINTOUT, town.pupils["Борис"], town.guardians["Олег"], "17")
    said = Stamp("declared", Operator("olga"), NOON)
    await declare(PgStore(runtime), desk, asked, said)
    await export.week("7Б", tmp_path / "w.pdf", on=TODAY, declared=True)
    [page] = printed((tmp_path / "w.pdf").read_bytes())
    assert "Петров Борис, 7Б" in page and "Иванова" not in page


@pytest.mark.parametrize("version", ["1.1", "1.2"])
async def test_the_whole_school_leaves_as_a_oneroster(
    town: Town, tmp_path: Path, runtime: AsyncEngine, version: str
) -> None:
    to = tmp_path / "school.zip"
    await export.oneroster(to, version=version)  # type: ignore[arg-type]
    with zipfile.ZipFile(to) as archive:
        assert f"oneroster.version,{version}" in archive.read("manifest.csv").decode()
        assert len(archive.read("results.csv").decode().splitlines()) == 2
    assert is_private(to)
    assert await read_by(runtime) == [("operator", "export")] * 3


async def test_what_is_not_there_is_named_with_what_there_is_and_no_file_is_left(town: Town, tmp_path: Path) -> None:
    to = tmp_path / "x"
    for asked, code, known in (
        (export.archive("9Я", to), "export.no_class", "1А, 7А, 7Б"),
        (export.archive("7Б", to, term="V четверть"), "export.no_term", "I четверть"),
        (export.journal("7Б", "Химия", to, term=QUARTER), "export.no_page", "Алгебра, Английский язык 1"),
        (export.week("7Б", to, on=TODAY, pupil=("Никто",)), "export.no_pupil", "Ёлкина Галя, Иванова Аня"),
    ):
        with pytest.raises(Unknown) as unknown:
            await asked
        assert (unknown.value.code, unknown.value.details["known"].startswith(known)) == (code, True)
    assert list(tmp_path.glob("*x*")) == []


def test_a_file_that_was_not_finished_leaves_the_old_one_as_it_was(tmp_path: Path) -> None:
    old = tmp_path / "old.pdf"
    old.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), private_file(old) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert old.read_bytes() == b"old" and list(tmp_path.iterdir()) == [old]
    with private_file(old) as file:
        file.write(b"new")
    assert old.read_bytes() == b"new" and is_private(old)
