"""By webhook: a mark's whole way, in one process or in two, and the way back to polling."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.demo.servers import GatewayProcess
from tests.e2e.school import CHILDREN, KOVALEVA
from tests.e2e.trial import Trial, found_school, let_in, pair

pytestmark = pytest.mark.asyncio(loop_scope="session")

PETYA = "Иванов Пётр"


async def brought(trial: Trial) -> bool:
    """Whether Telegram brings the bot's updates."""
    [bot] = await trial.sandbox.get("webhook")
    return bool(bot["url"])


async def a_mark_arrives(trial: Trial, value: str) -> None:
    """A teacher posts it, the mother reads it, and nobody polled for any of this."""
    maria = trial.parent(PETYA)
    await trial.school_hours()
    place = await trial.mark(maria)
    await trial.posts(KOVALEVA, f"7Б Иванов {value}")
    await trial.step("PT5M")
    [pushed] = await trial.since(maria, place)
    assert f"Алгебра: {value}" in pushed.text
    assert "Алгебра" in (await trial.says(maria, "оценки")).text


async def updates(trial: Trial) -> str:
    """How they come, as the gateway tells whoever watches it."""
    return str((await trial.gateway.health())["updates"])


async def polls(trial: Trial) -> int:
    return sum(one["method"].lower() == "getupdates" for one in await trial.sandbox.calls())


async def test_a_mark_goes_its_whole_way_by_webhook_and_back_to_polling(tmp_path: Path) -> None:
    async with pair(tmp_path, DIARY_WEBHOOK="yes") as trial:
        await found_school(trial)
        await let_in(trial, [child for child in CHILDREN if child.name == PETYA])
        assert await updates(trial) == "webhook"
        assert await brought(trial)
        await a_mark_arrives(trial, "9")
        assert await polls(trial) == 0
        await trial.gateway.kill()
        maria = trial.parent(PETYA)
        place = await maria.says("оценки")  # while nobody is there
        await trial.gateway.start()
        [answer] = await trial.since(maria, place)
        assert "Алгебра" in answer.text

        await trial.gateway.stop()
        trial.gateway.more["DIARY_WEBHOOK"] = "no"
        place = await maria.says("оценки")
        await trial.gateway.start()
        assert await updates(trial) == "polling"
        [answer] = await trial.since(maria, place)
        assert "Алгебра" in answer.text
        assert not await brought(trial)
        await a_mark_arrives(trial, "8")
        await trial.look_over()


async def test_the_door_and_the_bot_may_be_two_processes(tmp_path: Path) -> None:
    async with pair(tmp_path, DIARY_WEBHOOK="yes") as trial:
        await found_school(trial)
        await let_in(trial, [child for child in CHILDREN if child.name == PETYA])
        await trial.gateway.stop()
        street = replace(trial.gateway, only=("web",), process=None)
        rest = replace(trial.gateway, only=("bot", "notifier", "schedules"), process=None)
        try:
            await street.start()
            await rest.start()
            await a_mark_arrives(trial, "10")
            assert await polls(trial) == 0
        finally:
            for one in (rest, street):
                await one.stop()
        await _nothing_odd(trial, street, rest)


async def _nothing_odd(trial: Trial, *processes: GatewayProcess) -> None:
    assert await trial.sandbox.violations() == []
    assert {one.log for one in processes} == {trial.gateway.log}
    assert trial.troubles() == []
