"""Everybody is spoken to in their own language: the phone's at first, then the one they chose."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram.types import User

from bot.commands import set_commands
from bot.free_words import Ask, asked, subject_asked
from bot.speaker import language_of
from journal_core.people import Account
from tests.fakes.messenger import FakeMessenger
from tests.unit.bot.rig import MARIA, NINA, STRANGER, Rig
from texts.addresses import Language, Languages, Menu, Settings
from texts.catalog import words
from texts.screens import menu, refusal
from texts.screens.language import language


@pytest.mark.parametrize(
    ("phone", "spoken"),
    [
        ("ru", "ru"), ("be", "be"), ("en", "en"), ("en-GB", "en"), ("be-BY", "be"),
        ("uk", "ru"), ("kk", "ru"), ("de", "ru"), ("", "ru"), (None, "ru"),
    ],
)  # fmt: skip
def test_a_newcomer_is_met_in_the_language_of_their_phone_where_we_speak_it(phone: str | None, spoken: str) -> None:
    assert language_of(User(id=1, is_bot=False, first_name="Ганна", language_code=phone)) == spoken


async def test_a_stranger_whose_phone_speaks_belarusian_is_met_in_belarusian() -> None:
    rig = Rig()
    raw = rig.message(STRANGER, "/start")
    raw["message"]["from"]["language_code"] = "be"
    await rig.conversation.handle(raw)
    assert rig.seen(STRANGER).screen == menu.menu(None, words("be"))


async def test_a_stranger_s_choice_would_be_kept_by_nobody_and_so_is_not_offered() -> None:
    rig = Rig()
    assert (await rig.says(STRANGER, "/language")).text == words("ru")("access.not_linked")
    await rig.presses(STRANGER, Language("be"))
    assert rig.store.links.spoken == {}


async def test_a_choice_is_kept_and_answered_in_the_new_language() -> None:
    rig = Rig()
    assert (await rig.says(MARIA, "/language")).screen == language(words("ru"))
    await rig.presses(MARIA, Language("be"))
    assert rig.seen(MARIA).screen == language(words("be"))
    assert rig.store.links.spoken == {1: "be"}


async def test_from_the_choice_on_everything_is_said_in_that_language_whatever_the_phone_speaks() -> None:
    rig = Rig()
    rig.diary.people[MARIA] = replace(rig.diary.people[MARIA], language="en")
    assert (await rig.says(MARIA, "сегодня")).text.startswith("Today, Wednesday, 7 October")
    await rig.presses(MARIA, Menu())
    assert "Homework" in rig.seen(MARIA).labels()
    await rig.presses(MARIA, "d0.old.button")
    assert rig.seen(MARIA).screen == refusal.old_button(words("en"))


@pytest.mark.parametrize("who", [MARIA, NINA], ids=["a parent", "a teacher"])
async def test_the_way_from_the_menu_to_the_choice_is_readable_in_any_language(who: Account) -> None:
    rig = Rig()
    rig.diary.people[who] = replace(rig.diary.people[who], language="be")
    await rig.presses(who, Menu())
    assert rig.seen(who).labels()[-1] == "⚙️ Налады"
    await rig.presses(who, Settings())
    assert "🌐 Язык / Мова / Language" in rig.seen(who).labels()
    await rig.presses(who, Languages())
    assert "English" in rig.seen(who).labels()


async def test_a_choice_whose_answer_was_lost_is_made_once() -> None:
    rig = Rig()
    rig.store.lost = 1
    await rig.presses(NINA, Language("en"))
    assert rig.seen(NINA).screen == language(words("en"))
    assert len(set(rig.store.commands)) == 1
    assert len(rig.store.commands) == 2


async def test_a_forged_language_changes_nothing() -> None:
    rig = Rig()
    await rig.presses(MARIA, Languages())
    await rig.presses(MARIA, Language("tlh"))
    assert rig.seen(MARIA).screen == refusal.old_button(words("ru"))
    assert rig.store.links.spoken == {}


async def test_the_menu_of_commands_speaks_each_language_and_russian_to_the_rest() -> None:
    messenger = FakeMessenger()
    await set_commands(messenger)
    assert list(messenger.menus) == ["", "be", "en"]
    assert [dict(menu)["week"] for menu in messenger.menus.values()] == [
        "Неделя целиком", "Увесь тыдзень", "The whole week",
    ]  # fmt: skip
    assert {dict(menu)["language"] for menu in messenger.menus.values()} == {"Язык / Мова / Language"}
    assert all(len(text) <= 256 for menu in messenger.menus.values() for _, text in menu)


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("сёння", Ask.TODAY),
        ("Што зададзена на заўтра?", Ask.TOMORROW),
        ("што задалі", Ask.HOMEWORK),
        ("якія заўтра ўрокі?", Ask.TOMORROW),
        ("расклад на тыдзень", Ask.WEEK),
        ("гэты тыдзень", Ask.WEEK),
        ("Адзнакі, калі ласка", Ask.MARKS),
        ("ацэнкі за сёння", Ask.TODAY),
        ("хатняе заданне", Ask.HOMEWORK),
        ("дамашка", Ask.HOMEWORK),
        ("пропускі", Ask.ABSENCES),
        ("спазненні", Ask.ABSENCES),
        ("дапамога", Ask.MENU),
        ("Прывітанне", Ask.MENU),
        ("пакажы нам дзённік на сёння", Ask.TODAY),
        ("today", Ask.TODAY),
        ("What is the homework for tomorrow?", Ask.TOMORROW),
        ("what's for homework", Ask.HOMEWORK),
        ("this week", Ask.WEEK),
        ("Timetable, please", Ask.WEEK),
        ("show me my son's marks", Ask.MARKS),
        ("grades", Ask.MARKS),
        ("absences", Ask.ABSENCES),
        ("help", Ask.MENU),
        ("Hello", Ask.MENU),
    ],
)
def test_plain_words_ask_for_a_page_in_belarusian_and_english(said: str, about: Ask) -> None:
    assert asked(said, strictly=True) is about


@pytest.mark.parametrize(
    "said",
    [
        "7Б Іваноў 9", "Іваноў сёння н", "дз §12 на заўтра", "дз чытаць раздзел на заўтра", "тэма: тыдзень моды",
        "homework: read page seven", "Mark Petrov was absent",
    ],
)  # fmt: skip
def test_a_teacher_s_post_is_no_question_in_any_language(said: str) -> None:
    assert asked(said, strictly=True) is None


def test_the_subject_of_a_belarusian_question_is_found_by_its_beginning() -> None:
    subjects = ("Фізічная культура і здароўе", "Фізіка", "Беларуская мова", "Матэматыка", "Гісторыя Беларусі")
    assert subject_asked("адзнакі па матэматыцы", subjects) == "Матэматыка"
    assert subject_asked("адзнакі па фізіцы", subjects) == "Фізіка"
    assert subject_asked("ацэнкі па беларускай мове", subjects) == "Беларуская мова"
    assert subject_asked("адзнакі па гісторыі", subjects) == "Гісторыя Беларусі"
    assert subject_asked("адзнакі па хіміі", subjects) is None
    assert subject_asked("marks in physics", ("Maths", "Physics")) == "Physics"
