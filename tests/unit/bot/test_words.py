"""What people type: commands, plain words, codes, answers; everything gets an answer, and nothing is swallowed."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.awaited import split_note
from bot.drafts import BIRTH_DATE
from bot.free_words import Ask, asked, subject_asked
from journal_core.diary import LessonLine, SubjectMarks, TermMarks
from journal_core.school import Channel
from tests.unit.bot.rig import ANYA, CLASS_7B, MARIA, NINA, STRANGER, TODAY, VERA, Rig, mark_card
from texts.addresses import AskAddress, ClassId, GuardianId, IAmStaff, Menu, OwnAddress, Stop
from texts.catalog import words
from texts.screens import class_desk, desk, door, menu

T = words("ru")
CODE = "K7M2-9PXT-4ACE"


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("сегодня", Ask.TODAY),
        ("Что задали на завтра?", Ask.TOMORROW),
        ("какие завтра уроки", Ask.TOMORROW),
        ("расписание на неделю", Ask.WEEK),
        ("Оценки", Ask.MARKS),
        ("оценки за сегодня", Ask.TODAY),
        ("что задали?", Ask.HOMEWORK),
        ("домашка", Ask.HOMEWORK),
        ("пропуски", Ask.ABSENCES),
        ("помощь", Ask.MENU),
        ("Отметки, пожалуйста", Ask.MARKS),
    ],
)
def test_plain_words_ask_for_a_page(said: str, about: Ask) -> None:
    assert asked(said, strictly=True) is about


@pytest.mark.parametrize(
    "said",
    ["7Б Иванов 9", "Иванов сегодня н", "дз §12 на завтра", "дз читать главу на завтра", "тема: неделя моды", ""],
)
def test_a_teacher_s_post_is_no_question_to_the_diary(said: str) -> None:
    assert asked(said, strictly=True) is None


def test_the_subject_of_a_question_is_found_by_its_beginning() -> None:
    subjects = ("Физическая культура", "Физика", "Русский язык", "Математика")
    assert subject_asked("оценки по математике", subjects) == "Математика"
    assert subject_asked("оценки по русскому", subjects) == "Русский язык"
    assert subject_asked("оценки по физике", subjects) == "Физика"
    assert subject_asked("оценки по химии", subjects) is None


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/today", "Сегодня"),
        ("/week", "неделя"),
        ("/WEEK@diary_bot", "неделя"),
        ("/marks", "Оценки"),
        ("/homework", "задания"),
        ("/absences", "Пропуски"),
        ("/help", "Дневник"),
        ("/nonsense", "Дневник"),
        ("как у нас там с оценками в этом году", "Оценки"),
        ("сегодня", "Сегодня"),
    ],
)
async def test_a_parent_is_shown_what_they_ask_for(said: str, shown: str) -> None:
    assert shown in (await Rig().says(MARIA, said)).text


async def test_tomorrow_is_the_next_day_with_lessons() -> None:
    rig = Rig()
    lesson = LessonLine(1, 1, time(8), time(8, 45), "Алгебра")
    rig.diary.lessons[TODAY] = rig.diary.lessons[TODAY + timedelta(days=9)] = lesson
    assert "16 октября" in (await rig.says(MARIA, "/tomorrow")).text


async def test_marks_of_one_subject_are_shown_alone() -> None:
    rig = Rig()
    cell = mark_card(21).cell
    subjects = (SubjectMarks("Алгебра", (cell,)), SubjectMarks("История", (cell,)))
    rig.diary.terms[ANYA] = TermMarks("I четверть", subjects)
    seen = (await rig.says(MARIA, "оценки по истории")).text
    assert "История" in seen
    assert "Алгебра" not in seen


@pytest.mark.parametrize("said", ["/today", "сегодня", "привет", "🙂"])
async def test_a_stranger_is_told_how_to_come_in(said: str) -> None:
    assert (await Rig().says(STRANGER, said)).screen == menu.menu(None, T)


async def test_a_picture_without_words_gets_the_menu_and_an_album_gets_one_answer() -> None:
    rig = Rig()
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    assert "Дневник" in (await rig.says(MARIA, "", photo=photo)).text
    await rig.says(MARIA, "", photo=photo, media_group_id="7")
    assert len(rig.messenger.told(MARIA)) == 1


async def test_in_a_group_the_bot_is_silent() -> None:
    rig = Rig()
    await rig.conversation.handle(rig.message(MARIA, "/today", chat_type="group"))
    assert not rig.messenger.bubbles


async def test_a_code_waits_for_the_birth_date_and_is_tried_only_then() -> None:
    rig = Rig()
    assert (await rig.says(STRANGER, CODE.lower())).screen == door.ask_birth_date(T)
    assert not rig.store.links.guesses
    assert (await rig.says(STRANGER, "осенью")).screen == door.date_unread(T)
    assert (await rig.says(STRANGER, "17.10.2013")).text.startswith("Код не подошёл")
    assert rig.store.links.guesses == ["K7M2"]
    await rig.says(STRANGER, "17.10.2014")
    assert len(rig.store.links.guesses) == 2, "the date may be typed again"


async def test_a_deep_link_waits_for_the_birth_date_too() -> None:
    rig = Rig()
    assert (await rig.says(STRANGER, "/start AAAAAAAAAAAAAAAAAAAAAA")).screen == door.ask_birth_date(T)
    await rig.presses(STRANGER, IAmStaff())
    assert rig.store.links.guesses == [""]


async def test_a_code_with_a_slip_gets_the_one_answer_to_every_failure() -> None:
    rig = Rig()
    assert (await rig.says(STRANGER, "K7M2-9PXT-4AC")).screen == door.not_accepted(T)
    assert (await rig.says(STRANGER, "/start x")).screen == door.not_accepted(T)


async def test_a_mended_birth_date_is_an_answer() -> None:
    rig = Rig()
    await rig.says(STRANGER, CODE)
    await rig.says(STRANGER, "17.10", message_id=77)
    assert (await rig.edits(STRANGER, 77, "17.10.2013")).text.startswith("Код не подошёл")


async def test_stop_and_slash_commands_leave_the_question() -> None:
    rig = Rig()
    for leave in ("press", "/today", "/nonsense", "/start"):
        await rig.says(MARIA, CODE)
        assert await rig.drafts.current(MARIA, (BIRTH_DATE,), rig.clock.now())
        await (rig.presses(MARIA, Stop()) if leave == "press" else rig.says(MARIA, leave))
        assert await rig.drafts.current(MARIA, (BIRTH_DATE,), rig.clock.now()) is None, leave


async def test_a_teacher_s_post_is_not_taken_for_an_answer() -> None:
    rig = Rig()
    await rig.says(NINA, CODE)
    assert "Иванова Аня — 9" in (await rig.says(NINA, "7Б алгебра Иванова 9")).text


async def test_a_question_is_forgotten_after_a_quarter_of_an_hour() -> None:
    rig = Rig()
    await rig.says(STRANGER, CODE)
    rig.clock.later(minutes=16)
    assert (await rig.says(STRANGER, "17.10.2013")).screen == menu.menu(None, T)


async def test_a_parent_is_asked_for_an_address_and_a_slip_is_pointed_out() -> None:
    rig = Rig()
    await rig.presses(MARIA, OwnAddress("email"))
    assert rig.seen(MARIA).screen == class_desk.ask_own_address(Channel.EMAIL, T)
    assert "почты" in (await rig.says(MARIA, "maria@mail")).text


async def test_a_page_asked_for_in_words_is_no_address_of_a_phone() -> None:
    rig = Rig()
    await rig.presses(MARIA, OwnAddress("sms"))
    assert "Оценки" in (await rig.says(MARIA, "какие у нас оценки")).text


async def test_a_forged_channel_is_refused() -> None:
    rig = Rig()
    assert await rig.presses(MARIA, OwnAddress("pigeon")) == T("address.no_such_channel")
    assert await rig.presses(MARIA, OwnAddress("telegram")) == T("address.no_such_channel")


async def test_a_class_teacher_is_asked_for_a_family_s_address_with_the_paper() -> None:
    rig = Rig()
    await rig.presses(VERA, AskAddress(ClassId(CLASS_7B), GuardianId(61), "sms"))
    assert rig.seen(VERA).screen == class_desk.ask_address("Аня, мама", Channel.SMS, T)
    assert "согласии" in (await rig.says(VERA, "+375 29 123-45-67")).text


@pytest.mark.parametrize(
    ("typed", "channel", "parted"),
    [
        ("anna@mail.by\nпапка 7Б,\n01.09", Channel.EMAIL, ("anna@mail.by", "папка 7Б, 01.09")),
        ("anna@mail.by, папка 7Б", Channel.EMAIL, ("anna@mail.by", "папка 7Б")),
        ("+375 29 123-45-67 папка 7Б", Channel.SMS, ("+375 29 123-45-67", "папка 7Б")),
        ("8 (029) 123-45-67\nпапка", Channel.SMS, ("8 (029) 123-45-67", "папка")),
        ("anna@mail.by", Channel.EMAIL, ("anna@mail.by", "")),
    ],
)
def test_an_address_is_parted_from_the_words_after_it(typed: str, channel: Channel, parted: tuple[str, str]) -> None:
    assert split_note(typed, channel) == parted


async def test_a_teacher_who_writes_something_else_is_shown_how_a_lesson_is_written() -> None:
    rig = Rig()
    assert (await rig.says(NINA, "доброе утро всем")).screen == desk.not_understood(T)
    await rig.presses(NINA, Menu())
    assert "Учителю" in rig.seen(NINA).text
