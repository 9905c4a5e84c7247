"""Each row of the facts' tables of Telegram's errors (1.2, REL 1.5), over a real socket."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiogram.exceptions import TelegramEntityTooLarge
from aiogram.methods import SendMessage
from markupsafe import Markup

from journal_core.people import Account
from journal_core.school import Channel
from notifier.channels import telegram
from notifier.channels.telegram import TelegramChannel
from notifier.channels.telegram_errors import outcome_of
from notifier.outcomes import Broken, Outcome, Refused, Sent, TryLater, Unknown
from notifier.ports import Outgoing
from notifier.settings import TelegramSettings
from sandbox.client import Sandbox
from sandbox.server import running
from tests.contracts.wire import HttpPeer, answer, listening, reset
from tests.fakes.files import FakeFiles
from texts.addresses import PupilId, ThisWeek
from texts.screen import Button, Screen

MARIA = Account(Channel.TELEGRAM, "1001")
SCREEN = Screen(Markup("Алгебра: <b>7</b>"), ((Button("📅 Неделя", ThisWeek(PupilId(11))),),), is_push=True)


def outgoing(**more: Any) -> Outgoing:
    return Outgoing(5, MARIA, SCREEN, **more)


async def said_by(port: int, message: Outgoing) -> Outcome:
    channel = TelegramChannel(TelegramSettings("42:TEST", f"http://127.0.0.1:{port}"), FakeFiles())
    try:
        return await channel.send(message)
    finally:
        await channel.close()


def error(code: int, description: str, **parameters: int) -> bytes:
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    return answer(code, body | ({"parameters": parameters} if parameters else {}))


GONE = [
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: user is deactivated"),
    (403, "Forbidden: bot can't initiate conversation with a user"),
    (403, "Forbidden: bot was kicked from the supergroup chat"),
    (403, "Forbidden: bot is not a member of the channel chat"),
    (403, "Forbidden: the group chat was deleted"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: private chat not found"),
    (400, "Bad Request: PEER_ID_INVALID"),
    (400, "Bad Request: USER_IS_BLOCKED"),
    (400, "Bad Request: INPUT_USER_DEACTIVATED"),
    (400, "Bad Request: bot was blocked by the user"),
]
OURS = [
    (400, "Bad Request: can't parse entities: Unsupported start tag"),
    (400, "Bad Request: message is too long"),
    (400, "Bad Request: reply markup is too long"),
    (400, "Bad Request: BUTTON_DATA_INVALID"),
    (400, "Bad Request: something nobody has seen before"),
    (413, "Request Entity Too Large"),
]
STOPPED = [(401, "Unauthorized"), (404, "Not Found"), (409, "Conflict: terminated by other getUpdates request")]
MAYBE = [
    (500, "Internal Server Error: restart"),
    (500, "Internal Server Error"),
    (502, "Bad Gateway"),
]


@pytest.mark.parametrize(("code", "description"), GONE)
async def test_an_address_that_is_gone_is_refused(code: int, description: str) -> None:
    async with listening(HttpPeer(error(code, description)).talk) as port:
        assert isinstance(await said_by(port, outgoing()), Refused)


async def test_a_group_that_moved_is_no_familys_address() -> None:
    moved = error(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100)
    async with listening(HttpPeer(moved).talk) as port:
        assert isinstance(await said_by(port, outgoing()), Refused)


@pytest.mark.parametrize(("code", "description"), OURS)
async def test_a_message_that_is_wrong_is_broken_and_no_address_is_blamed(code: int, description: str) -> None:
    async with listening(HttpPeer(error(code, description)).talk) as port:
        assert isinstance(await said_by(port, outgoing()), Broken)


@pytest.mark.parametrize(("code", "description"), STOPPED)
async def test_a_wrong_token_stops_the_channel_and_calls_for_somebody(code: int, description: str) -> None:
    async with listening(HttpPeer(error(code, description)).talk) as port:
        found = await said_by(port, outgoing())
    assert isinstance(found, TryLater)
    assert (found.whole_channel, found.breaker) == (True, True)


@pytest.mark.parametrize(
    ("reply", "after"),
    [
        (error(429, "Too Many Requests: retry after 7", retry_after=7), 7),
        (error(429, "Too Many Requests: retry later"), 5),
    ],
)
async def test_a_throttle_is_the_whole_channels_and_nobodys_fault(reply: bytes, after: int) -> None:
    async with listening(HttpPeer(reply).talk) as port:
        found = await said_by(port, outgoing())
    assert isinstance(found, TryLater)
    assert (found.whole_channel, found.breaker, found.after) == (True, False, timedelta(seconds=after))


@pytest.mark.parametrize(("code", "description"), MAYBE)
async def test_an_error_of_the_server_may_have_arrived(code: int, description: str) -> None:
    async with listening(HttpPeer(error(code, description)).talk) as port:
        assert isinstance(await said_by(port, outgoing()), Unknown)


@pytest.mark.parametrize(
    "reply",
    [
        answer(502, b"<html><h1>502 Bad Gateway</h1></html>", "text/html"),
        answer(200, b'{"ok":true,"resu'),
        answer(200, b""),
        answer(200, [1, 2]),
        answer(200, {"ok": True, "result": {"message_id": "no number"}}),
        answer(200, {"ok": False}),
    ],
)
async def test_an_answer_nobody_can_read_may_have_arrived(reply: bytes) -> None:
    async with listening(HttpPeer(reply).talk) as port:
        assert isinstance(await said_by(port, outgoing()), Unknown)


@pytest.mark.parametrize("bytes_said", [0, 20, 120])
async def test_a_reply_that_broke_off_may_have_arrived(bytes_said: int) -> None:
    reply = answer(200, {"ok": True, "result": {"message_id": 7, "date": 1, "chat": {"id": 1001, "type": "private"}}})
    async with listening(HttpPeer(reply, bytes_said).talk) as port:
        assert isinstance(await said_by(port, outgoing()), Unknown)


async def test_a_connection_reset_after_the_request_may_have_arrived() -> None:
    async with listening(HttpPeer(None).talk) as port:
        assert isinstance(await said_by(port, outgoing()), Unknown)


async def test_silence_may_have_arrived(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram, "SECONDS", 0.2)

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async with listening(silent) as port:
        assert isinstance(await said_by(port, outgoing()), Unknown)


async def test_nobody_listening_is_certainly_not_sent() -> None:
    async with listening(HttpPeer(None).talk) as port:
        pass
    found = await said_by(port, outgoing())
    assert isinstance(found, TryLater)
    assert not found.whole_channel


async def test_a_name_that_is_not_found_is_certainly_not_sent() -> None:
    channel = TelegramChannel(TelegramSettings("42:TEST", "http://nowhere.invalid"), FakeFiles())
    try:
        assert isinstance(await channel.send(outgoing()), TryLater)
    finally:
        await channel.close()


async def test_a_reset_of_the_tls_handshake_is_certainly_not_sent() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        reset(writer)

    async with listening(refuse) as port:
        channel = TelegramChannel(TelegramSettings("42:TEST", f"https://127.0.0.1:{port}"), FakeFiles())
        try:
            assert isinstance(await channel.send(outgoing()), TryLater)
        finally:
            await channel.close()


def test_too_large_is_ours_although_the_library_calls_it_a_network_error() -> None:
    method = SendMessage(chat_id=1, text="x")
    assert isinstance(outcome_of(TelegramEntityTooLarge(method, "Too Large"), editing=False), Broken)


async def test_an_edit_that_changes_nothing_has_succeeded() -> None:
    same = error(
        400, "Bad Request: message is not modified: specified new message content and reply markup are the same"
    )
    async with listening(HttpPeer(same).talk) as port:
        assert await said_by(port, outgoing(replaces="77")) == Sent("77")


@pytest.mark.parametrize("description", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"])
async def test_an_edit_of_what_is_gone_is_known_as_that(description: str) -> None:
    async with listening(HttpPeer(error(400, f"Bad Request: {description}")).talk) as port:
        assert await said_by(port, outgoing(replaces="77")) == Broken("nothing_to_edit")


async def test_maria_gets_a_push_with_its_button_its_edit_and_its_line() -> None:
    async with running() as started, Sandbox(started.http) as box:
        await box.limits(per_chat=0)
        maria = await box.person(1001, "Мария", started=True)
        channel = TelegramChannel(TelegramSettings("42:TEST", started.http), FakeFiles())
        try:
            sent = await channel.send(outgoing())
            assert isinstance(sent, Sent)
            edited = Screen(Markup("Алгебра: <b>4</b>"), SCREEN.rows, is_push=True)
            assert await channel.send(Outgoing(5, MARIA, edited, replaces=sent.provider_id)) == sent
            line = await channel.send(
                Outgoing(6, MARIA, Screen(Markup("7 → 4")), answers=sent.provider_id, silent=True)
            )
            assert isinstance(line, Sent)
            first, second = [bubble for bubble in await maria.screen() if bubble.by == "bot"]
            assert (first.text, second.text) == ("Алгебра: 4", "7 → 4")
            assert [call["method"] for call in await box.calls()] == ["sendMessage", "editMessageText", "sendMessage"]
            assert await box.violations() == []
            await maria.blocks()
            assert isinstance(await channel.send(outgoing()), Refused)
        finally:
            await channel.close()
