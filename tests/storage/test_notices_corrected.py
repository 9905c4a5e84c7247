"""What follows when a notice is changed, recalled, reminded of: in the chat, in a letter, under a picture."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.errors import Conflict, Invalid
from journal_core.school import Channel
from tests.postgres import Database
from tests.storage.class_7b import Class7B, screens
from tests.storage.postroom import addresses, open_postroom
from texts.addresses import Acknowledge, NoticeFile


@pytest.fixture
async def own(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Class7B]:
    room = await open_postroom(database, runtime, owner)
    yield Class7B(room)
    await room.worker.end()


async def test_recalled_before_it_left_nobody_hears(own: Class7B) -> None:
    await own.room.adult("Мария")
    notice = await own.sends()
    await own.room.fan()
    await own.recalls(notice)
    assert await own.room.say() == []
    assert await own.room.messages() == ["cancelled"]


async def test_recalled_afterwards_the_message_says_so_offers_nothing_and_a_line_says_it_aloud(own: Class7B) -> None:
    await own.room.adult("Мария")
    notice = await own.sends()
    await own.room.say()
    own.room.clock.later(hours=1)
    await own.recalls(notice)
    await own.room.fan()
    told = await own.room.send()
    screen, line = screens(told)
    assert told[0].claimed.provider_id == "there-1" and told[1].claimed.answers == "there-1"
    assert "отозвано" in screen.text and "Собрание" not in screen.text and screen.rows == ()
    assert "Объявление отозвано" in line.text and "Собрание" not in line.text
    with pytest.raises(Conflict):
        await own.reads("Мария", "Аня", notice)


async def test_a_letter_is_followed_by_a_letter(own: Class7B) -> None:
    await own.room.adult("Олег", Channel.EMAIL)
    notice = await own.sends()
    await own.room.say(Channel.EMAIL)
    await own.changes(notice, "Собрание в 19:00.")
    [changed] = await own.room.say(Channel.EMAIL, minutes=1)
    assert "Объявление изменено" in changed and "19:00" in changed
    await own.recalls(notice)
    [recalled] = await own.room.say(Channel.EMAIL, minutes=1)
    assert "Объявление отозвано" in recalled and "19:00" not in recalled


async def test_an_sms_that_may_say_nothing_is_not_put_right_by_another(own: Class7B) -> None:
    await own.room.adult("Олег", Channel.SMS)
    notice = await own.sends()
    [first] = await own.room.say(Channel.SMS)
    assert "Собрание" not in first
    await own.recalls(notice)
    assert await own.room.say(Channel.SMS, minutes=1) == []


async def test_changed_long_after_it_left_it_is_edited_and_answered_by_one_line(own: Class7B) -> None:
    await own.room.adult("Мария")
    await own.room.adult("Мария", of="Борис")
    notice = await own.sends()
    await own.room.say()
    own.room.clock.later(hours=1)
    await own.changes(notice, "Собрание в 19:00.")
    await own.room.fan()
    edit, line = sorted(await own.room.send(), key=lambda one: one.claimed.id)
    assert (edit.claimed.provider_id, "19:00" in edit.text) == ("there-1", True)
    assert (line.claimed.answers, line.text) == ("there-1", "Объявление изменено: 7Б, среда, 7 октября")
    assert await own.room.say(hours=1) == []


async def test_changed_within_the_grace_it_is_edited_without_a_sound(own: Class7B) -> None:
    await own.room.adult("Мария")
    notice = await own.sends()
    await own.room.say()
    own.room.clock.later(minutes=2)
    await own.changes(notice, "Собрание в 19:00.")
    assert len(await own.room.say(minutes=1)) == 1
    assert await own.room.say(hours=1) == []


async def test_there_and_back_before_the_line_left_says_nothing_aloud(own: Class7B) -> None:
    await own.room.adult("Олег", Channel.EMAIL)
    notice = await own.sends()
    await own.room.say(Channel.EMAIL)
    await own.changes(notice, "Собрание в 19:00.")
    await own.room.fan()
    await own.changes(notice, "Собрание в 18:00.")
    assert await own.room.say(Channel.EMAIL, minutes=1) == []


async def test_a_reminder_goes_to_the_rest_and_answers_the_notice(own: Class7B) -> None:
    await own.room.adult("Мария")
    await own.room.adult("Олег")
    notice = await own.sends()
    await own.room.say()
    await own.reads("Мария", "Аня", notice)
    own.room.clock.later(hours=4)
    assert (await own.reminds(notice)).families == 1
    await own.room.fan()
    [told] = await own.room.send()
    assert [one.address for one in addresses([told])] == [str(1000 + own.room.people["Олег"])]
    assert told.claimed.answers == "there-2"
    assert told.text == "Вы ещё не отметили, что ознакомились с объявлением: 7Б, среда, 7 октября"
    with pytest.raises(Invalid):
        await own.reminds(notice)


async def test_who_answered_meanwhile_is_not_reminded(own: Class7B) -> None:
    await own.room.adult("Мария")
    notice = await own.sends()
    await own.room.say()
    own.room.clock.later(hours=4)
    await own.reminds(notice)
    await own.room.fan()
    await own.reads("Мария", "Аня", notice)
    assert await own.room.say() == []
    assert (await own.room.messages())[-1] == "cancelled"


async def test_what_waits_for_the_morning_needs_no_reminder(own: Class7B) -> None:
    await own.room.adult("Мария")
    own.room.clock.later(hours=11)  # 23:00
    notice = await own.sends()
    await own.room.fan()
    with pytest.raises(Invalid):
        await own.reminds(notice)


async def test_a_picture_and_its_words_are_one_message_and_stay_one(own: Class7B) -> None:
    await own.room.adult("Мария")
    picture = await own.picture()
    notice = await own.sends("Зал готов.", picture)
    await own.room.fan()
    [screen] = screens(await own.room.send())
    assert screen.file == picture and "Зал готов." in screen.text
    assert [type(one.address) for row in screen.rows for one in row] == [Acknowledge]
    own.room.clock.later(minutes=1)
    await own.changes(notice, "Длинно. " * 200)
    await own.room.fan()
    [changed] = screens(await own.room.send())
    assert changed.file == picture and len(changed.text) <= 1024


async def test_long_words_leave_alone_and_the_picture_is_a_button(own: Class7B) -> None:
    await own.room.adult("Мария")
    notice = await own.sends("Длинно. " * 200, await own.picture())
    await own.room.fan()
    [screen] = screens(await own.room.send())
    assert screen.file is None
    assert [type(one.address) for row in screen.rows for one in row] == [Acknowledge, NoticeFile]
    await own.changes(notice, "Коротко.")
    await own.room.fan()
    [changed] = screens(await own.room.send())
    assert changed.file is None
