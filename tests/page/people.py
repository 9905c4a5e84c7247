"""Who lives in the town of these tests, and a bot that answers every press."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from sandbox.client import Person, Sandbox

ANNA, SERGEY, VERA, IGOR = 1001, 1002, 2001, 2002
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000154a24f5d0000000049454e44ae426082"
)


async def settle(town: Sandbox) -> list[Person]:
    """Two parents, a teacher and a class teacher."""
    return await town.people_at_once(
        [
            {
                "id": ANNA,
                "first_name": "Анна",
                "last_name": "Белова",
                "role": "parent",
                "about": "мама Льва, 5В",
                "phone": "+375291234567",
            },
            {"id": SERGEY, "first_name": "Сергей", "last_name": "Дроздов", "role": "parent", "about": "папа Маши, 7Б"},
            {"id": VERA, "first_name": "Вера", "last_name": "Орлова", "role": "teacher", "about": "алгебра"},
            {"id": IGOR, "first_name": "Игорь", "last_name": "Климов", "role": "class_teacher", "about": "7Б"},
        ]
    )


async def bot_says(town: Sandbox, person: int, text: str, *rows: dict[str, str], **more: Any) -> int:
    """A message of the bot; each of `rows` is a row of buttons, label → data. Its number."""
    if rows:
        keyboard = [[{"text": label, "callback_data": data} for label, data in row.items()] for row in rows]
        more["reply_markup"] = {"inline_keyboard": keyboard}
    said = await town.as_bot("sendMessage", chat_id=person, text=text, parse_mode="HTML", **more)
    assert said["ok"], said
    return int(said["result"]["message_id"])


@asynccontextmanager
async def answering(town: Sandbox, **answer: Any) -> AsyncIterator[list[dict[str, Any]]]:
    """A bot that answers each press in the same way, for the length of the block; its updates."""
    heard: list[dict[str, Any]] = []

    async def run() -> None:
        offset = 0
        while True:
            updates = (await town.as_bot("getUpdates", offset=offset, timeout=20))["result"]
            for update in updates:
                offset = update["update_id"] + 1
                heard.append(update)
                if press := update.get("callback_query"):
                    await town.as_bot("answerCallbackQuery", callback_query_id=press["id"], **answer)

    running = asyncio.create_task(run())
    try:
        yield heard
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
