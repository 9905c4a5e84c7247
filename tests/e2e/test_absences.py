"""A child who is not in school: the parent hears within ninety seconds, and not twice."""

from __future__ import annotations

import pytest

from tests.e2e.school import KOVALEVA, ORLOV, SOKOLOVA
from tests.e2e.trial import Trial

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_unexplained_absence_is_heard_after_ninety_seconds(trial: Trial) -> None:
    tamara = trial.parent("Дроздова Мила")
    place = await trial.mark(tamara)
    _, saved = await trial.posts(KOVALEVA, "7Б Дроздова н")
    assert "О пропуске родители узнают через 90 секунд" in saved.text
    await trial.step("PT89S")
    assert await trial.since(tamara, place) == []
    await trial.step("PT1S")
    [push] = await trial.since(tamara, place)
    assert "Пропуск уроков" in push.text and "1-й урок, Алгебра" in push.text


async def test_a_later_absence_of_the_same_day_updates_the_same_message(trial: Trial) -> None:
    alla = trial.parent("Журавлёв Марк")
    place = await trial.mark(alla)
    await trial.posts(KOVALEVA, "7Б Журавлев н")
    await trial.step("PT90S")
    [first] = await trial.since(alla, place)
    await trial.step("PT10M")
    await trial.posts(SOKOLOVA, "7Б Журавлев н")
    await trial.step("PT10M")
    [push] = await trial.since(alla, place)
    assert push.message_id == first.message_id and push.edited
    assert "1-й урок, Алгебра" in push.text and "2-й урок, История" in push.text


async def test_a_reason_a_teacher_proposes_goes_as_an_absence_and_is_told_when_the_class_teacher_settles_it(
    trial: Trial,
) -> None:
    polina, vera = trial.parent("Зайцева Лера"), trial[SOKOLOVA]
    place = await trial.mark(polina)
    card = await trial.says(trial[ORLOV], "7Б Зайцева нп")
    assert "классному руководителю предложено НП" in card.text
    await trial.presses(trial[ORLOV], "✅ Сохранить", card)
    await trial.step("PT90S")
    [push] = await trial.since(polina, place)
    assert "причина пока неизвестна" in push.text and "уважительной" not in push.text
    await trial.says(vera, "/start")
    await trial.presses(vera, "🏫 Класс 7Б")
    listed = await trial.presses(vera, "📋 Пропуски за сегодня")
    number = _number(listed.text, "Зайцева Лера")
    assert "учитель предлагает НП" in listed.text
    await trial.presses(vera, f"{number}: НП", listed)
    await trial.step("PT90S")
    edited, line = await trial.since(polina, place)
    assert "без уважительной причины" in edited.text and edited.message_id == push.message_id
    assert "без уважительной причины" in line.text and line.reply_to == push.message_id


async def test_an_excused_absence_makes_no_sound(trial: Trial) -> None:
    svetlana, vera = trial.parent("Карась Степан"), trial[SOKOLOVA]
    place = await trial.mark(svetlana)
    await trial.posts(KOVALEVA, "7Б Карась н")
    await trial.step("PT90S")
    assert len(await trial.since(svetlana, place)) == 1
    await trial.says(vera, "/start")
    await trial.presses(vera, "🏫 Класс 7Б")
    listed = await trial.presses(vera, "📋 Пропуски за сегодня")
    await trial.presses(vera, f"{_number(listed.text, 'Карась Степан')}: УП", listed)
    await trial.step("PT10M")
    [edited] = await trial.since(svetlana, place)
    assert "по уважительной причине" in edited.text


async def test_an_absence_taken_back_in_time_is_never_heard(trial: Trial) -> None:
    nonna = trial.parent("Лебедева Яна")
    place = await trial.mark(nonna)
    _, saved = await trial.posts(KOVALEVA, "7Б Лебедева н")
    await trial.step("PT60S")
    await trial.presses(trial[KOVALEVA], "↩ Отменить", saved)
    await trial.step("PT1H")
    assert await trial.since(nonna, place) == []


def _number(listed: str, pupil: str) -> str:
    """The number of a pupil's line in the list to settle."""
    [line] = [line for line in listed.splitlines() if pupil in line]
    return line.partition(".")[0]
