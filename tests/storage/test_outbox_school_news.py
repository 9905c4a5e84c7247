"""Remarks, term marks, changed lessons and concerns on their way: once, together, and only what still stands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.events import EventKind
from journal_core.school import Channel
from notifier.outcomes import Refused
from notifier.ports import Withdrawn
from notifier.states import State
from tests.postgres import Database
from tests.storage.newsroom import Newsroom
from tests.storage.postroom import local, open_postroom
from tests.storage.town import TODAY

FRIDAY = TODAY + timedelta(days=2)


@pytest.fixture
async def news(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Newsroom]:
    room = await open_postroom(database, runtime, owner)
    yield Newsroom(room)
    await room.worker.end()


async def wants(news: Newsroom, kind: str, timing: str, child: str | None = None, of: str = "Мария") -> None:
    """What somebody said in the settings, of one child or of all."""
    await news.room.do(
        "INSERT INTO preference (person_id, pupil_id, channel, kind, timing, changed_at) "
        "VALUES (:person, :pupil, 'telegram', :kind, :timing, :at)",
        person=news.room.people[of],
        pupil=news.room.town.pupils[child] if child else None,
        kind=kind,
        timing=timing,
        at=news.room.clock.now(),
    )


async def test_remarks_of_a_day_are_one_message_after_the_grace(news: Newsroom) -> None:
    await news.room.adult("Мария")
    await news.remark("Хорошо работала у доски.", number=70)
    await news.remark("Забыла карту.", number=71, line="history")
    assert await news.room.say(minutes=4) == []
    [text] = await news.room.say(minutes=1)
    assert text.index("<b>Алгебра</b>: Хорошо работала у доски.") < text.index("<b>История</b>: Забыла карту.")
    assert await news.room.say(hours=2) == []


async def test_a_remark_taken_back_in_time_is_not_heard_of(news: Newsroom) -> None:
    await news.room.adult("Мария")
    await news.remark("Забыла карту.")
    await news.room.fan()
    await news.remark("Забыла карту.", change="removed")
    assert await news.room.say(minutes=5) == []
    assert await news.room.messages() == ["cancelled"]


async def test_a_remark_put_right_later_is_edited_and_said(news: Newsroom) -> None:
    await news.room.adult("Мария")
    await news.remark("Забыла карту.")
    await news.room.say(minutes=5)
    news.room.clock.later(minutes=20)
    await news.remark("Карту принесла.", change="corrected")
    [edit] = await news.room.say()
    assert "Карту принесла. (исправлено)" in edit
    assert await news.room.say(minutes=5) == ["Слово учителя исправлено, Алгебра: Карту принесла."]
    await news.remark("Карту принесла.", change="removed")
    [edit] = await news.room.say()
    assert "<s>Алгебра</s> · запись отозвана" in edit


async def test_term_marks_set_on_one_evening_are_one_message(news: Newsroom) -> None:
    await news.room.adult("Мария")
    news.room.clock.moment = local(news.room, 15)
    await news.term_mark("8", number=80)
    await news.room.fan()
    news.room.clock.moment = local(news.room, 19, 30)
    await news.term_mark("7", number=81, subject="История")
    await news.term_mark("9", number=82, kind="year")
    assert await news.room.say() == []
    [text] = await news.room.say(minutes=30)
    assert text.splitlines() == [
        "<b>Итоговые отметки</b>",
        "I четверть",
        "Алгебра: <b>8</b>",
        "История: <b>7</b>",
        "Год",
        "Алгебра: <b>9</b>",
    ]


async def test_term_marks_of_a_late_hour_wait_for_the_morning(news: Newsroom) -> None:
    await news.room.adult("Мария")
    news.room.clock.moment = local(news.room, 20, 10)
    await news.term_mark("8", number=80)
    assert await news.room.say(minutes=30) == []
    news.room.clock.moment = local(news.room, 7, days=1)
    assert len(await news.room.say()) == 1


async def test_a_term_mark_corrected_later_is_edited_and_said_with_both_values(news: Newsroom) -> None:
    await news.room.adult("Мария")
    await news.term_mark("7")
    await news.room.say(hours=8)
    news.room.clock.moment = local(news.room, 12, days=1)
    await news.term_mark("8", change="corrected")
    [edit] = await news.room.say()
    assert "Алгебра: <b>8</b> (исправлено, было 7)" in edit
    assert await news.room.say(minutes=5) == ["Исправлено 7 → 8, Алгебра (I четверть)"]


async def test_by_mail_a_corrected_term_mark_is_a_letter_of_its_own(news: Newsroom) -> None:
    await news.room.adult("Мария", Channel.EMAIL)
    await news.term_mark("7")
    assert len(await news.room.say(Channel.EMAIL, hours=8)) == 1
    news.room.clock.moment = local(news.room, 12, days=1)
    await news.term_mark("8", change="corrected")
    [letter] = await news.room.say(Channel.EMAIL, minutes=5)
    assert "Итоговая отметка исправлена: Алгебра (А. И.)" in letter


async def test_changes_of_a_day_are_one_message_to_the_families_of_the_class(news: Newsroom) -> None:
    await news.room.adult("Мария")
    await news.room.adult("Олег", Channel.EMAIL)
    await news.room.adult("Жанна")  # of another class
    await news.lesson_changed("algebra", FRIDAY, subject="История", teacher="Орлов")
    await news.lesson_changed("algebra 7А", FRIDAY, cancelled=True)
    await news.room.do(
        "DELETE FROM event WHERE subject = :s", s=f"lesson_changed:{news.room.town.lesson('algebra 7А', FRIDAY)}"
    )
    [text] = await news.room.say(minutes=5)
    assert text.splitlines() == [
        "<b>Изменения в расписании</b>",
        "Пятница, 9 октября",
        "1-й урок, Алгебра · вместо него История · ведёт Орлов О. И.",
    ]
    assert len(await news.room.send(Channel.EMAIL)) == 1


async def test_a_cancelled_and_a_moved_lesson_of_a_day_stand_together(news: Newsroom) -> None:
    await news.room.adult("Мария")
    monday = TODAY + timedelta(days=5)
    await news.lesson_changed("history", monday, to=(date(2026, 10, 13), 4))
    await news.lesson_changed("algebra", monday, cancelled=True)
    [text] = await news.room.say(minutes=5)
    assert text.splitlines()[2:] == [
        "1-й урок, Алгебра · отменён",
        "2-й урок, История · перенесён на вт 13.10, 4-й урок",
    ]


async def test_a_change_taken_back_in_time_is_not_heard_of_and_later_it_is_said(news: Newsroom) -> None:
    await news.room.adult("Мария")
    await news.lesson_changed("algebra", FRIDAY, cancelled=True)
    await news.room.fan()
    await news.lesson_changed("algebra", FRIDAY, change="removed")
    assert await news.room.say(minutes=5) == []
    await news.lesson_changed("algebra", FRIDAY, cancelled=True)
    assert len(await news.room.say(minutes=5)) == 1
    news.room.clock.later(minutes=10)
    await news.lesson_changed("algebra", FRIDAY, change="removed")
    [edit] = await news.room.say()
    assert "1-й урок, Алгебра · будет по расписанию" in edit
    assert await news.room.say(minutes=5) == ["пт 09.10, 1-й урок, Алгебра · будет по расписанию"]


async def test_a_change_of_the_evening_waits_for_the_morning_and_one_of_a_lesson_that_began_is_not_said(
    news: Newsroom,
) -> None:
    await news.room.adult("Мария")
    news.room.clock.moment = local(news.room, 22, days=1)
    await news.lesson_changed("algebra", FRIDAY, cancelled=True)
    assert await news.room.say(minutes=5) == []
    news.room.clock.moment = local(news.room, 7, days=2)
    claimed, *_ = await news.room.claim()
    assert not isinstance(await news.room.outbox.look(claimed, news.room.clock.now()), Withdrawn)
    began = await news.room.outbox.look(claimed, local(news.room, 8, days=2))
    assert began == Withdrawn(State.EXPIRED, "the lesson has begun")


async def test_a_moved_lesson_is_news_until_its_other_day(news: Newsroom) -> None:
    await news.room.adult("Мария")
    news.room.clock.moment = local(news.room, 9)
    await news.lesson_changed("algebra", TODAY, to=(FRIDAY, 1))
    assert len(await news.room.say(minutes=5)) == 1
    await news.lesson_changed("history", TODAY, cancelled=True)
    news.room.clock.moment = local(news.room, 9, 30)
    [told] = await _all(news)
    assert told == Withdrawn(State.EXPIRED, "the lesson has begun")


async def _all(news: Newsroom) -> list[object]:
    await news.room.fan()
    return [one.sight for one in await news.room.send()]


async def test_a_concern_comes_even_to_whoever_wants_notices_only_in_the_summary(news: Newsroom) -> None:
    await news.room.adult("Мария")
    await wants(news, "notices", "summary")
    await news.concern("Не была три дня.")
    [text] = await news.room.say(minutes=5)
    assert "Школа беспокоится о пропусках уроков" in text and "Не была три дня." in text
    await news.lesson_changed("algebra", FRIDAY, cancelled=True)
    assert await news.room.say(minutes=5) == []


async def test_a_concern_goes_by_sms_without_its_reason_where_nothing_else_works(news: Newsroom) -> None:
    await news.room.adult("Мария", Channel.TELEGRAM, Channel.SMS)
    await news.concern("Не была три дня.")
    await news.room.fan()
    news.room.clock.later(minutes=5)
    await news.room.send(Channel.TELEGRAM, Refused("blocked"))
    [sms] = await news.room.send(Channel.SMS)
    assert sms.text and "три дня" not in sms.text and "пропуск" not in sms.text


async def test_a_concern_taken_back_is_struck_from_the_chat(news: Newsroom) -> None:
    await news.room.adult("Мария")
    await news.concern("Не была три дня.")
    await news.room.say(minutes=5)
    news.room.clock.later(minutes=20)
    await news.concern("Не была три дня.", change="removed")
    [edit] = await news.room.say()
    assert edit == "Школа отозвала своё сообщение: А. И."
    assert await news.room.say(minutes=5) == ["Школа отозвала своё сообщение: А. И."]


async def test_marks_that_are_not_wanted_take_remarks_and_term_marks_with_them(news: Newsroom) -> None:
    await news.room.adult("Мария")
    await wants(news, "marks", "off", "Аня")
    await news.remark("Забыла карту.")
    await news.term_mark("8")
    assert await news.room.say(hours=8) == []
    assert await news.room.deliveries("state") == ["suppressed", "suppressed"]


async def test_the_summary_of_the_week_tells_of_remarks_and_term_marks_as_they_stand(news: Newsroom) -> None:
    await news.room.adult("Мария")
    await news.remark("Хорошо работала у доски.", number=70)
    await news.remark("Забыла карту.", number=71, line="history")
    await news.remark("Забыла карту.", number=71, line="history", change="removed")
    await news.term_mark("7", number=80)
    await news.term_mark("6", number=81, subject="История")
    await news.room.fan()
    news.room.clock.later(hours=1)
    await news.term_mark("8", number=80, change="corrected")
    await news.term_mark("6", number=81, subject="История", change="removed")
    friday = local(news.room, 18, days=2)
    news.room.clock.moment = friday
    await news.room.happened(
        EventKind.SUMMARY, f"summary:{news.room.people['Мария']}", FRIDAY.toordinal(), day=FRIDAY
    )  # fmt: skip
    await wants(news, "marks", "summary")
    await news.room.do("INSERT INTO subscription (person_id, school_id, channel, weekday, at, changed_at) "
        "VALUES (:person, :school, 'telegram', 4, '18:00', :at)",
        person=news.room.people["Мария"], school=news.room.town.school.id, at=friday)  # fmt: skip
    await news.room.fan()
    [text] = [one.text for one in await news.room.send() if one.claimed.template == "summary"]
    assert text.splitlines()[2:] == [
        "<b>Итоговые отметки:</b>",
        "Алгебра, I четверть: 8 (исправлено, было 7)",
        "История, I четверть: отметка 6 отозвана",
        "<b>Слово учителя:</b>",
        "Алгебра: Хорошо работала у доски.",
    ]
