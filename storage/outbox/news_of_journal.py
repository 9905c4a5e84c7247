"""News of marks, absences and homework as they stand: the last revision of each, whatever was promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.attendance import AbsenceCode
from journal_core.events import subject_id
from journal_core.marks import WorkKind
from journal_core.news import (
    About,
    AbsenceNews,
    AbsenceSaid,
    AddressAddedNews,
    AdultAddedNews,
    CorrectionNews,
    HomeworkNews,
    HomeworkSaid,
    MarkSaid,
    MarksNews,
    News,
)
from journal_core.revisions import Change
from journal_core.school import Channel
from notifier.ports import Claimed

Told = dict[str, str]  #: subject → the value as the person will now know it; empty: taken back

_SETTLED = (AbsenceCode.EXCUSED, AbsenceCode.ILL)

_MARKS = sql("""
SELECT DISTINCT ON (r.mark_id) r.mark_id AS number, r.change, r.value, r.work, l.day, s.name AS subject,
    coalesce((SELECT t.topic FROM topic_revision t WHERE t.lesson_id = l.id ORDER BY t.id DESC LIMIT 1), '') AS topic
FROM mark_revision r JOIN lesson l ON l.id = r.lesson_id JOIN subject s ON s.id = l.subject_id
WHERE r.mark_id = ANY(:numbers)
ORDER BY r.mark_id, r.revision DESC
""")
_ABSENCES = sql("""
SELECT DISTINCT ON (r.absence_id) r.absence_id AS number, r.change, r.code, r.minutes, l.day, l.slot, s.name AS subject
FROM absence_revision r JOIN lesson l ON l.id = r.lesson_id JOIN subject s ON s.id = l.subject_id
WHERE r.absence_id = ANY(:numbers)
ORDER BY r.absence_id, r.revision DESC
""")
_HOMEWORK = sql("""
SELECT DISTINCT ON (r.homework_id) r.homework_id AS number, r.change, r.text, r.due, s.name AS subject
FROM homework_revision r JOIN lesson l ON l.id = r.lesson_id JOIN subject s ON s.id = l.subject_id
WHERE r.homework_id = ANY(:numbers)
ORDER BY r.homework_id, r.revision DESC
""")
_RELATION = sql("""
SELECT g.relation FROM link l LEFT JOIN guardianship g ON g.guardian_id = l.guardian_id AND g.pupil_id = l.pupil_id
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
        case "adult_added":
            number = subject_id(subjects[0])
            return AdultAddedNews(about, await connection.scalar(_RELATION, {"number": number}) or ""), {}
        case "address_added":
            return await _address(connection, about, subject_id(subjects[0])), {}
        case _:
            return await _correction(connection, claimed, about, subjects[0])


async def _address(connection: AsyncConnection, about: About, number: int) -> AddressAddedNews | None:
    found = await connection.execute(_ADDRESS, {"number": number, "pupil_id": about.pupil_id})
    row = found.mappings().first()
    return AddressAddedNews(about, Channel(row["channel"]), row["address"], row["relation"]) if row else None


async def _rows(connection: AsyncConnection, statement: Any, subjects: Sequence[str]) -> dict[str, Mapping[Any, Any]]:
    """The rows by subject, in the order of `subjects`."""
    found = await connection.execute(statement, {"numbers": [subject_id(subject) for subject in subjects]})
    by_number = {row["number"]: row for row in found.mappings()}
    return {subject: by_number[subject_id(subject)] for subject in subjects if subject_id(subject) in by_number}


def _worth_saying(subject: str, row: Mapping[Any, Any], claimed: Claimed) -> bool:
    """What was taken back or explained before it was told is not mentioned; after, it is struck out or settled."""
    if subject in claimed.told:
        return True
    return row["change"] != Change.REMOVED and row.get("code") not in _SETTLED


def _told(rows: Mapping[str, Mapping[Any, Any]], column: str) -> Told:
    return {subject: "" if row["change"] == Change.REMOVED else row[column] for subject, row in rows.items()}


async def _marks(
    connection: AsyncConnection, claimed: Claimed, about: About, subjects: Sequence[str]
) -> tuple[MarksNews | None, Told]:
    rows = await _rows(connection, _MARKS, subjects)
    said = []
    for subject, row in rows.items():
        if not _worth_saying(subject, row, claimed):
            continue
        first = claimed.told.get(f"{subject}:first", "")
        removed = row["change"] == Change.REMOVED
        said.append(
            MarkSaid(
                row["subject"],
                row["value"],
                row["day"],
                WorkKind(row["work"]) if row["work"] else None,
                row["topic"],
                was=first if first != row["value"] or removed else "",
                removed=removed,
            )
        )
    return (MarksNews(about, tuple(said)) if said else None), _told(rows, "value")


async def _absences(
    connection: AsyncConnection, claimed: Claimed, about: About, subjects: Sequence[str]
) -> tuple[AbsenceNews | None, Told]:
    rows = await _rows(connection, _ABSENCES, subjects)
    said = [
        AbsenceSaid(
            row["subject"], row["slot"], AbsenceCode(row["code"]), row["minutes"], row["change"] == Change.REMOVED
        )
        for subject, row in sorted(rows.items(), key=lambda item: item[1]["slot"])
        if _worth_saying(subject, row, claimed)
    ]
    if not said:
        return None, {}
    day = next(iter(rows.values()))["day"]
    return AbsenceNews(about, day, tuple(said)), _told(rows, "code")


async def _homework(
    connection: AsyncConnection, claimed: Claimed, about: About, subjects: Sequence[str]
) -> tuple[HomeworkNews | None, Told]:
    rows = await _rows(connection, _HOMEWORK, subjects)
    said = [
        HomeworkSaid(row["subject"], row["text"], row["due"], row["change"] == Change.REMOVED)
        for subject, row in sorted(rows.items(), key=lambda item: (item[1]["due"], item[1]["subject"]))
        if _worth_saying(subject, row, claimed)
    ]
    return (HomeworkNews(about, tuple(said)) if said else None), _told(rows, "text")


async def _correction(
    connection: AsyncConnection, claimed: Claimed, about: About, subject: str
) -> tuple[CorrectionNews | None, Told]:
    kind = subject.partition(":")[0]
    statement, column = {
        "mark": (_MARKS, "value"),
        "absence": (_ABSENCES, "code"),
        "homework": (_HOMEWORK, "text"),
    }[kind]
    row = (await _rows(connection, statement, [subject]))[subject]
    now = "" if row["change"] == Change.REMOVED else str(row[column])
    was = claimed.told.get(subject, "")
    if now == was:  # corrected there and back: nothing is left to say
        return None, {}
    code = AbsenceCode(row["code"]) if kind == "absence" else None
    return CorrectionNews(about, row["subject"], kind, was, now, code), {subject: now}
