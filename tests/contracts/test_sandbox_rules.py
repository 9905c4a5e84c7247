"""Whoever breaks a rule of the Bot API is told so as the real server tells it, and is written down."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
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


async def rules(sandbox: Sandbox) -> list[str]:
    return [one["rule"] for one in await sandbox.violations()]


def button(**action: Any) -> JSON:
    return {"inline_keyboard": [[{"text": "Неделя", **action}]]}


REFUSED = [
    ({"text": "я" * 4097}, "message is too long", "text_too_long"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty", "text_empty"),
    ({}, "message text is empty", "missing_field"),
    (
        {"text": "<b>жирно", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        "bad_html",
    ),
    (
        {"text": "Пять <b>ш</i>", "parse_mode": "HTML"},
        'can\'t parse entities: Unmatched end tag at byte offset 14, expected "</b>", found "</i>"',
        "bad_html",
    ),
    (
        {"text": "<h1>Урок</h1>", "parse_mode": "HTML"},
        'can\'t parse entities: Unsupported start tag "h1" at byte offset 0',
        "bad_html",
    ),
    (
        {"text": "5 < 6", "parse_mode": "HTML"},
        'can\'t parse entities: Unsupported start tag "" at byte offset 2',
        "bad_html",
    ),
    (
        {"text": "конец</b>", "parse_mode": "HTML"},
        "can't parse entities: Unexpected end tag at byte offset 10",
        "bad_html",
    ),
    (
        {"text": "<span>x</span>", "parse_mode": "HTML"},
        'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0',
        "bad_html",
    ),
    (
        {"text": "конец.", "parse_mode": "MarkdownV2"},
        "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
        "bad_markdownv2",
    ),
    (
        {"text": "Пять *раз", "parse_mode": "Markdown"},
        "can't parse entities: Can't find end of the entity starting at byte offset 9",
        "bad_markdown",
    ),
    (
        {"text": "да", "entities": [{"type": "bold", "offset": 0, "length": 3}]},
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2",
        "bad_entity",
    ),
    (
        {"text": "😀", "entities": [{"type": "bold", "offset": 0, "length": 1}]},
        "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 3",
        "bad_entity",
    ),
    ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode", "parse_mode"),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}},
        "reply markup is too long",
        "too_many_buttons",
    ),
    (
        {"text": "x", "reply_markup": button(callback_data="д" * 32 + "!")},
        "BUTTON_DATA_INVALID",
        "out_of_limits",
    ),
    ({"text": "x", "reply_markup": button(callback_data="")}, "BUTTON_DATA_INVALID", "out_of_limits"),
    (
        {"text": "x", "reply_markup": button()},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        "button_without_action",
    ),
    (
        {"text": "x", "reply_markup": button(url="http://localhost:8080/")},
        "inline keyboard button URL 'http://localhost:8080/' is invalid: Wrong HTTP URL",
        "button_url",
    ),
]


@pytest.mark.parametrize(("asked", "description", "rule"), REFUSED)
async def test_a_broken_rule_is_refused_in_telegrams_words_and_listed(
    sandbox: Sandbox, asked: JSON, description: str, rule: str
) -> None:
    answer = await sandbox.as_bot("sendMessage", chat_id=1001, **asked)
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {description}"}
    assert await rules(sandbox) == [rule]
    listed = (await sandbox.violations())[0]
    assert listed["method"] == "sendMessage"
    assert listed["parameters"]["chat_id"] == 1001


ACCEPTED_AND_LISTED = [
    ({"colour": "red"}, "unknown_field"),
    ({"disable_web_page_preview": True}, "deprecated_field"),
    ({"link_preview_options": {"disabled": True}}, "unknown_field"),
    ({"reply_markup": button(callback_data="w", colour="red")}, "unknown_field"),
    ({"reply_markup": button(callback_data="w", url="https://example.org")}, "button_with_two_actions"),
    ({"text": "Маша &nbsp;", "parse_mode": "HTML"}, "bad_entity"),
    ({"text": "Маша & Петя", "parse_mode": "HTML"}, "bad_entity"),
]


@pytest.mark.parametrize(("asked", "rule"), ACCEPTED_AND_LISTED)
async def test_what_the_real_server_overlooks_is_listed_all_the_same(sandbox: Sandbox, asked: JSON, rule: str) -> None:
    answer = await sandbox.as_bot("sendMessage", **(JSON(chat_id=1001, text="x") | asked))
    assert answer["ok"]
    assert await rules(sandbox) == [rule]


async def test_plain_entities_are_taken_as_they_are_said_and_links_are_found(sandbox: Sandbox) -> None:
    bold = {"type": "bold", "offset": 0, "length": 5}
    text = "школа schools.by, @anna #7б mail@school.by /week@diary_bot"
    sent = await sandbox.as_bot("sendMessage", chat_id=1001, text=text, entities=[bold])
    found = [(one["type"], text[one["offset"] :][: one["length"]]) for one in sent["result"]["entities"]]
    assert found == [
        ("bold", "школа"),
        ("url", "schools.by"),
        ("mention", "@anna"),
        ("hashtag", "#7б"),
        ("email", "mail@school.by"),
        ("bot_command", "/week@diary_bot"),
    ]


async def test_the_largest_allowed_is_allowed(sandbox: Sandbox) -> None:
    text = "<b>" + "я" * 4096 + "</b>"
    markup = button(callback_data="д" * 32)
    answer = await sandbox.as_bot("sendMessage", chat_id=1001, text=text, parse_mode="HTML", reply_markup=markup)
    assert answer["ok"]
    assert answer["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]
    assert await rules(sandbox) == []


async def test_a_wrong_type_and_a_broken_json_are_refused_and_listed(sandbox: Sandbox) -> None:
    assert not (await sandbox.as_bot("sendMessage", chat_id=1001, text=5))["ok"]
    assert not (await sandbox.as_bot("sendMessage", chat_id=1001, text="x", reply_markup="{"))["ok"]
    assert not (await sandbox.as_bot("sendMessage", chat_id=1001, text="x", reply_markup={"inline_keyboard": {}}))["ok"]
    assert set(await rules(sandbox)) == {"wrong_type"}


async def test_unknown_and_unsupported_methods_answer_honestly(sandbox: Sandbox) -> None:
    unknown = await sandbox.as_bot("sendLove", chat_id=1001)
    assert (unknown["error_code"], unknown["description"]) == (404, "Not Found")
    later = await sandbox.as_bot("sendDice", chat_id=1001)
    assert (later["error_code"], later["description"]) == (501, "Not Implemented")
    assert await rules(sandbox) == ["unknown_method", "unsupported"]


async def test_method_names_are_read_without_regard_to_case(sandbox: Sandbox) -> None:
    assert (await sandbox.as_bot("SENDMESSAGE", chat_id=1001, text="x"))["ok"]


async def test_a_revoked_token_and_no_token_are_unauthorized(sandbox: Sandbox) -> None:
    assert (await sandbox.as_bot("getMe", token="42:TEST:revoked"))["error_code"] == 401
    assert (await sandbox.as_bot("getMe", token="nonsense"))["error_code"] == 401


async def test_refusals_that_are_nobodys_mistake_are_not_listed(sandbox: Sandbox) -> None:
    anna, oleg = await sandbox.person(1001, "Анна"), await sandbox.person(1002, "Олег", started=False)
    sent = (await sandbox.as_bot("sendMessage", chat_id=1001, text="раз"))["result"]["message_id"]
    said = await anna.says("два")
    same = await sandbox.as_bot("editMessageText", chat_id=1001, message_id=sent, text="раз")
    gone = await sandbox.as_bot("editMessageText", chat_id=1001, message_id=999, text="раз")
    hers = await sandbox.as_bot("editMessageText", chat_id=1001, message_id=said, text="раз")
    reply = await sandbox.as_bot("sendMessage", chat_id=1001, text="x", reply_parameters={"message_id": 999})
    stranger = await sandbox.as_bot("sendMessage", chat_id=5, text="x")
    first = await sandbox.as_bot("sendMessage", chat_id=oleg.id, text="x")
    query = await sandbox.as_bot("answerCallbackQuery", callback_query_id="1")
    keyboard = {"keyboard": [[{"text": "Меню"}]]}
    menu = (await sandbox.as_bot("sendMessage", chat_id=1001, text="меню", reply_markup=keyboard))["result"]
    held = await sandbox.as_bot("editMessageText", chat_id=1001, message_id=menu["message_id"], text="x")
    file = await sandbox.as_bot("editMessageCaption", chat_id=1001, message_id=sent, caption="x")
    await anna.blocks()
    blocked = await sandbox.as_bot("sendMessage", chat_id=1001, text="x")
    await sandbox.person(1001, "Анна", deactivated=True)
    away = await sandbox.as_bot("sendMessage", chat_id=1001, text="x")
    answers = (same, gone, hers, reply, stranger, first, query, held, file, blocked, away)
    said_so = [answer["description"] for answer in answers]
    assert said_so[0].startswith("Bad Request: message is not modified: ")
    assert said_so[1:] == [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: message to be replied not found",
        "Bad Request: chat not found",
        "Forbidden: bot can't initiate conversation with a user",
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
        "Bad Request: message can't be edited",
        "Bad Request: there is no caption in the message to edit",
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
    ]
    assert await rules(sandbox) == []


async def test_what_the_sandbox_does_not_pretend_is_not_done_silently(sandbox: Sandbox) -> None:
    refused = await sandbox.as_bot("sendMessage", chat_id=1001, text="x", message_thread_id=5)
    assert refused["error_code"] == 501
    assert await sandbox.get("people/1001/screen") == []


async def test_half_a_letter_is_refused_and_control_characters_become_spaces(sandbox: Sandbox) -> None:
    refused = await sandbox.as_bot("sendMessage", chat_id=1001, text="Пе\ud800тя")
    assert refused["description"] == "Bad Request: strings must be encoded in UTF-8"
    sent = await sandbox.as_bot("sendMessage", chat_id=1001, text="Пе\x00тя\r\n7")
    assert sent["result"]["text"] == "Пе тя\n7"


async def test_an_answer_to_a_press_has_200_characters(sandbox: Sandbox) -> None:
    answer = await sandbox.as_bot("answerCallbackQuery", callback_query_id="1", text="я" * 201)
    assert answer["description"] == "Bad Request: MESSAGE_TOO_LONG"
    assert await rules(sandbox) == ["out_of_limits"]


async def test_a_caption_has_1024_characters(sandbox: Sandbox) -> None:
    form = aiohttp.FormData({"chat_id": "1001", "caption": "я" * 1025})
    form.add_field("document", b"marks", filename="marks.txt")
    url = f"{sandbox.base}/bot42:TEST/sendDocument"
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as response:
        refused = await response.json()
    assert refused["description"] == "Bad Request: message caption is too long"
    assert await rules(sandbox) == ["caption_too_long"]


async def test_more_than_a_second_allows_is_throttled_and_is_no_violation(sandbox: Sandbox) -> None:
    await sandbox.limits(per_bot=30, per_chat=1, burst=3)
    answers = [await sandbox.as_bot("sendMessage", chat_id=1001, text=str(n)) for n in range(4)]
    assert [one["ok"] for one in answers] == [True, True, True, False]
    assert answers[3]["parameters"] == {"retry_after": 1}
    assert answers[3]["description"] == "Too Many Requests: retry after 1"
    assert await sandbox.throttled() == 1
    assert await rules(sandbox) == []


async def test_a_bot_sends_thirty_in_a_second_and_a_group_hears_twenty_in_a_minute(sandbox: Sandbox) -> None:
    await sandbox.limits(per_bot=30, per_group=20)
    anna = await sandbox.person(1001, "Анна")
    await sandbox.group(-7, "7Б", [anna])
    group = [await sandbox.as_bot("sendMessage", chat_id=-7, text=str(n)) for n in range(21)]
    assert [one["ok"] for one in group] == [True] * 20 + [False]
    assert group[20]["parameters"]["retry_after"] > 50
    chat = [await sandbox.as_bot("sendMessage", chat_id=1001, text=str(n)) for n in range(11)]
    assert [one["ok"] for one in chat] == [True] * 10 + [False]


async def test_albums_and_bundles_count_by_their_items(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1001, "Анна")
    await sandbox.as_bot("getMe")
    await anna.says(photo="AAAA")
    photo = (await sandbox.as_bot("getUpdates"))["result"][0]["message"]["photo"][0]["file_id"]
    await sandbox.limits(per_bot=5)
    album = [{"type": "photo", "media": photo}] * 4
    answers = [await sandbox.as_bot("sendMediaGroup", chat_id=1001, media=album) for _ in range(2)]
    assert [one["ok"] for one in answers] == [True, False]
    assert answers[1]["parameters"] == {"retry_after": 1}
    assert (await sandbox.as_bot("sendMessage", chat_id=1001, text="x"))["ok"]
