"""What a person sets for themselves: the first page, and which news comes when and where.

Every choice says in plain words what it means; what would silence an alarm is asked twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from journal_core.access import Child, Grants
from journal_core.school import Channel
from journal_core.wishes import Chosen, Kind, Timing
from texts.addresses import NewsSettings, PupilId, SetTiming, Settings, SummarySettings
from texts.catalog import Words
from texts.paging import GAP, joined, line
from texts.screen import Button, Screen
from texts.screens.frame import CHANNEL, NAME, button, chosen_button, menu_button
from texts.screens.language import language_button
from texts.screens.menu import child_label
from texts.screens.summary import TO, summary_line

_KIND = {
    Kind.MARKS: "kind.marks",
    Kind.HOMEWORK: "kind.homework",
    Kind.ABSENCES: "kind.absences",
    Kind.NOTICES: "kind.notices",
}
_TIMING = {Timing.AT_ONCE: "timing.at_once", Timing.SUMMARY: "timing.summary", Timing.OFF: "timing.off"}
#: What a tap on a kind of news makes of its timing.
NEXT = {Timing.AT_ONCE: Timing.SUMMARY, Timing.SUMMARY: Timing.OFF, Timing.OFF: Timing.AT_ONCE}


def settings(chosen: Chosen | None, t: Words) -> Screen:
    """The first page; without `chosen` (nobody's parent) there is nothing of a child to set."""
    title = t.html("settings.title")
    if chosen is None:
        return Screen(title, ((language_button(),), (menu_button(t),)))
    rows = (
        (button(t("button.summary"), SummarySettings()),),
        (button(t("button.news"), NewsSettings(PupilId(0), Channel.TELEGRAM.value)),),
        (language_button(),),
        (menu_button(t),),
    )
    return Screen(joined((title, summary_line(chosen.weekly, t), t.html("settings.what")), GAP), rows)


def whose_news(grants: Grants, children: Sequence[Child], channel: Channel, t: Words) -> Screen:
    """Of which child? Each may be heard of in another way."""
    rows = tuple(
        (button(child_label(one, grants, t), NewsSettings(PupilId(one.pupil_id), channel.value)),) for one in children
    )
    return Screen(t.html("news.whose"), (*rows, _back(t)))


def news(child: Child, name: str, chosen: Chosen, channel: Channel, kinds: Sequence[Kind], t: Words) -> Screen:
    """What comes of a child on a channel, and when; `name` is empty where there is one child."""
    pupil = PupilId(child.pupil_id)
    title = t.html("news.title_of", child=line(name, NAME)) if name else t.html("news.title")
    taps = tuple(_kind_row(child, chosen, channel, kind, t) for kind in kinds)
    tabs = tuple(
        chosen_button(t(CHANNEL[one]), one is channel, NewsSettings(pupil, one.value)) for one in chosen.channels
    )
    said = (title, *_hints(child, chosen, channel, kinds, t))
    return Screen(joined(said, GAP), (*((tabs,) if len(tabs) > 1 else ()), *taps, _back(t)))


def _kind_row(child: Child, chosen: Chosen, channel: Channel, kind: Kind, t: Words) -> tuple[Button, ...]:
    timing = _timing(child, chosen, channel, kind)
    label = t("news.kind", kind=t(_KIND[kind]), timing=t(_TIMING[timing]))
    return (button(label, SetTiming(PupilId(child.pupil_id), channel.value, kind.value, NEXT[timing].value, 0)),)


def _timing(child: Child, chosen: Chosen, channel: Channel, kind: Kind) -> Timing:
    return chosen.timing(child.pupil_id, channel, kind) or Timing.AT_ONCE


def _hints(child: Child, chosen: Chosen, channel: Channel, kinds: Sequence[Kind], t: Words) -> Iterator[Markup]:
    timings = {kind: _timing(child, chosen, channel, kind) for kind in kinds}
    yield t.html("news.tap")
    if Kind.MARKS in kinds:
        yield t.html("news.more")
    if channel is not chosen.channels[0]:
        yield t.html("news.next_channel", first=t(TO[chosen.channels[0]]))
    if Timing.SUMMARY in timings.values() and chosen.weekly is None:
        yield t.html("news.no_summary")
    if timings.get(Kind.NOTICES) is Timing.SUMMARY:
        yield t.html("news.no_notices")
    if timings.get(Kind.ABSENCES) is Timing.SUMMARY:
        yield t.html("news.alarm_comes")
    if timings.get(Kind.ABSENCES) is Timing.OFF:
        yield t.html("news.alarm_off")
    yield t.html("news.always")


def sure(child: Child, channel: Channel, t: Words) -> Screen:
    """Before the alarms are silenced."""
    pupil = PupilId(child.pupil_id)
    rows = (
        (button(t("button.keep_alarms"), NewsSettings(pupil, channel.value)),),
        (button(t("button.no_alarms"), SetTiming(pupil, channel.value, Kind.ABSENCES.value, Timing.OFF.value, 1)),),
    )
    return Screen(t.html("news.sure", to=t(TO[channel])), rows)


def _back(t: Words) -> tuple[Button, ...]:
    return (button(t("button.settings"), Settings()), menu_button(t))
