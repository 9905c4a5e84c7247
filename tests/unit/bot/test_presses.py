"""Where the answer to a press appears, and that every press is answered."""

from __future__ import annotations

from datetime import date

import pytest

from bot.means import Means
from journal_core.diary import SubjectMarks, TermMarks
from tests.unit.bot.rig import ANYA, CLASS_7B, MARIA, NINA, STRANGER, VERA, Rig, mark_card, settled_link, waiting_link
from texts.addresses import (
    Absences,
    DayOf,
    LinkId,
    Marks,
    Menu,
    Page,
    PupilId,
    SettleLink,
    ThisWeek,
    Today,
    WeekOf,
)
from texts.catalog import words
from texts.screens import refusal

T = words("ru")


async def test_a_press_edits_the_message_it_stands_on() -> None:
    rig = Rig()
    await rig.presses(MARIA, Today(PupilId(ANYA)), on="500")
    assert rig.messenger.bubbles["500"].edited
    assert "Сегодня" in rig.messenger.bubbles["500"].text


async def test_a_press_on_a_push_leaves_the_push_and_opens_below_it() -> None:
    rig = Rig()
    await rig.presses(MARIA, ThisWeek(PupilId(ANYA)), pushed=True, on="500")
    assert "500" not in rig.messenger.bubbles
    assert "неделя" in rig.seen(MARIA).text


async def test_a_tap_on_the_push_that_asked_is_written_over_it() -> None:
    rig = Rig()
    rig.store.links.standing[31] = settled_link(31)
    await rig.presses(VERA, SettleLink(LinkId(31), 1), pushed=True, on="500")
    assert rig.messenger.bubbles["500"].text.startswith("✅ Подтверждено")


async def test_while_others_wait_the_list_stays_and_the_tap_is_told_over_the_chat() -> None:
    rig = Rig()
    rig.store.links.standing[31] = settled_link(31)
    rig.diary.waiting[CLASS_7B].append(waiting_link(33))
    said = await rig.presses(VERA, SettleLink(LinkId(31), 1))
    assert said.startswith("✅ Подтверждено")
    assert "ждут" in rig.seen(VERA).text


@pytest.mark.parametrize("data", ["d0.t.b", "x", "", "d1.t", "d1.t.b.b", "d1.t.-1", "d1.zzz.1", "p0.t.b", "d1.t.ё"])
async def test_an_old_or_forged_button_is_answered_and_overwrites_nothing(data: str) -> None:
    rig = Rig()
    await rig.presses(MARIA, data)
    assert "500" not in rig.messenger.bubbles
    assert rig.seen(MARIA).screen == refusal.old_button(T)


async def test_a_short_refusal_is_said_over_the_chat() -> None:
    rig = Rig()
    assert await rig.presses(STRANGER, Today(PupilId(ANYA))) == T("access.not_linked")
    assert not rig.messenger.told(STRANGER)


@pytest.mark.parametrize("day", [date.min, date.max])
async def test_a_day_beyond_every_calendar_shows_today(day: date) -> None:
    rig = Rig()
    await rig.presses(MARIA, DayOf(PupilId(ANYA), day))
    assert "Сегодня" in rig.seen(MARIA).text
    await rig.presses(MARIA, WeekOf(PupilId(ANYA), day))
    assert "неделя" in rig.seen(MARIA).text


async def test_a_page_that_is_no_more_shows_the_last_one() -> None:
    rig = Rig()
    await rig.presses(MARIA, Absences(PupilId(ANYA), Page(2**62)))
    assert "Пропуск" in rig.seen(MARIA).text


async def test_our_own_defect_is_confessed_and_not_hidden() -> None:
    rig = Rig()
    del rig.diary.desks[3]
    with pytest.raises(KeyError):
        await rig.says(NINA, "7Б алгебра Иванова 9")
    assert rig.seen(NINA).screen == refusal.broken(T)


async def test_the_menu_of_a_person_is_read_afresh() -> None:
    rig = Rig()
    await rig.presses(MARIA, Menu())
    assert "Дневник" in rig.seen(MARIA).text
    del rig.diary.people[MARIA]
    await rig.presses(MARIA, Menu())
    assert "Чтобы войти" in rig.seen(MARIA).text


async def test_marks_open_from_their_list() -> None:
    rig = Rig()
    rig.diary.terms[ANYA] = TermMarks("I четверть", (SubjectMarks("Алгебра", (mark_card(21).cell,)),))
    await rig.presses(MARIA, Marks(PupilId(ANYA), Page(0)))
    opened = rig.seen(MARIA).screen.rows[0][0].address
    await rig.presses(MARIA, opened)
    assert "Дроби" in rig.seen(MARIA).text


def test_what_handlers_work_with_shows_no_pepper() -> None:
    rig = Rig()
    fetch = rig.messenger.fetch_file
    shown = repr(Means(rig.diary, rig.store, rig.drafts, b"pepper of the tests", _nobody, rig.wishes, fetch))
    assert "pepper of the tests" not in shown


async def _nobody(account: object, alive: bool) -> None:
    """Nobody blocks anybody here."""
