"""How many guesses anybody gets (SEC-05), by the time that is passed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal_core.linking import Invitation, initials, must_wait
from journal_core.roll import FullName
from journal_core.school import PROFILES, Jurisdiction, School

NOON = datetime(2026, 10, 7, 9, tzinfo=UTC)
BIRTHDAY = date(2013, 10, 17)
PROFILE = PROFILES["000"]
SCHOOL = School(1, "Гимназия № 1", PROFILE, Jurisdiction.BY_STATE, ZoneInfo("Europe/Minsk"), PROFILE.scale)
ANYAS = Invitation(
    id=5,
    school=SCHOOL,
    salt=b"",
    code_hash=b"",
    expires_at=NOON + timedelta(days=14),
    closed=False,
    barred=False,
    pupil_id=1,
    guardian_id=2,
    pupil=FullName("Иванова", "Аня"),
    birth_date=BIRTHDAY,
    class_name="7Б",
    staff_id=None,
    administrator=False,
    guesses=0,
    guessers=0,
    wrong_dates=0,
)


def ago(*minutes: float) -> list[datetime]:
    return [NOON - timedelta(minutes=one) for one in minutes]


def test_four_slips_of_the_finger_cost_nothing() -> None:
    assert not must_wait(ago(4, 3, 2, 1), NOON)


def test_after_the_fifth_the_account_waits_a_quarter_of_an_hour() -> None:
    assert must_wait(ago(5, 4, 3, 2, 0), NOON)
    assert must_wait(ago(19, 18, 17, 16, 14.9), NOON)
    assert not must_wait(ago(19, 18, 17, 16, 15), NOON)


@pytest.mark.parametrize(("fives", "minutes"), [(1, 15), (2, 30), (3, 60), (4, 120), (5, 240), (6, 480)])
def test_each_further_five_of_a_day_doubles_the_wait(fives: int, minutes: int) -> None:
    last = ago(*[minutes - 0.1] * (5 * fives))
    assert must_wait(last, NOON)
    assert not must_wait(ago(*[minutes] * (5 * fives)), NOON)


def test_who_never_guessed_is_listened_to() -> None:
    assert not must_wait([], NOON)


def test_after_the_wait_four_more_are_listened_to_before_the_next() -> None:
    for more in range(1, 5):
        assert not must_wait(ago(*[20] * 5, *[0] * more), NOON)
    assert must_wait(ago(*[20] * 5, *[0] * 5), NOON)


def test_yesterdays_failures_are_forgotten() -> None:
    assert not must_wait(ago(*[24 * 60] * 50), NOON)
    assert not must_wait(ago(24 * 60, 3, 2, 1, 0), NOON)
    assert must_wait(ago(24 * 60 - 1, 3, 2, 1, 0), NOON)


def test_a_stranger_with_a_whole_day_makes_no_more_than_forty_guesses() -> None:
    made: list[datetime] = []
    for minute in range(24 * 60):
        at = NOON + timedelta(minutes=minute)
        while len(made) <= 40 and not must_wait(made, at):
            made.append(at)
    assert len(made) <= 40


def test_an_invitation_opens_for_the_right_birth_date_until_it_expires() -> None:
    assert ANYAS.opens(BIRTHDAY, NOON)
    assert ANYAS.opens(BIRTHDAY, ANYAS.expires_at - timedelta(seconds=1))
    assert not ANYAS.opens(BIRTHDAY, ANYAS.expires_at)
    assert not ANYAS.opens(date(2013, 10, 18), NOON)
    assert not ANYAS.opens(None, NOON)


def test_used_barred_or_guessed_at_it_does_not_open() -> None:
    for spoilt in (replace(ANYAS, closed=True), replace(ANYAS, barred=True), replace(ANYAS, wrong_dates=10)):
        assert not spoilt.opens(BIRTHDAY, NOON)
    assert replace(ANYAS, wrong_dates=9).opens(BIRTHDAY, NOON)


def test_a_pupil_without_a_birth_date_is_linked_by_nobody() -> None:
    unknown = replace(ANYAS, birth_date=None)
    assert not unknown.opens(None, NOON)
    assert not unknown.opens(BIRTHDAY, NOON)


def test_staff_are_not_asked_for_a_birth_date() -> None:
    staff = replace(ANYAS, pupil_id=None, pupil=None, birth_date=None, staff_id=7)
    assert staff.opens(None, NOON)
    assert staff.opens(BIRTHDAY, NOON)


def test_a_code_is_locked_only_by_many_guesses_of_different_people() -> None:
    assert not replace(ANYAS, guesses=1000, guessers=2).locked
    assert not replace(ANYAS, guesses=9, guessers=9).locked
    assert replace(ANYAS, guesses=10, guessers=3).locked


def test_before_the_tap_only_initials_and_class_are_shown() -> None:
    assert initials(FullName("Иванова", "Аня", "Петровна"), "7Б") == "И. А., 7Б"
    assert initials(FullName("Иванова", "Аня"), "") == "И. А."
    assert initials(None, "7Б") == ""
