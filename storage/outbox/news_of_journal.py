"""News of marks, absences, homework and remarks as they stand: the last revision of each, whatever was promised."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.revisions import Change
from journal_core.events import subject_id
from journal_core.news import (
    About,
    AbsenceNews,
    AbsenceSaid,
    AddressAddedNews,
    AdultAddedNews,
    HomeworkNews,
    HomeworkSaid,
    MarkSaid,
    MarksNews,
    News,
    RemarkSaid,
    RemarksNews,
)
from journal_core.school import Channel
from notifier.ports import Claimed
from storage.outbox.revisions import Told, known, last_revisions, worth_saying

MARKS = sql("""
SELECT DISTINCT ON (r.mark_id) r.mark_id AS number, r.change, r.value, r.work, l.day, s.name AS subject,
    coalesce((SELECT t.topic FROM topic_revision t WHERE t.lesson_id = l.id ORDER BY t.id DESC LIMIT 1), '') AS topic
FROM mark_revision r JOIN lesson l ON l.id = r.lesson_id JOIN subject s ON s.id = l.subject_id
WHERE r.mark_id = ANY(:numbers)
ORDER BY r.mark_id, r.revision DESC
""")
ABSENCES = sql("""
SELECT DISTINCT ON (r.absence_id) r.absence_id AS number, r.change, r.code, r.minutes, l.day, l.slot, s.name AS subject
FROM absence_revision r JOIN lesson l ON l.id = r.lesson_id JOIN subject s ON s.id = l.subject_id
WHERE r.absence_id = ANY(:numbers)
ORDER BY r.absence_id, r.revision DESC
""")
HOMEWORK = sql("""
SELECT DISTINCT ON (r.homework_id) r.homework_id AS number, r.change, r.text, r.due, s.name AS subject
FROM homework_revision r JOIN lesson l ON l.id = r.lesson_id JOIN subject s ON s.id = l.subject_id
WHERE r.homework_id = ANY(:numbers)
ORDER BY r.homework_id, r.revision DESC
""")
REMARKS = sql("""
SELECT DISTINCT ON (r.remark_id) r.remark_id AS number, r.change, r.text, l.day, l.slot, s.name AS subject
FROM remark_revision r JOIN lesson l ON l.id = r.lesson_id JOIN subject s ON s.id = l.subject_id
WHERE r.remark_id = ANY(:numbers)
ORDER BY r.remark_id, r.revision DESC
""")
_RELATION = sql("""
SELECT coalesce(g.relation, '') AS relation, l.own
FROM link l LEFT JOIN guardianship g ON g.guardian_id = l.guardian_id AND g.pupil_id = l.pupil_id
WHERE l.id = :number
""")
# Whose address it is: the adult of the child, by the record that they hold for that child.
_ADDRESS = sql("""
SELECT a.channel, a.address, coalesce(g.relation, '') AS relation
FROM account a
LEFT JOIN link l ON l.person_id = a.person_id AND l.pupil_id = :pupil_id AND l.state = 'live'
LEFT JOIN guardianship g ON g.guardian_id = l.guardian_id AND g.pupil_id = l.pupil_id
WHERE a.id = :number AND a.state = 'live'
""")


async def gather(
    connection: AsyncConnection, claimed: Claimed, about: About, subjects: Sequence[str]
) -> tuple[News | None, Told]:
    """The news of a message's template and what the person will have been told; None when nothing is left to say."""
    match claimed.template:
        case "marks":
            return await _marks(connection, claimed, about, subjects)
        case "absence":
            return await _absences(connection, claimed, about, subjects)
        case "homework":
            return await _homework(connection, claimed, about, subjects)
        case "remark":
            return await _remarks(connection, claimed, about, subjects)
        case "adult_added":
            added = (await connection.execute(_RELATION, {"number": subject_id(subjects[0])})).one()
            return AdultAddedNews(about, added.relation, added.own), {}
        case _:
            return await _address(connection, about, subject_id(subjects[0])), {}


async def _address(connection: AsyncConnection, about: About, number: int) -> AddressAddedNews | None:
    found = await connection.execute(_ADDRESS, {"number": number, "pupil_id": about.pupil_id})
    row = found.mappings().first()
    return AddressAddedNews(about, Channel(row["channel"]), row["address"], row["relation"]) if row else None


async def _marks(
    connection: AsyncConnection, claimed: Claimed, about: About, subjects: Sequence[str]
) -> tuple[MarksNews | None, Told]:
    rows = await last_revisions(connection, MARKS, subjects)
    said = []
    for subject, row in rows.items():
        if not worth_saying(subject, row, claimed):
            continue
        first = claimed.told.get(f"{subject}:first", "")
        removed = row["change"] == Change.REMOVED
        said.append(
            MarkSaid(
                row["subject"],
                row["value"],
                row["day"],
                row["work"] or None,
                row["topic"],
                was=first if first != row["value"] or removed else "",
                removed=removed,
            )
        )
    return (MarksNews(about, tuple(said)) if said else None), known(rows, "value")


async def _absences(
    connection: AsyncConnection, claimed: Claimed, about: About, subjects: Sequence[str]
) -> tuple[AbsenceNews | None, Told]:
    rows = await last_revisions(connection, ABSENCES, subjects)
    said = [
        AbsenceSaid(
            row["subject"], row["slot"], AbsenceCode(row["code"]), row["minutes"], row["change"] == Change.REMOVED
        )
        for subject, row in sorted(rows.items(), key=lambda item: item[1]["slot"])
        if worth_saying(subject, row, claimed)
    ]
    if not said:
        return None, {}
    day = next(iter(rows.values()))["day"]
    return AbsenceNews(about, day, tuple(said)), known(rows, "code")


async def _homework(
    connection: AsyncConnection, claimed: Claimed, about: About, subjects: Sequence[str]
) -> tuple[HomeworkNews | None, Told]:
    rows = await last_revisions(connection, HOMEWORK, subjects)
    said = [
        HomeworkSaid(row["subject"], row["text"], row["due"], row["change"] == Change.REMOVED)
        for subject, row in sorted(rows.items(), key=lambda item: (item[1]["due"], item[1]["subject"]))
        if worth_saying(subject, row, claimed)
    ]
    return (HomeworkNews(about, tuple(said)) if said else None), known(rows, "text")


async def _remarks(
    connection: AsyncConnection, claimed: Claimed, about: About, subjects: Sequence[str]
) -> tuple[RemarksNews | None, Told]:
    rows = await last_revisions(connection, REMARKS, subjects)
    said = [
        RemarkSaid(
            row["subject"],
            row["text"],
            removed=row["change"] == Change.REMOVED,
            corrected=claimed.told.get(f"{subject}:first", row["text"]) != row["text"],
        )
        for subject, row in sorted(rows.items(), key=lambda item: item[1]["slot"])
        if worth_saying(subject, row, claimed)
    ]
    if not said:
        return None, {}
    day = next(iter(rows.values()))["day"]
    return RemarksNews(about, day, tuple(said)), known(rows, "text")
