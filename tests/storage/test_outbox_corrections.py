"""What follows when something is no longer what a parent was told."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.school import Channel
from notifier.outcomes import Refused, Sent, Unknown
from notifier.ports import Withdrawn
from storage.wishes import PgWishes
from tests.postgres import Database
from tests.storage.postroom import Postroom, local, open_postroom


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    yield opened
    await opened.worker.end()


async def told_seven(room: Postroom, *channels: Channel) -> None:
    """Мария was told that Аня has a 7, a quarter of an hour ago."""
    await room.adult("Мария", *channels)
    await room.mark("7")
    assert len(await room.say((channels or (Channel.TELEGRAM,))[0], minutes=5)) == 1
    room.clock.later(minutes=15)


async def test_corrected_inside_the_grace_only_the_last_value_goes_out(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=2)
    await room.mark("4", change="corrected")
    [text] = await room.say(minutes=3)
    assert "<b>4</b>" in text and "7" not in text.replace("07.10", "")
    assert await room.deliveries("revision", "state") == [(1, "merged"), (2, "accepted")]


async def test_removed_inside_the_grace_nothing_goes_out(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    await room.mark("7", change="removed")
    assert await room.say(minutes=5) == []
    assert await room.messages() == ["cancelled"]


async def test_corrected_after_the_grace_the_message_is_edited_and_a_line_says_so(room: Postroom) -> None:
    await told_seven(room)
    await room.mark("4", change="corrected")
    [edit] = await room.say()
    assert "<b>4</b> (исправлено, было 7)" in edit
    room.clock.later(minutes=5)
    [line] = await room.send()
    assert line.text == "Исправлено 7 → 4, Алгебра"
    assert line.claimed.answers == "there-1"
    assert await room.messages() == ["accepted", "accepted"]


async def test_corrected_soon_after_it_left_it_is_edited_without_a_sound(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.say(minutes=5)
    room.clock.later(minutes=4)
    await room.mark("4", change="corrected")
    [edit] = await room.say()
    assert "было 7" in edit
    assert await room.say(hours=1) == []


async def test_an_edit_goes_on_saying_what_was_told_first(room: Postroom) -> None:
    await told_seven(room)
    for value, line in (("4", "7 → 4"), ("5", "4 → 5")):
        await room.mark(value, change="corrected")
        [edit] = await room.say()
        assert f"<b>{value}</b> (исправлено, было 7)" in edit
        [said] = await room.say(minutes=5)
        assert line in said
        room.clock.later(minutes=10)
    assert (await room.told())["mark:1:first"] == "7"


async def test_there_and_back_before_the_line_left_says_nothing_aloud(room: Postroom) -> None:
    await told_seven(room)
    await room.mark("4", change="corrected")
    await room.say()
    await room.mark("7", change="corrected")
    [edit] = await room.say()
    assert "исправлено" not in edit
    assert await room.say(minutes=10) == []
    assert await room.messages() == ["accepted", "cancelled"]


async def test_there_and_back_after_the_line_left_is_said_again(room: Postroom) -> None:
    await told_seven(room)
    await room.mark("4", change="corrected")
    await room.say()
    assert await room.say(minutes=5) == ["Исправлено 7 → 4, Алгебра"]
    await room.mark("7", change="corrected")
    await room.say()
    assert await room.say(minutes=5) == ["Исправлено 4 → 7, Алгебра"]


async def test_taken_back_after_it_was_told_it_is_struck_out_and_said(room: Postroom) -> None:
    await told_seven(room)
    await room.mark("7", change="removed")
    [edit] = await room.say()
    assert edit == "<s>Алгебра: 7</s> · отметка отозвана"
    assert await room.say(minutes=5) == ["Отметка 7 отозвана, Алгебра"]


async def test_corrected_while_in_hand_it_is_edited_after_it_left(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=5)
    [claimed] = await room.claim()
    sight = await room.outbox.look(claimed, room.clock.now())
    assert not isinstance(sight, Withdrawn)
    assert await room.outbox.sending(claimed)
    await room.mark("4", change="corrected")
    await room.fan()
    await room.settle(claimed, sight, Sent("there"))
    assert await room.messages() == ["pending"]
    [edit] = await room.send()
    assert edit.claimed.provider_id == "there" and "<b>4</b> (исправлено, было 7)" in edit.text
    assert await room.deliveries("revision", "state") == [(1, "accepted"), (2, "accepted")]


async def test_restored_while_its_removal_is_in_hand_it_is_looked_at_again(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=5)
    await room.mark("7", change="removed")
    await room.fan()
    [claimed] = await room.claim()
    sight = await room.outbox.look(claimed, room.clock.now())
    assert isinstance(sight, Withdrawn)
    await room.mark("8", change="set")
    await room.fan()
    await room.withdraw(claimed, sight)
    [told] = await room.send()
    assert "<b>8</b>" in told.text


async def test_a_letter_corrected_while_in_hand_is_followed_by_another(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=5)
    [claimed] = await room.claim(Channel.EMAIL)
    sight = await room.outbox.look(claimed, room.clock.now())
    assert not isinstance(sight, Withdrawn)
    await room.outbox.sending(claimed)
    await room.mark("4", change="corrected")
    await room.fan()
    await room.settle(claimed, sight, Sent("<diary-1@school>"))
    assert await room.messages() == ["accepted", "scheduled"]
    assert len(await room.say(Channel.EMAIL, minutes=5)) == 1
    assert await room.messages() == ["accepted", "accepted"]


async def test_letters_are_not_edited_each_fall_is_a_letter(room: Postroom) -> None:
    await told_seven(room, Channel.EMAIL)
    for value in ("4", "3"):
        await room.mark(value, change="corrected")
        assert await room.say(Channel.EMAIL) == []
        [letter] = await room.say(Channel.EMAIL, minutes=5)
        assert "Отметка исправлена: Алгебра (А. И.)" in letter
    assert await room.messages("template", "provider_id <> ''") == [
        ("marks", True),
        ("correction", True),
        ("correction", True),
    ]
    assert (await room.told(3))["mark:1"] == "3"


async def test_by_mail_a_rise_waits_for_the_summary_and_with_none_it_is_a_letter(room: Postroom) -> None:
    await told_seven(room, Channel.EMAIL)
    await room.mark("8", change="corrected")
    assert await room.say(Channel.EMAIL, minutes=5) == []
    assert (await room.deliveries("state", "reason"))[-1] == ("cancelled", "in the next summary")
    await PgWishes(room.runtime).stop_summary(room.people["Мария"], room.clock.now())
    await room.mark("9", change="corrected")
    [letter] = await room.say(Channel.EMAIL, minutes=5)
    assert "Отметка исправлена: Алгебра (А. И.)" in letter


async def test_letters_say_nothing_of_there_and_back(room: Postroom) -> None:
    await told_seven(room, Channel.EMAIL)
    await room.mark("4", change="corrected")
    await room.fan()
    await room.mark("7", change="corrected")
    assert await room.say(Channel.EMAIL, minutes=5) == []
    room.clock.later(hours=1)
    await room.mark("5", change="corrected")
    assert len(await room.say(Channel.EMAIL, minutes=5)) == 1


async def test_when_the_chat_died_the_correction_goes_by_letter(room: Postroom) -> None:
    await told_seven(room, Channel.TELEGRAM, Channel.EMAIL)
    await room.do("UPDATE account SET state = 'dead' WHERE channel = 'telegram'")
    await room.mark("4", change="corrected")
    assert await room.say() == []
    assert len(await room.say(Channel.EMAIL, minutes=5)) == 1


async def test_a_refused_edit_takes_only_the_correction_to_the_next_channel(room: Postroom) -> None:
    await room.adult("Мария", Channel.TELEGRAM, Channel.EMAIL)
    await room.mark("7", number=1)
    await room.mark("9", number=2, line="history")
    await room.say(minutes=5)
    await room.mark("4", number=1, change="corrected")
    await room.fan()
    await room.send(Channel.TELEGRAM, Refused("blocked"))
    assert (await room.messages())[0] == "accepted"  # what she has, she has
    room.clock.later(minutes=5)
    [letter] = await room.send(Channel.EMAIL)
    assert "Алгебра" in letter.text and "История" not in letter.text


async def test_a_revoked_link_leaves_the_told_message_as_it_is(room: Postroom) -> None:
    await told_seven(room)
    await room.mark("4", change="corrected")
    await room.fan()
    await room.do("UPDATE link SET state = 'revoked'")
    assert await room.say(minutes=5) == []
    assert await room.messages() == ["accepted", "cancelled"]
    assert (await room.told())["mark:1"] == "7"


async def test_homework_changed_after_the_evening_is_edited_and_said(room: Postroom) -> None:
    await room.adult("Мария")
    await room.homework("№ 214")
    await room.fan()
    room.clock.moment = local(room, 17)
    assert len(await room.send()) == 1
    room.clock.later(minutes=30)
    await room.homework("№ 215", change="corrected")
    [edit] = await room.say()
    assert "№ 215" in edit and "№ 214" not in edit
    assert await room.say(minutes=5) == ["Домашнее задание изменено, Алгебра: № 215"]


async def test_a_correction_joins_a_message_in_doubt(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=5)
    await room.send(Channel.TELEGRAM, Unknown("reset"))
    await room.mark("4", change="corrected")
    [text] = await room.say(minutes=1)
    assert "<b>4</b> (исправлено, было 7)" in text
    assert await room.messages() == ["accepted"]


async def test_an_edit_that_changes_nothing_is_not_counted_as_new(room: Postroom) -> None:
    await told_seven(room)
    left = (await room.messages("left_at"))[0]
    await room.mark("4", change="corrected")
    await room.say()
    assert (await room.messages("left_at"))[0] == left
