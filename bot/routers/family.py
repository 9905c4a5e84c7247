"""A family's pages of one child: by buttons, by commands, and in plain words (000 3.7.1-2, 001 3.6, 003 3.1.3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.awaited import leave
from bot.free_words import Ask, asked, subject_asked
from bot.means import Means
from bot.passes import first_child
from bot.said import Given, Presses, Slash, telling, text_of
from bot.speaker import Speaker
from journal_core import access
from journal_core.access import Child
from journal_core.diary import TermMarks
from texts.addresses import (
    Absences,
    ChildMenu,
    Children,
    DayOf,
    HomeworkOf,
    Marks,
    Menu,
    OneMark,
    ThisWeek,
    Today,
    Tomorrow,
    WeekOf,
)
from texts.screen import Screen
from texts.screens import family, menu

presses = Presses("family")

#: How far a day may lie from today; an address that points further is forged, and shows today.
FARTHEST = timedelta(days=1000)
WEEKS_AHEAD = 3  #: how far the next day with lessons is looked for: past the longest holidays but summer's


@presses.on(Menu)
async def first_page(press: Menu, speaker: Speaker, means: Means) -> Screen:
    """Everything this person may open."""
    return menu.menu(speaker.grants, speaker.words)


@presses.on(Children)
async def switcher(press: Children, speaker: Speaker, means: Means) -> Screen:
    return menu.children(speaker.grants, speaker.words)


@presses.on(ChildMenu)
async def child_page(press: ChildMenu, speaker: Speaker, means: Means) -> Screen:
    child = access.child(speaker.grants, press.pupil)
    return family.child_menu(child, _many(speaker), speaker.words)


@presses.on(DayOf)
async def day(press: DayOf, speaker: Speaker, means: Means) -> Screen:
    child = access.child(speaker.grants, press.pupil)
    return await show_day(child, near(press.day, _today(child, speaker)), speaker, means)


@presses.on(Today)
async def today(press: Today, speaker: Speaker, means: Means) -> Screen:
    child = access.child(speaker.grants, press.pupil)
    return await show_day(child, _today(child, speaker), speaker, means)


@presses.on(Tomorrow)
async def tomorrow(press: Tomorrow, speaker: Speaker, means: Means) -> Screen:
    return await show_tomorrow(access.child(speaker.grants, press.pupil), speaker, means)


@presses.on(WeekOf)
async def week(press: WeekOf, speaker: Speaker, means: Means) -> Screen:
    child = access.child(speaker.grants, press.pupil)
    return await show_week(child, near(press.monday, _today(child, speaker)), speaker, means)


@presses.on(ThisWeek)
async def this_week(press: ThisWeek, speaker: Speaker, means: Means) -> Screen:
    child = access.child(speaker.grants, press.pupil)
    return await show_week(child, _today(child, speaker), speaker, means)


@presses.on(Marks)
async def marks(press: Marks, speaker: Speaker, means: Means) -> Screen:
    return await show_marks(access.child(speaker.grants, press.pupil), press.page, speaker, means)


@presses.on(OneMark)
async def mark(press: OneMark, speaker: Speaker, means: Means) -> Screen:
    child = access.child(speaker.grants, press.pupil)
    return family.mark(child, await means.diary.mark(child, press.mark), _many(speaker), speaker.words)


@presses.on(HomeworkOf)
async def homework(press: HomeworkOf, speaker: Speaker, means: Means) -> Screen:
    return await show_homework(access.child(speaker.grants, press.pupil), press.page, speaker, means)


@presses.on(Absences)
async def absences(press: Absences, speaker: Speaker, means: Means) -> Screen:
    return await show_absences(access.child(speaker.grants, press.pupil), press.page, speaker, means)


async def show_day(child: Child, on: date, speaker: Speaker, means: Means) -> Screen:
    view = await means.diary.day(child, on)
    return family.day(child, view, _today(child, speaker), _many(speaker), speaker.words)


async def show_tomorrow(child: Child, speaker: Speaker, means: Means) -> Screen:
    """The next day with lessons; after the last one, simply tomorrow."""
    after = _today(child, speaker) + timedelta(days=1)
    for ahead in range(WEEKS_AHEAD):
        view = await means.diary.week(child, monday_of(after) + timedelta(weeks=ahead))
        found = next((one.day for one in view.days if one.lessons and one.day >= after), None)
        if found:
            return await show_day(child, found, speaker, means)
    return await show_day(child, after, speaker, means)


async def show_week(child: Child, on: date, speaker: Speaker, means: Means) -> Screen:
    view = await means.diary.week(child, monday_of(on))
    return family.week(child, view, _today(child, speaker), _many(speaker), speaker.words)


async def show_marks(child: Child, page: int, speaker: Speaker, means: Means, text: str = "") -> Screen:
    """Marks of the term; of one subject when the words name it."""
    view = await means.diary.marks(child, _today(child, speaker))
    return family.marks(child, _narrowed(view, text), page, _many(speaker), speaker.words)


def _narrowed(view: TermMarks, text: str) -> TermMarks:
    named = subject_asked(text, tuple(one.subject for one in view.subjects))
    kept = tuple(one for one in view.subjects if one.subject == named)
    return replace(view, subjects=kept) if kept else view


async def show_homework(child: Child, page: int, speaker: Speaker, means: Means) -> Screen:
    on = _today(child, speaker)
    lines = await means.diary.homework(child, on)
    return family.homework(child, lines, on, page, _many(speaker), speaker.words)


async def show_absences(child: Child, page: int, speaker: Speaker, means: Means) -> Screen:
    lines = await means.diary.absences(child, _today(child, speaker))
    return family.absences(child, lines, page, _many(speaker), speaker.words)


def near(day: date, today: date) -> date:
    """A day that a calendar of ours can hold; today instead of one that is absurdly far."""
    return day if abs(day - today) <= FARTHEST else today


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _today(child: Child, speaker: Speaker) -> date:
    return child.school.local(speaker.stamp.at).date()


def _many(speaker: Speaker) -> bool:
    return len(access.visible_children(speaker.grants)) > 1


class Asks(Filter):
    """Plain words that ask for a page, from somebody who has a child's diary open."""

    def __init__(self, *, strictly: bool) -> None:
        self.strictly = strictly

    async def __call__(self, event: Message, speaker: Speaker) -> bool | dict[str, object]:
        text = text_of(event)
        if not text or text.startswith("/") or not access.visible_children(speaker.grants):
            return False
        about = asked(text, strictly=self.strictly)
        return {"about": about, "text": text} if about else False


