"""What a parent sees when they ask: day, week, marks, homework, absences; and which child it is."""

from __future__ import annotations

import pytest
import pytest_asyncio

from sandbox.client import Bubble
from tests.e2e.school import KOVALEVA, ROSA
from tests.e2e.trial import Trial

pytestmark = pytest.mark.asyncio(loop_scope="session")

CLARA = "Норкина Клара Оттовна"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def told(running: Trial, looked_over: None) -> None:
    """A day of Злата Норкина: a topic, a nine, a task for tomorrow; and an absence."""
    await running.school_hours()
    await running.posts(KOVALEVA, "7Б тема: пропорции. Норкина 9 контрольная. дз §14 на завтра")
    await running.posts("Соколова Вера Павловна", "7Б Норкина н")
    await running.step("PT6M")


async def test_today_shows_lessons_with_the_mark_the_topic_and_the_times(trial: Trial, told: None) -> None:
    screen = await trial.says(trial[CLARA], "/today")
    assert screen.text.startswith("Сегодня")
    assert "1. Алгебра · 08:00–08:45" in screen.text or "1. Алгебра · 8:00–8:45" in screen.text
    assert "Отметка: 9 (контрольная работа)" in screen.text and "Тема: пропорции" in screen.text
    assert "Норкина" not in screen.text and "Злата" not in screen.text


async def test_tomorrow_shows_what_is_due(trial: Trial, told: None) -> None:
    screen = await trial.says(trial[CLARA], "что задали на завтра?")
    assert "К уроку: §14" in screen.text


async def test_the_week_flips_back_and_forth_in_one_message(trial: Trial, told: None) -> None:
    clara = trial[CLARA]
    week = await trial.says(clara, "неделя")
    assert "Эта неделя" in week.text and "Понедельник" in week.text and "Пятница" in week.text
    earlier = await trial.presses(clara, _label(week, "‹"), week)
    assert earlier.message_id == week.message_id and earlier.edited and earlier.text != week.text
    back = await trial.presses(clara, "Эта неделя", earlier)
    assert back.text == week.text
    later = await trial.presses(clara, _label(back, "›"), back)
    assert later.text.startswith("Неделя")


async def test_marks_by_subject_open_one_by_one(trial: Trial, told: None) -> None:
    clara = trial[CLARA]
    marks = await trial.says(clara, "оценки")
    assert "Алгебра — 9 по 1 отметке" in marks.text
    card = await trial.presses(clara, _label(marks, "Алгебра"), marks)
    assert "Алгебра: 9" in card.text
    assert "Вид работы: контрольная работа" in card.text and "Тема: пропорции" in card.text
    assert "Выставлена 23 ноября" in card.text or "Выставлена" in card.text


async def test_homework_and_absences_have_pages_of_their_own(trial: Trial, told: None) -> None:
    clara = trial[CLARA]
    assert "Алгебра: §14" in (await trial.says(clara, "дз")).text
    absences = (await trial.says(clara, "пропуски")).text
    assert "Пропущен 1 урок" in absences and "История" in absences


async def test_buttons_lead_everywhere_from_the_first_page(trial: Trial, told: None) -> None:
    clara = trial[CLARA]
    menu = await trial.says(clara, "/menu")
    for label in ("Сегодня", "Завтра", "Неделя", "Задания", "Оценки", "Пропуски"):
        opened = await trial.presses(clara, label, menu)
        assert opened.message_id == menu.message_id and opened.text != menu.text, label
        home = await trial.presses(clara, "☰ Меню", opened)
        assert home.text == menu.text, label
        await trial.step("PT30S")  # as fast as a person taps


async def test_an_old_message_still_answers_after_a_restart(trial: Trial, told: None) -> None:
    clara = trial[CLARA]
    week = await trial.says(clara, "неделя")
    await trial.settled()
    await trial.gateway.stop()
    await trial.gateway.start()
    earlier = await trial.presses(clara, _label(week, "‹"), week)
    assert earlier.message_id == week.message_id and earlier.text != week.text


async def test_rosa_switches_between_two_children_and_only_she_reads_their_names(trial: Trial, told: None) -> None:
    rosa = trial[ROSA.name]
    switcher = await trial.says(rosa, "/menu")
    assert "Чей дневник открыть?" in switcher.text
    yulia = await trial.presses(rosa, "Юлия М., 7Б", switcher)
    assert "🎒 Юлия М." in yulia.text
    week = await trial.presses(rosa, "Неделя", yulia)
    assert "🎒 Юлия М." in week.text and "1. Алгебра" in week.text
    other = await trial.presses(rosa, "👧 Другой ребёнок", week)
    kostya = await trial.presses(rosa, "Константин М., 7А", other)
    day = await trial.presses(rosa, "Неделя", kostya)
    assert "🎒 Константин М." in day.text and "1. Физика" in day.text


async def test_a_push_to_rosa_says_whose_mark_it_is(trial: Trial, told: None) -> None:
    rosa = trial[ROSA.name]
    place = await trial.mark(rosa)
    await trial.posts(KOVALEVA, "7А Мороз 10")
    await trial.step("PT5M")
    [push] = await trial.since(rosa, place)
    assert "Константин" in push.text and "7А" in push.text and "Юлия" not in push.text


def _label(bubble: Bubble, part: str) -> str:
    """The label of the first button that has this in it."""
    return next(one.label for row in bubble.buttons for one in row if part in one.label)
