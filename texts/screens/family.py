"""What a family sees of one child: menu, day, week, homework, absences; marks stand in `family_marks`.

000 3.7.1-2, 001 3.6, 003 3.1.3. `many` means that the adult has several children: then, and only then, the
child's name stands on every screen.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from journal_core.access import Child
from journal_core.diary import AbsenceLine, Day, HomeworkLine, Week
from journal_core.entries.attendance import AbsenceCode
from journal_core.school import Channel, Level
from texts import formats
from texts.addresses import (
    Absences,
    Address,
    Children,
    DayOf,
    HomeworkOf,
    Marks,
    NoticesFor,
    OwnAddress,
    Page,
    PupilId,
    ThisWeek,
    Today,
    Tomorrow,
    WeekOf,
)
from texts.catalog import Words
from texts.paging import GAP, ROOMS, Part, fitted, joined, line, part, picked
from texts.screen import Button, Screen
from texts.screens.family_marks import mark, marks
from texts.screens.frame import NAME, Rows, absence_words, button, home, in_rows, page_note, pager, titled
from texts.screens.lessons import day_lesson, week_lesson

__all__ = ["absences", "child_menu", "day", "homework", "mark", "marks", "week"]

HOMEWORK_PAGE = 12  #: tasks a page
HOMEWORK_ROOM = 3200  #: characters of tasks a page, so that none is cut shorter than it must be
ABSENCES_PAGE = 25
SUNDAY = 6


def child_menu(child: Child, many: bool, t: Words) -> Screen:
    """One child's first page."""
    pupil = PupilId(child.pupil_id)
    rows: list[tuple[Button, ...]] = [
        (button(t("button.today"), Today(pupil)), button(t("button.tomorrow"), Tomorrow(pupil))),
        (button(t("button.week"), ThisWeek(pupil)), button(t("button.homework"), HomeworkOf(pupil, Page(0)))),
        (
            button(t("button.marks"), Marks(pupil, Page(0))),
            button(t("button.absences"), Absences(pupil, Page(0))),
        ),
        (button(t("button.notices"), NoticesFor(pupil, Page(0))),),
    ]
    if addresses := _address_buttons(child, t):
        rows.append(addresses)
    if many:
        rows.append((button(t("button.other_child"), Children()),))
    title = titled(child, many, t("child.menu", class_name=line(child.class_name, 12)), t)
    return Screen(joined((title, t.html("child.what"))), tuple(rows))


def _address_buttons(child: Child, t: Words) -> tuple[Button, ...]:
    offered = ((Channel.EMAIL, "button.own_email"), (Channel.SMS, "button.own_sms"))
    return tuple(
        button(t(key), OwnAddress(channel.value))
        for channel, key in offered
        if child.school.level(channel) is not Level.OFF
    )


def day(child: Child, view: Day, today: date, many: bool, t: Words) -> Screen:
    """One day: lessons with their marks, what was due, the topic."""
    title = titled(child, many, formats.named_day(view.day, today, t), t)

    def drawn(room: int) -> Markup:
        return joined((title, _day_off(view, t), *(day_lesson(one, room, t) for one in view.lessons)), GAP)

    return Screen(fitted(drawn), _day_rows(child, view.day, today, many, t))


def _day_off(view: Day, t: Words) -> Markup:
    if view.holiday:
        return t.html("day.holiday", name=line(view.holiday, NAME))
    return Markup("") if view.lessons else t.html("day.empty")


def _day_rows(child: Child, shown: date, today: date, many: bool, t: Words) -> Rows:
    pupil = PupilId(child.pupil_id)
    flips: list[Button] = []
    if before := _school_day(shown, -1):
        flips.append(button(t("button.earlier", what=formats.short_day(before, t.language)), DayOf(pupil, before)))
    if shown != today:
        flips.append(button(t("button.today"), Today(pupil)))
    if after := _school_day(shown, 1):
        flips.append(button(t("button.later", what=formats.short_day(after, t.language)), DayOf(pupil, after)))
    monday = formats.stepped(shown, -shown.weekday()) or shown
    return (tuple(flips), (button(t("button.its_week"), WeekOf(pupil, monday)), *home(child, many, t)))


def _school_day(shown: date, step: int) -> date | None:
    """The day before or after, past a Sunday."""
    found = formats.stepped(shown, step)
    return formats.stepped(shown, step * 2) if found and found.weekday() == SUNDAY else found


