"""Tickets: what was sealed opens, and nothing else does."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from notifier.tickets import opened, seal

KEY, ANOTHER = b"key of the installation", b"key of another one"
NUMBERS = st.integers(0, 2**63 - 1)
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"


@given(NUMBERS)
def test_what_was_sealed_opens_and_fits_a_link_and_a_header(number: int) -> None:
    ticket = seal(KEY, number)
    assert opened(KEY, ticket) == number
    assert re.fullmatch(r"[0-9a-z]{1,13}-[A-Za-z0-9_-]{16}", ticket)


@given(NUMBERS, st.data())
def test_one_letter_changed_opens_nothing(number: int, data: st.DataObject) -> None:
    ticket = seal(KEY, number)
    at = data.draw(st.integers(0, len(ticket) - 1))
    other = data.draw(st.sampled_from([one for one in LETTERS if one != ticket[at]]))
    assert opened(KEY, ticket[:at] + other + ticket[at + 1 :]) is None


@given(NUMBERS)
def test_a_ticket_of_another_installation_opens_nothing(number: int) -> None:
    assert opened(KEY, seal(ANOTHER, number)) is None


@given(st.text())
def test_nothing_that_anybody_types_opens(text: str) -> None:
    assert opened(KEY, text) is None


@given(NUMBERS, NUMBERS)
def test_a_signature_is_for_its_own_letter(one: int, another: int) -> None:
    name, signature = seal(KEY, one).split("-", 1)
    other = seal(KEY, another).split("-", 1)[0]
    assert (opened(KEY, f"{other}-{signature}") is None) == (name != other)
