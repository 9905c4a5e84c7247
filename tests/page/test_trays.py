"""The mailbox and the SMS tray beside the phones."""

from __future__ import annotations

import asyncio
import smtplib
from email.message import EmailMessage

import aiohttp
import pytest
from playwright.async_api import expect

from app.demo.servers import SandboxAt
from sandbox.client import Sandbox
from tests.page.conftest import Opens

pytestmark = pytest.mark.asyncio(loop_scope="session")

RICH = '<h1>Новая отметка</h1><p>Русский язык</p><a href="https://school.example/week">Неделя</a>'
EVIL = RICH + """<script>parent.document.title = "stolen"</script><img src="https://school.example/seen.png">"""


async def letter(at: SandboxAt, subject: str, html: str = RICH, **headers: str) -> None:
    """Sent through the sandbox's SMTP."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Гимназия <diary@school.example>", "anna@mail.example", subject
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content("Русский язык: есть новое.\nhttps://school.example/week")
    made.add_alternative(html, subtype="html")
    made.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="неделя.ics")

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", at.smtp) as client:
            client.send_message(made)

    await asyncio.to_thread(send)


async def sms(at: SandboxAt, text: str, to: str = "+375291234567") -> None:
    form = {"login": "diary", "psw": "secret", "phones": to, "mes": text, "fmt": "3"}
    async with aiohttp.ClientSession() as session, session.post(f"{at.http}/sms/sys/send.php", data=form) as answer:
        assert answer.status == 200


async def test_a_letter_is_read_and_can_do_nothing(at: SandboxAt, town: Sandbox, opens: Opens) -> None:
    reader = await opens()
    await letter(at, "Новая отметка", EVIL)
    await expect(reader.page.get_by_role("button", name="Почта 1 новое")).to_be_visible()
    await reader.page.get_by_role("button", name="Почта 1 новое").click()
    await reader.page.locator("#mail .item").click()
    frame = reader.page.frame_locator("#mail iframe")
    await expect(frame.get_by_role("heading", name="Новая отметка")).to_be_visible()
    link = frame.get_by_role("link", name="Неделя")
    assert await link.evaluate("(link) => link.target || link.ownerDocument.querySelector('base').target") == "_blank"
    assert await reader.page.title() == "Песочница: телефоны, почта и SMS"
    await reader.page.get_by_role("tab", name="Текст").click()
    await expect(reader.page.get_by_role("link", name="https://school.example/week")).to_be_visible()
    async with reader.page.expect_download() as saving:
        await reader.page.get_by_role("link", name="неделя.ics").click()
    assert (await saving.value).suggested_filename == "неделя.ics"
    # The browser says in its console that it stopped the letter's script and picture: that is what was wanted.
    assert any("Blocked script execution" in one for one in reader.trouble)
    assert all("Blocked script" in one or "Content Security Policy" in one for one in reader.trouble)
    reader.trouble.clear()


async def test_the_reader_answers_and_the_server_returns(at: SandboxAt, town: Sandbox, opens: Opens) -> None:
    await letter(at, "Новая отметка")
    reader = await opens(at="#mail")
    await reader.page.locator("#mail .item").click()
    await reader.page.get_by_role("textbox", name="Ваш ответ").fill("Спасибо")
    await reader.page.get_by_role("button", name="Ответить").click()
    await expect(reader.page.locator("#mail .note")).to_have_text("Ответ отправлен 10:10")
    await reader.page.get_by_role("combobox", name="Вернуть отправителю").select_option("5.2.2")
    await reader.page.get_by_role("button", name="Вернуть", exact=True).click()
    await expect(reader.page.locator("#mail .note")).to_have_count(2)
    kinds = [answer["kind"] for answer in await town.get("mail/answers")]
    assert kinds == ["reply", "bounce"]
    assert await reader.page.get_by_role("button", name="Отписаться").count() == 0


async def test_one_click_unsubscribes_where_the_letter_offers_it(at: SandboxAt, town: Sandbox, opens: Opens) -> None:
    where = {"List_Unsubscribe": f"<{at.http}/control/reset>", "List_Unsubscribe_Post": "List-Unsubscribe=One-Click"}
    await letter(at, "Сводка за неделю", **where)
    reader = await opens(at="#mail")
    await reader.page.locator("#mail .item").click()
    await reader.page.get_by_role("button", name="Отписаться").click()
    await expect(reader.page.locator("#said")).to_have_text("Отписка отправлена")


async def test_an_sms_shows_its_parts_and_receipts(at: SandboxAt, town: Sandbox, opens: Opens) -> None:
    await sms(at, "Дневник: новая запись. Подробности у классного руководителя, он ответит на вопросы.")
    reader = await opens(at="#sms")
    await reader.page.locator("#sms .item").click()
    text = reader.page.locator(".talk li").first
    await expect(text).to_contain_text("10:10 · 2 части")
    await town.sms_callback(f"{at.http}/control/people", auto=False)
    await text.get_by_role("combobox").select_option("UNDELIV")
    await expect(text).to_contain_text("не доставлено 10:10")


async def test_who_writes_back_to_an_sms_is_heard_or_told_why_not(at: SandboxAt, town: Sandbox, opens: Opens) -> None:
    await sms(at, "Дневник: новая запись")
    reader = await opens(at="#sms")
    await reader.page.locator("#sms .item").click()
    answer = reader.page.get_by_role("textbox", name="Ответить на SMS")
    await answer.fill("СТОП")
    await answer.press("Enter")
    await expect(reader.page.locator("#said")).to_have_text("Система не сказала, куда передавать ответы на SMS.")
    # A refusal is a status that Chromium notes in its console.
    assert all("409" in trouble for trouble in reader.trouble)
    reader.trouble.clear()
    await town.sms_callback(f"{at.http}/control/people")
    await answer.press("Enter")
    await expect(reader.page.locator(".talk .person")).to_contain_text("СТОП")


async def test_escape_leads_from_the_letter_to_the_list_and_to_the_phones(
    at: SandboxAt, town: Sandbox, opens: Opens
) -> None:
    await letter(at, "Новая отметка")
    reader = await opens(at="#mail")
    await reader.page.locator("#mail .item").click()
    await expect(reader.page.get_by_role("tab", name="Письмо")).to_be_visible()
    await reader.page.keyboard.press("Escape")
    await expect(reader.page.locator("#mail .item")).to_be_focused()
    await reader.page.keyboard.press("Escape")
    await expect(reader.page.locator("#mail")).to_be_hidden()
