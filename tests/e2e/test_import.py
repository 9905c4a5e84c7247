"""A school comes from its files, by the administrator's command line, before anybody has a chat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from app.demo.servers import CommandFailed, GatewayProcess, SandboxAt
from exchange.formats import workbook
from journal_core.roll import FullName, PupilRow, Roll, TermRow
from storage.dsn import for_asyncpg
from storage.embedded import EmbeddedServer
from tests.e2e import school

SAMPLES = Path(__file__).parents[1] / "samples"

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Office:
    """An installation that nobody runs: only its command line and its database."""

    def __init__(self, home: Path, server: EmbeddedServer) -> None:
        nowhere = SandboxAt("http://127.0.0.1:9", 9)
        self.process = GatewayProcess(nowhere, home, {"DIARY_CLOCK": ""}, listen="127.0.0.1:9")
        self.server = server

    async def command(self, *arguments: str) -> str:
        return await self.process.command(*arguments)

    async def refused(self, *arguments: str) -> str:
        """What a command says that must not succeed."""
        with pytest.raises(CommandFailed) as failed:
            await self.command(*arguments)
        return str(failed.value)

    async def state(self) -> dict[str, str]:
        """A fingerprint of every table an import could touch."""
        connection = await asyncpg.connect(for_asyncpg(self.server.runtime_dsn("diary")))
        tables = ("pupil", "guardian", "guardianship", "staff", "membership", "school_class", "subject", "subgroup",
                  "subgroup_member", "term", "bell", "timetable_line", "lesson")  # fmt: skip
        try:
            return {
                name: await connection.fetchval(
                    f"SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' ORDER BY t.id)), '') FROM {name} t"
                )
                for name in tables
            }
        finally:
            await connection.close()

    async def count(self, table: str) -> int:
        return int((await self.state())[table].split()[0])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    home = tmp_path_factory.mktemp("office")
    server = EmbeddedServer(home / "postgres")
    await asyncio.to_thread(server.start)  # held, so that commands need not start it each
    try:
        made = Office(home, server)
        await made.command("school", "add", school.NAME, "--profile", "000", "--jurisdiction", "by-state")
        yield made
    finally:
        await asyncio.to_thread(server.stop)


async def test_a_dry_run_shows_the_new_pupils_and_changes_nothing(office: Office, tmp_path: Path) -> None:
    book = tmp_path / school.WORKBOOK
    book.write_bytes(workbook.write(school.roll()))
    before = await office.state()
    said = await office.command("import", str(book), "--dry-run")
    assert "новый ученик Иванов Пётр" in said.replace("\n", " ") or "новый класс 7Б" in said
    assert "Пока ничего не записано" in said
    assert await office.state() == before


async def test_the_same_workbook_twice_changes_nothing_the_second_time(office: Office, tmp_path: Path) -> None:
    book = tmp_path / school.WORKBOOK
    book.write_bytes(workbook.write(school.roll()))
    assert "Готово: " in await office.command("import", str(book))
    assert await office.count("pupil") == len(school.CHILDREN)
    before = await office.state()
    assert "Готово: изменено 0 записей, вопросов: 0." in await office.command("import", str(book))
    assert await office.state() == before


async def test_a_file_that_is_no_table_is_refused_by_name_with_the_reason(office: Office, tmp_path: Path) -> None:
    letter = tmp_path / "письмо.xlsx"
    letter.write_bytes(b"<html><body>Report</body></html>")
    before = await office.state()
    said = await office.refused("import", str(letter))
    assert "письмо.xlsx" in said and "веб-страница" in said
    assert await office.state() == before


async def test_a_calendar_that_cannot_be_is_refused_with_its_row_and_nothing_changes(
    office: Office, tmp_path: Path
) -> None:
    book = tmp_path / "calendar.xlsx"
    first, last = date(2027, 1, 11), date(2027, 3, 20)
    overlapping = TermRow(school.NOWHERE, "term", "3 четверть", first, last)
    newcomer = PupilRow(school.NOWHERE, FullName("Сомов", "Илья"), "7Б", date(2013, 2, 1))
    book.write_bytes(workbook.write(Roll(pupils=(newcomer,), terms=(overlapping,))))
    before = await office.state()
    said = await office.refused("import", str(book))
    assert "3 четверть и 2 четверть пересекаются" in said.replace("\n", " ")
    assert "calendar.xlsx" in said and "ничего не изменилось" in said
    assert await office.state() == before


async def test_a_row_that_cannot_be_read_is_named_and_only_that_row_is_left_out(office: Office, tmp_path: Path) -> None:
    rows = tmp_path / "lists.csv"
    rows.write_text("Фамилия;Имя;Дата рождения;Класс\nСомов;Илья;31.02.2013;7Б\nЩеглова;Нина;01.03.2013;7Б\n", "utf-8")
    before = await office.count("pupil")
    said = await office.command("import", str(rows))
    assert "lists.csv" in said and "31.02.2013" in said
    assert await office.count("pupil") == before + 1


@pytest.mark.parametrize(
    ("name", "pupils"), [("kontingent.xlsx", 36), ("spisok_7B.xls", 27), ("ucheniki_cp1251.csv", 27)]
)
async def test_a_list_as_schools_keep_them_is_taken_whole(
    office: Office, tmp_path: Path, name: str, pupils: int
) -> None:
    number = f"Школа для {name}"
    await office.command("school", "add", number)
    before = await office.count("pupil")
    await office.command("import", str(SAMPLES / name), "--school", number)
    assert await office.count("pupil") == before + pupils
