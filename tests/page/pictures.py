"""The pictures of the documents: `python -m tests.page.pictures FOLDER` plays the demo's day and photographs it."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from io import BytesIO
from itertools import product, repeat
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, expect

from sandbox.client import Sandbox
from tests.page.browser import NARROW, WIDE, Reader, browser, open_page

OPEN = re.compile(r"Всё остаётся открытым: (http://[\w.:]+?)\. ")
MARK = re.compile(r"[а-я]: \d")
PLAYS = 600  #: seconds, at most
SECONDS = 20_000  #: milliseconds that the bot has for an answer
Scene = Callable[[Reader, list[int]], Awaitable[None]]
#: Whose phones stand beside each other in a scene; the first one alone on a small window.
BESIDE = {
    "parent": ("parent", "class_teacher", "teacher"),
    "class-teacher": ("class_teacher", "parent", "parent"),
    "teacher": ("teacher", "parent", "parent"),
}
COLOURS = 200  #: of a picture: nobody sees the difference, and the folder stays small


async def talkers(town: Sandbox) -> dict[str, list[int]]:
    """People by role, those with most to show first: marks, long talks, a correction, above all a notice of theirs."""
    last = {chat["id"] for chat in await town.get("chats")}
    worth: dict[str, list[tuple[int, int]]] = {}
    for person in await town.get("people"):
        if person["id"] in last:
            screen = await town.get(f"people/{person['id']}/screen")
            said = " ".join(one["text"] for one in screen)
            worth_showing = {"→": 40, "Неделя": 40, "ознакомились 1": 200}
            value = len(screen) + 100 * bool(MARK.search(said))
            value += sum(points for words, points in worth_showing.items() if words in said)
            worth.setdefault(person["role"], []).append((value, person["id"]))
    return {role: [number for _, number in sorted(found, reverse=True)] for role, found in worth.items()}


async def parent(reader: Reader, phones: list[int]) -> None:
    """Marks and a correction, then the marks of the term by a button."""
    phone = reader.phone(phones[0])
    said = await phone.locator(".bubble.bot").count()
    await reader.says(phones[0], "/menu")
    answer = phone.locator(".bubble.bot").nth(said)
    await answer.get_by_role("button", name="Оценки").click(timeout=SECONDS)
    await expect(answer.locator(".foot")).to_contain_text("изменено", timeout=SECONDS)


async def talk(reader: Reader, phones: list[int]) -> None:
    """What was said during the day."""
    await expect(reader.phone(phones[0]).locator(".bubble").last).to_be_visible()


async def mail(reader: Reader, phones: list[int]) -> None:
    """The newest letter, open."""
    await reader.page.locator("#mail .item").first.click()
    await expect(reader.page.frame_locator("#mail iframe").locator("body")).to_be_visible()


async def sms(reader: Reader, phones: list[int]) -> None:
    """What a phone without a messenger got."""
    await reader.page.locator("#sms .item").first.click()
    await expect(reader.page.locator(".talk li").first).to_be_visible()


SCENES: dict[str, Scene] = {"parent": parent, "class-teacher": talk, "teacher": talk, "mail": mail, "sms": sms}


async def photograph(opened: Browser, at: str, folder: Path) -> None:
    """Every scene in two sizes and two looks, with people not seen before; one class teacher has sent a notice."""
    async with Sandbox(at) as town:
        people: dict[str, Iterator[int]] = {role: iter(found) for role, found in (await talkers(town)).items()}
    people["class_teacher"] = repeat(next(people["class_teacher"]))
    for (name, scene), size, dark in product(SCENES.items(), (NARROW, WIDE), (False, True)):
        phones = [next(people[role]) for role in BESIDE.get(name, ())[: 1 if size == NARROW else 3]]
        place = "#" + (",".join(map(str, phones)) or name)
        reader = await open_page(opened, at, size, at=place, dark=dark, device_scale_factor=2 if size == NARROW else 1)
        await scene(reader, phones)
        for down in await reader.page.locator(".down").all():
            if await down.is_visible():
                await down.click()
                await expect(down).to_be_hidden()
        await reader.page.evaluate("document.activeElement?.blur()")
        await reader.page.mouse.move(0, 0)
        save(await reader.page.screenshot(), folder / f"{name}-{size[0]}-{'dark' if dark else 'light'}.png")
        await reader.page.context.close()
        if reader.trouble:
            raise SystemExit(f"{name}: {reader.trouble}")


def save(picture: bytes, to: Path) -> None:
    """With few colours."""
    with Image.open(BytesIO(picture)) as whole:
        few = whole.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(to, optimize=True)
    print(f"{to.name}: {to.stat().st_size // 1024} KB")


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The demo, its day played; where its page is."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "app",
        "demo",
        "--port",
        "0",
        env=os.environ | {"COLUMNS": "200"},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PLAYS):
            yield await _opened(process)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await process.wait()


async def _opened(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async for line in process.stdout:
        print(line.decode(), end="")
        if found := OPEN.search(line.decode()):
            return found.group(1)
    raise SystemExit("the demo ended before its page stayed open")


async def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    async with demo() as at, browser() as opened:
        await photograph(opened, at, folder)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
