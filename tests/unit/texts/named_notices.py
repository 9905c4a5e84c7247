"""Notices with people's words in them, and every screen that shows one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from journal_core.access import Child, ClassDesk
from journal_core.entries.marks import SCALES
from journal_core.entries.revisions import Change
from journal_core.files import FileKind, StoredFile
from journal_core.notices import FamilyReached, Got, Notice, NoticeLine, NoticeStatus, NoticeView, Reach
from journal_core.school import PROFILES, Channel, Jurisdiction, School
from texts.catalog import Words
from texts.screen import Screen
from texts.screens import family_notices, notices

SENT = datetime(2025, 11, 26, 9, 0, tzinfo=UTC)  #: 12:00 in Minsk
MOST_LETTERS = 3000


def desk(said: str = "") -> ClassDesk:
    by_state = Jurisdiction.BY_STATE
    school = School(1, "Гимназия № 1", PROFILES["000"], by_state, ZoneInfo("Europe/Minsk"), SCALES["by10"])
    return ClassDesk(3, school, 7, said or "7Б")


def notice(said: str = "", change: Change = Change.SET) -> Notice:
    revision = 1 if change is Change.SET else 2
    text = (said or "Собрание в 18:00, каб. 12.")[:MOST_LETTERS]
    return Notice(71, 7, date(2025, 11, 26), SENT, revision, change, text, True, SENT + timedelta(hours=revision))


def paper(said: str = "", size: int = 1_258_291) -> StoredFile:
    return StoredFile(5, FileKind.DOCUMENT, said or "план.pdf", size)


def status(said: str = "", times: int = 1, change: Change = Change.SET) -> NoticeStatus:
    """As many families of each kind, and one that read another text."""
    families = tuple(FamilyReached(11, said or "Иванов Пётр", got) for got in Got for _ in range(times))
    before = FamilyReached(12, said or "Петрова Анна", Got.READ, before_change=True)
    return NoticeStatus(notice(said, change), (paper(said), paper(said, 300)), (*families, before), times, SENT)


def notice_screens(said: str, times: int, t: Words) -> Iterator[Screen]:
    """Every screen of notices, with `said` wherever a person types, and lists `times` long."""
    own, files = desk(said), (paper(said), paper(said, 300)) * 5
    reach = Reach(dict.fromkeys(Channel, times + 1), (said,) * times)
    yield from (notices.ask_notice(own, t), notices.gone(t), notices.dropped(own, t))
    for one in (reach, Reach({}, (said,) * times), Reach({Channel.TELEGRAM: 1}, ())):
        yield notices.card(4, own, notice(said).text, files, True, one, t)
        yield notices.card(4, own, "", (), False, one, t)
    yield notices.change_card(4, said or "a", notice(said).text, t)
    lines = tuple(NoticeLine(71, SENT, said[:120], 1, recalled, recalled) for recalled in (False, True))
    yield notices.class_notices(own, lines * times, 1, t)
    for change in Change:
        yield notices.notice_page(own, status(said, times, change), t)
    yield notices.notice_families(own, status(said, times), 1, t)
    yield notices.recall_sure(own, status(said), t)
    child = Child(11, own.school, said or "И", said, 7, said or "7Б", consented=True, confirmed=True)
    for many in (False, True):
        yield family_notices.notices(child, lines * times, 0, many, t)
        for read in (False, True):
            yield family_notices.notice(child, NoticeView(notice(said), files, read), many, t)
    yield family_notices.file(paper(said))
