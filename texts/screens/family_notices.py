"""Notices as a family reads them: the list, one of them with its files, «Ознакомлен»."""

from __future__ import annotations

from markupsafe import Markup

from journal_core.access import Child
from journal_core.files import StoredFile
from journal_core.notices import NoticeLine, NoticeView
from texts import formats
from texts.addresses import Acknowledge, Address, NoticeFile, NoticeId, NoticesFor, OneNotice, Page, PupilId
from texts.catalog import Words
from texts.paging import GAP, Part, joined, line, part
from texts.screen import Button, Screen
from texts.screens.frame import NAME, button, home, page_note, pager, titled
from texts.screens.notices import around

NOTICES_PAGE = 8


def notices(child: Child, lines: tuple[NoticeLine, ...], page: int, many: bool, t: Words) -> Screen:
    """The notices for a child, newest first; what this adult has read carries a tick."""
    shown: Part[NoticeLine] = part(lines, page, NOTICES_PAGE)
    pupil = PupilId(child.pupil_id)

    def turn(to: int) -> Address:
        return NoticesFor(pupil, Page(to))

    opened = ((button(_label(child, one, t), OneNotice(pupil, NoticeId(one.id))),) for one in shown.items)
    title = titled(child, many, t("notice.for_title"), t)
    said = t.html("notice.for_what") if lines else t.html("notice.list_none")
    text = joined((title, said, page_note(shown, t)), GAP)
    return Screen(text, (*opened, *pager(shown, turn, t), home(child, many, t)))


def _label(child: Child, one: NoticeLine, t: Words) -> str:
    day = formats.day_month(child.school.local(one.sent_at).date(), t.language)
    return f"{'✓ ' if one.read else ''}{day} {line(one.beginning, NAME) or t('notice.only_files')}"


def notice(child: Child, view: NoticeView, many: bool, t: Words) -> Screen:
    """One notice, its files as buttons."""
    one, pupil = view.notice, PupilId(child.pupil_id)
    sent = formats.moment(child.school.local(one.sent_at), t)
    title = titled(child, many, t("notice.of_class", class_name=line(child.class_name, 12), at=sent), t)
    changed = Markup("")
    if one.revision > 1:
        changed = t.html("notice.changed_at", at=formats.moment(child.school.local(one.changed_at), t))
    back = (button(t("button.notices"), NoticesFor(pupil, Page(0))),)
    rows = (*_files(child, view, t), *_ack(child, view, t), back, home(child, many, t))
    return Screen(around(title, one.text, changed), rows)


def _files(child: Child, view: NoticeView, t: Words) -> tuple[tuple[Button, ...], ...]:
    pupil, number = PupilId(child.pupil_id), NoticeId(view.notice.id)
    return tuple((button(f"📎 {one.name}", NoticeFile(pupil, number, place)),) for place, one in enumerate(view.files))


def _ack(child: Child, view: NoticeView, t: Words) -> tuple[tuple[Button, ...], ...]:
    if not view.notice.asks_ack:
        return ()
    label = t("push.notice_read" if view.read else "push.seen_link")
    return ((button(label, Acknowledge(PupilId(child.pupil_id), NoticeId(view.notice.id))),),)


def file(one: StoredFile) -> Screen:
    """A file of a notice, as a message of its own."""
    return Screen(Markup.escape(line(one.name, NAME) or "…"), file=one)
