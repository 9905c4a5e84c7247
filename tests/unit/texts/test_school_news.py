"""Remarks, term marks, changed lessons and concerns in words: as much as the channel may say."""

from __future__ import annotations

import pytest

from journal_core.news import ChildWeek, News, SummaryNews
from journal_core.school import Channel, Level
from tests.unit.texts.petya import DAY, ONLY
from tests.unit.texts.reading import seen
from tests.unit.texts.school_news import UNKNOWN, changes, concern, remarks, term_marks
from tests.unit.texts.test_render import said
from texts.addresses import Absences, Address, DayOf, Marks, Page, PupilId, ThisWeek
from texts.catalog import languages
from texts.render import push

PETYAS = PupilId(12)
ONE_SEGMENT = 70  #: characters of UCS-2 in a message of one part (3GPP TS 23.040)


def chat(template: str, news: News, level: Level = Level.FULL) -> list[str]:
    screen = push(template, news, Channel.TELEGRAM, level, "ru").screen
    assert screen is not None
    return seen(screen.text).splitlines()


def opens(template: str, news: News, level: Level = Level.FULL) -> list[Address]:
    screen = push(template, news, Channel.TELEGRAM, level, "ru").screen
    assert screen is not None
    return [button.address for row in screen.rows for button in row]


def test_teachers_words_are_said_as_they_stand() -> None:
    assert chat("remark", remarks(ONLY)) == [
        "Слово учителя · среда, 7 октября",
        "Алгебра: Хорошо работал у доски.",
        "История: Забыл контурную карту. (исправлено)",
        "Химия · запись отозвана",
    ]
    assert opens("remark", remarks()) == [DayOf(PETYAS, DAY), ThisWeek(PETYAS)]


def test_term_marks_stand_by_what_they_are_of() -> None:
    assert chat("term_mark", term_marks(ONLY)) == [
        "Итоговые отметки",
        "I четверть",
        "Алгебра: 8",
        "История: 7 (исправлено, было 6)",
        "Химия: 3 · отметка отозвана",
        "Год",
        "Алгебра: 9",
        "Экзамен",
        "Алгебра: 10",
        "Итоговая",
        "Алгебра: 9",
    ]
    assert opens("term_mark", term_marks()) == [Marks(PETYAS, Page(0)), ThisWeek(PETYAS)]


def test_changed_lessons_stand_day_by_day_with_all_that_is_otherwise() -> None:
    assert chat("lesson_changed", changes(ONLY)) == [
        "Изменения в расписании",
        "Среда, 7 октября",
        "2-й урок, Алгебра · отменён",
        "3-й урок, Алгебра · вместо него Физика · ведёт Орлов О. И.",
        "4-й урок, История · ведёт Орлов О. И. · каб. 305",
        "Пятница, 9 октября",
        "1-й урок, Химия · перенесён на пн 12.10, 4-й урок",
        "5-й урок, Химия · будет по расписанию",
    ]
    assert opens("lesson_changed", changes()) == [DayOf(PETYAS, DAY), ThisWeek(PETYAS)]


@pytest.mark.parametrize("channel", [Channel.TELEGRAM, Channel.EMAIL])
def test_at_the_level_of_initials_no_teacher_no_value_and_no_word_about_the_child_leaves(channel: Channel) -> None:
    for template, news, unsaid in (
        ("remark", remarks(), ("доски", "карту")),
        ("term_mark", term_marks(), ("8", "7", "9", "10")),
        ("lesson_changed", changes(), ("Орлов",)),
        ("concern", concern("truant"), ("двойки", "пропуск", "беспокоится")),
        ("concern", concern("failing"), ("двойки", "успеваемост", "беспокоится")),
    ):
        text = said(push(template, news, channel, Level.INITIALS, "ru")).replace("🚪 Пропуски", "")
        text = text.replace("07.10", "").replace("7 октября", "")
        assert [word for word in unsaid if word in text] == []
    assert "ведёт другой учитель" in said(push("lesson_changed", changes(), channel, Level.INITIALS, "ru"))


def test_a_concern_says_why_only_where_whole_names_are_said_and_its_buttons_never_do() -> None:
    assert chat("concern", concern("failing", ONLY)) == [
        "Школа беспокоится об успеваемости · среда, 7 октября",
        "",
        "Три двойки за неделю, поговорим в четверг.",
        "",
        "Пожалуйста, свяжитесь с классным руководителем.",
    ]
    assert chat("concern", concern("truant", ONLY))[0].startswith("Школа беспокоится о пропусках уроков")
    both = [Marks(PETYAS, Page(0)), Absences(PETYAS, Page(0))]
    assert all(opens("concern", concern(kind), level) == both for kind in ("failing", "truant")
               for level in (Level.INITIALS, Level.FULL))  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_a_concern_is_one_sms(language: str) -> None:
    assert len(push("concern", concern("truant"), Channel.SMS, Level.INITIALS, language).text) <= ONE_SEGMENT


def test_the_summary_tells_term_marks_and_the_teachers_words() -> None:
    week = ChildWeek(ONLY, remarks=remarks().remarks[:1], term_marks=term_marks().marks[1:4])
    news = SummaryNews(DAY, (week,))
    assert chat("summary", news)[2:] == [
        "Итоговые отметки:",
        "История, I четверть: 7 (исправлено, было 6)",
        "Химия, I четверть: отметка 3 отозвана",
        "Алгебра, год: 9",
        "Слово учителя:",
        "Алгебра: Хорошо работал у доски.",
    ]
    assert chat("summary", news, Level.INITIALS)[2:] == [
        "П. И.",
        "Итоговые отметки:",
        "История, I четверть",
        "Химия, I четверть",
        "Алгебра, год",
        "Слово учителя:",
        "Алгебра",
    ]
    assert "4 новые записи" in said(push("summary", news, Channel.TELEGRAM, Level.NEUTRAL, "ru"))
    assert "отметок 3" in push("summary", news, Channel.SMS, Level.INITIALS, "ru").text


@pytest.mark.parametrize("level", [Level.NEUTRAL, Level.INITIALS, Level.FULL])
def test_that_a_child_is_nowhere_names_them_where_the_law_lets_the_chat_say_all(level: Level) -> None:
    text = said(push("child_unknown", UNKNOWN, Channel.TELEGRAM, level, "ru"))
    named = [word for word in ("Иванов Пётр", "7Б", "октября", "где ребёнок") if word in text]
    assert len(named) == (4 if level is Level.FULL else 0)
