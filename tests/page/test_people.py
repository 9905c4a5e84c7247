"""Whose phone: roles, news, and a town where nobody lives yet."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from sandbox.client import Sandbox
from tests.page.browser import NARROW
from tests.page.conftest import Opens
from tests.page.people import ANNA, IGOR, SERGEY, VERA, bot_says, settle

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_empty_town_says_how_to_begin_and_begins(town: Sandbox, opens: Opens) -> None:
    reader = await opens()
    await expect(reader.page.get_by_role("heading", name="Здесь будут телефоны")).to_be_visible()
    await expect(reader.page.get_by_text("make demo")).to_be_visible()
    await reader.page.get_by_role("button", name="Добавить Анну").click()
    await reader.phone(1001).get_by_role("button", name="Начать").click()
    await expect(reader.bubble(1001, "/start")).to_be_visible()


async def test_whoever_has_news_is_opened_first_one_of_each_role(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    await bot_says(town, SERGEY, "Физика: 9")
    reader = await opens()
    phones = reader.page.locator(".phone")
    await expect(phones).to_have_count(3)
    assert [int(str(await one.get_attribute("data-id"))) for one in await phones.all()] == [SERGEY, VERA, IGOR]


async def test_choosing_a_role_opens_the_phone_with_the_news(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    await bot_says(town, SERGEY, "Физика: 9")
    reader = await opens(*NARROW)
    await reader.page.get_by_role("button", name="Родитель: 1 новое").click()
    await expect(reader.phone(SERGEY)).to_be_visible()
    await reader.phone(SERGEY).get_by_role("button", name="Назад").click()
    await expect(reader.page.locator("#list li")).to_have_count(2)
    await reader.page.get_by_role("button", name="Учитель 1", exact=True).click()
    await expect(reader.phone(VERA)).to_be_visible()


async def test_news_are_counted_until_somebody_looks(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    reader = await opens(*NARROW)
    for text in ("Физика: 9", "Химия: 8"):
        await bot_says(town, ANNA, text)
    line = reader.page.locator(f"#list [data-id='{ANNA}']")
    await expect(line.get_by_label("2 новых")).to_be_visible()
    await expect(line).to_contain_text("Химия: 8")
    await line.click()
    new = reader.phone(ANNA).locator(".new")
    await expect(new).to_have_text("Новые сообщения")
    order = await reader.phone(ANNA).locator(".chat > li").all_inner_texts()
    assert order[1] == "Новые сообщения" and "Физика: 9" in order[2]
    await reader.phone(ANNA).get_by_role("button", name="Назад").click()
    await expect(line.locator(".badge")).to_have_count(0)
    assert (await town.get("chats", of=ANNA))[0]["unread"] == 0


async def test_a_person_is_found_by_the_child(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    reader = await opens()
    await reader.page.get_by_role("searchbox").fill("маши")
    await expect(reader.page.locator("#list li")).to_have_count(1)
    await expect(reader.page.locator("#list")).to_contain_text("Сергей Дроздов")
    await reader.page.get_by_role("searchbox").fill("никто")
    await expect(reader.page.locator("#list")).to_contain_text("Никого не нашлось")


async def test_the_town_may_be_forgotten_while_it_is_looked_at(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    reader = await opens(at=f"#{ANNA}")
    await expect(reader.phone(ANNA)).to_be_visible()
    await town.post("reset", {"all": True})
    await expect(reader.page.get_by_role("heading", name="Здесь будут телефоны")).to_be_visible()
