"""News of notices as they stand: to whoever still has a child whom they are for, and has not answered meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child
from journal_core.errors import Refused
from journal_core.events import subject_id
from journal_core.files import StoredFile
from journal_core.news import News, NoticeChangedNews, NoticeNews, NoticeReminderNews
from journal_core.notices import UNDER_A_FILE, Notice, characters
from journal_core.school import Channel, Level
from notifier.ports import Claimed
from storage.notices.standing import files_of, notice_for

TEMPLATES = frozenset({"notice", "notice_reminder", "notice_changed"})
#: Remembered of a message: it left with its file, and so its edits are of a caption.
CAPTIONED = "captioned"

Told = dict[str, str]  #: subject → what the person now knows, as a fingerprint; empty: recalled

_READ = sql("""
SELECT EXISTS (
    SELECT FROM notice_ack WHERE notice_id = :notice AND pupil_id = ANY(:pupils) AND person_id = :person)
""")
_FAMILY_READ = sql("SELECT DISTINCT pupil_id FROM notice_ack WHERE notice_id = :notice AND pupil_id = ANY(:pupils)")


async def gather(
    connection: AsyncConnection, claimed: Claimed, passes: Sequence[Child], subject: str, level: Level
) -> tuple[News | None, Told]:
    """The news of one of TEMPLATES, through the children in `passes`; None when nothing is left to say."""
    found = await _for_any(connection, passes, subject_id(subject))
    if found is None:
        return None, {}
    notice, meant = found
    files = await files_of(connection, notice.id)
    news = await _news(connection, claimed, notice, meant, files, level)
    if claimed.template == "notice_reminder":
        waits = notice.asks_ack and not notice.recalled and not await _is_read(connection, notice, meant)
        return (NoticeReminderNews(news) if waits else None), {}
    knows = "" if notice.recalled else hashlib.sha256(notice.text.encode("utf-8", "replace")).hexdigest()[:12]
    if claimed.template == "notice_changed":
        # There and back, or where the first words said nothing that could have changed: nothing is left to say.
        changed = knows != claimed.told.get(subject) and level is not Level.NEUTRAL
        return (NoticeChangedNews(news) if changed else None), {subject: knows}
    if notice.recalled and subject not in claimed.told:
        return None, {}
    return news, {subject: knows} | ({CAPTIONED: "yes"} if news.captioned else {})


async def _for_any(
    connection: AsyncConnection, passes: Sequence[Child], notice_id: int
) -> tuple[Notice, Sequence[Child]] | None:
    """The notice, and those of the children whom it is for."""
    notice, meant = None, []
    for child in passes:
        try:
            notice = await notice_for(connection, child, notice_id)
        except Refused:
            continue
        meant.append(child)
    return (notice, meant) if notice is not None else None


async def _news(
    connection: AsyncConnection,
    claimed: Claimed,
    notice: Notice,
    meant: Sequence[Child],
    files: tuple[StoredFile, ...],
    level: Level,
) -> NoticeNews:
    pupils = [child.pupil_id for child in meant]
    asked = {"notice": notice.id, "pupils": pupils, "person": claimed.person_id}
    return NoticeNews(
        notice.id,
        pupils[0],
        meant[0].class_name,
        notice.day,
        "" if notice.recalled else notice.text,
        files,
        notice.asks_ack,
        bool(await connection.scalar(_READ, asked)),
        notice.recalled,
        _is_captioned(claimed, notice, files, level),
    )


def _is_captioned(claimed: Claimed, notice: Notice, files: Sequence[StoredFile], level: Level) -> bool:
    """Whether the words stand under the file. A message that has left stays what it is, however long its text grows."""
    if claimed.account.channel is not Channel.TELEGRAM or claimed.template != "notice":
        return False
    if claimed.provider_id:
        return CAPTIONED in claimed.told
    return level is not Level.NEUTRAL and len(files) == 1 and characters(notice.text) <= UNDER_A_FILE


async def _is_read(connection: AsyncConnection, notice: Notice, meant: Sequence[Child]) -> bool:
    """Whether somebody of each child's family has pressed «Ознакомлен»."""
    pupils = {child.pupil_id for child in meant}
    rows = await connection.scalars(_FAMILY_READ, {"notice": notice.id, "pupils": sorted(pupils)})
    return pupils <= set(rows)
