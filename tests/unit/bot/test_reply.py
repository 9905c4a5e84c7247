"""Replies when the messenger is in trouble: they may come twice, they may not stay away; and who can be reached."""

from __future__ import annotations

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendMessage

from bot.reply import TRIES, NotSent
from tests.unit.bot.rig import ANYA, MARIA, Rig
from texts.addresses import PupilId, Today
from texts.catalog import words
from texts.screens import refusal

SEND = SendMessage(chat_id=1, text="…")
UNKNOWN = [
    TelegramServerError(SEND, "Bad Gateway"),
    TelegramNetworkError(SEND, "timeout"),
    ClientDecodeError("not JSON", ValueError(), "<html>"),
]


@pytest.fixture
def rig() -> Rig:
    """A conversation of one test."""
    return Rig()


@pytest.mark.parametrize("error", UNKNOWN, ids=lambda error: type(error).__name__)
async def test_a_reply_that_may_have_been_lost_is_said_again(rig: Rig, error: Exception) -> None:
    rig.messenger.failures = [error]
    assert "Сегодня" in (await rig.says(MARIA, "/today")).text


async def test_a_reply_that_may_have_come_is_not_said_for_ever(rig: Rig) -> None:
    rig.messenger.failures = [UNKNOWN[0]] * TRIES
    await rig.conversation.handle(rig.message(MARIA, "/today"))
    assert not rig.messenger.bubbles
    assert not rig.messenger.failures


async def test_a_reply_that_certainly_did_not_leave_is_left_to_the_intake(rig: Rig) -> None:
    rig.messenger.failures = [TelegramRetryAfter(SEND, "Flood", 3)] * TRIES
    with pytest.raises(NotSent):
        await rig.conversation.handle(rig.message(MARIA, "/today"))


async def test_somebody_who_shut_us_out_is_no_defect(rig: Rig) -> None:
    rig.messenger.failures = [TelegramForbiddenError(SEND, "Forbidden: bot was blocked by the user")]
    await rig.conversation.handle(rig.message(MARIA, "/today"))
    assert not rig.messenger.bubbles


async def test_a_screen_the_messenger_refuses_is_our_defect_and_is_confessed(rig: Rig) -> None:
    rig.messenger.failures = [TelegramBadRequest(SEND, "Bad Request: can't parse entities")]
    with pytest.raises(TelegramBadRequest):
        await rig.conversation.handle(rig.message(MARIA, "/today"))
    assert rig.seen(MARIA).screen == refusal.broken(words("ru"))


async def test_a_lost_database_says_nothing_and_is_left_to_the_intake(rig: Rig) -> None:
    rig.diary.away = 1
    raw = rig.press(MARIA, "d1.t.b", "500")
    with pytest.raises(ConnectionError):
        await rig.conversation.handle(raw)
    assert not rig.messenger.bubbles
    await rig.conversation.handle(raw)
    assert rig.messenger.bubbles


async def test_a_press_is_released_once_its_screen_is_there(rig: Rig) -> None:
    assert await rig.presses(MARIA, Today(PupilId(ANYA))) == ""
    assert len(rig.messenger.answers) == 1


@pytest.mark.parametrize(("status", "alive"), [("kicked", False), ("member", True)])
async def test_blocking_and_coming_back_is_told_on(rig: Rig, status: str, alive: bool) -> None:
    who = {"id": 1, "is_bot": False, "first_name": "Мария"}
    bot = {"id": 42, "is_bot": True, "first_name": "Дневник"}
    new = {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    event = {
        "chat": {"id": 1, "type": "private"},
        "from": who,
        "date": 1,
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": new,
    }
    await rig.conversation.handle(rig.update(my_chat_member=event))
    assert rig.reached == [(MARIA, alive)]