async def answer(about: Ask, text: str, speaker: Speaker, means: Means) -> Given:
    """The page asked for, of the first child: its screen leads to the others."""
    if about is Ask.MENU or not (speaker.grants and speaker.grants.children):
        return menu.menu(speaker.grants, speaker.words)
    child = first_child(speaker)
    match about:
        case Ask.TODAY:
            return await show_day(child, _today(child, speaker), speaker, means)
        case Ask.TOMORROW:
            return await show_tomorrow(child, speaker, means)
        case Ask.WEEK:
            return await show_week(child, _today(child, speaker), speaker, means)
        case Ask.MARKS:
            return await show_marks(child, 0, speaker, means, text)
        case Ask.HOMEWORK:
            return await show_homework(child, 0, speaker, means)
        case Ask.ABSENCES:
            return await show_absences(child, 0, speaker, means)


def _commanded(about: Ask) -> Callable[[str, Speaker, Means], Awaitable[Given]]:
    async def command(text: str, speaker: Speaker, means: Means) -> Given:
        await leave(speaker, means)
        return await answer(about, "", speaker, means)

    return command


async def _plain(event: Message, about: Ask, text: str, speaker: Speaker, means: Means) -> Given:
    return await answer(about, text, speaker, means)


def router() -> Router:
    """Buttons, commands, and words that can be nothing but a family's question."""
    found = presses.router()
    for about in Ask:
        names = ("menu", "help") if about is Ask.MENU else (about.value,)
        found.message.register(telling(_commanded(about)), Slash(*names))
    found.message.register(_plain, Asks(strictly=True))
    return found


def late_router() -> Router:
    """Words in which a family's question can be recognised, when they are no teacher's post."""
    found = Router(name="family, late")
    found.message.register(_plain, Asks(strictly=False))
    return found
