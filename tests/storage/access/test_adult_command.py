"""`diary adult`: an adult is barred by a court's paper, a lost phone's link is taken back, without a chat."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from app.cli import adult, console
from journal_core.errors import Invalid, Unknown
from tests.postgres import Database
from tests.storage.office import MARIA, OLEG, Office
from tests.storage.town import build_town

COURT = "определение суда от 01.10.2026"


@pytest.fixture
async def office(
    owner: AsyncEngine, runtime: AsyncEngine, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """The installation that the environment describes; Maria, Anya's mother, is linked."""
    monkeypatch.setenv("DIARY_DATABASE", database.runtime_dsn)
    monkeypatch.setenv("DIARY_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(console, "width", 200)
    made = Office(await build_town(owner), runtime, owner)
    await made.link(MARIA, "Аня")
    return made


async def children(office: Office) -> tuple[str, ...]:
    """Whose diary opens to Maria at her next press."""
    grants = await office.grants(MARIA)
    return tuple(child.name for child in grants.children) if grants else ()


async def listed() -> str:
    with console.capture() as told:
        await adult.list_("7Б")
    return " ".join(told.get().split())


async def test_a_court_s_paper_closes_the_diary_and_another_opens_it(office: Office) -> None:
    await adult.bar("7б", "Иванова Аня", "иванова мария", paper=COURT)
    assert await children(office) == ()
    assert "закрыт решением с" in await listed()
    await adult.lift("7Б", "Иванова", "Иванова", paper="определение суда от 02.11.2026")
    assert await children(office) == ("Аня",)
    told = await office.ask("SELECT action, details ->> 'reason' FROM audit WHERE action LIKE '%bar%' ORDER BY id")
    assert [tuple(row) for row in told] == [("bar_adult", COURT), ("lift_bar", "определение суда от 02.11.2026")]


async def test_a_lost_phones_link_is_taken_back_and_said_to_be_gone(office: Office) -> None:
    assert "открыт" in await listed()
    await adult.revoke("7Б", "Иванова Аня", "Иванова Мария")
    assert await children(office) == ()
    with pytest.raises(Unknown, match="adult.not_linked"):
        await adult.revoke("7Б", "Иванова Аня", "Иванова Мария")


async def test_one_who_came_without_a_record_is_chosen_by_what_they_are(office: Office) -> None:
    await office.link(MARIA, "Вова")
    await adult.bar("7Б", "Сидоров Вова", "законный представитель", paper=COURT)
    assert await children(office) == ("Аня",)
    await adult.revoke("7Б", "Сидоров Вова", "законный представитель")
    await adult.lift("7Б", "Сидоров Вова", "законный представитель", paper=COURT)
    assert await office.count("bar") == 0


async def test_two_without_a_record_are_told_apart_by_the_number_that_the_list_shows(office: Office) -> None:
    barred = f"законный представитель № {(await office.link(MARIA, 'Вова')).person_id}"
    await adult.bar("7Б", "Сидоров Вова", "законный представитель", paper=COURT)
    await adult.revoke("7Б", "Сидоров Вова", "законный представитель")
    await office.link(OLEG, "Вова")
    assert barred in await listed()
    with pytest.raises(Unknown, match="bar.adult_unclear"):
        await adult.lift("7Б", "Сидоров Вова", "законный представитель", paper=COURT)
    await adult.lift("7Б", "Сидоров Вова", barred, paper=COURT)
    assert await office.count("bar") == 0


@pytest.mark.parametrize(
    ("pupil", "whom"), [("Иванова Аня", "Петров"), ("Петрова", "Иванова Мария"), ("", "Иванова"), ("Иванова Аня", " ")]
)
async def test_whom_nobody_or_several_may_mean_changes_nothing(office: Office, pupil: str, whom: str) -> None:
    with pytest.raises(Unknown, match="bar.adult_unclear"):
        await adult.bar("7Б", pupil, whom, paper=COURT)
    assert await office.count("bar") == 0


async def test_without_a_paper_nobody_is_barred(office: Office) -> None:
    with pytest.raises(Invalid, match="bar.paper_unnamed"):
        await adult.bar("7Б", "Иванова Аня", "Иванова Мария", paper=" ")
    assert await office.count("bar") == 0
