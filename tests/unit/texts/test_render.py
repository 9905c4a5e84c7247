"""The words of pushes: every message, channel and level; nothing that the level forbids, nothing unescaped."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html import unescape
from typing import Any

import pytest

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.marks import WorkKind
from journal_core.news import (
    About,
    AbsenceNews,
    AbsenceSaid,
    AddressAddedNews,
    AddressCodeNews,
    AdultAddedNews,
    ChildWeek,
    CorrectionNews,
    HomeworkNews,
    HomeworkSaid,
    LinkAskedNews,
    LinkSettledNews,
    MarkSaid,
    MarksNews,
    Missed,
    News,
    SummaryNews,
)
from journal_core.school import Channel, Level
from notifier.policy import CORRECTION, NOTICE_CHANGED, POLICIES
from tests.unit.texts.notices import NOTICES
from tests.unit.texts.petya import DAY, ONLY, PETYA
from tests.unit.texts.reading import seen
from tests.unit.texts.school_news import SCHOOL_NEWS
from texts.addresses import Menu
from texts.render import TEMPLATES, Rendered, header, push
from texts.screen import TEXT_LIMIT


def marks(about: About = PETYA) -> MarksNews:
    return MarksNews(
        about,
        (
            MarkSaid("Алгебра", "7", DAY, WorkKind.TEST, "Степени"),
            MarkSaid("История", "4", DAY, was="9"),
            MarkSaid("Химия", "3", DAY, was="3", removed=True),
        ),
    )


def absences(*codes: AbsenceCode, about: About = PETYA) -> AbsenceNews:
    said = [
        AbsenceSaid("Алгебра", slot, code, 10 if code is AbsenceCode.LATE else None)
        for slot, code in enumerate(codes, 1)
    ]
    return AbsenceNews(about, DAY, (*said, AbsenceSaid("История", 6, AbsenceCode.ABSENT, removed=True)))


def line(kind: str, was: str, now: str, code: AbsenceCode | None = None) -> CorrectionNews:
    return CorrectionNews(PETYA, "Алгебра", kind, was, now, code)


def week(*abouts: About) -> SummaryNews:
    """Marks mended and taken back, absences of every kind, homework: a week that has everything."""
    missed = tuple(Missed(code, n) for n, code in enumerate(AbsenceCode, 1))
    tasks = (HomeworkSaid("Алгебра", "№ 214", DAY),)
    return SummaryNews(DAY, tuple(ChildWeek(about, marks().marks, missed, tasks) for about in abouts or (PETYA,)))


EXAMPLES: list[tuple[str, News]] = [
    ("marks", marks()),
    ("marks", marks(ONLY)),
    *(("absence", absences(code)) for code in AbsenceCode),
    ("absence", absences(*AbsenceCode, about=ONLY)),
    ("homework", HomeworkNews(PETYA, (HomeworkSaid("Алгебра", "№ 214", DAY), HomeworkSaid("Химия", "", DAY, True)))),
    ("correction", line("mark", "7", "4")),
    ("correction", line("mark", "", "4")),
    ("correction", line("mark", "7", "")),
    *(("correction", line("absence", "absent", code, code)) for code in AbsenceCode),
    ("correction", line("absence", "absent", "", AbsenceCode.ABSENT)),
    ("correction", line("homework", "№ 214", "№ 215")),
    ("correction", line("homework", "№ 214", "")),
    ("adult_added", AdultAddedNews(PETYA, "отец")),
    ("adult_added", AdultAddedNews(PETYA, "")),
    ("adult_added", AdultAddedNews(PETYA, "", own=True)),
    ("address_added", AddressAddedNews(PETYA, Channel.EMAIL, "anna@mail.by", "мать")),
    ("address_added", AddressAddedNews(PETYA, Channel.SMS, "+375291234567", "")),
    ("summary", week()),
    ("summary", SummaryNews(DAY, (ChildWeek(ONLY),))),
    ("link_asked", LinkAskedNews(3, "Иванов Пётр", "7Б", "Иванова Мария", "мать")),
    ("link_asked", LinkAskedNews(3, "Иванов Пётр", "7Б", "", "")),
    ("link_settled", LinkSettledNews(True, "Пётр И.")),
    ("link_settled", LinkSettledNews(False, "Пётр И.")),
    ("address_code", AddressCodeNews("123456", "Гимназия № 1")),
    *NOTICES,
    *SCHOOL_NEWS,
]
ABOUT_A_CHILD = [(template, news) for template, news in EXAMPLES if hasattr(news, "about")]
CHANNELS = {policy.template: policy.channels for policy in POLICIES.values()} | {
    "correction": (*CORRECTION.channels, Channel.SMS),
    "notice_changed": NOTICE_CHANGED.channels,
}
LEVELS = (Level.NEUTRAL, Level.INITIALS, Level.FULL)


def said(rendered: Rendered) -> str:
    """Everything that leaves, buttons too, without what the mail's frame says itself."""
    screen = rendered.screen
    labels = [button.label for row in screen.rows for button in row] if screen else []
    text = str(screen.text) if screen else ""
    body = re.sub(r"<[^>]*>", " ", rendered.html.partition("<body")[2].partition(">")[2])
    return "\n".join([text, *labels, rendered.subject, rendered.text, unescape(body)])


