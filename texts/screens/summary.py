"""The hour of the weekly summary: a person's own, and the class teacher's page for an adult who has no chat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time, timedelta

from markupsafe import Markup

from journal_core.access import ClassDesk
from journal_core.ports.diary import Family, Reach
from journal_core.school import Channel
from journal_core.wishes import Chosen, Hour, Weekly
from texts import formats
from texts.addresses import (
    Address,
    ChooseSummary,
    ChooseSummaryFor,
    ClassId,
    GuardianId,
    OneFamily,
    PupilId,
    Settings,
    StopSummary,
    SummaryFor,
)
from texts.catalog import Words
from texts.paging import GAP, joined, line
from texts.screen import Button, Screen
from texts.screens.frame import NAME, Rows, button, chosen_button, in_rows, menu_button

TO = {Channel.TELEGRAM: "to.telegram", Channel.EMAIL: "to.email", Channel.SMS: "to.sms"}
_MONDAY = date(2024, 1, 1)
HOURS_IN_A_ROW = 5


def summary_line(weekly: Weekly | None, t: Words) -> Markup:
    """«Сводка за неделю: пт 18:00, на почту.»"""
    if weekly is None:
        return t.html("summary.none")
    return t.html("summary.comes", hour=_hour(weekly.hour, t), to=t(TO[weekly.channel]))


def summary(chosen: Chosen, default: Hour, hours: Sequence[time], t: Words) -> Screen:
    """One's own summary: day, hour and channel, each button a whole choice; `hours` are those that wake nobody."""
    weekly = chosen.weekly
    now = weekly.hour if weekly else default
    channel = weekly.channel if weekly else chosen.channels[0]

    def to(one: Hour) -> Address:
        return ChooseSummary(one.minute, channel.value)

    rows: list[tuple[Button, ...]] = []
    if weekly is None:
        rows.append((button(t("button.summary_on", hour=_hour(now, t)), to(now)),))
    rows += _hour_rows(weekly, now, hours, to, t)
    rows += _channel_row(chosen, now, t)
    if weekly:
        rows.append((button(t("button.summary_off"), StopSummary()),))
    said = (t.html("summary.title"), summary_line(weekly, t), t.html("summary.what"))
    return Screen(joined(said, GAP), (*rows, (button(t("button.settings"), Settings()), menu_button(t))))


def summary_for(
    desk: ClassDesk, pupil_id: int, adult: Reach, weekly: Weekly, hours: Sequence[time], t: Words
) -> Screen:
    """The class teacher's page for an adult who has no chat to choose the hour in."""
    place = ClassId(desk.class_id), PupilId(pupil_id), GuardianId(adult.guardian_id)

    def to(one: Hour) -> Address:
        return ChooseSummaryFor(*place, one.minute)

    name = line(adult.name or adult.relation, NAME)
    said = (t.html("summary.for_title", adult=name), summary_line(weekly, t), t.html("summary.for_what"))
    back = (button(t("button.family"), OneFamily(place[0], place[1])), menu_button(t))
    return Screen(joined(said, GAP), (*_hour_rows(weekly, weekly.hour, hours, to, t), back))


def adult_rows(desk: ClassDesk, family: Family, summaries: Mapping[int, Chosen], t: Words) -> Rows:
    """A button for each adult who gets a summary and has no chat to choose its hour in."""
    place = ClassId(desk.class_id), PupilId(family.pupil_id)
    return tuple(
        (button(t("button.summary_for", adult=line(one.name or one.relation, 18)), SummaryFor(*place, number)),)
        for one in family.adults
        if may_be_chosen_for(summaries.get(number := GuardianId(one.guardian_id)))
    )


def may_be_chosen_for(chosen: Chosen | None) -> bool:
    """Whether the class teacher may choose the hour."""
    return chosen is not None and chosen.weekly is not None and Channel.TELEGRAM not in chosen.channels


def _hour(one: Hour, t: Words) -> str:
    return t("summary.hour", day=_weekday(one.weekday, t), time=formats.clock(one.at))


def _weekday(number: int, t: Words) -> str:
    return formats.weekday(_MONDAY + timedelta(days=number), t.language)


def _hour_rows(
    weekly: Weekly | None, now: Hour, hours: Iterable[time], to: Callable[[Hour], Address], t: Words
) -> list[tuple[Button, ...]]:
    """A row of days and a grid of hours, each changing one half of `now`; what holds is marked."""
    held = weekly.hour if weekly else None
    days = tuple(
        chosen_button(_weekday(n, t), held is not None and held.weekday == n, to(Hour(n, now.at))) for n in range(7)
    )
    grid = (
        chosen_button(formats.clock(at), held is not None and held.at == at, to(Hour(now.weekday, at))) for at in hours
    )
    return [days, *in_rows(grid, HOURS_IN_A_ROW)]


def _channel_row(chosen: Chosen, now: Hour, t: Words) -> Rows:
    if len(chosen.channels) < 2 and (chosen.weekly is None or chosen.weekly.channel in chosen.channels):
        return ()
    there = chosen.weekly.channel if chosen.weekly else None
    return (
        tuple(chosen_button(t(TO[one]), one is there, ChooseSummary(now.minute, one.value)) for one in chosen.channels),
    )
