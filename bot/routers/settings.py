"""What a person sets: their weekly summary, which news comes when; and a class teacher for those without a chat."""

from __future__ import annotations

from datetime import time

from aiogram import Router

from bot.awaited import leave
from bot.means import Means
from bot.said import Given, Presses, Slash, telling
from bot.speaker import Speaker
from bot.twice import twice
from journal_core import access
from journal_core.access import Child, ClassDesk, Grants
from journal_core.errors import NotLinked, Refused
from journal_core.people import Role
from journal_core.ports.diary import Reach
from journal_core.school import Channel, Level, School
from journal_core.wishes import Chosen, Hour, Kind, Timing
from notifier.policy import kinds_on
from texts.addresses import (
    ChooseSummary,
    ChooseSummaryFor,
    NewsSettings,
    SetTiming,
    Settings,
    StopSummary,
    SummaryFor,
    SummarySettings,
)
from texts.screen import Screen
from texts.screens import menu, settings, summary

presses = Presses("settings")


@presses.on(Settings)
async def first_page(press: Settings, speaker: Speaker, means: Means) -> Screen:
    """Whoever is linked has settings; those of a child only its adults."""
    if speaker.grants is None:
        raise NotLinked("access.not_linked")
    open_ = access.visible_children(speaker.grants)
    return settings.settings(await means.wishes.of(speaker.grants) if open_ else None, speaker.words)


@presses.on(SummarySettings)
async def own_summary(press: SummarySettings, speaker: Speaker, means: Means) -> Screen:
    grants, child = _parent(speaker)
    return _summary(await means.wishes.of(grants), child.school, speaker)


@presses.on(ChooseSummary)
async def choose_summary(press: ChooseSummary, speaker: Speaker, means: Means) -> Screen:
    grants, child = _parent(speaker)
    if (hour := _hour(press.minute)) and press.channel in list(Channel):
        stamp, channel = speaker.acting(Role.GUARDIAN), Channel(press.channel)
        await twice(lambda: means.wishes.choose_summary(grants, hour, channel, stamp))
    return _summary(await means.wishes.of(grants), child.school, speaker)


@presses.on(StopSummary)
async def stop_summary(press: StopSummary, speaker: Speaker, means: Means) -> Screen:
    grants, child = _parent(speaker)
    await twice(lambda: means.wishes.stop_summary(grants.person_id, speaker.stamp.at))
    return _summary(await means.wishes.of(grants), child.school, speaker)


@presses.on(NewsSettings)
async def news(press: NewsSettings, speaker: Speaker, means: Means) -> Screen:
    """Of one child; the number 0 asks of which, where there are several."""
    grants, child = _parent(speaker, press.pupil or None)
    children = access.visible_children(grants)
    chosen = await means.wishes.of(grants)
    channel = _channel(press.channel, chosen)
    if not press.pupil and len(children) > 1:
        return settings.whose_news(grants, children, channel, speaker.words)
    return _news(child, chosen, channel, speaker)


@presses.on(SetTiming)
async def set_timing(press: SetTiming, speaker: Speaker, means: Means) -> Screen:
    """A tap on a kind of news. What would silence the alarms is asked once more."""
    grants, child = _parent(speaker, press.pupil)
    chosen = await means.wishes.of(grants)
    channel = _channel(press.channel, chosen)
    if channel != press.channel or press.kind not in kinds_on(channel) or press.timing not in list(Timing):
        return _news(child, chosen, channel, speaker)  # an account that died meanwhile, or a forged button
    kind, timing = Kind(press.kind), Timing(press.timing)
    if kind is Kind.ABSENCES and timing is Timing.OFF and not press.sure:
        return settings.sure(child, channel, speaker.words)
    only = None if len(access.visible_children(grants)) == 1 else child
    stamp = speaker.acting(Role.GUARDIAN)
    await twice(lambda: means.wishes.set_timing(grants, only, channel, kind, timing, stamp))
    return _news(child, await means.wishes.of(grants), channel, speaker)


@presses.on(SummaryFor)
async def summary_for(press: SummaryFor, speaker: Speaker, means: Means) -> Screen:
    desk = access.class_teacher(speaker.grants, press.class_id)
    return await _summary_for(desk, press.pupil, press.guardian, speaker, means)


@presses.on(ChooseSummaryFor)
async def choose_summary_for(press: ChooseSummaryFor, speaker: Speaker, means: Means) -> Screen:
    desk = access.class_teacher(speaker.grants, press.class_id)
    if hour := _hour(press.minute):
        stamp, place = speaker.acting(Role.CLASS_TEACHER), (press.pupil, press.guardian)
        await twice(lambda: means.wishes.choose_summary_for(desk, *place, hour, stamp))
    return await _summary_for(desk, press.pupil, press.guardian, speaker, means)


def _parent(speaker: Speaker, pupil_id: int | None = None) -> tuple[Grants, Child]:
    """Whoever speaks and one of their children. Settings say nothing of a diary, so a neutral chat has them too."""
    child = access.child(speaker.grants, pupil_id, at_least=Level.NEUTRAL)
    if speaker.grants is None:
        raise NotLinked("access.not_linked")
    return speaker.grants, child


def _summary(chosen: Chosen, school: School, speaker: Speaker) -> Screen:
    default = Hour(school.summary_on, school.summary_at)
    return summary.summary(chosen, default, _hours(school), speaker.words)


async def _summary_for(desk: ClassDesk, pupil_id: int, guardian_id: int, speaker: Speaker, means: Means) -> Screen:
    chosen = (await means.wishes.of_class(desk, pupil_id, speaker.stamp.at)).get(guardian_id)
    adult = await _adult(desk, pupil_id, guardian_id, means)
    if chosen is None or chosen.weekly is None or not summary.may_be_chosen_for(chosen):
        raise Refused("settings.not_for_them")
    return summary.summary_for(desk, pupil_id, adult, chosen.weekly, _hours(desk.school), speaker.words)


async def _adult(desk: ClassDesk, pupil_id: int, guardian_id: int, means: Means) -> Reach:
    for family in await means.diary.families(desk):
        for one in family.adults:
            if (family.pupil_id, one.guardian_id) == (pupil_id, guardian_id):
                return one
    raise Refused("access.not_yours")


def _news(child: Child, chosen: Chosen, channel: Channel, speaker: Speaker) -> Screen:
    grants = speaker.grants
    several = grants is not None and len(access.visible_children(grants)) > 1
    name = menu.child_label(child, grants, speaker.words) if grants and several else ""
    return settings.news(child, name, chosen, channel, kinds_on(channel), speaker.words)


def _channel(said: str, chosen: Chosen) -> Channel:
    """The channel a button names, if the person is still reached there; else their first."""
    return next((one for one in chosen.channels if one == said), chosen.channels[0])


def _hour(minute: int) -> Hour | None:
    """An hour of the week; None for a forged one."""
    try:
        return Hour.of_minute(minute)
    except ValueError:
        return None


def _hours(school: School) -> list[time]:
    """Full hours at which nobody is woken."""
    return [time(hour) for hour in range(24) if not school.is_quiet(time(hour))]


async def _command(text: str, speaker: Speaker, means: Means) -> Given:
    await leave(speaker, means)
    return await first_page(Settings(), speaker, means)


def router() -> Router:
    """The buttons and `/settings`."""
    found = presses.router()
    found.message.register(telling(_command), Slash("settings"))
    return found
