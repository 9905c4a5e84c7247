"""The buttons a push carries: the same addresses that replies carry."""

from __future__ import annotations

from datetime import date

from journal_core.news import (
    AbsenceNews,
    AddressCodeNews,
    ChildUnknownNews,
    ConcernNews,
    HomeworkNews,
    LessonChangesNews,
    LinkAskedNews,
    LinkSettledNews,
    News,
    NoticeChangedNews,
    NoticeNews,
    NoticeReminderNews,
    RemarksNews,
    SummaryNews,
)
from journal_core.notices import UNDER_A_FILE, characters
from journal_core.school import Level
from texts import formats
from texts.addresses import (
    Absences,
    Acknowledge,
    DayOf,
    HomeworkOf,
    LinkId,
    Marks,
    Menu,
    NoticeFile,
    NoticeId,
    OneNotice,
    Page,
    PupilId,
    SettleLink,
    SummarySettings,
    ThisWeek,
    Tomorrow,
)
from texts.catalog import Words
from texts.screen import Button

Rows = tuple[tuple[Button, ...], ...]


def rows(news: News, level: Level, t: Words) -> Rows:
    """The buttons a push carries in a messenger. At the neutral level not even they say what it is about."""
    match news:
        case LinkAskedNews() if level is not Level.FULL:  # the class's pages are closed here: a tap would be refused
            return ((Button(t("push.menu"), Menu()),),)
        case LinkAskedNews():
            link = LinkId(news.link_id)
            return ((Button(t("push.confirm"), SettleLink(link, 1)), Button(t("push.reject"), SettleLink(link, 0))),)
        case LinkSettledNews():
            return ((Button(t("push.menu"), Menu()),),) if news.accepted else ()
        case AddressCodeNews():
            return ()
        case ChildUnknownNews():
            return ((Button(t("push.menu"), Menu()),),)
        case SummaryNews():
            return _of_the_week(news, level, t)
        case _ if level is Level.NEUTRAL:
            return ((Button(t("push.menu"), Menu()),),)
        case NoticeNews():
            return _of_notice(news, t)
        case NoticeReminderNews(notice) | NoticeChangedNews(notice):
            return _beside_notice(notice, t)
        case _:
            return (_of_child(news, PupilId(news.about.pupil_id), t),)


def _of_the_week(news: SummaryNews, level: Level, t: Words) -> Rows:
    """The pages of an only child, or the choice of one; and where the summary is set."""
    settings = Button(t("push.settings"), SummarySettings())
    if level is Level.NEUTRAL or len(news.weeks) > 1:
        return ((Button(t("push.menu"), Menu()), settings),)
    pupil = PupilId(news.weeks[0].about.pupil_id)
    pages = Button(t("push.week"), ThisWeek(pupil)), Button(t("push.marks"), Marks(pupil, Page(0)))
    return pages, (settings,)


def _of_notice(news: NoticeNews, t: Words) -> Rows:
    """«Ознакомлен» and the files; what a caption has no room for is opened."""
    if news.recalled:
        return ()
    pupil, notice = PupilId(news.pupil_id), NoticeId(news.notice_id)
    rows = [(Button(f"📎 {file.name}", NoticeFile(pupil, notice, at)),) for at, file in enumerate(news.files)]
    if news.captioned:
        rows = (
            [(Button(t("push.notice_open"), OneNotice(pupil, notice)),)] if characters(news.text) > UNDER_A_FILE else []
        )
    return (*_answer(news, t), *rows)


def _beside_notice(news: NoticeNews, t: Words) -> Rows:
    """The way to the notice from what speaks of it."""
    if news.recalled:
        return ()
    pupil, notice = PupilId(news.pupil_id), NoticeId(news.notice_id)
    return (*_answer(news, t), (Button(t("push.notice_open"), OneNotice(pupil, notice)),))


def _answer(news: NoticeNews, t: Words) -> Rows:
    if not news.asks_ack:
        return ()
    said = t("push.notice_read") if news.read else t("push.seen_link")
    return ((Button(said, Acknowledge(PupilId(news.pupil_id), NoticeId(news.notice_id))),),)


def _day(pupil: PupilId, day: date, t: Words) -> Button:
    return Button(t("push.day", day=formats.short_day(day, t.language)), DayOf(pupil, day))


def _of_child(news: News, pupil: PupilId, t: Words) -> tuple[Button, ...]:
    week = Button(t("push.week"), ThisWeek(pupil))
    match news:
        case AbsenceNews():
            return Button(t("push.absences"), Absences(pupil, Page(0))), week
        case HomeworkNews():
            return Button(t("push.tomorrow"), Tomorrow(pupil)), Button(t("push.homework"), HomeworkOf(pupil, Page(0)))
        case RemarksNews():
            return _day(pupil, news.day, t), week
        case LessonChangesNews():
            return _day(pupil, news.changes[0].day, t), week
        case ConcernNews():  # both, so that not even the button says which of them it is about
            marks = Button(t("push.marks"), Marks(pupil, Page(0)))
            return marks, Button(t("push.absences"), Absences(pupil, Page(0)))
        case _:
            return Button(t("push.marks"), Marks(pupil, Page(0))), week
