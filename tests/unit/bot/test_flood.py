"""A flood from one account: cheap to answer, polite, over in a minute, and felt by nobody else (SEC-34)."""

from __future__ import annotations

from datetime import timedelta

from bot.pace import MOST, TEACHERS, Pace
from tests.unit.bot.rig import ANYA, MARIA, NINA, NOON, OLEG, Rig
from texts.addresses import PupilId, Today
from texts.catalog import words

T = words("ru")
ENOUGH = T("error.too_fast")


async def test_beyond_the_cap_words_get_one_polite_sentence_and_nobody_is_looked_up() -> None:
    rig = Rig()
    for _ in range(MOST):
        assert "Сегодня" in (await rig.says(MARIA, "/today")).text
    for _ in range(50):
        assert (await rig.says(MARIA, "/today")).text == ENOUGH
    assert len(rig.messenger.told(MARIA)) == MOST + 1
    assert len(rig.diary.asked) == MOST
    assert "Сегодня" in (await rig.says(OLEG, "/today")).text


async def test_every_press_beyond_the_cap_is_let_go_with_the_reason_over_the_chat() -> None:
    rig = Rig()
    for _ in range(MOST):
        assert await rig.presses(MARIA, Today(PupilId(ANYA))) == ""
    for _ in range(3):
        assert await rig.presses(MARIA, Today(PupilId(ANYA))) == ENOUGH
    assert len(ENOUGH) <= 200
    assert set(list(rig.messenger.answers.values())[MOST:]) == {(ENOUGH, True)}


async def test_after_a_minute_they_are_answered_again_and_told_again_when_it_goes_on() -> None:
    rig = Rig()
    for _ in range(2):
        for _ in range(MOST):
            assert "Сегодня" in (await rig.says(MARIA, "/today")).text
        assert (await rig.says(MARIA, "/today")).text == ENOUGH
        rig.clock.later(minutes=1)


async def test_teachers_may_write_more() -> None:
    rig = Rig()
    for _ in range(MOST * TEACHERS):
        assert "Иванова Аня — 9" in (await rig.says(NINA, "7Б алгебра Иванова 9")).text
    assert (await rig.says(NINA, "7Б алгебра Иванова 9")).text == ENOUGH


def test_an_update_that_comes_again_is_counted_once() -> None:
    pace = Pace()
    assert all(pace.admits(MARIA, 7, NOON) for _ in range(3 * MOST))
    assert all(pace.admits(MARIA, number, NOON) for number in range(100, 100 + MOST - 1))
    assert not pace.admits(MARIA, 200, NOON)
    assert pace.admits(MARIA, 7, NOON), "it was let in before"


def test_a_clock_that_is_set_back_shuts_nobody_out() -> None:
    pace = Pace()
    for number in range(MOST):
        pace.admits(MARIA, number, NOON)
    assert not pace.admits(MARIA, 100, NOON)
    assert pace.admits(MARIA, 100, NOON - timedelta(hours=1))


def test_those_who_fell_silent_are_forgotten() -> None:
    pace = Pace()
    pace.admits(MARIA, 1, NOON)
    pace.admits(OLEG, 2, NOON + timedelta(minutes=2))
    assert list(pace._asked) == [OLEG]
