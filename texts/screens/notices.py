"""Notices as the class teacher writes them and sees how far they came (000 3.7.1; design/journal.md, «Notices»)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from markupsafe import Markup

from journal_core.access import ClassDesk
from journal_core.files import StoredFile
from journal_core.notices import MOST_FILES, FamilyReached, Got, NoticeLine, NoticeStatus, Reach
from journal_core.school import Channel
from texts import formats
from texts.addresses import (
    Address,
    AskAck,
    ClassId,
    ClassMenu,
    ClassNotices,
    DraftId,
    DropNotice,
    NoticeFamilies,
    NoticeId,
    NoticeOf,
    Page,
    RecallNotice,
    RemindOfNotice,
    SendNotice,
    Stop,
    WriteNotice,
)
from texts.catalog import Words
from texts.paging import COMMA, GAP, POINT, Part, block, joined, length, line, part
from texts.screen import TEXT_LIMIT, Button, Screen
from texts.screens.frame import NAME, Rows, button, menu_button, menu_row, page_note, pager

NOTICES_PAGE = 8
FAMILIES_PAGE = 25
UNREACHED = 5  #: pupils that are named; the others are counted
BEGINNING = 300  #: characters of the text on the page of a notice that was sent
BEFORE = 600  #: characters of the text that is to be changed
MEGABYTE = 1024 * 1024

_WAY = {
    Channel.TELEGRAM: "notice.way_telegram",
    Channel.EMAIL: "notice.way_email",
    Channel.SMS: "notice.way_sms",
}
#: In the order in which they are told.
_COUNT = {
    Got.QUEUED: "notice.queued",
    Got.SENT: "notice.sent",
    Got.MAYBE: "notice.maybe",
    Got.LOST: "notice.lost",
    Got.READ: "notice.read",
}
_SIGN = {Got.READ: "✅", Got.SENT: "📨", Got.MAYBE: "❔", Got.QUEUED: "⏳", Got.LOST: "🚫"}


def class_notices(desk: ClassDesk, lines: tuple[NoticeLine, ...], page: int, t: Words) -> Screen:
    """What was sent to the class, newest first, and the way to write another."""
    shown: Part[NoticeLine] = part(lines, page, NOTICES_PAGE)
    own = ClassId(desk.class_id)

    def turn(to: int) -> Address:
        return ClassNotices(own, Page(to))

    opened = (
        (button(_label("🗑 " if one.recalled else "", one, desk.school.local(one.sent_at), t), _page(desk, one.id)),)
        for one in shown.items
    )
    title = t.html("notice.list_title", class_name=_class(desk))
    said = Markup("") if lines else t.html("notice.list_none")
    write = (button(t("button.write_notice"), WriteNotice(own)),)
    return Screen(
        joined((title, said, page_note(shown, t)), GAP), (write, *opened, *pager(shown, turn, t), _home(desk, t))
    )


def _label(sign: str, one: NoticeLine, at: datetime, t: Words) -> str:
    """«🗑 25.11 Собрание в 18:00»."""
    return f"{sign}{formats.day_month(at.date(), t.language)} {line(one.beginning, NAME) or t('notice.only_files')}"


def _page(desk: ClassDesk, notice_id: int) -> NoticeOf:
    return NoticeOf(ClassId(desk.class_id), NoticeId(notice_id))


def _class(desk: ClassDesk) -> str:
    return line(desk.class_name, 12)


def _home(desk: ClassDesk, t: Words) -> tuple[Button, ...]:
    own = ClassId(desk.class_id)
    return button(t("button.class", class_name=_class(desk)), ClassMenu(own)), menu_button(t)


def ask_notice(desk: ClassDesk, t: Words) -> Screen:
    """The class teacher writes, and sends pictures and files."""
    text = t.html("notice.ask", class_name=_class(desk), most=MOST_FILES)
    return Screen(text, ((button(t("button.cancel"), Stop()),),))


def card(
    draft_id: int, desk: ClassDesk, text: str, files: Iterable[StoredFile], asks_ack: bool, reach: Reach, t: Words
) -> Screen:
    """The notice as families will read it, and whom it will reach; nothing has left yet."""
    own = DraftId(draft_id)
    title = t.html("notice.card_title", class_name=_class(desk))
    below = joined(
        (joined(file_lines(files, t)), joined((_reached(reach, t), _unreached(reach, t))), t.html("notice.hint")), GAP
    )
    wish = t("button.asks_ack") if asks_ack else t("button.asks_no_ack")
    rows = (
        (button(wish, AskAck(own, int(not asks_ack))),),
        (button(t("button.send_notice"), SendNotice(own)), button(t("button.cancel"), DropNotice(own))),
    )
    return Screen(around(title, text or t("notice.no_text"), below), rows)


def around(above: Markup, text: str, below: Markup) -> Markup:
    """A typed text between what stands above and below it, as much of it as a message holds."""
    room = TEXT_LIMIT - length(above) - length(below) - 2 * len(GAP)
    return joined((above, Markup.escape(block(text, max(room, 1))), below), GAP)


def file_lines(files: Iterable[StoredFile], t: Words) -> Iterator[Markup]:
    """«📎 расписание.pdf, 1,2 МБ», one a line."""
    for one in files:
        yield t.html("file.line", name=line(one.name, NAME), size=_size(one.size, t))


def _size(size: int, t: Words) -> str:
    if size < MEGABYTE:
        return t("file.kilobytes", size=max(round(size / 1024), 1))
    return t("file.megabytes", size=formats.number(Decimal(round(size * 10 / MEGABYTE)) / 10, t.language))


def _reached(reach: Reach, t: Words) -> Markup:
    """«Получат 24 семьи из 26: 20 в чате, 3 по почте, 1 SMS.»"""
    if not reach.reached:
        return t.html("notice.reaches_nobody")
    ways = ", ".join(t(key, count=reach.ways[way]) for way, key in _WAY.items() if reach.ways.get(way))
    return t.html("notice.reach", n=reach.reached, total=reach.total, ways=ways)


def _unreached(reach: Reach, t: Words) -> Markup:
    if not reach.unreached:
        return Markup("")
    names = COMMA.join(line(one, NAME) for one in reach.unreached[:UNREACHED])
    more = len(reach.unreached) - UNREACHED
    if more > 0:
        return t.html("notice.unreached_more", names=names, more=more)
    return t.html("notice.unreached", names=names)


def change_card(draft_id: int, before: str, after: str, t: Words) -> Screen:
    """Another text for a notice that was sent: what stood and what would stand."""
    own = DraftId(draft_id)
    above = joined((t.html("notice.change"), t.html("notice.before", text=block(before, BEFORE))), GAP)
    text = around(joined((above, t.html("notice.after")), GAP), after, t.html("notice.change_hint"))
    rows = ((button(t("button.change_notice"), SendNotice(own)), button(t("button.cancel"), DropNotice(own))),)
    return Screen(text, rows)


def gone(t: Words) -> Screen:
    """The card is no more: sent, dropped, or older than an hour."""
    return Screen(t.html("notice.gone"), menu_row(t))


def dropped(desk: ClassDesk, t: Words) -> Screen:
    """Nothing was sent."""
    own = ClassId(desk.class_id)
    return Screen(
        t.html("notice.dropped"), ((button(t("button.notices"), ClassNotices(own, Page(0))),), _home(desk, t))
    )


def notice_page(desk: ClassDesk, status: NoticeStatus, t: Words) -> Screen:
    """A notice that was sent: how far it came, family by family counted. Nobody knows who has looked at it."""
    notice = status.notice
    text = joined(
        (
            _title(desk, status, t),
            Markup.escape(block(notice.text, BEGINNING)),
            joined(file_lines(status.files, t)),
            _counted(status, t),
            _reminded(desk, status, t),
        ),
        GAP,
    )
    return Screen(text, _page_rows(desk, status, t))


def _title(desk: ClassDesk, status: NoticeStatus, t: Words) -> Markup:
    notice = status.notice
    sent = formats.moment(desk.school.local(notice.sent_at), t)
    changed = formats.moment(desk.school.local(notice.changed_at), t)
    said = t.html("notice.title", class_name=_class(desk), at=sent)
    if notice.recalled:
        return joined((said, t.html("notice.recalled_at", at=changed)))
    return joined((said, t.html("notice.changed_at", at=changed))) if notice.revision > 1 else said


def _counted(status: NoticeStatus, t: Words) -> Markup:
    """«В очереди 2 · отправлено 20 · ознакомились 15 · ждём ответа 22»: only what is not zero."""
    counts = status.counts()
    said = [t.html(key, count=counts[got]) for got, key in _COUNT.items() if counts[got]]
    waiting = len(status.families) - counts[Got.READ] - counts[Got.LOST]
    if status.notice.asks_ack and not status.notice.recalled and waiting:
        said.append(t.html("notice.waiting", count=waiting))
    return Markup(formats.sentence(joined(said, POINT)))  # noqa: S704 (pieces of the catalog)


def _reminded(desk: ClassDesk, status: NoticeStatus, t: Words) -> Markup:
    if status.reminded_at is None or status.notice.recalled:
        return Markup("")
    return t.html("notice.reminded_at", at=formats.moment(desk.school.local(status.reminded_at), t))


def _page_rows(desk: ClassDesk, status: NoticeStatus, t: Words) -> Rows:
    own, notice = ClassId(desk.class_id), NoticeId(status.notice.id)
    rows: list[tuple[Button, ...]] = [
        (
            button(t("button.refresh"), NoticeOf(own, notice)),
            button(t("button.notice_families"), NoticeFamilies(own, notice, Page(0))),
        )
    ]
    if status.rest:
        rows.append((button(t("button.remind", count=status.rest), RemindOfNotice(own, notice)),))
    if not status.notice.recalled:
        rows.append((button(t("button.recall"), RecallNotice(own, notice, 0)),))
    return (*rows, (button(t("button.notices"), ClassNotices(own, Page(0))),), _home(desk, t))


def notice_families(desk: ClassDesk, status: NoticeStatus, page: int, t: Words) -> Screen:
    """The same, family by family."""
    shown: Part[FamilyReached] = part(status.families, page, FAMILIES_PAGE)
    own, notice = ClassId(desk.class_id), NoticeId(status.notice.id)

    def turn(to: int) -> Address:
        return NoticeFamilies(own, notice, Page(to))

    met = [got for got in _COUNT if status.counts()[got]]
    legend = joined((Markup("{} {}").format(_SIGN[got], t(_LEGEND[got])) for got in met), POINT)
    listed = joined(_family(one, t) for one in shown.items)
    back = (button(t("button.to_notice"), NoticeOf(own, notice)),)
    text = joined((_title(desk, status, t), listed, legend, page_note(shown, t)), GAP)
    return Screen(text, (*pager(shown, turn, t), back, _home(desk, t)))


_LEGEND = {
    Got.QUEUED: "notice.is_queued",
    Got.SENT: "notice.is_sent",
    Got.MAYBE: "notice.is_maybe",
    Got.LOST: "notice.is_lost",
    Got.READ: "notice.is_read",
}


def _family(one: FamilyReached, t: Words) -> Markup:
    said = Markup("{} {}").format(_SIGN[one.got], line(one.pupil, 60))
    return t.html("notice.before_change", pupil=said) if one.before_change else said


def recall_sure(desk: ClassDesk, status: NoticeStatus, t: Words) -> Screen:
    """Asked once more: families will be told."""
    own, notice = ClassId(desk.class_id), NoticeId(status.notice.id)
    text = joined(
        (_title(desk, status, t), Markup.escape(block(status.notice.text, BEGINNING)), t.html("notice.recall")), GAP
    )
    back = button(t("button.keep_notice"), NoticeOf(own, notice))
    return Screen(text, ((button(t("button.recall_sure"), RecallNotice(own, notice, 1)), back),))
