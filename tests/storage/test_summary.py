"""The weekly summary: to whom, when, once; what was missed; what it tells."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.revisions import Stamp
from journal_core.news import SummaryNews
from journal_core.people import Account, Person, Role
from journal_core.school import Channel
from journal_core.wishes import Hour
from notifier.firing import fire
from notifier.outcomes import Refused
from notifier.ports import Withdrawn
from notifier.states import State
from storage.reader.grants import read_grants
from storage.summaries import PgSummaries
from storage.wishes import PgWishes
from tests.postgres import Database
from tests.storage.postroom import Postroom, Told, addresses, local, open_postroom
from tests.storage.town import TODAY

FRIDAY, SATURDAY, SUNDAY = 2, 3, 4  #: days from the room's Wednesday
SUNDAY_AT_SEVEN = Hour(6, time(19))


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    yield opened
    await opened.worker.end()


async def tick(room: Postroom, swept: datetime | None = None) -> datetime:
    """The scheduler looks, and what it fired is promised."""
    swept = await fire(PgSummaries(room.runtime), room.clock.now(), swept)
    await room.fan()
    return swept


async def at(room: Postroom, hour: int, days: int, channel: Channel = Channel.EMAIL, minute: int = 0) -> list[Told]:
    """What leaves on a channel at an hour of a later day."""
    room.clock.moment = local(room, hour, minute, days)
    await tick(room)
    return await room.send(channel)


async def chooses(room: Postroom, name: str, hour: Hour, channel: Channel) -> None:
    """Somebody chooses the hour of their summary in the chat."""
    number = room.people[name]
    chat = Account(Channel.TELEGRAM, str(1000 + number))
    async with room.runtime.connect() as connection:
        grants = await read_grants(connection, chat, room.clock.now())
    assert grants is not None
    stamp = Stamp(f"{name} {room.clock.now()}", Person(number, Role.GUARDIAN, chat), room.clock.now())
    await PgWishes(room.runtime).choose_summary(grants, hour, channel, stamp)


def news(told: Told) -> SummaryNews:
    found = told.news
    assert isinstance(found, SummaryNews)
    return found


async def test_a_mother_with_mail_alone_hears_on_friday_at_six_and_no_other_time(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    assert await at(room, 17, FRIDAY, minute=59) == []
    [told] = await at(room, 18, FRIDAY)
    assert "За неделю ничего нового" in told.text and "А. И." in told.text
    assert await at(room, 19, FRIDAY) == []
    assert await at(room, 18, SATURDAY) == []
    assert len(await at(room, 18, FRIDAY + 7)) == 1


async def test_without_mail_the_default_goes_by_sms_and_tells_how_to_stop(room: Postroom) -> None:
    await room.adult("Олег", Channel.SMS)
    [told] = await at(room, 18, FRIDAY, Channel.SMS)
    assert told.text == "Школьный дневник: за неделю ничего нового. Отписаться: ответьте СТОП"


async def test_whoever_has_the_chat_gets_none_until_they_ask_for_it(room: Postroom) -> None:
    await room.adult("Мария", Channel.TELEGRAM, Channel.EMAIL)
    assert await at(room, 18, FRIDAY) == []
    await chooses(room, "Мария", SUNDAY_AT_SEVEN, Channel.TELEGRAM)
    assert await at(room, 18, SATURDAY, Channel.TELEGRAM) == []
    [told] = await at(room, 19, SUNDAY, Channel.TELEGRAM)
    assert told.claimed.account.channel is Channel.TELEGRAM


async def test_two_schedulers_racing_fire_once(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    await room.adult("Олег", Channel.EMAIL)
    room.clock.moment = local(room, 18, 0, FRIDAY)
    book = PgSummaries(room.runtime)
    await asyncio.gather(*(fire(book, room.clock.now(), None) for _ in range(6)))
    await room.fan()
    assert await room.ask("SELECT count(*) FROM event WHERE kind = 'summary'") == [2]
    assert len(await room.send(Channel.EMAIL)) == 2


async def test_the_hour_that_passed_while_nothing_ran_is_caught_up_the_same_evening(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    [told] = await at(room, 20, FRIDAY)
    assert (await room.ask("SELECT occurred_at FROM event"))[0] == local(room, 18, 0, FRIDAY)
    assert told.claimed.expires_at == local(room, 9, 0, SATURDAY)


async def test_what_the_night_held_up_leaves_in_the_morning(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    [held] = await at(room, 23, FRIDAY)
    assert held.sight == Withdrawn(State.PENDING, "quiet hours", until=local(room, 7, 0, SATURDAY))
    [told] = await at(room, 7, SATURDAY)
    assert told.text


async def test_what_was_missed_for_longer_ends_as_expired_and_is_counted(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    room.clock.moment = local(room, 18, 1, SATURDAY)
    await tick(room)
    await room.outbox.expire(room.clock.now())
    assert await room.send(Channel.EMAIL) == []
    assert await room.deliveries("subject", "state") == [(f"summary:{room.people['Мария']}", "expired")]
    assert (await room.outbox.unsettled(room.clock.now()))["summaries_missed"] == 1
    room.clock.later(days=8)
    assert (await room.outbox.unsettled(room.clock.now()))["summaries_missed"] == 0


async def test_whoever_came_after_the_hour_is_not_owed_the_week_before(room: Postroom) -> None:
    room.clock.moment = local(room, 12, 0, SATURDAY)
    await room.adult("Мария", Channel.EMAIL)
    await room.do("UPDATE account SET changed_at = :at", at=room.clock.now())
    await tick(room)
    assert await room.ask("SELECT count(*) FROM event") == [0]


async def test_an_hour_that_the_school_moved_into_the_past_is_owed_to_nobody(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    room.clock.moment = local(room, 12, 0, FRIDAY)
    await room.do("UPDATE school SET summary_on = 3")
    await room.do(
        "INSERT INTO audit (command_id, action, actor, school_id, details, at) "
        """VALUES ('set', 'change_school', 'operator', :school, '{"settings": {"summary-on": "чт"}}', :at)""",
        school=room.town.school.id,
        at=room.clock.now(),
    )
    await tick(room)
    assert await room.ask("SELECT count(*) FROM event") == [0]
    assert len(await at(room, 18, FRIDAY + 6)) == 1


async def test_a_look_that_missed_a_subscription_being_written_is_made_good_by_the_next(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    room.clock.moment = local(room, 18, 0, FRIDAY)
    await room.do("UPDATE account SET state = 'unconfirmed'")
    swept = await tick(room)
    await room.do("UPDATE account SET state = 'live'")
    room.clock.later(seconds=2)
    await tick(room, swept)
    assert len(await room.send(Channel.EMAIL)) == 1


async def test_unsubscribed_she_hears_nothing(room: Postroom) -> None:
    mother = await room.adult("Мария", Channel.EMAIL)
    await PgWishes(room.runtime).stop_summary(mother, room.clock.now())
    assert await at(room, 18, FRIDAY) == []
    assert await room.ask("SELECT count(*) FROM event") == [0]


async def test_unsubscribed_between_the_hour_and_the_sending_she_hears_nothing(room: Postroom) -> None:
    mother = await room.adult("Мария", Channel.EMAIL)
    room.clock.moment = local(room, 18, 0, FRIDAY)
    await tick(room)
    await PgWishes(room.runtime).stop_summary(mother, room.clock.now())
    [told] = await room.send(Channel.EMAIL)
    assert told.sight == Withdrawn(State.SUPPRESSED, "unsubscribed")


async def test_two_children_are_one_message_and_a_barred_one_is_left_out(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    await room.adult("Мария", Channel.EMAIL, of="Дима")
    [told] = await at(room, 18, FRIDAY)
    assert [week.about.name for week in news(told).weeks] == ["Аня", "Дима"]
    await room.do(
        "INSERT INTO bar (person_id, pupil_id, actor, since) VALUES (:person, :pupil, 'head', :at)",
        person=room.people["Мария"],
        pupil=room.town.pupils["Дима"],
        at=room.clock.now(),
    )
    [told] = await at(room, 18, FRIDAY + 7)
    assert [week.about.name for week in news(told).weeks] == ["Аня"]


async def test_barred_between_the_hour_and_the_sending_nothing_is_told(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    room.clock.moment = local(room, 18, 0, FRIDAY)
    await tick(room)
    await room.do("UPDATE link SET state = 'revoked'")
    [told] = await room.send(Channel.EMAIL)
    assert isinstance(told.sight, Withdrawn)


async def test_a_dead_mailbox_is_left_for_the_next_channel(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL, Channel.SMS)
    room.clock.moment = local(room, 18, 0, FRIDAY)
    await tick(room)
    await room.send(Channel.EMAIL, Refused("5.1.1"))
    assert len(await room.send(Channel.SMS)) == 1


async def test_chosen_for_a_mailbox_that_died_it_comes_to_the_chat(room: Postroom) -> None:
    await room.adult("Мария", Channel.TELEGRAM, Channel.EMAIL)
    await chooses(room, "Мария", SUNDAY_AT_SEVEN, Channel.EMAIL)
    await room.do("UPDATE account SET state = 'dead' WHERE channel = 'email'")
    [told] = await at(room, 19, SUNDAY, Channel.TELEGRAM)
    assert addresses([told])[0].channel is Channel.TELEGRAM


async def test_it_tells_what_was_recorded_in_the_seven_days_as_it_stands_now(room: Postroom) -> None:
    await room.adult("Мария", Channel.TELEGRAM)
    await chooses(room, "Мария", Hour(4, time(18)), Channel.TELEGRAM)
    await room.mark("7", number=1)
    await room.mark("9", number=2, line="history")
    await room.mark("3", number=3, line="history")
    await room.absence("ill", number=50)
    await room.absence("excused", number=51, line="history")
    await room.homework("№ 214")
    room.clock.later(hours=1)
    await room.mark("4", number=1, change="corrected")
    await room.mark("3", number=3, change="removed", line="history")
    told = {one.claimed.template: one for one in await at(room, 18, FRIDAY, Channel.TELEGRAM)}
    [week] = news(told["summary"]).weeks
    assert [(one.subject, one.value, one.was, one.removed) for one in week.marks] == [
        ("Алгебра", "4", "7", False),
        ("История", "9", "", False),
        ("История", "3", "3", True),
    ]
    assert [(one.code, one.lessons) for one in week.absences] == [(AbsenceCode.EXCUSED, 2)]
    assert week.homework == ()  # it was due on Friday itself
    told = {one.claimed.template: one for one in await at(room, 18, FRIDAY + 7, Channel.TELEGRAM)}
    assert news(told["summary"]).weeks[0].entries == 0


async def test_homework_of_the_coming_days_is_told(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    room.clock.moment = local(room, 17, 0, 1)
    await room.homework("№ 214")
    await room.do("UPDATE homework_revision SET due = :due", due=TODAY + timedelta(days=5))
    [told] = [one for one in await at(room, 18, FRIDAY) if one.claimed.template == "summary"]
    assert [one.text for one in news(told).weeks[0].homework] == ["№ 214"]


async def test_a_slip_mended_within_the_grace_is_not_told_of(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    await room.mark("7", number=1)
    await room.mark("8", number=2, line="history")
    room.clock.later(minutes=2)
    await room.mark("4", number=1, change="corrected")
    await room.mark("8", number=2, change="removed", line="history")
    [told] = [one for one in await at(room, 18, FRIDAY) if one.claimed.template == "summary"]
    [mark] = news(told).weeks[0].marks
    assert (mark.value, mark.was) == ("4", "")


async def test_what_is_switched_off_is_not_in_the_summary_either(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    await room.adult("Мария", Channel.EMAIL, of="Дима")
    await room.mark("7", number=1)
    await room.mark("9", number=2, of="Дима", line="algebra 7А")
    for timing, pupil in (("off", None), ("summary", "Дима")):
        await room.do(
            "INSERT INTO preference (person_id, pupil_id, channel, kind, timing, changed_at) "
            "VALUES (:person, :pupil, 'email', 'marks', :timing, :at)",
            person=room.people["Мария"],
            pupil=room.town.pupils[pupil] if pupil else None,
            timing=timing,
            at=room.clock.now(),
        )
    [told] = await at(room, 18, FRIDAY)
    assert [len(week.marks) for week in news(told).weeks] == [0, 1]


async def test_late_by_hours_it_tells_of_the_same_week(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    room.clock.moment = local(room, 18, 30, FRIDAY)
    await room.mark("7")
    told = [one for one in await at(room, 20, FRIDAY) if one.claimed.template == "summary"]
    assert news(told[0]).weeks[0].marks == ()
