"""Settings in the chat: the hour of the summary, which news comes when, and the class teacher's page."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from journal_core.access import Child
from journal_core.school import Channel, Jurisdiction
from journal_core.wishes import Chosen, Hour, Kind, Timing, Weekly
from tests.unit.bot.rig import ANYA, CLASS_7B, DIMA, MARIA, NINA, SCHOOL, VERA, Rig
from texts.addresses import (
    ChooseSummary,
    ChooseSummaryFor,
    ClassId,
    GuardianId,
    NewsSettings,
    OneFamily,
    PupilId,
    SetTiming,
    Settings,
    StopSummary,
    SummaryFor,
    SummarySettings,
)

FRIDAY, SUNDAY = Hour(4, time(18)), Hour(6, time(19))
MOTHER = 61  #: Аня's, who reads mail


def chosen(rig: Rig) -> Chosen:
    """What Мария has chosen."""
    return rig.wishes.people[1]


async def test_the_command_shows_what_holds_and_leads_on() -> None:
    rig = Rig()
    seen = await rig.says(MARIA, "/settings")
    assert "Сводка за неделю не приходит." in seen.text
    assert seen.labels()[:2] == ["🗓 Сводка за неделю", "🔔 Уведомления"]


async def test_a_teacher_without_children_has_no_summary_to_set() -> None:
    rig = Rig()
    await rig.presses(NINA, Settings())
    assert "🗓 Сводка за неделю" not in rig.seen(NINA).labels()


async def test_each_tap_is_a_whole_choice() -> None:
    rig = Rig()
    await rig.presses(MARIA, SummarySettings())
    assert rig.seen(MARIA).labels()[0] == "Включить: пт 18:00"
    await rig.presses(MARIA, ChooseSummary(SUNDAY.minute, "email"))
    assert chosen(rig).weekly == Weekly(SUNDAY, Channel.EMAIL, chosen=True)
    labels = rig.seen(MARIA).labels()
    assert [label for label in labels if "✅" in label] == ["✅ вс", "✅ 19:00", "✅ на почту"]
    assert "7:00" in labels and "20:00" in labels and "21:00" not in labels and "6:00" not in labels
    await rig.presses(MARIA, StopSummary())
    assert chosen(rig).weekly is None


async def test_a_forged_minute_or_channel_changes_nothing() -> None:
    rig = Rig()
    for press in (ChooseSummary(7 * 24 * 60, "email"), ChooseSummary(5, "pigeon"), ChooseSummary(5, "sms")):
        await rig.presses(MARIA, press)
        assert chosen(rig).weekly is None


async def test_a_tap_on_news_turns_it_from_at_once_to_the_summary_to_off_and_back() -> None:
    rig = Rig()
    await rig.presses(MARIA, NewsSettings(PupilId(0), "telegram"))
    for now in (Timing.SUMMARY, Timing.OFF, Timing.AT_ONCE):
        row = next(row for row in rig.seen(MARIA).screen.rows if row[0].label.startswith("Отметки: "))
        await rig.presses(MARIA, row[0].address)
        assert chosen(rig).timing(ANYA, Channel.TELEGRAM, Kind.MARKS) is now
    assert (None, Channel.TELEGRAM, Kind.MARKS) in chosen(rig).timings  # an only child's wish is that of all


async def test_alarms_are_asked_twice_before_they_are_silenced() -> None:
    rig = Rig()
    off = SetTiming(PupilId(ANYA), "telegram", "absences", "off", 0)
    await rig.presses(MARIA, off)
    assert "Тревожные пропуски перестанут приходить в чат" in rig.seen(MARIA).text
    assert chosen(rig).timings == {}
    await rig.presses(MARIA, replace(off, sure=1))
    assert chosen(rig).timing(ANYA, Channel.TELEGRAM, Kind.ABSENCES) is Timing.OFF
    assert "сюда не приходят" in rig.seen(MARIA).text


async def test_only_in_a_summary_that_does_not_come_is_warned_of() -> None:
    rig = Rig()
    await rig.presses(MARIA, SetTiming(PupilId(ANYA), "telegram", "marks", "summary", 0))
    assert "Сводка у вас не включена" in rig.seen(MARIA).text
    await rig.presses(MARIA, ChooseSummary(FRIDAY.minute, "telegram"))
    await rig.presses(MARIA, NewsSettings(PupilId(ANYA), "telegram"))
    assert "Сводка у вас не включена" not in rig.seen(MARIA).text


async def test_nonsense_on_a_button_shows_the_page_as_it_is() -> None:
    rig = Rig()
    for press in (
        SetTiming(PupilId(ANYA), "sms", "absences", "off", 1),
        SetTiming(PupilId(ANYA), "telegram", "summary", "off", 1),
        SetTiming(PupilId(ANYA), "telegram", "marks", "never", 1),
    ):
        await rig.presses(MARIA, press)
        assert "Отметки: сразу" in rig.seen(MARIA).labels()
    assert chosen(rig).timings == {}


def with_two(rig: Rig, law: Jurisdiction = Jurisdiction.BY_STATE) -> None:
    """Дима is Мария's too."""
    grants = rig.diary.people[MARIA]
    school = replace(SCHOOL, jurisdiction=law)
    dima = Child(DIMA, school, "Иванов", "Дима", CLASS_7B, "7Б", consented=True, confirmed=True)
    rig.diary.people[MARIA] = replace(grants, children=(replace(grants.children[0], school=school), dima))


