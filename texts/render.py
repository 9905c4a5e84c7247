"""Words for a push: news → what one channel sends, in the reader's language, at the channel's privacy level.

A message is a folder of `templates/`: telegram.html, email.subject.txt, email.txt, email.html, sms.txt. Adding one
touches the folder, its news in `journal_core.news` and its policy. At the neutral level every message is `neutral`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from journal_core.entries.attendance import AbsenceCode
from journal_core.files import StoredFile
from journal_core.news import (
    AddressCodeNews,
    ChildUnknownNews,
    LinkAskedNews,
    LinkSettledNews,
    News,
    NoticeNews,
    SummaryNews,
)
from journal_core.notices import UNDER_A_FILE, characters
from journal_core.school import Channel, Level
from texts import formats, room
from texts.catalog import Words, words
from texts.cells import PERIODS
from texts.pushes import rows
from texts.screen import CAPTION_LIMIT, TEXT_LIMIT, Screen
from texts.screens.frame import work_words
from texts.street import NO_STREET, Street

TEMPLATES = Path(__file__).parent / "templates"

_COMMON: dict[str, Any] = {
    "loader": FileSystemLoader(TEMPLATES),
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """Finished words for one channel; the others' fields stay empty."""

    screen: Screen | None = None
    subject: str = ""
    text: str = ""
    html: str = ""
    files: tuple[StoredFile, ...] = ()  #: of a letter


def push(
    template: str, news: News, channel: Channel, level: Level, language: str, street: Street = NO_STREET
) -> Rendered:
    """Word `news` for `channel`. Nothing the level forbids gets into the words: neutral says no name at all."""
    t = words(language)
    if _is_neutral(news, level):
        template = "neutral"

    def part(name: str) -> str:
        env = _html() if name.endswith(".html") else _plain()
        found = env.get_template(f"{template}/{name}").render(
            news=news, level=level, Level=Level, street=street, **_words(t, name)
        )
        return _tidy(found)

    if channel is Channel.TELEGRAM:
        # The templates escape what people wrote; cutting whole lines leaves no tag open.
        file = news.files[0] if isinstance(news, NoticeNews) and news.captioned else None
        text = Markup(_within(CAPTION_LIMIT if file else TEXT_LIMIT, part("telegram.html")))  # noqa: S704
        return Rendered(screen=Screen(text, rows(news, level, t), file=file, is_push=True))
    if channel is Channel.SMS:
        return Rendered(text=" ".join(_clean(part("sms.txt")).split()))
    return Rendered(
        subject=header(part("email.subject.txt")),
        text=part("email.txt") + "\n",
        html=css_inline.inline(part("email.html")),
        files=_carried(news, level),
    )


def _carried(news: News, level: Level) -> tuple[StoredFile, ...]:
    """What goes with a letter."""
    if not isinstance(news, NoticeNews) or news.recalled or _is_neutral(news, level):
        return ()
    return room.attached(news.files)


def _is_neutral(news: News, level: Level) -> bool:
    """Whether the level leaves nothing but «a new entry». What names nobody is said in full at every level."""
    match news:
        case AddressCodeNews() | LinkSettledNews(accepted=False) | SummaryNews():  # a summary counts, and names nobody
            return False
        case LinkAskedNews() | LinkSettledNews() | ChildUnknownNews():  # they say whole names, or nothing
            return level is not Level.FULL
        case _:
            return level is Level.NEUTRAL


_ENCODED_WORD = re.compile(r"=\?[^\s?]*\?[bBqQ]\?[^\s?]*\?=")


def header(value: str) -> str:
    """A value that is safe in a mail's header.

    Control characters and line ends go; so do encoded words, which Python 3.11.7 would unfold into real headers
    (CVE-2024-6923). The channel looks once more at the finished bytes.
    """
    return " ".join(_ENCODED_WORD.sub("", _clean(value)).replace("=?", "= ?").split())


def _clean(value: str) -> str:
    """Without control characters, line and paragraph separators, and lone surrogates."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs", "Co") else c for c in value)


def _within(limit: int, text: str) -> str:
    """As many whole lines as fit; a messenger refuses a longer text altogether."""
    if _length(text) <= limit:
        return text
    kept: list[str] = []
    left = limit - len("\n…")
    for line in text.splitlines():
        left -= _length(line) + 1
        if left < 0:
            break
        kept.append(line)
    return "\n".join([*kept, "…"])


def _length(text: str) -> int:
    """As the messenger counts: after the markup is read (Bot API, sendMessage)."""
    return characters(unescape(re.sub(r"<[^>]*>", "", text)))


def _tidy(text: str) -> str:
    """Templates may breathe; what is sent has no more than one empty line in a row, and no half of a character."""
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") and c != "\n" else c for c in text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip()


def _words(t: Words, name: str) -> dict[str, object]:
    def day(value: date) -> str:
        return formats.day(value, t.language)

    def short_day(value: date) -> str:
        return formats.short_day(value, t.language)

    return {
        "t": t.html if name.endswith(".html") else t,
        "day": day,
        "short_day": short_day,
        "week_of": lambda first: formats.week(first, t.language),
        "sentence": formats.sentence,
        "work": lambda work: work_words(work, t),
        "reason": _reason,
        "counted": _counted,
        "period_of": lambda period: period.name or t(PERIODS[period.kind]),
        "masked": _masked,
        "beginning": room.beginning,
        "left_out": room.left_out,
        "UNDER_A_FILE": UNDER_A_FILE,
    }


def _reason(code: AbsenceCode) -> str:
    """The key of a code's words. No push says that somebody was ill: it reads like any good reason (PRV-05)."""
    return f"absence.{(AbsenceCode.EXCUSED if code is AbsenceCode.ILL else code).value}"


#: Kinds of absence as a summary counts them; illness among the good reasons (PRV-05).
_COUNTED = {
    AbsenceCode.ABSENT: "push.week_absent",
    AbsenceCode.UNEXCUSED: "push.week_unexcused",
    AbsenceCode.EXCUSED: "push.week_excused",
    AbsenceCode.ILL: "push.week_excused",
    AbsenceCode.LATE: "push.week_late",
}


def _counted(code: AbsenceCode) -> str:
    return _COUNTED[code]


def _masked(channel: Channel, address: str) -> str:
    return formats.masked_mail(address) if channel is Channel.EMAIL else formats.masked_phone(address)


@cache
def _html() -> Environment:
    return Environment(autoescape=True, **_COMMON)


@cache
def _plain() -> Environment:
    return Environment(autoescape=False, **_COMMON)  # noqa: S701 - plain text: no reader takes it for markup
