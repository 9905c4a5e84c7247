"""The weekly summary in words: as much as the channel may say, and no more than two SMS."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal_core.news import ChildWeek, HomeworkSaid, MarkSaid, SummaryNews
from journal_core.school import Channel, Level
from tests.unit.texts.petya import DAY, ONLY, PETYA
from tests.unit.texts.reading import seen
from tests.unit.texts.test_render import said, week
from texts.addresses import Marks, Menu, Page, PupilId, SummarySettings, ThisWeek
from texts.catalog import languages
from texts.render import Rendered, push

TWO_SEGMENTS = 134  #: characters of UCS-2 in a message of two parts (3GPP TS 23.040)
ANYA = replace(PETYA, pupil_id=11, surname="Иванова", name="Аня")
COUNTED = (
    "Пропуски и опоздания: без объяснения 1, без уважительной причины 2, по уважительной причине 3, "
    "по уважительной причине 4, опоздания 5"
)
QUIET = SummaryNews(DAY, (ChildWeek(ONLY),))


def chat(news: SummaryNews, level: Level = Level.FULL) -> Rendered:
    return push("summary", news, Channel.TELEGRAM, level, "ru")


def text(found: Rendered) -> str:
    return seen(found.screen.text) if found.screen else found.text


def test_the_week_is_told_by_subject_with_what_each_mark_was_for() -> None:
    assert text(chat(week(ONLY))).splitlines() == [
        "Неделя 7–13 октября",
        "",
        "Алгебра: 7, контрольная работа «Степени»",
        "История: 4 (исправлено, было 9)",
        "Химия: отметка 3 отозвана",
        COUNTED,
        "Задания на следующие дни:",
        "Алгебра, на ср 07.10: № 214",
    ]


def test_the_teachers_words_stand_beside_the_mark() -> None:
    mark = MarkSaid("Алгебра", "9", DAY, comment="Решала у доски")
    assert "Алгебра: 9 — Решала у доски" in text(chat(SummaryNews(DAY, (ChildWeek(ONLY, (mark,)),))))


def test_two_children_are_one_message_and_each_is_named() -> None:
    told = text(chat(week(PETYA, ANYA)))
    assert told.index("Пётр, 7Б") < told.index("Аня, 7Б")
    assert told.count("Алгебра: 7") == 2


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("level", [Level.NEUTRAL, Level.INITIALS, Level.FULL])
def test_a_week_without_news_is_told_too(channel: Channel, level: Level) -> None:
    assert "ничего нового" in text(push("summary", QUIET, channel, level, "ru"))


@pytest.mark.parametrize("channel", list(Channel))
def test_initials_are_told_with_subjects_and_counts_and_no_value(channel: Channel) -> None:
    found = said(push("summary", week(PETYA, ANYA), channel, Level.INITIALS, "ru"))
    assert "П. И." in found and "А. И." in found
    assert [
        word for word in ("Иванов", "Пётр", "Аня", "7Б", "Степени", "контрольная", "уваж", "ния 5") if word in found
    ] == []
    if channel is not Channel.SMS:
        assert "Алгебра: 1 отметка\n" in found and "История: 1 отметка (1 изменена)" in found


@pytest.mark.parametrize("channel", list(Channel))
def test_the_neutral_level_tells_how_many_and_where_to_ask(channel: Channel) -> None:
    found = said(push("summary", week(PETYA), channel, Level.NEUTRAL, "ru"))
    assert "19 новых записей" in found
    assert "классн" in found or "Откройте дневник" in found
    words = ("Иванов", "Пётр", "П. И.", "Алгебра", "История", "7Б", "№ 21", "уваж", "опозд", "исправ", "отозв")
    assert [word for word in words if word in found] == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("level", [Level.NEUTRAL, Level.INITIALS, Level.FULL])
@pytest.mark.parametrize("children", [1, 2, 3, 5])
def test_an_sms_takes_two_segments_at_most_and_says_how_to_stop(language: str, level: Level, children: int) -> None:
    for news in (QUIET, week(*[PETYA] * children)):
        found = push("summary", news, Channel.SMS, level, language).text
        assert len(found) <= TWO_SEGMENTS, found
        assert found.endswith(("СТОП", "STOP"))


def test_an_only_childs_summary_leads_to_the_pages_and_the_settings() -> None:
    screen = chat(week(ONLY)).screen
    assert screen is not None
    pupil = PupilId(ONLY.pupil_id)
    addresses = [[button.address for button in row] for row in screen.rows]
    assert addresses == [[ThisWeek(pupil), Marks(pupil, Page(0))], [SummarySettings()]]
    assert [button.label for button in screen.rows[1]] == ["⚙️ Настроить"]


@pytest.mark.parametrize(("news", "level"), [(week(PETYA, ANYA), Level.FULL), (week(ONLY), Level.NEUTRAL)])
def test_that_of_several_children_or_of_none_named_leads_to_the_menu(news: SummaryNews, level: Level) -> None:
    screen = chat(news, level).screen
    assert screen is not None
    assert [button.address for row in screen.rows for button in row] == [Menu(), SummarySettings()]


def test_a_week_of_much_homework_fits_into_one_message() -> None:
    tasks = tuple(HomeworkSaid(f"Предмет {n}", "Прочитать <главу> & ответить. " * 40, DAY) for n in range(30))
    screen = chat(SummaryNews(DAY, (ChildWeek(ONLY, homework=tasks),))).screen
    assert screen is not None and len(seen(screen.text)) <= 4096