def every() -> Iterator[tuple[str, News, Channel, Level]]:
    for (template, news), level in itertools.product(EXAMPLES, LEVELS):
        for channel in CHANNELS[template]:
            yield template, news, channel, level


@pytest.mark.parametrize(("template", "news", "channel", "level"), list(every()))
def test_every_message_has_words_for_its_channels_at_every_level(
    template: str, news: News, channel: Channel, level: Level
) -> None:
    found = push(template, news, channel, level, "ru")
    if channel is Channel.TELEGRAM:
        assert found.screen is not None and found.screen.is_push
        assert seen(found.screen.text).strip()
        assert (found.subject, found.text, found.html) == ("", "", "")
    elif channel is Channel.SMS:
        assert found.text and "\n" not in found.text
        assert found.screen is None
    else:
        assert found.subject and found.text.strip() and "<body" in found.html
    assert "push." not in said(found) and "None" not in said(found)


@pytest.mark.parametrize(("template", "news"), ABOUT_A_CHILD)
@pytest.mark.parametrize("channel", list(Channel))
def test_at_the_level_of_initials_no_surname_no_name_and_no_value_leaves(
    template: str, news: News, channel: Channel
) -> None:
    if channel not in CHANNELS[template]:
        return
    text = said(push(template, news, channel, Level.INITIALS, "ru"))
    assert "Иванов" not in text and "Пётр" not in text
    if template == "marks":
        assert not any(value in text.replace("07.10", "").replace("7 октября", "") for value in ("7", "4", "9"))
    if getattr(news, "kind", "") in ("mark", "absence", "term_mark"):
        assert not set("7→4") & set(text) and "уваж" not in text and "болезн" not in text and "опозд" not in text


@pytest.mark.parametrize(("template", "news"), ABOUT_A_CHILD)
@pytest.mark.parametrize("channel", list(Channel))
def test_at_the_neutral_level_nothing_says_whom_or_what_it_is_about(
    template: str, news: News, channel: Channel
) -> None:
    text = said(push(template, news, channel, Level.NEUTRAL, "ru"))
    words = ("Иванов", "Пётр", "П. И.", "Алгебра", "История", "7Б", "октября", "№ 21", "отец", "пропуск", "опозд")
    assert [word for word in words if word.lower() in text.lower()] == []
    assert "Оценки" not in text and "Пропуски" not in text and "Задания" not in text


@pytest.mark.parametrize(("template", "news"), EXAMPLES)
def test_no_push_ever_says_that_somebody_was_ill(template: str, news: News) -> None:
    for channel, level in itertools.product(CHANNELS[template], LEVELS):
        assert "бол" not in said(push(template, news, channel, level, "ru")).lower().replace("больше", "")


@pytest.mark.parametrize("code", list(AbsenceCode))
def test_whatever_an_absence_becomes_its_health_reason_stays_in_the_diary(code: AbsenceCode) -> None:
    excused = AbsenceCode.EXCUSED if code is AbsenceCode.ILL else code
    for was in AbsenceCode:
        for read, as_if in (
            (line("absence", was, code, code), line("absence", was, excused, excused)),
            (absences(code), absences(excused)),
            (absences(was, code), absences(was, excused)),
        ):
            template = "absence" if isinstance(read, AbsenceNews) else "correction"
            for channel, level in itertools.product(CHANNELS[template], LEVELS):
                assert push(template, read, channel, level, "ru") == push(template, as_if, channel, level, "ru")


@pytest.mark.parametrize("level", [Level.NEUTRAL, Level.INITIALS])
@pytest.mark.parametrize("news", [one for _, one in EXAMPLES if isinstance(one, LinkAskedNews | LinkSettledNews)])
def test_below_the_full_level_a_link_names_nobody_and_offers_nothing_that_is_refused(
    news: LinkAskedNews | LinkSettledNews, level: Level
) -> None:
    template = "link_asked" if isinstance(news, LinkAskedNews) else "link_settled"
    found = push(template, news, Channel.TELEGRAM, level, "ru")
    text = said(found)
    assert [word for word in ("Иванов", "Пётр", "Мария", "7Б", "мать") if word in text] == []
    assert found.screen is not None
    assert {button.address for row in found.screen.rows for button in row} <= {Menu()}
    if isinstance(news, LinkSettledNews) and not news.accepted:
        assert "не подтвердил" in text  # it names nobody, and they must know


