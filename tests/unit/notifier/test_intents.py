"""A word means what it says; a sentence that begins with one means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.inbound.intents import Intent, Meant, meant


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("СТОП", Intent.STOP),
        ("стоп.", Intent.STOP),
        ("\n\n  «Стоп», пожалуйста!\nМария Ильинична, ул. Лесная, 220030", Intent.STOP),
        ("Отписаться", Intent.STOP),
        ("СПЫНІЦЬ, калі ласка", Intent.STOP),
        ("STOP", Intent.STOP),
        ("unsubscribe me please", Intent.STOP),
        ("старт", Intent.START),
        ("Вернуть", Intent.START),
        ("да", Intent.YES),
        ("Да, подтверждаю.", Intent.YES),
        ("Так", Intent.YES),
        ("yes", Intent.YES),
    ],
)
def test_a_word_in_the_first_line_is_understood(text: str, intent: Intent) -> None:
    assert meant(text) == Meant(intent)


@pytest.mark.parametrize(
    ("text", "code"), [("123456", "123456"), ("Мой код: 123 456", "123456"), ("12\n654321", "654321")]
)
def test_six_digits_are_a_code_wherever_they_stand(text: str, code: str) -> None:
    assert meant(text) == Meant(Intent.CODE, code)


@pytest.mark.parametrize(
    "text",
    [
        "Стоп, а почему 4 по алгебре?",
        "Спасибо!\nстоп",
        "да нет",
        "Да, но не стоп",
        "стоп да",
        "мой телефон 80291234567",
        "2026-10-07-123456",
        "",
        "  \n ",
        "пожалуйста",
    ],
)
def test_anything_else_means_nothing(text: str) -> None:
    assert meant(text) is None


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    found = meant(text)
    assert found is None or (found.intent is Intent.CODE) == bool(found.code)
