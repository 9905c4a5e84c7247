"""A family is met in the language of its phone, chooses another, and hears everything in it from then on."""

from __future__ import annotations

import pytest

from tests.e2e.school import KOVALEVA
from tests.e2e.trial import Trial

pytestmark = pytest.mark.asyncio(loop_scope="session")

AGNIA = "Лосева Агния Ильинична"


@pytest.mark.parametrize(
    ("phone", "met", "command"),
    [
        ("be", "Добры дзень! Гэта школьны дзённік.", "Увесь тыдзень"),
        ("en", "Hello! This is the school diary.", "The whole week"),
        ("uk", "Здравствуйте! Это школьный дневник.", "Неделя целиком"),
    ],
)
async def test_a_newcomer_is_met_in_the_language_of_their_phone(
    trial: Trial, phone: str, met: str, command: str
) -> None:
    newcomer = await trial.newcomer(f"Госць {phone}", language_code=phone)
    assert (await trial.says(newcomer, "/start")).text.startswith(met)
    menu = await trial.sandbox.get(f"commands/{newcomer.id}")
    assert command in str(menu)


async def test_after_the_choice_pages_questions_and_pushes_speak_it(trial: Trial) -> None:
    agnia = trial[AGNIA]
    page = await trial.says(agnia, "/language")
    assert (await trial.presses(agnia, "Беларуская", page)).text.startswith("Язык / Мова / Language\n\nЦяпер размаўляю")
    assert "заўтра" in (await trial.says(agnia, "што зададзена на заўтра?")).text.lower()

    place = await trial.mark(agnia)
    await trial.posts(KOVALEVA, "7Б Лосева 9 контрольная")
    await trial.step("PT6M")
    [push] = await trial.since(agnia, place)
    assert "Алгебра: 9, кантрольная работа" in push.text
    assert [button.label for row in push.buttons for button in row] == ["📊 Адзнакі", "📅 Тыдзень"]

    page = await trial.says(agnia, "/language")
    assert "Сейчас говорю по-русски" in (await trial.presses(agnia, "Русский", page)).text
    assert "Алгебра" in (await trial.presses(agnia, "📊 Адзнакі", push)).text
    assert "Оценки" in (await trial.bubbles(agnia))[-1].text
