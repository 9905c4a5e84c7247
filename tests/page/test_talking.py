"""A phone is a messenger: people say, answer, change and send, and read what the bot did."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from sandbox.client import Sandbox
from tests.page.conftest import Opens
from tests.page.people import ANNA, PIXEL, SERGEY, answering, bot_says, settle

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_anna_writes_and_reads_the_answer(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    reader = await opens(at=f"#{ANNA}")
    await reader.says(ANNA, "/start K7M2")
    await expect(reader.bubble(ANNA, "/start K7M2")).to_have_class("bubble person tail")
    await bot_says(town, ANNA, "<b>Здравствуйте!</b>")
    answer = reader.bubble(ANNA, "Здравствуйте!")
    await expect(answer).to_have_class("bubble bot tail")
    await expect(answer.locator("b")).to_have_text("Здравствуйте!")
    await expect(answer.locator("time")).to_have_text("10:10")


async def test_one_tick_is_sent_and_two_are_with_the_bot(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    reader = await opens(at=f"#{ANNA}")
    await bot_says(town, ANNA, "Напишите что-нибудь")
    await reader.says(ANNA, "Что задали?")
    own = reader.bubble(ANNA, "Что задали?")
    await expect(own.get_by_role("img", name="отправлено")).to_be_visible()
    async with answering(town) as heard:
        await expect(own.get_by_role("img", name="отправлено")).to_be_visible()
        while not heard:
            await town.get("wait", timeout=0.05)
        await bot_says(town, ANNA, "Ничего")
        await expect(own.get_by_role("img", name="бот получил")).to_be_visible()


async def test_sergey_answers_a_message_and_the_quote_leads_back(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    first = await bot_says(town, SERGEY, "Физика: 9")
    for number in range(30):
        await bot_says(town, SERGEY, f"Задание {number}")
    reader = await opens(at=f"#{SERGEY}")
    await reader.phone(SERGEY).locator(".chat").evaluate("(chat) => { chat.scrollTop = 0 }")
    await reader.bubble(SERGEY, "Физика: 9").click(button="right")
    await reader.page.get_by_role("button", name="Ответить").click()
    await reader.says(SERGEY, "Спасибо")
    own = reader.bubble(SERGEY, "Спасибо")
    await expect(own).to_be_in_viewport()
    await own.get_by_role("button", name="Ответ: Физика: 9").click()
    await expect(reader.bubble(SERGEY, "Физика: 9").first).to_be_in_viewport()
    assert (await town.get(f"people/{SERGEY}/screen"))[-1]["reply_to"] == first


async def test_anna_changes_her_last_words_with_the_arrow_up(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    reader = await opens(at=f"#{ANNA}")
    await reader.says(ANNA, "Буду в пять")
    await expect(reader.bubble(ANNA, "Буду в пять")).to_be_visible()
    line = reader.phone(ANNA).get_by_role("textbox")
    await line.press("ArrowUp")
    await expect(line).to_have_value("Буду в пять")
    await reader.says(ANNA, "Буду в шесть")
    await expect(reader.bubble(ANNA, "Буду в шесть").get_by_role("button", name="изменено")).to_be_visible()


async def test_a_correction_tells_what_it_said_before(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    number = await bot_says(town, ANNA, "Русский язык: 6")
    await town.as_bot("editMessageText", chat_id=ANNA, message_id=number, text="Русский язык: 4")
    reader = await opens(at=f"#{ANNA}")
    bubble = reader.bubble(ANNA, "Русский язык: 4")
    await bubble.get_by_role("button", name="изменено").click()
    await expect(bubble.locator(".was")).to_contain_text("Русский язык: 6")


async def test_deleted_silent_hidden_and_liked_are_seen(town: Sandbox, opens: Opens) -> None:
    [anna, *_] = await settle(town)
    gone = await bot_says(town, ANNA, "Лишнее")
    await town.as_bot("deleteMessage", chat_id=ANNA, message_id=gone)
    quiet = await bot_says(town, ANNA, "Ночное: <tg-spoiler>9</tg-spoiler>", disable_notification=True)
    await anna.reacts(quiet, "👍")
    reader = await opens(at=f"#{ANNA}")
    phone = reader.phone(ANNA)
    await expect(phone.get_by_text("Сообщение удалено")).to_be_visible()
    await expect(phone.get_by_text("Лишнее")).to_have_count(0)
    await expect(phone.get_by_role("img", name="без звука")).to_be_visible()
    await expect(phone.locator(".reactions")).to_contain_text("👍")
    hidden = phone.get_by_role("button", name="Скрыто, нажмите, чтобы прочесть")
    await hidden.click()
    await expect(phone.locator("tg-spoiler.open")).to_have_text("9")


async def test_typing_is_shown_until_the_bot_has_spoken(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    reader = await opens(at=f"#{ANNA}")
    await town.as_bot("sendChatAction", chat_id=ANNA, action="typing")
    await expect(reader.phone(ANNA).get_by_text("печатает…")).to_be_visible()
    await bot_says(town, ANNA, "Готово")
    await expect(reader.phone(ANNA).get_by_text("печатает…")).to_have_count(0)
    await expect(reader.phone(ANNA).get_by_text("мама Льва, 5В")).to_be_visible()


async def test_a_picture_opens_large_and_a_file_tells_its_size(town: Sandbox, opens: Opens) -> None:
    [anna, *_] = await settle(town)
    await anna.says(caption="Справка", document=("справка.pdf", b"x" * 2048))
    await anna.says(caption="Доска", photo=PIXEL)
    reader = await opens(at=f"#{ANNA}")
    file = reader.phone(ANNA).get_by_role("link", name="справка.pdf")
    await expect(file).to_contain_text("2 КБ")
    await expect(file).to_have_attribute("download", "справка.pdf")
    await reader.phone(ANNA).get_by_role("button", name="Доска", exact=True).click()
    viewer = reader.page.get_by_role("dialog", name="Картинка")
    await expect(viewer.locator("img")).to_be_visible()
    await reader.page.keyboard.press("Escape")
    await expect(viewer).to_have_count(0)


async def test_anna_sends_two_photos_as_an_album(town: Sandbox, opens: Opens, tmp_path: Path) -> None:
    await settle(town)
    photos = [tmp_path / "доска.png", tmp_path / "тетрадь.png"]
    for photo in photos:
        photo.write_bytes(PIXEL)
    reader = await opens(at=f"#{ANNA}")
    await reader.phone(ANNA).locator("input[type=file]").set_input_files(photos)
    await expect(reader.phone(ANNA).locator(".pending > span")).to_have_count(2)
    await reader.says(ANNA, "С урока")
    album = reader.phone(ANNA).get_by_role("group", name="Альбом")
    await expect(album.get_by_role("button")).to_have_count(2)
    await expect(reader.bubble(ANNA, "С урока")).to_have_count(1)


async def test_the_menu_of_commands_offers_and_sends(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    commands = [{"command": "week", "description": "Неделя"}, {"command": "menu", "description": "Меню"}]
    await town.as_bot("setMyCommands", commands=commands)
    reader = await opens(at=f"#{ANNA}")
    line = reader.phone(ANNA).get_by_role("textbox")
    await line.fill("/w")
    await expect(reader.phone(ANNA).locator(".menu button")).to_have_count(1)
    await line.press("Enter")
    await expect(reader.bubble(ANNA, "/week")).to_be_visible()


async def test_anna_blocks_the_bot_and_lets_it_in_again(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    reader = await opens(at=f"#{ANNA}")
    await reader.phone(ANNA).get_by_role("button", name="Что сделать с телефоном").click()
    await reader.page.get_by_role("button", name="Заблокировать бота").click()
    await expect(reader.phone(ANNA).get_by_text("бот заблокирован")).to_be_visible()
    await expect(reader.phone(ANNA).get_by_role("textbox")).to_have_count(0)
    await reader.phone(ANNA).get_by_role("button", name="Разблокировать бота").click()
    await expect(reader.phone(ANNA).get_by_role("textbox")).to_be_visible()
