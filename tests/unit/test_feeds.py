"""The address of a calendar: a key of 128 bits that the same command makes again, and nobody without the secret."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from journal_core.feeds import hash_of, token_of, window

SECRET = b"of the school"


@given(st.text(min_size=1), st.binary(min_size=1))
def test_an_address_is_one_that_is_looked_up_again(command: str, secret: bytes) -> None:
    made = token_of(command, secret)
    assert len(made) == 22
    assert hash_of(made) is not None
    assert made == token_of(command, secret)


def test_another_command_and_another_secret_make_another_address() -> None:
    made = {token_of("1", SECRET), token_of("2", SECRET), token_of("1", b"of another school")}
    assert len(made) == len({hash_of(one) for one in made}) == 3


def test_what_cannot_be_an_address_is_not_looked_up() -> None:
    for written in ("", "calendar.ics", token_of("1", SECRET) + "=", token_of("1", SECRET)[1:]):
        assert hash_of(written) is None


def test_a_calendar_shows_two_weeks_behind_and_six_ahead() -> None:
    assert window(date(2026, 10, 15)) == (date(2026, 10, 1), date(2026, 11, 26))
