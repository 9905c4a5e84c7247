"""Rich messages: a day of the diary as a table, held to its limits, read on a screen, pressed and edited."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from sandbox.client import Sandbox
from sandbox.server import running

JSON = dict[str, Any]


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as started, Sandbox(started.http) as box:
        await box.person(1001, "Анна")
        await box.limits(per_chat=0, per_bot=0)
        yield box


def cell(text: Any, **more: Any) -> JSON:
    return {"text": text, "align": "left", "valign": "top", **more}


def paragraph(text: Any) -> JSON:
    return {"type": "paragraph", "text": text}


DAY: list[JSON] = [
    {"type": "heading", "text": "Вторник", "size": 3},
    {
        "type": "table",
        "cells": [[cell("Математика"), cell({"type": "bold", "text": "9"})], [cell("Физика"), cell("н")]],
    },
    {"type": "buttons", "buttons": [{"text": "Неделя", "callback_data": "w"}]},
    {"type": "details", "summary": "Задание", "blocks": [paragraph(["§ 12, ", {"type": "italic", "text": "№ 345"}])]},
    {"type": "list", "items": [{"blocks": [paragraph("дневник")], "has_checkbox": True, "is_checked": True}]},
]


async def send(sandbox: Sandbox, **rich: Any) -> JSON:
    return await sandbox.as_bot("sendRichMessage", chat_id=1001, rich_message=rich)


async def test_a_day_is_shown_as_words_and_as_blocks(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1001, "Анна")
    sent = (await send(sandbox, blocks=DAY))["result"]
    assert sent["rich_message"]["blocks"][:2] == DAY[:2]
    assert sent["rich_message"]["blocks"][4]["items"][0]["label"] == "☑"
    bubble = await anna.hears("Вторник")
    assert bubble.text == "Вторник\nМатематика | 9\nФизика | н\n[Неделя]\nЗадание\n§ 12, № 345\n☑ дневник"
    assert bubble.blocks == sent["rich_message"]["blocks"]
    assert bubble.labels == ["Неделя"]
    assert await sandbox.violations() == []


async def test_a_button_among_the_blocks_is_pressed(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1001, "Анна")
    await send(sandbox, blocks=DAY)
    await anna.presses("Неделя", wait=0)
    query = (await sandbox.as_bot("getUpdates"))["result"][0]["callback_query"]
    assert (query["data"], "rich_message" in query["message"]) == ("w", True)


async def test_words_and_blocks_take_each_others_place(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1001, "Анна")
    number = (await sandbox.as_bot("sendMessage", chat_id=1001, text="Вторник"))["result"]["message_id"]
    at = {"chat_id": 1001, "message_id": number}
    rich = await sandbox.as_bot("editMessageText", **at, rich_message={"blocks": DAY})
    assert ("rich_message" in rich["result"], "text" in rich["result"]) == (True, False)
    assert (await anna.sees("Математика | 9")).edited
    same = await sandbox.as_bot("editMessageText", **at, rich_message={"blocks": DAY})
    assert same["description"].startswith("Bad Request: message is not modified")
    plain = await sandbox.as_bot("editMessageText", **at, text="Среда")
    assert ("rich_message" in plain["result"], plain["result"]["text"]) == (False, "Среда")


async def test_a_picture_among_the_blocks_is_a_file_like_any_other(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1001, "Анна")
    await anna.says(photo=PIXEL)
    photo = (await sandbox.as_bot("getUpdates"))["result"][0]["message"]["photo"][-1]["file_id"]
    block = {"type": "photo", "photo": {"type": "photo", "media": photo}, "caption": {"text": "график"}}
    shown = (await send(sandbox, blocks=[block]))["result"]["rich_message"]["blocks"][0]
    assert (shown["photo"][0]["file_id"], shown["caption"]) == (photo, {"text": "график"})


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000154a24f5d0000000049454e44ae426082"
)


def nested(levels: int) -> list[JSON]:
    blocks = [paragraph("дно")]
    for _ in range(levels - 1):
        blocks = [{"type": "details", "summary": "глубже", "blocks": blocks}]
    return blocks


def table(rows: int, columns: int) -> list[JSON]:
    return [{"type": "table", "cells": [[cell("9") for _ in range(columns)] for _ in range(rows)]}]


BUTTON = {"text": "x", "callback_data": "x"}


@pytest.mark.parametrize(
    "blocks",
    [
        [paragraph("я" * 32_768)],
        [paragraph("x")] * 500,
        table(499, 1),
        table(1, 20),
        nested(16),
        [{"type": "buttons", "buttons": [BUTTON] * 8}],
    ],
)
async def test_the_largest_allowed_is_allowed(sandbox: Sandbox, blocks: list[JSON]) -> None:
    assert (await send(sandbox, blocks=blocks))["ok"]
    assert await sandbox.violations() == []


@pytest.mark.parametrize(
    ("blocks", "rule"),
    [
        ([paragraph("я" * 32_769)], "rich_too_long"),
        ([paragraph("x")] * 501, "rich_blocks"),
        (table(500, 1), "rich_blocks"),
        (table(1, 21), "rich_columns"),
        ([{"type": "table", "cells": [[cell("9", colspan=21)]]}], "rich_columns"),
        (nested(17), "rich_levels"),
        ([{"type": "buttons", "buttons": [BUTTON] * 9}], "out_of_limits"),
        ([{"type": "buttons", "buttons": []}], "out_of_limits"),
        ([{"type": "buttons", "buttons": [BUTTON | {"callback_data": "д" * 33}]}], "out_of_limits"),
        ([{"type": "heading", "text": "x", "size": 7}], "rich_block"),
        ([{"type": "table", "cells": [[cell("9", align="centre")]]}], "rich_block"),
        ([{"type": "table", "cells": [[{"text": "9"}]]}], "missing_field"),
        ([{"type": "thinking", "text": "x"}], "rich_block"),
        ([{"type": "marquee", "text": "x"}], "wrong_type"),
    ],
)
async def test_a_broken_limit_is_refused_and_listed(sandbox: Sandbox, blocks: list[JSON], rule: str) -> None:
    assert (await send(sandbox, blocks=blocks))["error_code"] == 400
    assert rule in {one["rule"] for one in await sandbox.violations()}
    assert await sandbox.get("people/1001/screen") == []


async def test_exactly_one_source_is_read_and_only_blocks(sandbox: Sandbox) -> None:
    assert (await send(sandbox, blocks=DAY, html="<p>x</p>"))["error_code"] == 400
    assert (await send(sandbox))["error_code"] == 400
    assert (await send(sandbox, html="<p>x</p>"))["error_code"] == 501
