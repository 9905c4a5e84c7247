"""A teacher posts a mark; the parent hears of it once, soon, in words they understand, and nobody else does."""

from __future__ import annotations

import pytest

from tests.e2e import school
from tests.e2e.school import KOVALEVA
from tests.e2e.trial import Trial

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_maria_hears_of_petyas_nine_once_after_the_grace_and_not_before(trial: Trial) -> None:
    maria, stranger = trial.parent("Иванов Пётр"), trial.parent("Яковлев Дмитрий")
    place, elsewhere = await trial.mark(maria), await trial.mark(stranger)
    _, saved = await trial.posts(KOVALEVA, "7Б тема: дроби. Иванов 9")
    assert "Родители узнают через 5 минут" in saved.text
    await trial.step("PT4M59S")
    assert await trial.since(maria, place) == []
    await trial.step("PT1S")
    [push] = await trial.since(maria, place)
    assert "Алгебра: 9" in push.text and "Иванов" not in push.text  # one child: no name is needed
    await trial.step("PT2H")
    assert len(await trial.since(maria, place)) == 1
    assert await trial.since(stranger, elsewhere) == []


async def test_both_parents_of_anna_hear_of_her_mark(trial: Trial) -> None:
    oleg, inna = trial["Петров Олег Иванович"], trial["Петрова Инна Марковна"]
    places = await trial.mark(oleg), await trial.mark(inna)
    await trial.posts(KOVALEVA, "7Б Петрова 8")
    await trial.step("PT5M")
    for person, place in zip((oleg, inna), places, strict=True):
        [push] = await trial.since(person, place)
        assert "Алгебра: 8" in push.text


async def test_a_mark_undone_inside_the_grace_is_never_heard(trial: Trial) -> None:
    irina = trial.parent("Сидоров Владимир")
    place = await trial.mark(irina)
    _, saved = await trial.posts(KOVALEVA, "7Б Сидоров 3")
    await trial.step("PT4M")
    undone = await trial.presses(trial[KOVALEVA], "↩ Отменить", saved)
    assert "Отменена 1 запись" in undone.text
    await trial.step("PT1H")
    assert await trial.since(irina, place) == []


async def test_marks_of_one_child_within_the_grace_are_one_message(trial: Trial) -> None:
    zhanna = trial.parent("Ёлкина Галина")
    place = await trial.mark(zhanna)
    await trial.posts(KOVALEVA, "7Б Елкина 7")
    await trial.step("PT2M")
    await trial.posts(school.SOKOLOVA, "7Б Ёлкина 10")
    await trial.step("PT20M")
    [push] = await trial.since(zhanna, place)
    assert "Алгебра: 7" in push.text and "История: 10" in push.text


async def test_a_mark_mended_inside_the_grace_is_heard_only_as_it_stands(trial: Trial) -> None:
    zakhar = trial.parent("Бобров Денис")
    place = await trial.mark(zakhar)
    message, _ = await trial.posts(KOVALEVA, "7Б Бобров 5")
    await _edits(trial, message, "7Б Бобров 6")
    await trial.step("PT1H")
    [push] = await trial.since(zakhar, place)
    assert "Алгебра: 6" in push.text and "5" not in push.text.split("·")[0]


async def test_a_mark_mended_after_the_grace_edits_the_message_and_one_line_says_so(trial: Trial) -> None:
    lidia = trial.parent("Воробьёва Кира")
    place = await trial.mark(lidia)
    message, _ = await trial.posts(KOVALEVA, "7Б Воробьева 7")
    await trial.step("PT5M")
    [push] = await trial.since(lidia, place)
    await trial.step("PT10M")
    corrected = await _edits(trial, message, "7Б Воробьева 4")
    assert "7 → 4" in corrected
    await trial.step("PT30M")
    edited, line = await trial.since(lidia, place)
    assert edited.message_id == push.message_id and edited.edited
    assert "Алгебра: 4 (исправлено, было 7)" in edited.text
    assert line.reply_to == push.message_id and line.text == "Исправлено 7 → 4, Алгебра"


async def test_a_card_that_is_dropped_leaves_the_journal_as_it_was(trial: Trial) -> None:
    raisa, nina = trial.parent("Гусев Тимур"), trial[KOVALEVA]
    place = await trial.mark(raisa)
    card = await trial.says(nina, "7Б Гусев 2")
    dropped = await trial.presses(nina, "Не надо", card)
    assert "ничего не изменилось" in dropped.text
    await trial.step("PT1H")
    assert await trial.since(raisa, place) == []


async def test_saving_twice_saves_once(trial: Trial) -> None:
    raisa, nina = trial.parent("Гусев Тимур"), trial[KOVALEVA]
    place = await trial.mark(raisa)
    card = await trial.says(nina, "7Б Гусев 8")
    save = card.buttons[0][0].data
    assert save
    await nina.presses_data(card.message_id, save)
    await nina.presses_data(card.message_id, save)
    await trial.step("PT6M")
    [push] = await trial.since(raisa, place)
    assert push.text.count("Алгебра") == 1


async def test_a_name_with_tags_stays_a_name_in_the_chat(trial: Trial) -> None:
    nina = trial[KOVALEVA]
    card = await trial.says(nina, "7Б Уткин 9")
    assert "Уткин <b>& — 9" in card.text
    maya = trial.parent("Уткин <b>&")
    place = await trial.mark(maya)
    await trial.presses(nina, "✅ Сохранить", card)
    await trial.step("PT5M")
    [push] = await trial.since(maya, place)
    assert "Алгебра: 9" in push.text


async def test_homework_arrives_at_the_schools_hour_together(trial: Trial) -> None:
    zoya = trial.parent("Яковлев Дмитрий")
    place = await trial.mark(zoya)
    await trial.posts(KOVALEVA, "7А дз §12 №345 на завтра")
    await trial.posts(school.ORLOV, "7А физика дз: выучить закон Ома на завтра")
    now = await trial.local()
    await trial.until(now.replace(hour=16, minute=59, second=59))
    assert await trial.since(zoya, place) == []
    await trial.step("PT1S")
    [push] = await trial.since(zoya, place)
    assert "№345" in push.text and "закон Ома" in push.text


async def _edits(trial: Trial, message: int, text: str) -> str:
    """Нина edits her own message and takes the correction that is offered; what the card showed."""
    nina = trial[KOVALEVA]
    place = await trial.mark(nina)
    await nina.edits(message, text)
    [card] = await trial.since(nina, place)
    assert "Исправление" in card.text, card.text
    await trial.presses(nina, "✅ Исправить", card)
    return card.text
