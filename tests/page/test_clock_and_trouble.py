"""Time that can be stepped, trouble that can be ordered, and the ways of notifications."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from app.demo.servers import SandboxAt
from sandbox.client import Sandbox
from tests.page.conftest import Opens
from tests.page.people import ANNA, bot_says, settle
from tests.page.test_trays import letter

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_five_minutes_an_hour_the_evening_and_friday(town: Sandbox, opens: Opens) -> None:
    reader = await opens()
    now = reader.page.locator("#now")
    for step, shown in (
        ("+5 минут", "10:15пн, 23 ноября"),
        ("+час", "11:15пн, 23 ноября"),
        ("до вечера", "18:00пн, 23 ноября"),
        ("до пятницы 18:00", "18:00пт, 27 ноября"),
        ("до вечера", "18:00сб, 28 ноября"),
        ("до пятницы 18:00", "18:00пт, 4 декабря"),
    ):
        await reader.page.locator("#steps").get_by_role("button", name=step, exact=True).click()
        await expect(now).to_have_text(shown)
    assert (await town.now()).isoformat() == "2026-12-04T18:00:00+03:00"


async def test_time_runs_and_stands(town: Sandbox, opens: Opens) -> None:
    reader = await opens()
    run = reader.page.locator("#steps .run")
    await expect(run).to_have_text("Время стоит")
    await run.click()
    await expect(run).to_have_text("Время идёт")
    assert (await town.get("clock"))["flows"] is True
    await run.click()
    await expect(run).to_have_text("Время стоит")


async def test_trouble_is_seen_while_it_lasts_and_ends_with_one_tap(town: Sandbox, opens: Opens) -> None:
    reader = await opens()
    await reader.page.get_by_role("button", name="Неполадки").click()
    await reader.page.get_by_role("button", name="Telegram просит подождать").click()
    line = reader.page.locator("#trouble")
    await expect(line).to_contain_text("Сейчас неполадки:Telegram просит подождать")
    [fault] = await town.faults()
    assert (fault["service"], fault["kind"]) == ("telegram", "429")
    await line.get_by_role("button", name="Починить всё").click()
    await expect(line).to_be_hidden()
    assert await town.faults() == []


PLAIN = (
    "Telegram недоступен",
    "Telegram молчит: берёт, но не отвечает",
    "Почта не принимает писем",
    "Почта молчит после письма",
    "Такого ящика нет",
    "SMS не ходят",
    "Отчёты об SMS не приходят",
)


@pytest.mark.parametrize("words", PLAIN)
async def test_every_trouble_in_plain_words_can_be_ordered(words: str, town: Sandbox, opens: Opens) -> None:
    reader = await opens()
    await reader.page.get_by_role("button", name="Неполадки").click()
    await reader.page.get_by_role("button", name=words, exact=True).click()
    await expect(reader.page.locator("#trouble")).to_contain_text(words)
    await town.clear_faults()


async def test_the_whole_list_orders_as_often_as_asked(town: Sandbox, opens: Opens) -> None:
    reader = await opens()
    await reader.page.get_by_role("button", name="Неполадки").click()
    await reader.page.locator("dialog summary").click()
    await reader.page.get_by_role("combobox", name="На сколько обращений").select_option("3")
    await reader.page.get_by_role("button", name="Сломать").click()
    await expect(reader.page.locator("#trouble")).to_contain_text("осталось 3")
    assert [fault["count"] for fault in await town.faults()] == [3]


async def test_the_way_of_a_notification_leads_to_its_bubble(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    way = {
        "key": "message:1",
        "person": ANNA,
        "title": "Математика: 9",
        "channel": "telegram",
        "provider_id": "",
        "steps": [
            {"step": "recorded", "at": "2026-11-23T10:10:00+03:00"},
            {"step": "waits", "at": "2026-11-23T10:15:00+03:00"},
        ],
    }
    await town.post("ways", [way])
    reader = await opens(at=f"#{ANNA}")
    line = reader.phone(ANNA).locator(".way summary")
    await expect(line).to_contain_text("Математика: 9записано 10:10 → ждёт до 10:15")
    await town.advance("PT5M")
    number = await bot_says(town, ANNA, "Математика: 9")
    sent = {"step": "sent", "at": "2026-11-23T10:15:00+03:00"}
    await town.post("ways", [way | {"provider_id": str(number), "steps": [*way["steps"], sent]}])  # type: ignore[misc]
    await expect(line).to_contain_text("→ отправлено 10:15 → в чате")
    await line.click()
    await reader.phone(ANNA).get_by_role("button", name="Математика: 9").click()
    await expect(reader.bubble(ANNA, "Математика: 9")).to_have_class("bubble bot tail lit")


async def test_the_way_of_a_letter_stands_above_it(at: SandboxAt, town: Sandbox, opens: Opens) -> None:
    """By its number, or by the minute where the system under trial keeps the number to itself."""
    sent = {"step": "sent", "at": "2026-11-23T10:10:20+03:00"}
    way = {"person": "anna@mail.example", "channel": "email", "steps": [{"step": "recorded"}, sent]}
    await town.post("ways", [way | {"key": "1", "title": "Алгебра: 9", "provider_id": "<one@school>"}])
    await letter(at, "Новая отметка", Message_ID="<one@school>")
    reader = await opens(at="#mail")
    await reader.page.locator("#mail .item").click()
    await expect(reader.page.locator("#mail .ways")).to_contain_text("Алгебра: 9записано → отправлено 10:10 → в ящике")
    await reader.page.get_by_role("button", name="Назад").click()
    later = way | {"steps": [sent | {"at": "2026-11-23T11:10:20+03:00"}]}
    await town.post("ways", [later | {"key": "2", "title": "Физика: 8", "provider_id": "kept secret"}])
    await town.advance("PT1H")
    await letter(at, "Ещё отметка")
    await reader.page.locator("#mail .item", has_text="Ещё отметка").click()
    await expect(reader.page.locator("#mail .ways")).to_contain_text("Физика: 8")
