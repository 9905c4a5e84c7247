"""The buttons a push carries: the same addresses that replies carry."""

from __future__ import annotations

from journal_core.news import AbsenceNews, AddressCodeNews, HomeworkNews, LinkAskedNews, LinkSettledNews, News
from journal_core.school import Level
from texts.addresses import Absences, HomeworkOf, LinkId, Marks, Menu, Page, PupilId, SettleLink, ThisWeek, Tomorrow
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
        case _ if level is Level.NEUTRAL:
            return ((Button(t("push.menu"), Menu()),),)
        case _:
            return (_of_child(news, PupilId(news.about.pupil_id), t),)


def _of_child(news: News, pupil: PupilId, t: Words) -> tuple[Button, ...]:
    week = Button(t("push.week"), ThisWeek(pupil))
    match news:
        case AbsenceNews():
            return Button(t("push.absences"), Absences(pupil, Page(0))), week
        case HomeworkNews():
            return Button(t("push.tomorrow"), Tomorrow(pupil)), Button(t("push.homework"), HomeworkOf(pupil, Page(0)))
        case _:
            return Button(t("push.marks"), Marks(pupil, Page(0))), week
