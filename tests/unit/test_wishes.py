"""What somebody chose of their news, and the hour of a week as a number."""

from __future__ import annotations

from datetime import time

import pytest

from journal_core.school import Channel
from journal_core.wishes import Chosen, Hour, Kind, Timing

ANYA, BORIS = 11, 12  #: Мария's children
TELEGRAM, EMAIL, _ = Channel


def test_an_hour_of_the_week_is_a_number_on_a_button_and_back() -> None:
    for weekday in range(7):
        for at in (time(0), time(18), time(18, 30), time(23, 59)):
            assert Hour.of_minute(Hour(weekday, at).minute) == Hour(weekday, at)
    assert (Hour(0, time(0)).minute, Hour(6, time(23, 59)).minute) == (0, 7 * 24 * 60 - 1)


@pytest.mark.parametrize("forged", [-1, 7 * 24 * 60, 2**62])
def test_a_number_beyond_the_week_is_no_hour(forged: int) -> None:
    with pytest.raises(ValueError, match="^no week has that minute$"):
        Hour.of_minute(forged)


def test_what_was_said_of_one_child_goes_before_what_was_said_of_all() -> None:
    said = {(None, TELEGRAM, Kind.MARKS): Timing.SUMMARY, (ANYA, TELEGRAM, Kind.MARKS): Timing.OFF}
    chosen = Chosen((TELEGRAM, EMAIL), None, said)
    assert chosen.timing(ANYA, TELEGRAM, Kind.MARKS) is Timing.OFF
    assert chosen.timing(BORIS, TELEGRAM, Kind.MARKS) is Timing.SUMMARY
    assert chosen.timing(ANYA, EMAIL, Kind.MARKS) is None
    assert chosen.timing(ANYA, TELEGRAM, Kind.HOMEWORK) is None
