"""The audience of an event: who may hear of it, where they can be reached, and what they were told before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any, assert_never

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.events import Event, EventKind, subject_id
from journal_core.people import Account
from journal_core.school import Channel
from notifier.policy import Lane, policy_of
from notifier.promises import Earlier, Reachable, Recipient
from notifier.states import OPEN, TOLD, State
from storage.links.standing import BARRED
from storage.outbox.wished import prefers, subscribed, timings

_PUPILS_OF_LESSON = sql("""
SELECT m.pupil_id FROM membership m
WHERE m.class_id = :class_id AND m.days @> CAST(:day AS date)
  AND (CAST(:subgroup_id AS bigint) IS NULL OR EXISTS (
    SELECT 1 FROM subgroup_member s
    WHERE s.subgroup_id = :subgroup_id AND s.pupil_id = m.pupil_id AND s.days @> CAST(:day AS date)))
""")
_ACKNOWLEDGED = sql("SELECT pupil_id FROM notice_ack WHERE notice_id = :number")
# Live link, not barred, live account, and a standing consent for that account's channel.
_FAMILIES = sql(f"""
SELECT link.person_id, link.pupil_id, a.id AS account_id, a.channel, a.address
FROM link
JOIN account a ON a.person_id = link.person_id AND a.state = 'live'
JOIN consent c ON c.person_id = link.person_id AND c.pupil_id = link.pupil_id AND c.channel = a.channel
    AND c.withdrawn_at IS NULL
WHERE link.pupil_id = ANY(:pupils) AND link.state = 'live' AND (:own OR NOT link.own) AND NOT {BARRED}
ORDER BY link.person_id, link.pupil_id, a.changed_at DESC, a.id DESC
""")
_CLASS_TEACHERS = sql("""
SELECT l.person_id, NULL AS pupil_id, a.id AS account_id, a.channel, a.address
FROM school_class k
JOIN link l ON l.staff_id = k.class_teacher_id AND l.state = 'live'
JOIN account a ON a.person_id = l.person_id AND a.state = 'live'
WHERE k.id = :class_id
ORDER BY l.person_id, a.changed_at DESC
""")
_ANSWER_FOR_CHILD = sql("""
SELECT l.person_id, NULL AS pupil_id, a.id AS account_id, a.channel, a.address
FROM staff s
JOIN link l ON l.staff_id = s.id AND l.state = 'live'
JOIN account a ON a.person_id = l.person_id AND a.state = 'live'
WHERE s.school_id = :school_id AND ('deputy' = ANY(s.duties)
    OR s.id = (SELECT k.class_teacher_id FROM school_class k WHERE k.id = :class_id))
ORDER BY l.person_id, a.changed_at DESC
""")
_OF_LINK = sql("""
SELECT l.person_id, l.pupil_id, a.id AS account_id, a.channel, a.address
FROM link l JOIN account a ON a.person_id = l.person_id AND a.state = 'live'
WHERE l.id = :number
ORDER BY a.changed_at DESC
""")
_OF_ACCOUNT = sql("""
SELECT a.person_id, NULL AS pupil_id, a.id AS account_id, a.channel, a.address FROM account a WHERE a.id = :number
""")
# Each account once, where a consent about any of the children stands.
_OF_PERSON = sql(f"""
SELECT a.person_id, NULL AS pupil_id, a.id AS account_id, a.channel, a.address FROM account a
WHERE a.person_id = :number AND a.state = 'live' AND EXISTS (
    SELECT FROM link JOIN consent c ON c.person_id = link.person_id AND c.pupil_id = link.pupil_id
        AND c.channel = a.channel AND c.withdrawn_at IS NULL
    WHERE link.person_id = a.person_id AND link.state = 'live' AND NOT {BARRED})
ORDER BY a.changed_at DESC, a.id DESC
""")
_LINKED_PERSON = sql("SELECT person_id FROM link WHERE id = :number")

# What was promised is held still while it is decided what follows: whoever settles it waits, and we see the end.
_HOLD = sql("""
SELECT m.id FROM message m
WHERE m.person_id = ANY(:persons) AND (
    m.id IN (SELECT d.message_id FROM delivery d WHERE d.subject = :subject AND d.person_id = ANY(:persons))
    OR (m.pupil_id = :pupil_id AND m.thread LIKE :thread))
