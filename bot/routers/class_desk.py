"""The class teacher's pages: links to confirm, families, absences to settle (000 3.3; 003 4.2 г)."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date

from bot.means import Answer, Means
from bot.passes import class_desks
from bot.routers.family import near
from bot.said import Given, Presses
from bot.speaker import Speaker
from bot.twice import twice
from journal_core import access
from journal_core.access import ClassDesk
from journal_core.actions.absences import REASONS, Settled, settle_absence
from journal_core.actions.linking import settle_link
from journal_core.entries.attendance import AbsenceCode
from journal_core.errors import Invalid, Refused
from journal_core.people import Role
from journal_core.ports.diary import AbsenceToSettle
from texts.addresses import (
    ClassMenu,
    Families,
    OneFamily,
    SettleAbsence,
    SettleLink,
    ToSettle,
    WaitingLinks,
)
from texts.screens import class_desk

presses = Presses("class desk")


@presses.on(ClassMenu)
async def class_menu(press: ClassMenu, speaker: Speaker, means: Means) -> Given:
    desk = access.class_teacher(speaker.grants, press.class_id)
    return class_desk.class_menu(desk, speaker.words, _today(desk, speaker))


@presses.on(WaitingLinks)
async def waiting(press: WaitingLinks, speaker: Speaker, means: Means) -> Given:
    desk = access.class_teacher(speaker.grants, press.class_id)
    return class_desk.waiting_links(desk, await means.diary.links(desk), press.page, speaker.words)


@presses.on(SettleLink)
async def settle(press: SettleLink, speaker: Speaker, means: Means) -> Given:
    """The tap, on the list or on the push that asked. While others wait, the list stays."""
    desk = await _desk_of_link(press.link, speaker, means)
    accept, stamp = press.accept == 1, speaker.acting(Role.CLASS_TEACHER)
    line = await twice(lambda: settle_link(means.store, desk, press.link, accept, stamp))
    settled = class_desk.link_settled(line, speaker.words)
    others = () if speaker.pushed else await means.diary.links(desk)
    if not others:
        return Answer(settled, over_push=True)
    alert = html.unescape(settled.text.striptags())[:200]
    return replace(class_desk.waiting_links(desk, others, 0, speaker.words), alert=alert)


async def _desk_of_link(link_id: int, speaker: Speaker, means: Means) -> ClassDesk:
    """The class whose link this is; the one refusal when it is none of those that this channel may carry."""
    for desk in class_desks(speaker):
        try:
            await means.diary.link(desk, link_id)
        except Refused:
            continue
        return desk
    raise Refused("access.not_yours")


@presses.on(Families)
async def families(press: Families, speaker: Speaker, means: Means) -> Given:
    desk = access.class_teacher(speaker.grants, press.class_id)
    return class_desk.families(desk, await means.diary.families(desk), press.page, speaker.words)


@presses.on(OneFamily)
async def family(press: OneFamily, speaker: Speaker, means: Means) -> Given:
    desk = access.class_teacher(speaker.grants, press.class_id)
    for one in await means.diary.families(desk):
        if one.pupil_id == press.pupil:
            summaries = await means.wishes.of_class(desk, one.pupil_id, speaker.stamp.at)
            return class_desk.family(desk, one, summaries, speaker.words)
    raise Refused("access.not_yours")


@presses.on(ToSettle)
async def to_settle(press: ToSettle, speaker: Speaker, means: Means) -> Given:
    desk = access.class_teacher(speaker.grants, press.class_id)
    day = near(press.day, _today(desk, speaker))
    lines = await means.diary.absences_to_settle(desk, day)
    return class_desk.to_settle(desk, day, lines, press.page, speaker.words)


@presses.on(SettleAbsence)
async def settle_one(press: SettleAbsence, speaker: Speaker, means: Means) -> Given:
    """The reason of an absence; the list of its day stays, without it."""
    desk = access.class_teacher(speaker.grants, press.class_id)
    code = _reason(press.code)
    stamp = speaker.acting(Role.CLASS_TEACHER)
    settled = await twice(lambda: settle_absence(means.store, desk, press.absence, code, stamp))
    lines = await means.diary.absences_to_settle(desk, settled.lesson.day)
    said = class_desk.absence_settled(await _line(desk, press.absence, settled, means), settled.code, speaker.words)
    screen = class_desk.to_settle(desk, settled.lesson.day, lines, 0, speaker.words)
    return replace(screen, alert=said.alert)


async def _line(desk: ClassDesk, absence_id: int, settled: Settled, means: Means) -> AbsenceToSettle:
    names = {one.pupil_id: one.pupil for one in await means.diary.families(desk)}
    lesson, pupil = settled.lesson, names.get(settled.pupil_id, "")
    return AbsenceToSettle(absence_id, pupil, lesson.slot, lesson.subject, settled.code, None)


def _reason(code: str) -> AbsenceCode:
    if code not in REASONS:
        raise Invalid("absence.not_a_reason", reason=code)
    return AbsenceCode(code)


def _today(desk: ClassDesk, speaker: Speaker) -> date:
    return desk.school.local(speaker.stamp.at).date()
