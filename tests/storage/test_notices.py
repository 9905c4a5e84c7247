"""A notice on its way: whom it reaches, once, and who may have nothing of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions import notices
from journal_core.errors import Refused
from journal_core.news import NoticeNews
from journal_core.notices import Got
from journal_core.school import Channel
from notifier import outcomes
from notifier.ports import Withdrawn
from notifier.states import State
from tests.postgres import Database
from tests.storage.class_7b import Class7B
from tests.storage.postroom import open_postroom


@pytest.fixture
async def own(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Class7B]:
    room = await open_postroom(database, runtime, owner)
    yield Class7B(room)
    await room.worker.end()


async def test_as_many_families_are_reached_as_were_counted_before(own: Class7B) -> None:
    await own.room.adult("Мария")
    await own.room.adult("Олег", Channel.EMAIL)
    await own.room.adult("Жанна")  # of another class
    reach = await own.diary.notice_reach(own.room.town.class_desk(), own.room.clock.now())
    assert (reach.ways, reach.total) == ({Channel.TELEGRAM: 1, Channel.EMAIL: 1}, 4)
    assert reach.unreached == ("Ёлкина Галя", "Сидоров Вова")
    await own.sends()
    [said] = await own.room.say()
    assert "Собрание в 18:00." in said
    assert len(await own.room.send(Channel.EMAIL)) == 1
    assert len(await own.room.messages()) == reach.reached


async def test_a_mother_of_twins_hears_once_and_answers_for_both(own: Class7B) -> None:
    await own.room.adult("Мария")
    await own.room.adult("Мария", of="Борис")
    notice = await own.sends()
    assert len(await own.room.say()) == 1
    assert len(await own.room.deliveries()) == 2
    assert await own.reads("Мария", "Аня", notice)
    assert not await own.reads("Мария", "Борис", notice)
    read = [pupil for pupil, got in (await own.status(notice)).items() if got is Got.READ]
    assert sorted(read) == ["Иванова Аня", "Петров Борис"]


async def test_a_mother_of_twins_still_hears_when_the_first_was_taken_away(own: Class7B) -> None:
    await own.room.adult("Мария")
    await own.room.adult("Мария", of="Борис")
    await own.sends()
    await own.room.fan()
    await own.room.do("UPDATE link SET state = 'revoked' WHERE pupil_id = :pupil", pupil=own.room.town.pupils["Аня"])
    [told] = await own.room.send()
    assert isinstance(told.news, NoticeNews) and told.news.pupil_id == own.room.town.pupils["Борис"]


async def test_said_twice_it_is_sent_once(own: Class7B) -> None:
    await own.room.adult("Мария")
    first = await own.sends(command="the same")
    assert await own.sends(command="the same") == first
    assert len(await own.room.say()) == 1
    assert await own.room.say(hours=1) == []


async def test_a_barred_adult_hears_nothing_and_cannot_answer(own: Class7B) -> None:
    await own.room.adult("Мария")
    notice = await own.sends()
    await own.room.fan()
    await own.room.do(
        "INSERT INTO bar (guardian_id, pupil_id, actor, since) VALUES (:guardian, :pupil, 'суд', :at)",
        guardian=own.room.town.guardians["Мария"],
        pupil=own.room.town.pupils["Аня"],
        at=own.room.clock.now(),
    )
    assert await own.room.say() == []
    with pytest.raises(Refused):
        await own.reads("Мария", "Аня", notice)


async def test_an_adult_whose_link_was_taken_away_hears_nothing_and_cannot_answer(own: Class7B) -> None:
    await own.room.adult("Мария")
    notice = await own.sends()
    await own.room.fan()
    await own.room.do("UPDATE link SET state = 'revoked'")
    assert await own.room.say() == []
    with pytest.raises(Refused):
        await own.reads("Мария", "Аня", notice)


async def test_another_class_s_teacher_sees_nothing_of_it(own: Class7B) -> None:
    notice = await own.sends()
    other = own.room.town.class_desk("Орлов", "7А")
    assert await own.diary.class_notices(other) == ()
    with pytest.raises(Refused):
        await own.diary.notice_status(other, notice.id, own.room.clock.now())
    with pytest.raises(Refused):
        await notices.recall_notice(own.store, other, notice.id, own.stamp())


async def test_who_wants_no_notices_gets_none_and_is_not_counted(own: Class7B) -> None:
    person = await own.room.adult("Мария")
    await own.room.do(
        "INSERT INTO preference (person_id, channel, kind, timing, changed_at) "
        "VALUES (:person, 'telegram', 'notices', 'off', :at)",
        person=person,
        at=own.room.clock.now(),
    )
    reach = await own.diary.notice_reach(own.room.town.class_desk(), own.room.clock.now())
    assert reach.reached == 0
    await own.sends()
    assert await own.room.say() == []
    assert await own.room.deliveries("state", "reason") == [("suppressed", "asked not to be told so")]


async def test_a_wish_about_one_twin_does_not_hold_back_the_notice_about_both(own: Class7B) -> None:
    await own.room.adult("Мария")
    await own.room.adult("Мария", of="Борис")
    await own.sends()
    await own.sends("Экскурсия в пятницу.")
    await own.room.fan()
    await _wants_no_notices(own, "Аня")
    first, second = await own.room.claim()
    assert not isinstance(await own.room.outbox.look(first, own.room.clock.now()), Withdrawn)
    await _wants_no_notices(own, "Борис")
    refused = Withdrawn(State.SUPPRESSED, "asked not to be told so", next_channel=True)
    assert await own.room.outbox.look(second, own.room.clock.now()) == refused


async def _wants_no_notices(own: Class7B, child: str) -> None:
    await own.room.do(
        "INSERT INTO preference (person_id, pupil_id, channel, kind, timing, changed_at) "
        "VALUES (:person, :pupil, 'telegram', 'notices', 'off', :at)",
        person=own.room.people["Мария"],
        pupil=own.room.town.pupils[child],
        at=own.room.clock.now(),
    )


async def test_a_refused_chat_is_followed_by_a_letter(own: Class7B) -> None:
    await own.room.adult("Мария", Channel.TELEGRAM, Channel.EMAIL)
    await own.room.adult("Мария", Channel.TELEGRAM, Channel.EMAIL, of="Борис")
    await own.sends()
    await own.room.fan()
    await own.room.send(Channel.TELEGRAM, outcomes.Refused("blocked"))
    assert len(await own.room.send(Channel.EMAIL)) == 1


async def test_the_status_tells_queued_sent_and_lost(own: Class7B) -> None:
    await own.room.adult("Мария")
    notice = await own.sends()
    assert (await own.status(notice))["Иванова Аня"] is Got.QUEUED
    await own.room.say()
    found = await own.status(notice)
    assert (found["Иванова Аня"], found["Петров Борис"]) == (Got.SENT, Got.LOST)
