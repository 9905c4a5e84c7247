"""Chromium without a window, and a reader in front of it who notices what must never happen."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Error, Locator, Page, Request, async_playwright, expect

#: Nothing is fetched, nothing phones home, no sandbox of its own (tests may run as root).
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, NARROW = (1280, 800), (390, 844)
#: Of everything that is seen, what reaches past the window's right edge. A list that scrolls sideways may.
_BEYOND = """() => [document.documentElement.scrollWidth > innerWidth ? "the page itself" : "",
  ...[...document.querySelectorAll("body *")].filter((node) => node.checkVisibility() && !node.closest(".hidden, .skip")
    && node.getBoundingClientRect().width > 0 && node.getBoundingClientRect().right > innerWidth + 1
    && !node.closest("#roles, .wide-table")).map((node) => node.outerHTML.slice(0, 120))].filter(Boolean)"""


def program() -> str | None:
    """Where Chromium is; None when it is not installed (`scripts/browser` does that)."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """A browser for the length of the block."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=program(), args=FLAGS)
        try:
            yield launched
        finally:
            await launched.close()


@dataclass
class Reader:
    """Somebody who has the page open. `trouble` is whatever no reader may ever meet."""

    page: Page
    base: str
    trouble: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note errors of the console, of scripts, and every request that leaves the page's origin."""
        self.page.on("console", self._said)
        self.page.on("pageerror", self._failed)
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._stopped)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.trouble.append(f"console: {message.text}")

    def _failed(self, error: Error) -> None:
        self.trouble.append(f"script: {error}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:", "about:")):
            self.trouble.append(f"left the origin: {request.url}")

    def _stopped(self, request: Request) -> None:
        """The page's own policy stopped it before it left."""
        if "csp" in (request.failure or "").lower():
            self.trouble.remove(f"left the origin: {request.url}")

    def phone(self, person: int) -> Locator:
        """Somebody's open phone."""
        return self.page.locator(f".phone[data-id='{person}']")

    def bubble(self, person: int, text: str) -> Locator:
        """The bubble that contains the text."""
        return self.phone(person).locator(".bubble", has_text=text)

    async def says(self, person: int, text: str) -> None:
        """Types into the phone's line and sends."""
        line = self.phone(person).get_by_role("textbox")
        await line.fill(text)
        await line.press("Enter")

    async def beyond(self) -> list[str]:
        """What reaches past the right edge."""
        found: list[str] = await self.page.evaluate(_BEYOND)
        return found

    async def focused(self) -> str:
        """What has the keyboard, as a reader of the screen would hear it."""
        found: str = await self.page.evaluate(
            "() => { const a = document.activeElement; return a.getAttribute('aria-label') ?? a.innerText ?? '' }"
        )
        return found.strip()


async def open_page(
    opened: Browser, base: str, size: tuple[int, int] = WIDE, *, at: str = "", dark: bool = False, **more: Any
) -> Reader:
    """A fresh reader, with nothing remembered, who sees the page at `at` («#1001»)."""
    context = await opened.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light", **more
    )
    reader = Reader(await context.new_page(), base)
    reader.watch()
    await reader.page.goto(f"{base}/{at}")
    await expect(reader.page.locator("main")).not_to_have_attribute("aria-busy", "true")
    return reader
