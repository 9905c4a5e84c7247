"""It fits every window, both looks and both languages, and needs no mouse."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from app.demo.servers import SandboxAt
from sandbox.client import Sandbox
from tests.page.browser import NARROW, WIDE
from tests.page.conftest import Opens
from tests.page.people import ANNA, SERGEY, answering, bot_says, settle
from tests.page.test_trays import letter, sms

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG = "Электроэнцефалографический" * 4


async def lived_in(at: SandboxAt, town: Sandbox) -> None:
    """A town where every corner of the page has something long to show."""
    [anna, *_] = await settle(town)
    await bot_says(town, ANNA, f"{LONG}\n<pre>{LONG} {LONG}</pre>", {LONG[:60]: "a", "Оценки": "b"}, {"Неделя": "c"})
    await anna.says(caption=LONG, document=(f"{LONG}.pdf", b"x"))
    await bot_says(town, SERGEY, "Ваш номер?", reply_markup={"keyboard": [[{"text": LONG[:40]}, {"text": "Нет"}]]})
    await letter(at, LONG, f"<p>{LONG}</p>")
    await sms(at, LONG)
    step = {"step": "recorded", "at": "2026-11-23T10:10:00+03:00", "note": LONG}
    await town.post("ways", [{"key": "1", "person": ANNA, "title": LONG, "steps": [step]}])
    await town.fault("telegram", "429", count=100)


LOOKS = [(NARROW, False), (NARROW, True), (WIDE, False), (WIDE, True), ((900, 700), False), ((320, 600), True)]


@pytest.mark.parametrize(
    ("size", "dark"), LOOKS, ids=[f"{size[0]}-{'dark' if dark else 'light'}" for size, dark in LOOKS]
)
@pytest.mark.parametrize("place", ["", f"#{ANNA}", f"#{SERGEY}", "#mail", "#sms", "#more"])
async def test_nothing_reaches_past_the_edge(
    size: tuple[int, int], place: str, dark: bool, at: SandboxAt, town: Sandbox, opens: Opens
) -> None:
    await lived_in(at, town)
    reader = await opens(*size, at=place, dark=dark)
    for item in await reader.page.locator(".tray .item:visible").all():
        await item.click()
    await expect(reader.page.locator("#trouble")).to_be_visible()
    assert await reader.beyond() == []


async def test_a_whole_talk_without_a_mouse(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    await bot_says(town, ANNA, "Что показать?", {"Неделя": "w", "Оценки": "m"})
    reader = await opens(*NARROW)
    keys = reader.page.keyboard
    await expect(reader.page.locator("#list button")).to_have_count(4)
    await reader.page.get_by_role("searchbox").focus()
    await keys.press("Tab")
    await keys.press("End")
    await keys.press("Home")
    assert "Анна Белова" in await reader.focused()
    await keys.press("Enter")
    await expect(reader.phone(ANNA).get_by_role("textbox")).to_be_focused()
    await keys.type("Добрый день")
    await keys.press("Enter")
    await expect(reader.bubble(ANNA, "Добрый день")).to_be_visible()
    await keys.press("Escape")
    await expect(reader.phone(ANNA).locator(".bubble").last).to_be_focused()
    await keys.press("ArrowUp")
    await expect(reader.bubble(ANNA, "Что показать?")).to_be_focused()
    async with answering(town, text="Вот неделя") as heard:
        await keys.press("Tab")
        await keys.press("Tab")
        assert await reader.focused() == "Неделя"
        await keys.press("Enter")
        await expect(reader.phone(ANNA).get_by_role("alert")).to_have_text("Вот неделя")
    assert heard[-1]["callback_query"]["data"] == "w"
    await keys.press("Escape")
    await keys.press("Enter")
    await expect(reader.page.get_by_role("button", name="Ответить")).to_be_focused()
    await keys.press("Enter")
    await expect(reader.phone(ANNA).locator("form .about")).to_contain_text("Что показать?")


async def test_the_keyboard_is_always_seen(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    reader = await opens()
    for _ in range(25):
        await reader.page.keyboard.press("Tab")
        ring = await reader.page.evaluate(
            "() => { const a = document.activeElement; return [getComputedStyle(a).outlineStyle, a.outerHTML] }"
        )
        assert ring[0] == "solid" or ring[1].startswith("<body"), ring[1][:200]


async def test_the_look_and_the_language_are_chosen_and_kept(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    reader = await opens()
    look = reader.page.locator("#top [data-theme-switch]")
    await expect(look).to_have_attribute("aria-label", "Вид: как в системе")
    await look.click()
    await look.click()
    await expect(look).to_have_attribute("aria-label", "Вид: тёмный")
    assert await reader.page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    await reader.page.get_by_role("button", name="Language: English").click()
    await expect(reader.page.get_by_role("heading", name="Sandbox")).to_be_visible()
    await expect(reader.page.get_by_role("button", name="Look: dark").first).to_be_visible()
    await expect(reader.page.get_by_role("button", name="Teacher 1", exact=True)).to_be_visible()
    left = await reader.page.locator("body").inner_text()
    assert not re.search("[А-Яа-яё]", re.sub("Анна|Белова|Сергей|Дроздов|Вера|Орлова|Игорь|Климов", "", own(left)))


def own(text: str) -> str:
    """The page's own words: initials and lines about people are theirs."""
    theirs = ("мама Льва, 5В", "папа Маши, 7Б", "алгебра", "7Б", "АБ", "СД", "ВО", "ИК")
    for one in theirs:
        text = text.replace(one, "")
    return text


async def test_who_wants_no_motion_gets_none(town: Sandbox, opens: Opens) -> None:
    await settle(town)
    await bot_says(town, ANNA, "Ждите", {"Ок": "o"})
    reader = await opens(at=f"#{ANNA}", reduced_motion="reduce")
    button = reader.phone(ANNA).get_by_role("button", name="Ок")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    assert await button.evaluate("(node) => getComputedStyle(node, '::after').content") == "none"
