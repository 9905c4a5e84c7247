"""Buttons under bubbles and under the line: what a person sees from the press to the answer."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from sandbox.client import Sandbox
from tests.page.conftest import Opens
from tests.page.people import ANNA, SERGEY, answering, bot_says, settle

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_pressed_button_waits_for_the_bot_and_shows_its_words(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    await bot_says(town, ANNA, "Русский язык: 6", {"Неделя": "w", "Оценки": "m"})
    reader = await opens(at=f"#{ANNA}")
    button = reader.phone(ANNA).get_by_role("button", name="Неделя")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    async with answering(town, text="Сохранено") as heard:
        await expect(reader.phone(ANNA).get_by_role("alert")).to_have_text("Сохранено")
        await expect(button).not_to_have_attribute("aria-busy", "true")
    assert [update["callback_query"]["data"] for update in heard] == ["w"]


async def test_an_alert_wants_to_be_read(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    await bot_says(town, ANNA, "Удалить?", {"Да": "y"})
    reader = await opens(at=f"#{ANNA}")
    async with answering(town, text="Это нельзя вернуть.", show_alert=True):
        await reader.phone(ANNA).get_by_role("button", name="Да").click()
        box = reader.page.get_by_role("dialog", name="Это нельзя вернуть.")
        await expect(box).to_be_visible()
    await box.get_by_role("button", name="Понятно").click()
    await expect(box).to_have_count(0)


async def test_a_screen_that_changes_under_the_finger_keeps_the_keyboard(town: Sandbox, opens: Opens) -> None:
    """The bot edits the message that was pressed: who goes by keyboard stays where they were."""
    await settle(town)
    number = await bot_says(town, ANNA, "Понедельник", {"‹": "a", "›": "b"})
    reader = await opens(at=f"#{ANNA}")
    async with answering(town):
        await reader.phone(ANNA).get_by_role("button", name="›").focus()
        await reader.page.keyboard.press("Enter")
        keyboard = {"inline_keyboard": [[{"text": "‹", "callback_data": "c"}, {"text": "›", "callback_data": "d"}]]}
        await town.as_bot("editMessageText", chat_id=ANNA, message_id=number, text="Вторник", reply_markup=keyboard)
        await expect(reader.bubble(ANNA, "Вторник")).to_be_visible()
    await expect(reader.phone(ANNA).get_by_role("button", name="›")).to_be_focused()


async def test_a_number_is_shared_only_when_its_owner_agrees(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    keyboard = {"keyboard": [[{"text": "Отправить номер", "request_contact": True}]]}
    for person in (ANNA, SERGEY):
        await bot_says(town, person, "Ваш номер?", reply_markup=keyboard)
    reader = await opens(at=f"#{ANNA},{SERGEY}")
    await reader.phone(ANNA).get_by_role("button", name="Отправить номер").click()
    question = reader.page.get_by_role("dialog")
    await expect(question).to_contain_text("+375291234567")
    await question.get_by_role("button", name="Отменить").click()
    await reader.phone(ANNA).get_by_role("button", name="Отправить номер").click()
    await question.get_by_role("button", name="Поделиться").click()
    await expect(reader.bubble(ANNA, "+375291234567")).to_have_count(1)
    await reader.phone(SERGEY).get_by_role("button", name="Отправить номер").click()
    await expect(reader.phone(SERGEY).get_by_role("alert")).to_have_text("У этого человека нет номера телефона.")


async def test_a_rich_message_is_a_table_with_its_buttons(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    cell = {"align": "left", "valign": "top"}
    table = {
        "type": "table",
        "is_bordered": True,
        "cells": [
            [{"text": "Урок", "is_header": True, **cell}, {"text": "Отметка", "is_header": True, **cell}],
            [{"text": "Физика", **cell}, {"text": [{"type": "bold", "text": "9"}], **cell}],
        ],
    }
    buttons = {"type": "buttons", "buttons": [{"text": "Открыть", "callback_data": "o"}]}
    blocks = [{"type": "heading", "text": "Вторник", "size": 3}, table, buttons]
    said = await town.as_bot("sendRichMessage", chat_id=ANNA, rich_message={"blocks": blocks})
    assert said["ok"], said
    reader = await opens(at=f"#{ANNA}")
    phone = reader.phone(ANNA)
    await expect(phone.get_by_role("heading", name="Вторник")).to_be_visible()
    await expect(phone.get_by_role("row", name="Физика 9")).to_be_visible()
    await expect(phone.get_by_role("button", name="Открыть")).to_have_count(1)
