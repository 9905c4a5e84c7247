"""The words of notices that come unasked: what fits where, and what their buttons open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal_core.news import News, NoticeChangedNews, NoticeReminderNews
from journal_core.notices import UNDER_A_FILE, characters
from journal_core.school import Channel, Level
from tests.unit.texts.notices import CAPTIONED, FILM, LIST, MEETING, NOTICES, PHOTO, RECALLED, WITH_FILES
from tests.unit.texts.reading import seen
from tests.unit.texts.test_render import said
from texts.addresses import Acknowledge, Address, Menu, NoticeFile, NoticeId, OneNotice, PupilId
from texts.catalog import languages
from texts.render import Rendered, push
from texts.room import attached, beginning, left_out
from texts.screen import CAPTION_LIMIT, TEXT_LIMIT, Screen
from texts.street import Street

ANSWER, OPEN = Acknowledge(PupilId(12), NoticeId(3)), OneNotice(PupilId(12), NoticeId(3))
FILES = [NoticeFile(PupilId(12), NoticeId(3), place) for place in range(3)]
SEEN = Street(seen="https://school.by/seen/h-x")


def chat(news: News, template: str = "notice", level: Level = Level.FULL) -> Screen:
    screen = push(template, news, Channel.TELEGRAM, level, "ru").screen
    assert screen is not None
    return screen


def letter(news: News, template: str = "notice", level: Level = Level.INITIALS) -> Rendered:
    return push(template, news, Channel.EMAIL, level, "ru", SEEN)


def opens(screen: Screen) -> list[Address]:
    return [button.address for row in screen.rows for button in row]


def test_a_notice_is_said_as_it_was_written() -> None:
    assert seen(chat(MEETING).text).splitlines() == [
        "Объявление, 7Б · ср 07.10", "", "Собрание в 18:00.", "Кабинет 204."
    ]  # fmt: skip


def test_its_buttons_answer_it_and_open_its_files() -> None:
    assert opens(chat(MEETING)) == [ANSWER]
    assert opens(chat(WITH_FILES)) == [ANSWER, *FILES]
    assert [row[0].label for row in chat(WITH_FILES).rows] == [
        "Ознакомлен", "📎 список.pdf", "📎 фильм.mp4", "📎 зал.jpg"
    ]  # fmt: skip
    assert opens(chat(replace(WITH_FILES, asks_ack=False))) == FILES


def test_who_has_answered_sees_that() -> None:
    assert chat(replace(MEETING, read=True)).rows[0][0].label == "✓ Ознакомлены"
    assert SEEN.seen not in letter(replace(MEETING, read=True)).html


def test_a_recalled_notice_says_nothing_of_itself_and_opens_nothing() -> None:
    for news in (RECALLED, replace(WITH_FILES, recalled=True), replace(CAPTIONED, recalled=True)):
        screen, mail = chat(news), letter(news)
        assert "отозвано" in screen.text and "отозвано" in mail.subject and screen.rows == ()
        assert mail.files == () and SEEN.seen not in mail.text
    assert chat(replace(CAPTIONED, text="", recalled=True)).file == PHOTO


def test_a_caption_is_cut_at_a_word_and_the_whole_is_opened() -> None:
    screen = chat(replace(CAPTIONED, text="Слово & <знак> 😀 " * 200))
    assert screen.file == PHOTO
    assert characters(seen(screen.text)) <= CAPTION_LIMIT
    assert seen(screen.text).endswith("…")
    assert opens(screen) == [ANSWER, OPEN]
    assert opens(chat(CAPTIONED)) == [ANSWER]


@pytest.mark.parametrize("sign", ["&", "<", "😀"])
def test_the_longest_notice_is_said_whole(sign: str) -> None:
    text = sign * (3000 // characters(sign))
    shown = seen(chat(replace(MEETING, text=text)).text)
    assert text in shown and characters(shown) <= TEXT_LIMIT


@pytest.mark.parametrize(("template", "news"), NOTICES)
@pytest.mark.parametrize("language", languages())
def test_at_the_neutral_level_nothing_of_a_notice_leaves(template: str, news: News, language: str) -> None:
    for channel in (Channel.TELEGRAM, Channel.EMAIL):
        found = push(template, news, channel, Level.NEUTRAL, language, SEEN)
        assert not [word for word in ("Собрание", "7Б", "список", "📎", "Слово") if word in said(found)]
        assert found.files == () and SEEN.seen not in found.html
        if found.screen:
            assert opens(found.screen) == [Menu()]


def test_a_message_with_a_picture_stays_one_where_it_may_say_nothing_any_more() -> None:
    assert chat(CAPTIONED, level=Level.NEUTRAL).file == PHOTO


def test_a_letter_has_the_words_the_files_and_the_link() -> None:
    found = letter(WITH_FILES)
    assert found.subject == "Объявление, 7Б"
    assert "Собрание в 18:00.\nКабинет 204." in found.text and SEEN.seen in found.text and SEEN.seen in found.html
    assert found.files == (LIST, PHOTO)
    assert "Не поместилось в письмо: фильм.mp4." in found.text and "фильм.mp4" in found.html
    assert "список.pdf" not in found.text


def test_a_reminder_leads_to_the_notice() -> None:
    news = NoticeReminderNews(MEETING)
    assert opens(chat(news, "notice_reminder")) == [ANSWER, OPEN]
    found = letter(news, "notice_reminder")
    assert "Собрание в 18:00." in found.text and SEEN.seen in found.html


def test_a_change_is_one_line_in_the_chat_and_all_of_it_by_mail() -> None:
    line = chat(NoticeChangedNews(MEETING), "notice_changed")
    assert (seen(line.text), opens(line)) == ("Объявление изменено: 7Б, среда, 7 октября", [ANSWER, OPEN])
    assert "Собрание в 18:00." in letter(NoticeChangedNews(MEETING), "notice_changed").text
    assert opens(chat(NoticeChangedNews(RECALLED), "notice_changed")) == []


@pytest.mark.parametrize("text", ["Собрание", "Слово " * 400, "ы" * 111, "", "😀" * 200])
@pytest.mark.parametrize("language", languages())
def test_an_sms_has_two_parts_at_most(text: str, language: str) -> None:
    found = push("notice", replace(MEETING, text=text, class_name="11А"), Channel.SMS, Level.INITIALS, language)
    assert characters(found.text) <= 134


def test_words_are_cut_by_what_a_messenger_counts() -> None:
    assert beginning("два слова", 9) == "два слова"
    assert beginning("два слова", 8) == "два…"
    assert beginning("сплошное", 5) == "спло…"
    assert beginning("😀😀😀", 4) == "😀…"
    assert characters(beginning("слово " * 1000, UNDER_A_FILE)) <= UNDER_A_FILE


def test_a_large_file_makes_room_for_those_after_it() -> None:
    assert attached((FILM, LIST, PHOTO)) == (FILM, PHOTO)
    assert (left_out((FILM, LIST, PHOTO)), left_out((LIST,))) == ("список.pdf", "")
