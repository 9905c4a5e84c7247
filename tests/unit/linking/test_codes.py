"""Codes survive paper, telephones and two alphabets, and nothing that is kept says them (SEC-01..03)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journal_core.linking import (
    ALPHABET,
    Secret,
    address_code,
    as_token,
    code_hash,
    grouped,
    normalise,
    seal,
    token_hash,
)

PEPPER = b"pepper"
CODE = "K7M29PXT4ACE"


@pytest.mark.parametrize(
    "typed",
    [
        "K7M29PXT4ACE",
        "K7M2-9PXT-4ACE",
        "  k7m2 9pxt 4ace\n",
        "К7М2-9РХТ-4АСЕ",  # all of it on a Russian keyboard
        "к7м2 9рхт 4асе",
        "K7М2—9PХT–4АCE",  # half and half, with the dashes that phones put
        "K7M2‑9PXT−4ACE.",
        "K7M2_9PXT·4ACE\u200b",
        "Ｋ７Ｍ２９ＰＸＴ４ＡＣＥ",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert normalise(typed) == CODE


def test_the_letter_ze_is_a_three() -> None:
    assert normalise("ЗЗЗЗ-зззз-3333") == "3" * 12


@pytest.mark.parametrize("typed", ["", "K7M2", "K7M29PXT4ACEE", "K7M29PXT4AC0", "K7M29PXT4ACФ", "I7M29PXT4ACE"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert normalise(typed) is None


def test_every_symbol_of_the_alphabet_stays_itself_in_either_case() -> None:
    assert normalise(ALPHABET[:12]) == ALPHABET[:12]
    assert normalise(ALPHABET[-12:].lower()) == ALPHABET[-12:]


def test_a_code_is_printed_in_fours() -> None:
    assert grouped(CODE) == "K7M2-9PXT-4ACE"


def test_a_code_has_no_symbol_that_a_russian_keyboard_lacks() -> None:
    assert normalise("АВСЕНКМРТХУ2") == "ABCEHKMPTXY2"
    assert set(ALPHABET) == {*"ABCEHKMPTXY", *"23456789"}


@pytest.mark.parametrize("key", ["", "A" * 21, "A" * 23, "A" * 43, "A" * 21 + "=", "A" * 21 + "Ж", "A" * 22 + "\n"])
def test_what_cannot_be_a_token_is_none(key: str) -> None:
    assert as_token(key) is None
    assert as_token("A" * 22) == "A" * 22


def test_a_token_and_a_code_are_never_taken_for_each_other() -> None:
    for _ in range(200):
        fresh = Secret.fresh()
        assert as_token(fresh.token) == fresh.token
        assert normalise(fresh.token) is None
        for typed in (fresh.code, grouped(fresh.code)):
            assert as_token(typed) is None
            assert normalise(typed) == fresh.code


def test_a_secret_does_not_show_itself_in_a_log() -> None:
    fresh = Secret.fresh()
    assert fresh.code not in repr(fresh)
    assert fresh.token not in repr(fresh)


def test_what_is_kept_recognises_the_code_and_depends_on_salt_and_pepper() -> None:
    fresh = Secret.fresh()
    kept = seal(fresh, PEPPER)
    assert kept.selector == fresh.code[:4]
    assert code_hash(fresh.code, kept.salt, PEPPER) == kept.code_hash
    assert code_hash(fresh.code, kept.salt, b"another") != kept.code_hash
    assert seal(fresh, PEPPER).code_hash != kept.code_hash
    assert kept.token_hash == token_hash(fresh.token) != token_hash(Secret.fresh().token)
    assert len(kept.salt) == 16


def test_a_slip_that_was_printed_before_an_update_opens_after_it() -> None:
    hashed = "d2e6bc1a902f730a0ae39aa9c5cb6916a44b7ccd433c8561364f934262a4a7cc"
    assert code_hash(CODE, bytes(range(16)), PEPPER).hex() == hashed
    token = "8a5bdb4cc15164126c6ef2668de9dd240d299ce6397a42c95a9411b93d080ed8"
    assert token_hash("A" * 22).hex() == token


def test_the_digits_sent_before_an_update_are_those_asked_for_after_it() -> None:
    assert address_code(PEPPER, 4, datetime(2026, 10, 7, 9, tzinfo=UTC)) == "095946"


def test_the_six_digits_of_an_address_are_its_own_and_change_with_the_asking() -> None:
    noon = datetime(2026, 10, 7, 9, tzinfo=UTC)
    code = address_code(PEPPER, 8, noon)
    assert len(code) == 6
    assert code.isdigit()
    assert code == address_code(PEPPER, 8, noon)
    others = {
        address_code(b"another", 8, noon),
        address_code(PEPPER, 9, noon),
        address_code(PEPPER, 8, noon + timedelta(seconds=1)),
    }
    assert code not in others
