"""Birth dates, mailboxes and phones as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from journal_core.errors import Invalid
from journal_core.linking import address_of, typed_date
from journal_core.school import Channel

LONGEST = "x@" + "y" * 249 + ".by"  #: 254 characters, as many as a mailbox may have


@pytest.mark.parametrize("typed", ["17.10.2013", "17/10/2013", "17 10 2013", " 17-10-2013 г.", "17.10.2013г"])
def test_a_birth_date_is_read_as_people_write_it(typed: str) -> None:
    assert typed_date(typed) == date(2013, 10, 17)


@pytest.mark.parametrize("typed", ["", "17.10", "17.10.13", "31.02.2013", "2013-10-17", "семнадцатое"])
def test_what_is_no_date_is_none(typed: str) -> None:
    assert typed_date(typed) is None


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" Maria.Ivanova@Example.BY\n", "maria.ivanova@example.by"),
        ("мария@почта.рф", "мария@почта.рф"),
        ("m+diary@mail.example.com", "m+diary@mail.example.com"),
        ("x" * 64 + "@example.by", "x" * 64 + "@example.by"),
        (LONGEST, LONGEST),
    ],
)
def test_a_mailbox_is_kept_in_lower_case(typed: str, address: str) -> None:
    assert address_of(Channel.EMAIL, typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "maria",
        "maria@",
        "@example.by",
        "maria@example",
        "a@b@example.by",
        "maria@example..by",
        "maria ivanova@example.by",
        "maria@example.by\nBcc: all@example.by",
        "maria@exam\u0000ple.by",
        "maria\u202e@example.by",
        "x" * 65 + "@example.by",
        "y" + LONGEST,
    ],
)
def test_a_mailbox_that_could_carry_something_else_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        address_of(Channel.EMAIL, typed)
    assert refused.value.code == "address.email_unread"


@pytest.mark.parametrize("typed", ["+375291234567", " +375 (29) 123-45-67", "+375–29–123.45.67"])
def test_a_phone_is_kept_as_the_whole_world_writes_it(typed: str) -> None:
    assert address_of(Channel.SMS, typed) == "+375291234567"


def test_a_phone_of_the_seven_countries_is_written_to() -> None:
    assert address_of(Channel.SMS, "+7 916 123-45-67") == "+79161234567"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "+",
        "80291234567",
        "+37529123456",
        "+3752912345678",
        "+7916123456",
        "+791612345678",
        "+4915123456789",
        "+375٢٩1234567",
    ],
)
def test_a_phone_without_its_country_or_of_a_far_one_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        address_of(Channel.SMS, typed)
    assert refused.value.code == "address.phone_unread"


def test_a_chat_is_never_typed() -> None:
    with pytest.raises(Invalid) as refused:
        address_of(Channel.TELEGRAM, "1001")
    assert refused.value.code == "address.no_such_channel"