def week(child: Child, view: Week, today: date, many: bool, t: Words) -> Screen:
    """A week on one screen."""
    this = view.monday <= today < view.monday + timedelta(days=7) if view.monday < date(9999, 12, 25) else False
    title = t("week.this" if this else "week.title", days=formats.week(view.monday, t.language))

    def drawn(room: int) -> Markup:
        days = [_week_day(one, room, t) for one in view.days]
        return joined((titled(child, many, title, t), *(days or [t.html("week.empty")])), GAP)

    return Screen(fitted(drawn), _week_rows(child, view, this, many, t))


def _week_day(view: Day, room: int, t: Words) -> Markup:
    head = Markup("<b>{}</b>").format(formats.sentence(formats.day(view.day, t.language)))
    return joined((head, _day_off(view, t), *(week_lesson(one, min(room, 160), t) for one in view.lessons)))


def _week_rows(child: Child, view: Week, this: bool, many: bool, t: Words) -> Rows:
    pupil = PupilId(child.pupil_id)
    flips: list[Button] = []
    if before := formats.stepped(view.monday, -7):
        flips.append(button(t("button.earlier", what=formats.short_week(before, t.language)), WeekOf(pupil, before)))
    if not this:
        flips.append(button(t("button.this_week"), ThisWeek(pupil)))
    if after := formats.stepped(view.monday, 7):
        flips.append(button(t("button.later", what=formats.short_week(after, t.language)), WeekOf(pupil, after)))
    days = (button(formats.short_day(one.day, t.language), DayOf(pupil, one.day)) for one in view.days if one.lessons)
    return (*in_rows(days, 3), tuple(flips), home(child, many, t))


def homework(child: Child, lines: tuple[HomeworkLine, ...], today: date, page: int, many: bool, t: Words) -> Screen:
    """Homework by the day it is due."""
    shown = picked(_task_pages(lines), page)
    title = titled(child, many, t("homework.title"), t)

    def drawn(room: int) -> Markup:
        days = [
            joined((_due(due, today, t), *(_task(one, room, t) for one in tasks)))
            for due, tasks in groupby(shown.items, key=lambda one: one.due)
        ]
        return joined((title, *(days or [t.html("homework.empty")]), page_note(shown, t)), GAP)

    def turn(to: int) -> Address:
        return HomeworkOf(PupilId(child.pupil_id), Page(to))

    return Screen(fitted(drawn), (*pager(shown, turn, t), home(child, many, t)))


def _task_pages(lines: tuple[HomeworkLine, ...]) -> list[list[HomeworkLine]]:
    pages: list[list[HomeworkLine]] = []
    left = 0
    for one in lines:
        room = min(len(one.text), ROOMS[0]) + NAME
        if not pages or len(pages[-1]) == HOMEWORK_PAGE or room > left:
            pages.append([])
            left = HOMEWORK_ROOM
        pages[-1].append(one)
        left -= room
    return pages


def _due(due: date, today: date, t: Words) -> Markup:
    key = {0: "homework.today", 1: "homework.tomorrow"}.get((due - today).days)
    if key:
        return t.html(key, date=formats.day_and_month(due, t.language))
    return t.html("homework.on", day=formats.sentence(formats.on_day(due, t)))


def _task(one: HomeworkLine, room: int, t: Words) -> Markup:
    return t.html("homework.line", subject=line(one.subject, NAME), text=line(one.text, room))


def absences(child: Child, lines: tuple[AbsenceLine, ...], page: int, many: bool, t: Words) -> Screen:
    """Absences of the term, newest first, with their sum."""
    shown: Part[AbsenceLine] = part(lines, page, ABSENCES_PAGE)
    listed = joined(
        t.html(
            "absences.line",
            day=formats.short_day(one.day, t.language),
            slot=one.slot,
            subject=line(one.subject, NAME),
            what=absence_words(one.code, one.minutes, t),
        )
        for one in shown.items
    )
    title = titled(child, many, t("absences.title"), t)

    def turn(to: int) -> Address:
        return Absences(PupilId(child.pupil_id), Page(to))

    text = joined((title, _sum(lines, t), listed, page_note(shown, t)), GAP)
    return Screen(text, (*pager(shown, turn, t), home(child, many, t)))


def _sum(lines: tuple[AbsenceLine, ...], t: Words) -> Markup:
    late = sum(one.code is AbsenceCode.LATE for one in lines)
    missed = len(lines) - late
    if not lines:
        return t.html("absences.none")
    return joined(
        (
            t.html("absences.missed", n=missed) if missed else Markup(""),
            t.html("absences.late", n=late) if late else Markup(""),
        )
    )