ORDER BY m.id FOR UPDATE
""")
_COLUMNS = """m.id AS message_id, m.account_id, a.channel, a.address, m.state, m.lane, m.left_at,
    m.provider_id <> '' AS has_left"""
# The newest that the person has, or still will; of several lines the last one's value is what they know.
_TOLD = sql(f"""
SELECT DISTINCT ON (d.person_id, d.pupil_id) d.person_id, d.pupil_id, {_COLUMNS},
    coalesce((SELECT o.told ->> CAST(:subject AS text) FROM message o
        WHERE o.answers_id = m.id AND o.provider_id <> '' AND o.told ? CAST(:subject AS text) ORDER BY o.id DESC LIMIT 1
    ), m.told ->> CAST(:subject AS text)) AS told
FROM delivery d JOIN message m ON m.id = d.message_id JOIN account a ON a.id = m.account_id
WHERE d.subject = :subject AND d.person_id = ANY(:persons) AND m.answers_id IS NULL
ORDER BY d.person_id, d.pupil_id, (m.provider_id <> '' OR m.state = ANY(:alive)) DESC, d.id DESC
""")
_TOLD_THAT_DAY = sql(f"""
SELECT DISTINCT ON (m.person_id, m.pupil_id) m.person_id, m.pupil_id, {_COLUMNS}, '' AS told
FROM message m JOIN account a ON a.id = m.account_id
WHERE m.pupil_id = :pupil_id AND m.thread LIKE :thread AND m.person_id = ANY(:persons)
  AND (m.provider_id <> '' OR m.state = ANY(:alive))