def test_an_address_is_shown_as_much_as_its_owner_needs_to_know_it() -> None:
    mail, phone = (news for template, news in EXAMPLES if template == "address_added")
    for channel in CHANNELS["address_added"]:
        text = said(push("address_added", mail, channel, Level.FULL, "ru"))
        assert "a•••@mail.by (мать)" in text and "anna" not in text
        assert "+375 •• •••-45-67 (законный представитель)" in said(
            push("address_added", phone, channel, Level.FULL, "ru")
        )


def test_a_lateness_is_never_called_a_missed_lesson() -> None:
    late = AbsenceNews(PETYA, DAY, (AbsenceSaid("Алгебра", 1, AbsenceCode.LATE, 10),))
    for channel, level in itertools.product((Channel.TELEGRAM, Channel.EMAIL, Channel.SMS), LEVELS[1:]):
        assert "пропуск" not in said(push("absence", late, channel, level, "ru")).lower().replace("пропуски", "")
    full = push("absence", late, Channel.TELEGRAM, Level.FULL, "ru")
    assert "опоздание (10 минут)" in said(full)


def test_the_name_is_said_in_the_chat_only_where_there_are_several_children() -> None:
    assert "Пётр" in said(push("marks", marks(), Channel.TELEGRAM, Level.FULL, "ru"))
    assert "Пётр" not in said(push("marks", marks(ONLY), Channel.TELEGRAM, Level.FULL, "ru"))


def test_marks_are_said_as_they_stand_with_what_they_were() -> None:
    found = push("marks", marks(ONLY), Channel.TELEGRAM, Level.FULL, "ru").screen
    assert found is not None
    assert seen(found.text).splitlines() == [
        "Алгебра: 7, контрольная работа · ср 07.10",
        "История: 4 (исправлено, было 9) · ср 07.10",
        "Химия: 3 · отметка отозвана",
    ]


EVIL = "<u>&\"'{{ 7 * 7 }}</u>"


def poisoned(news: Any) -> Any:
    """The same news where every word somebody typed is hostile."""
    changed: dict[str, Any] = {}
    for one in fields(news):
        value = getattr(news, one.name)
        if is_dataclass(value):
            changed[one.name] = poisoned(value)
        elif isinstance(value, tuple):
            changed[one.name] = tuple(poisoned(part) for part in value)
        elif type(value) is str and one.name not in ("kind", "now") and value:
            changed[one.name] = EVIL
    return replace(news, **changed)


@pytest.mark.parametrize(("template", "news", "channel", "level"), list(every()))
def test_a_hostile_name_is_only_a_name(template: str, news: News, channel: Channel, level: Level) -> None:
    found = push(template, poisoned(news), channel, level, "ru")
    if found.screen:
        assert "<u>" not in found.screen.text
        seen(found.screen.text)  # refuses what the messenger would
    assert "<u>" not in found.html
    assert "49" not in said(found)
    if template == "homework" and level is Level.FULL and channel is Channel.EMAIL:
        assert "&lt;u&gt;&amp;" in found.html


@pytest.mark.parametrize("channel", [Channel.TELEGRAM, Channel.EMAIL])
def test_what_no_wire_can_carry_is_left_out(channel: Channel) -> None:
    news = HomeworkNews(PETYA, (HomeworkSaid("Алгебра\x00", "№ 214\ud800\x07", DAY),))
    text = said(push("homework", news, channel, Level.FULL, "ru"))
    text.encode("utf-8")
    assert "\x00" not in text and "\x07" not in text


def test_a_subject_holds_no_second_header() -> None:
    about = replace(PETYA, name="=?utf-8?q?x=0D=0ABcc=3A_evil=40y?=\r\nBcc: e@v")
    found = push("marks", marks(about), Channel.EMAIL, Level.FULL, "ru")
    assert "=?" not in found.subject and "\r" not in found.subject and "\n" not in found.subject
    assert header("a\u2028b\x85c") == "a b c"


def test_a_term_of_homework_fits_into_one_message() -> None:
    long = tuple(HomeworkSaid(f"Предмет {n}", "Прочитать <главу> & ответить. " * 40, DAY) for n in range(15))
    screen = push("homework", HomeworkNews(PETYA, long), Channel.TELEGRAM, Level.FULL, "ru").screen
    assert screen is not None
    assert len(seen(screen.text)) <= TEXT_LIMIT
    assert seen(screen.text).endswith("…")


def test_a_language_nobody_translated_is_russian() -> None:
    found = push("marks", marks(), Channel.TELEGRAM, Level.FULL, "tt").screen
    assert found is not None and "Алгебра" in found.text


def test_every_folder_of_templates_is_a_message_that_is_sent() -> None:
    folders = {path.name for path in TEMPLATES.iterdir()} - {"layout", "neutral"}
    assert folders == set(CHANNELS)
    assert folders == {template for template, _ in EXAMPLES}
