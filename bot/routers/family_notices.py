"""Notices for a family: the list, one opened, its files, «Ознакомлен»."""

from __future__ import annotations

from dataclasses import replace

from bot.means import Answer, Means
from bot.said import Given, Presses
from bot.speaker import Speaker
from bot.twice import twice
from journal_core import access
from journal_core.access import Child
from journal_core.actions.notices import acknowledge
from journal_core.errors import NotLinked, Refused
from journal_core.news import News, NoticeChangedNews, NoticeNews, NoticeReminderNews
from journal_core.notices import NoticeView, check_standing
from journal_core.people import Role
from journal_core.school import Channel
from texts.addresses import Acknowledge, NoticeFile, NoticesFor, OneNotice
from texts.render import push
from texts.screen import Screen
from texts.screens import family_notices

presses = Presses("family notices")


@presses.on(NoticesFor)
async def listed(press: NoticesFor, speaker: Speaker, means: Means) -> Screen:
    child = access.child(speaker.grants, press.pupil)
    lines = await means.diary.notices(child, _person(speaker))
    return family_notices.notices(child, lines, press.page, _many(speaker), speaker.words)


@presses.on(OneNotice)
async def opened(press: OneNotice, speaker: Speaker, means: Means) -> Screen:
    child = access.child(speaker.grants, press.pupil)
    view = await _view(child, press.notice, speaker, means)
    return family_notices.notice(child, view, _many(speaker), speaker.words)


@presses.on(NoticeFile)
async def file(press: NoticeFile, speaker: Speaker, means: Means) -> Given:
    """A file comes as a message of its own, and what it was asked from stays."""
    view = await _view(access.child(speaker.grants, press.pupil), press.notice, speaker, means)
    if press.place >= len(view.files):
        raise Refused("access.not_yours")
    return Answer(family_notices.file(view.files[press.place]), keeps=True)


@presses.on(Acknowledge)
async def read(press: Acknowledge, speaker: Speaker, means: Means) -> Given:
    """«Ознакомлен», from a push or from the page, however old; the button says that it is noted."""
    stamp, said = speaker.acting(Role.GUARDIAN), speaker.words("notice.thanks")
    await twice(lambda: acknowledge(means.store, speaker.grants, press.pupil, press.notice, stamp))
    child = access.child(speaker.grants, press.pupil)
    view = replace(await _view(child, press.notice, speaker, means), read=True)
    if not speaker.pushed:
        return replace(family_notices.notice(child, view, _many(speaker), speaker.words), alert=said)
    screen = _pushed(child, view, speaker)
    return Answer(replace(screen, alert=said), over_push=True) if screen else Screen(alert=said)


def _pushed(child: Child, view: NoticeView, speaker: Speaker) -> Screen | None:
    """The pressed push as it stands, but for its button; None for other words than it would have now.

    A reminder stays a reminder: the words of the notice stand in its own message, where a recall takes them back.
    """
    one, level, standing = view.notice, child.school.level(Channel.TELEGRAM), " ".join(speaker.above.split())
    news = NoticeNews(
        one.id, child.pupil_id, child.class_name, one.day, one.text, view.files, one.asks_ack,
        read=True, recalled=False, captioned=speaker.on_file and len(view.files) == 1,
    )  # fmt: skip
    told: dict[str, News] = {
        "notice": news,
        "notice_reminder": NoticeReminderNews(news),
        "notice_changed": NoticeChangedNews(news),
    }
    for template, each in told.items():
        screen = push(template, each, Channel.TELEGRAM, level, speaker.words.language).screen
        if screen and screen.text.striptags() == standing:
            return screen
    return None


async def _view(child: Child, number: int, speaker: Speaker, means: Means) -> NoticeView:
    """The notice; Conflict for one that was recalled."""
    view = await means.diary.notice(child, _person(speaker), number)
    check_standing(view.notice)
    return view


def _person(speaker: Speaker) -> int:
    if speaker.grants is None:
        raise NotLinked("access.not_linked")
    return speaker.grants.person_id


def _many(speaker: Speaker) -> bool:
    return len(access.visible_children(speaker.grants)) > 1