ORDER BY m.person_id, m.pupil_id, m.id DESC
""")
_ALIVE = sorted(OPEN | TOLD)
#: What a pupil with a link of their own hears too; where the child is, a concern, what adults acknowledge: adults only.
_PUPILS_HEAR = frozenset(
    {EventKind.MARK, EventKind.HOMEWORK, EventKind.REMARK, EventKind.TERM_MARK, EventKind.LESSON_CHANGED}
)
#: Kinds whose next revision corrects the one before. A second code, or a second coming of an address, is new.
_CORRECTED = frozenset(
    {
        EventKind.MARK,
        EventKind.ABSENCE,
        EventKind.HOMEWORK,
        EventKind.NOTICE,
        EventKind.REMARK,
        EventKind.TERM_MARK,
        EventKind.LESSON_CHANGED,
        EventKind.CONCERN,
    }
)


async def recipients(connection: AsyncConnection, event: Event) -> tuple[Recipient, ...]:
    """Everybody who may hear of the event, with what they were told of its subject before."""
    reached: dict[tuple[int, int | None], list[Reachable]] = defaultdict(list)
    for row in await _rows(connection, event):
        account = Account(Channel(row["channel"]), row["address"])
        reached[row["person_id"], row["pupil_id"]].append(Reachable(row["account_id"], account))
    persons = sorted({person for person, _ in reached})
    told = await _earlier(connection, event, persons)
    wishes = await timings(connection, policy_of(event).kind, list(reached))
    preferred = await prefers(connection, event, persons)
    with_summary = await subscribed(connection, event, persons)
    return tuple(
        Recipient(
            person,
            pupil,
            tuple(accounts),
            told.get((person, pupil)),
            wishes.get((person, pupil), {}),
            preferred.get(person),
            person in with_summary,
        )
        for (person, pupil), accounts in reached.items()
    )


async def _rows(connection: AsyncConnection, event: Event) -> list[Any]:
    number = {"number": subject_id(event.subject)}
    match event.kind:
        case EventKind.LINK_ASKED:
            found = await connection.execute(_CLASS_TEACHERS, {"class_id": event.class_id})
        case EventKind.CHILD_UNKNOWN:
            school = {"school_id": event.school_id, "class_id": event.class_id}
            found = await connection.execute(_ANSWER_FOR_CHILD, school)
        case EventKind.LINK_SETTLED:
            found = await connection.execute(_OF_LINK, number)
        case EventKind.SUMMARY:
            found = await connection.execute(_OF_PERSON, number)
        case EventKind.ADDRESS_CODE:
            found = await connection.execute(_OF_ACCOUNT, number)
        case EventKind.ADULT_ADDED:
            newcomer = await connection.scalar(_LINKED_PERSON, number)
            rows = await connection.execute(_FAMILIES, {"pupils": [event.pupil_id], "own": False})
            return [row for row in rows.mappings() if row["person_id"] != newcomer]
        case EventKind.ADDRESS_ADDED:  # whoever hears at that address needs no telling; the owner elsewhere does
            rows = await connection.execute(_FAMILIES, {"pupils": [event.pupil_id], "own": False})
            return [row for row in rows.mappings() if row["account_id"] != number["number"]]
        case EventKind.NOTICE_REMINDER:  # one adult's «Ознакомлен» speaks for the family
            read = set((await connection.scalars(_ACKNOWLEDGED, number)).all())
            unread = [pupil for pupil in await _pupils(connection, event) if pupil not in read]
            found = await connection.execute(_FAMILIES, {"pupils": unread, "own": False})
        case (
            EventKind.MARK
            | EventKind.ABSENCE
            | EventKind.HOMEWORK
            | EventKind.NOTICE
            | EventKind.REMARK
            | EventKind.TERM_MARK
            | EventKind.LESSON_CHANGED
            | EventKind.CONCERN
        ):
            told = {"pupils": await _pupils(connection, event), "own": event.kind in _PUPILS_HEAR}
            found = await connection.execute(_FAMILIES, told)
        case _:
            assert_never(event.kind)
    return list(found.mappings())


async def _pupils(connection: AsyncConnection, event: Event) -> list[int]:
    if event.pupil_id is not None:
        return [event.pupil_id]
    asked = {"class_id": event.class_id, "subgroup_id": event.subgroup_id, "day": event.day}
    return list((await connection.scalars(_PUPILS_OF_LESSON, asked)).all())


async def _earlier(
    connection: AsyncConnection, event: Event, persons: list[int]
) -> dict[tuple[int, int | None], Earlier]:
    told: dict[tuple[int, int | None], Earlier] = {}
    if event.kind is EventKind.NOTICE_REMINDER:
        return await _reminded_of(connection, event, persons)
    if event.kind not in _CORRECTED:
        return told
    that_day = event.kind is EventKind.ABSENCE and event.urgent
    if not persons or not (that_day or event.revision > 1):
        return told
    # A line about one lesson is not the day's message: its thread is another.
    thread = f"absence:{event.pupil_id}:{event.day}%" if that_day else ""
    asked = {"subject": event.subject, "persons": persons, "pupil_id": event.pupil_id, "thread": thread}
    await connection.execute(_HOLD, asked)
    if that_day:
        for row in (await connection.execute(_TOLD_THAT_DAY, {**asked, "alive": _ALIVE})).mappings():
            told[row["person_id"], row["pupil_id"]] = replace(_as_earlier(row), same_subject=False)
    if event.revision > 1:
        for row in (await connection.execute(_TOLD, {**asked, "alive": _ALIVE})).mappings():
            told[row["person_id"], row["pupil_id"]] = _as_earlier(row)
    return told


async def _reminded_of(
    connection: AsyncConnection, event: Event, persons: list[int]
) -> dict[tuple[int, int | None], Earlier]:
    """The notice itself, which the reminder answers. It is not held still: nothing of it will be changed."""
    notice = f"{EventKind.NOTICE}:{subject_id(event.subject)}"
    rows = await connection.execute(_TOLD, {"subject": notice, "persons": persons, "alive": _ALIVE})
    return {(row["person_id"], row["pupil_id"]): _as_earlier(row) for row in rows.mappings()}


def _as_earlier(row: Any) -> Earlier:
    return Earlier(
        row["message_id"],
        row["account_id"],
        Account(Channel(row["channel"]), row["address"]),
        State(row["state"]),
        row["left_at"],
        row["has_left"],
        row["told"] or "",
        lane=Lane(row["lane"]),
    )