async def test_of_two_children_each_is_heard_of_in_another_way() -> None:
    rig = Rig()
    with_two(rig)
    await rig.presses(MARIA, NewsSettings(PupilId(0), "telegram"))
    assert rig.seen(MARIA).labels()[:2] == ["Аня И., 7Б", "Дима И., 7Б"]
    await rig.presses(MARIA, SetTiming(PupilId(DIMA), "telegram", "marks", "off", 0))
    assert "Уведомления: Дима И., 7Б" in rig.seen(MARIA).text
    assert chosen(rig).timing(DIMA, Channel.TELEGRAM, Kind.MARKS) is Timing.OFF
    assert chosen(rig).timing(ANYA, Channel.TELEGRAM, Kind.MARKS) is None


async def test_where_the_chat_is_neutral_there_are_settings_and_no_names() -> None:
    rig = Rig()
    with_two(rig, Jurisdiction.RU_PRIVATE)
    for press in (SummarySettings(), NewsSettings(PupilId(0), "telegram"), NewsSettings(PupilId(DIMA), "telegram")):
        await rig.presses(MARIA, press)
        said = rig.seen(MARIA).text + " ".join(rig.seen(MARIA).labels())
        assert [word for word in ("Аня", "Дима", "И.", "7Б") if word in said] == []


async def test_the_class_teacher_sees_the_hour_of_a_mother_without_a_chat_and_moves_it() -> None:
    rig = Rig()
    await rig.presses(VERA, OneFamily(ClassId(CLASS_7B), PupilId(ANYA)))
    assert "Сводка за неделю: пт 18:00, на почту." in rig.seen(VERA).text
    assert "🗓 Сводка: Аня, мама" in rig.seen(VERA).labels()
    await rig.presses(VERA, SummaryFor(ClassId(CLASS_7B), PupilId(ANYA), GuardianId(MOTHER)))
    place = ClassId(CLASS_7B), PupilId(ANYA), GuardianId(MOTHER)
    await rig.presses(VERA, ChooseSummaryFor(*place, SUNDAY.minute))
    assert "Сводка за неделю: вс 19:00, на почту." in rig.seen(VERA).text
    assert rig.wishes.adults[ANYA][MOTHER].weekly == Weekly(SUNDAY, Channel.EMAIL, chosen=True)


async def test_of_a_mother_with_a_chat_the_hour_is_her_own() -> None:
    rig = Rig()
    weekly = Weekly(FRIDAY, Channel.EMAIL, chosen=True)
    rig.wishes.adults[ANYA][MOTHER] = Chosen((Channel.TELEGRAM, Channel.EMAIL), weekly)
    await rig.presses(VERA, OneFamily(ClassId(CLASS_7B), PupilId(ANYA)))
    assert "🗓 Сводка: Аня, мама" not in rig.seen(VERA).labels()
    said = await rig.presses(VERA, SummaryFor(ClassId(CLASS_7B), PupilId(ANYA), GuardianId(MOTHER)))
    assert "сам выбирает час сводки" in said + rig.seen(VERA).text
