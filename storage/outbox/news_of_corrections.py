"""The line that puts right what was told: what it was to this person, and what it is now."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.revisions import Change
from journal_core.news import About, CorrectionNews
from notifier.policy import CORRECTION
from notifier.ports import Claimed
from storage.outbox.news_of_concerns import CONCERNS
from storage.outbox.news_of_journal import ABSENCES, HOMEWORK, MARKS, REMARKS
from storage.outbox.news_of_terms import TERM_MARKS, period_of
from storage.outbox.revisions import Told, last_revisions

TEMPLATE = CORRECTION.template

#: Kind → where its last revision stands, and in which column what a person knows of it.
_STANDS = {
    "mark": (MARKS, "value"),
    "absence": (ABSENCES, "code"),
    "homework": (HOMEWORK, "text"),
    "remark": (REMARKS, "text"),
    "term_mark": (TERM_MARKS, "value"),
    "concern": (CONCERNS, "what"),
}


async def gather(
    connection: AsyncConnection, claimed: Claimed, about: About, subject: str
) -> tuple[CorrectionNews | None, Told]:
    """What is said aloud of `subject`, and what the person will then know; None when it is what they know already."""
    kind = subject.partition(":")[0]
    statement, column = _STANDS[kind]
    row = (await last_revisions(connection, statement, [subject]))[subject]
    now = "" if row["change"] == Change.REMOVED else str(row[column])
    was = claimed.told.get(subject, "")
    if now == was:  # corrected there and back: nothing is left to say
        return None, {}
    news = CorrectionNews(
        about,
        row["subject"],
        kind,
        was,
        now,
        code=AbsenceCode(row["code"]) if kind == "absence" else None,
        period=period_of(row) if kind == "term_mark" else None,
    )
    return news, {subject: now}
