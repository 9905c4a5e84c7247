"""The second look: what stands at the moment of sending, and whether this person may hear it here.

The pass is made by `access` from grants read now, so a link that was revoked, a bar, a withdrawn consent or another
school's rules stop a message that was promised before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core import access
from journal_core.errors import Refused
from journal_core.news import About, News
from journal_core.school import Channel, Level, School
from notifier.policy import Lane, after_quiet_hours
from notifier.ports import Claimed, Sight, Withdrawn
from notifier.states import State
from storage.outbox import (
    news_of_alarms,
    news_of_concerns,
    news_of_corrections,
    news_of_journal,
    news_of_links,
    news_of_notices,
    news_of_summary,
    news_of_terms,
    news_of_timetable,
    sms_budget,
)
from storage.outbox.revisions import Told
from storage.outbox.schools import read_school
from storage.outbox.wished import unwanted
from storage.reader.grants import read_grants

_MEMBERS = sql("""
SELECT id, subject, pupil_id FROM delivery
WHERE message_id = :id AND state NOT IN ('merged', 'cancelled', 'suppressed', 'expired', 'broken', 'refused')
ORDER BY id
""")
_ACCOUNT = sql("""
SELECT a.state, p.language FROM account a JOIN person p ON p.id = a.person_id
WHERE a.person_id = :person_id AND a.channel = :channel AND a.address = :address
""")
#: Why nothing is said where the school's law leaves a channel nothing.
OFF = "the channel may carry nothing"


@dataclass(frozen=True, slots=True)
class Members:
    """The deliveries a message speaks for."""

    ids: tuple[int, ...]
    subjects: tuple[str, ...]
    pupils: tuple[int, ...]  #: whom they are about, the first named first; a notice is about several at once


async def look(connection: AsyncConnection, claimed: Claimed, pepper: bytes, now: datetime) -> Sight | Withdrawn:
    """Everything the words are made of, or why there are none."""
    if now >= claimed.expires_at:
        return Withdrawn(State.EXPIRED, "its time has passed")
    account = (await connection.execute(_ACCOUNT, _address(claimed))).mappings().first()
    rows = (await connection.execute(_MEMBERS, {"id": claimed.id})).mappings().all()
    if account is None or not rows:
        return Withdrawn(State.CANCELLED, "nobody to tell")
    school = await read_school(connection, claimed.school_id)
    morning = after_quiet_hours(now, school)
    if morning > now and claimed.lane is Lane.REST and not claimed.provider_id:  # an edit makes no sound
        return Withdrawn(State.PENDING, "quiet hours", until=morning)
    if claimed.account.channel is Channel.SMS and await sms_budget.is_spent(connection, claimed, school, now):
        return Withdrawn(State.SUPPRESSED, "the month's SMS are spent")
    members = _as_members(rows)
    if claimed.template in news_of_links.TEMPLATES:
        level = school.level(claimed.account.channel)
        if level is Level.OFF:
            return Withdrawn(State.CANCELLED, OFF)
        news = await news_of_links.gather(connection, claimed, members.subjects[0], account["state"], pepper, now)
        return _seen(level, account["language"], news, members, {})
    if account["state"] != "live":
        return Withdrawn(State.REFUSED, "the address is not live", next_channel=True)
    if why := await unwanted(connection, claimed, members.subjects[0], members.pupils):
        return why
    if claimed.template == news_of_alarms.TEMPLATE:
        return await _about_an_alarm(connection, claimed, members, account["language"], school)
    if claimed.template == news_of_summary.TEMPLATE:
        return await _about_the_week(connection, claimed, members, account["language"], school, now)
    if claimed.template in news_of_notices.TEMPLATES:
        return await _about_a_notice(connection, claimed, members, account["language"], school, now)
    return await _about_a_child(connection, claimed, members, account["language"], school, now)


def _as_members(rows: Sequence[Mapping[Any, Any]]) -> Members:
    return Members(
        tuple(row["id"] for row in rows),
        tuple(dict.fromkeys(row["subject"] for row in rows)),
        tuple(dict.fromkeys(row["pupil_id"] for row in rows)),
    )


def _address(claimed: Claimed) -> dict[str, Any]:
    return {
        "person_id": claimed.person_id,
        "channel": claimed.account.channel,
        "address": claimed.account.address,
    }


async def _about_an_alarm(
    connection: AsyncConnection, claimed: Claimed, members: Members, language: str, school: School
) -> Sight | Withdrawn:
    level = school.level(claimed.account.channel)
    if level is Level.OFF:
        return Withdrawn(State.CANCELLED, OFF)
    news = await news_of_alarms.gather(connection, claimed, members.subjects[0])
    return _seen(level, language, news, members, {})


async def _about_a_child(
    connection: AsyncConnection, claimed: Claimed, members: Members, language: str, school: School, now: datetime
) -> Sight | Withdrawn:
    grants = await read_grants(connection, claimed.account, now, person_id=claimed.person_id)
    try:
        child = access.child(grants, claimed.pupil_id, at_least=Level.NEUTRAL)
    except Refused:
        return Withdrawn(State.CANCELLED, "may no longer see it")
    level = school.level(claimed.account.channel)
    if level is Level.OFF:
        return Withdrawn(State.CANCELLED, OFF)
    many = len(access.visible_children(grants)) > 1
    about = About(child.pupil_id, child.surname, child.name, child.class_name, many)
    news, told = await _gathered(connection, claimed, about, members.subjects, school, now)
    return _seen(level, language, news, members, told)


async def _gathered(
    connection: AsyncConnection, claimed: Claimed, about: About, subjects: Sequence[str], school: School, now: datetime
) -> tuple[News | Withdrawn | None, Told]:
    if news_of_timetable.is_of_timetable(claimed, subjects[0]):
        return await news_of_timetable.gather(connection, claimed, about, subjects, school, now)
    match claimed.template:
        case news_of_corrections.TEMPLATE:
            return await news_of_corrections.gather(connection, claimed, about, subjects[0])
        case "term_mark":
            return await news_of_terms.gather(connection, claimed, about, subjects)
        case "concern":
            return await news_of_concerns.gather(connection, claimed, about, subjects[0])
        case _:
            return await news_of_journal.gather(connection, claimed, about, subjects)


async def _about_the_week(
    connection: AsyncConnection, claimed: Claimed, members: Members, language: str, school: School, now: datetime
) -> Sight | Withdrawn:
    grants = await read_grants(connection, claimed.account, now, person_id=claimed.person_id)
    level = news_of_summary.level_of(grants, claimed.account.channel)
    if level is Level.OFF:
        return Withdrawn(State.CANCELLED, "may no longer see it")
    news = await news_of_summary.gather(connection, claimed, grants, school)
    return _seen(level, language, news, members, {})


async def _about_a_notice(
    connection: AsyncConnection, claimed: Claimed, members: Members, language: str, school: School, now: datetime
) -> Sight | Withdrawn:
    grants = await read_grants(connection, claimed.account, now, person_id=claimed.person_id)
    passes = tuple(child for child in access.visible_children(grants) if child.pupil_id in members.pupils)
    if not passes:
        return Withdrawn(State.CANCELLED, "may no longer see it")
    level = school.level(claimed.account.channel)
    if level is Level.OFF:
        return Withdrawn(State.CANCELLED, OFF)
    news, told = await news_of_notices.gather(connection, claimed, passes, members.subjects[0], level)
    return _seen(level, language, news, members, told)


def _seen(
    level: Level, language: str, news: News | Withdrawn | None, members: Members, told: Told
) -> Sight | Withdrawn:
    if isinstance(news, Withdrawn):
        return news
    if news is None:
        return Withdrawn(State.CANCELLED, "nothing is left to say")
    return Sight(level, language, news, members.ids, told)
