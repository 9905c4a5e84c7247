"""Codes survive paper, telephones and two alphabets, and nothing that is kept says them (SEC-01..03)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journal_core.linking import ALPHABET, Secret, address_code, as_token, code_hash, grouped, normalise, seal

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
