"""The weekly summary, with a messenger and without: on the hour, once, and stopped when its reader says so."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.e2e.paper import by_mail, by_sms, family_of
from tests.e2e.school import KOVALEVA, ORLOV
from tests.e2e.trial import MINSK, Trial

pytestmark = pytest.mark.asyncio(loop_scope="session")

MARIA, OLGA, PYOTR = "Цветков Роман", "Фролова Нина", "Хомич Вера"
OLGAS, PYOTRS = "olga.frolova@mail.example", "+375447770033"
THURSDAY, FRIDAY, SUNDAY = 3, 4, 6


async def next_at(trial: Trial, weekday: int, hour: int, minute: int = 0) -> datetime:
    """The next such hour on the school's clock."""
    now = await trial.local()
    day = now.date() + timedelta(days=(weekday - now.weekday()) % 7)
    found = datetime(day.year, day.month, day.day, hour, minute, tzinfo=MINSK)
    return found if found > now else found + timedelta(days=7)


async def letters(trial: Trial) -> list[str]:
    """Olga's summaries, the words of each."""
    return [one["text"] for one in await trial.sandbox.mail() if one["to"] == [OLGAS] and "неделя" in one["subject"]]


async def texts(trial: Trial) -> list[str]:
    """Pyotr's summaries."""
    return [one["text"] for one in await trial.sandbox.sms() if one["to"] == PYOTRS and "СТОП" in one["text"]]


async def test_maria_chooses_sunday_at_seven_in_the_chat_and_hears_once(trial: Trial) -> None:
    maria = trial.parent(MARIA)
    await trial.says(maria, "/menu")
    shown = await trial.presses(maria, "⚙️ Настройки")
    assert "Сводка за неделю не приходит." in shown.text
    await trial.presses(maria, "🗓 Сводка за неделю")
    await trial.presses(maria, "вс")
    chosen = await trial.presses(maria, "19:00")
    assert "Сводка за неделю: вс 19:00, в чат." in chosen.text
    await trial.posts(KOVALEVA, "7А алгебра: Цветков 9")
    await trial.step("PT5M")
    place = await trial.mark(maria)
    await trial.until(await next_at(trial, SUNDAY, 18, 59))
    assert [one for one in await trial.since(maria, place) if "Неделя" in one.text] == []
    await trial.until(await next_at(trial, SUNDAY, 19))
    heard = await maria.hears("Неделя")
    assert "Алгебра: 9" in heard.text
    await trial.step("PT1H")
    assert [one.message_id for one in await trial.since(maria, place) if "Неделя" in one.text] == [heard.message_id]
    again = await trial.presses(maria, "⚙️ Настроить", heard)
    assert "вс 19:00" in again.text


async def test_grandmother_olga_has_only_mail_and_hears_on_friday_at_six(trial: Trial) -> None:
    await by_mail(trial, OLGA, OLGAS)
    family = await family_of(trial, OLGA)
    assert "Сводка за неделю: пт 18:00, на почту." in family.text
    await trial.posts(KOVALEVA, "7А алгебра: Фролова 10")
    await trial.until(await next_at(trial, FRIDAY, 17, 59))
    assert await letters(trial) == []
    await trial.until(await next_at(trial, FRIDAY, 18))
    await trial.sandbox.next_mail(to=OLGAS, contains="Неделя")
    await trial.step("PT1H")
    [letter] = await letters(trial)
    assert "Н. Ф." in letter and "Алгебра: 1 отметка" in letter and "Фролова" not in letter


async def test_a_father_is_told_by_sms_how_much_there_is_and_how_to_stop(trial: Trial) -> None:
    await by_sms(trial, PYOTR, PYOTRS)
    await trial.posts(KOVALEVA, "7А алгебра: Хомич 8 9")
    await trial.until(await next_at(trial, FRIDAY, 18))
    await trial.sandbox.next_sms(to=PYOTRS, contains="СТОП")
    assert await texts(trial) == [
        "Школьный дневник за неделю: 2 новые записи. Подробно: классный руководитель. Отписаться: ответьте СТОП"
    ]


async def test_their_class_teacher_moves_the_hour_of_a_grandmother_who_has_no_chat(trial: Trial) -> None:
    orlov, before = trial[ORLOV], len(await letters(trial))
    family = await family_of(trial, OLGA)
    await trial.presses(orlov, "🗓 Сводка: Фролова", family)
    await trial.presses(orlov, "чт")
    moved = await trial.presses(orlov, "20:00")
    assert "Сводка за неделю: чт 20:00, на почту." in moved.text
    await trial.until(await next_at(trial, THURSDAY, 20))
    while len(await letters(trial)) == before:
        await trial.sandbox.next_mail(to=OLGAS, contains="Неделя")
    await trial.until(await next_at(trial, FRIDAY, 19))
    assert len(await letters(trial)) == before + 1


async def test_down_over_the_hour_the_gateway_comes_back_and_tells_it_once(trial: Trial) -> None:
    before = len(await texts(trial))
    await trial.until(await next_at(trial, FRIDAY, 17, 30))
    await trial.gateway.stop()
    await trial.sandbox.advance("PT2H")
    await trial.gateway.start()
    while len(await texts(trial)) == before:
        await trial.sandbox.next_sms(to=PYOTRS, contains="СТОП")
    await trial.step("PT2H")
    assert len(await texts(trial)) == before + 1


async def test_maria_stops_it_and_hears_no_more(trial: Trial) -> None:
    maria = trial.parent(MARIA)
    await trial.says(maria, "/settings")
    await trial.presses(maria, "🗓 Сводка за неделю")
    stopped = await trial.presses(maria, "🔕 Не присылать сводку")
    assert "Сводка за неделю не приходит." in stopped.text
    place = await trial.mark(maria)
    await trial.until(await next_at(trial, SUNDAY, 20))
    await trial.step("PT12H")
    assert [one for one in await trial.since(maria, place) if "Неделя" in one.text] == []


async def test_maria_mutes_marks_and_is_warned_before_she_mutes_the_alarms(trial: Trial) -> None:
    maria = trial.parent(MARIA)
    await trial.says(maria, "/settings")
    shown = await trial.presses(maria, "🔔 Уведомления")
    assert "Пропуск" not in shown.text
    once = await trial.presses(maria, "Отметки: сразу", shown)
    assert "Сводка у вас не включена" in once.text
    await trial.presses(maria, "Отметки: в сводке", once)
    place = await trial.mark(maria)
    await trial.posts(KOVALEVA, "7А алгебра: Цветков 5")
    await trial.step("PT5M")
    assert await trial.since(maria, place) == []
    await trial.presses(maria, "Пропуски: сразу")
    warned = await trial.presses(maria, "Пропуски: в сводке")
    assert "Тревожные пропуски перестанут приходить в чат" in warned.text
    await trial.presses(maria, "Оставить")
    place = await trial.mark(maria)
    await trial.posts(KOVALEVA, "7А Цветков н")
    await trial.step("PT90S")
    assert len(await trial.since(maria, place)) == 1  # only in the summary, but an alarm does not wait for it
