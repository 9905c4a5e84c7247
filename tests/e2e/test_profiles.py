"""A school picks its regulation by name, and overrides a point of it, on the administrator's command line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from app.demo.servers import CommandFailed, GatewayProcess, SandboxAt
from exchange.formats import workbook
from storage.embedded import EmbeddedServer
from tests.e2e import school

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def gateway(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[GatewayProcess]:
    """An installation that nobody runs, without a school."""
    home = tmp_path_factory.mktemp("profiles")
    server = EmbeddedServer(home / "postgres")
    await asyncio.to_thread(server.start)  # held, so that commands need not start it each
    try:
        yield GatewayProcess(SandboxAt("http://127.0.0.1:9", 9), home, {"DIARY_CLOCK": ""}, listen="127.0.0.1:9")
    finally:
        await asyncio.to_thread(server.stop)


async def invited(gateway: GatewayProcess) -> set[str]:
    """Which adults of 7Б are given a code now."""
    codes = gateway.home / "codes.json"
    await gateway.command("invite", "7Б", "--json", str(codes))
    made = {slip["adult"] for slip in json.loads(codes.read_text())}
    codes.unlink()
    return made


async def test_a_school_added_by_profile_keeps_its_law_until_it_overrides_a_point(gateway: GatewayProcess) -> None:
    """By 003 access is given on application only: nobody of 7Б has applied."""
    added = await gateway.command("school", "add", school.NAME, "--profile", "003", "--jurisdiction", "ru-private")
    assert "003" in added and "Asia/Omsk" in added
    book = gateway.home / school.WORKBOOK
    book.write_bytes(workbook.write(school.roll()))
    await gateway.command("import", str(book))
    assert await invited(gateway) == set()
    assert "on_application, marks_due" in await gateway.command(
        "school", "set", "on_application=no", "marks_due=1 12:00"
    )
    assert "Иванова Мария Ильинична" in await invited(gateway)


async def test_nonsense_of_a_profile_or_a_point_is_refused_by_name(gateway: GatewayProcess) -> None:
    assert "000, 001, 002, 003, 004" in await refused(gateway, "school", "add", "Школа № 2", "--profile", "009")
    assert "marks_due" in await refused(gateway, "school", "set", "marks_due=послезавтра")


async def refused(gateway: GatewayProcess, *arguments: str) -> str:
    """What a command says that must not succeed, on one line."""
    with pytest.raises(CommandFailed) as failed:
        await gateway.command(*arguments)
    return " ".join(str(failed.value).split())
