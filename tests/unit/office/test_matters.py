"""A matter takes only the steps of its way, one after another; what people write is neither empty nor endless."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journal_core.errors import Conflict, Invalid
from journal_core.office.findings import Finding, Office
from journal_core.office.matters import MOST_TEXT, Step, next_revision, words
from journal_core.office.questions import Consultation
from tests.unit.office.desk import NOON, TODAY, filed

FINDING = Finding(1, TODAY, Office.ADMINISTRATOR, 7, text="Нет темы")


def test_a_remark_is_mended_and_accepted() -> None:
    assert next_revision(filed(FINDING), Step.MENDED) == 1
    assert next_revision(filed(FINDING, Step.MENDED), Step.ACCEPTED) == 2


def test_a_reopened_remark_is_mended_once_more() -> None:
    assert next_revision(filed(FINDING, Step.MENDED, Step.REOPENED), Step.MENDED) == 3


@pytest.mark.parametrize("steps", [(), (Step.MENDED, Step.ACCEPTED), (Step.MENDED, Step.REOPENED)])
def test_nothing_is_accepted_that_is_not_mended(steps: tuple[Step, ...]) -> None:
    with pytest.raises(Conflict) as refused:
        next_revision(filed(FINDING, *steps), Step.ACCEPTED)
    assert refused.value.code == "office.moved_on"


def test_a_matter_tells_when_it_first_took_a_step() -> None:
    twice = filed(FINDING, Step.MENDED, Step.REOPENED, Step.MENDED)
    assert twice.when(Step.MENDED) == NOON + timedelta(hours=1)
    assert twice.when(Step.ACCEPTED) is None


def test_a_consultation_that_was_given_is_over() -> None:
    given_once = Consultation(1, TODAY, "родители 7Б", "как открыть дневник")
    for step in Step:
        with pytest.raises(Conflict):
            next_revision(filed(given_once), step)


def test_words_lose_their_margins() -> None:
    assert words("  Нет темы\n") == "Нет темы"


@pytest.mark.parametrize("written", ["", " \n"])
def test_nothing_is_no_words(written: str) -> None:
    with pytest.raises(Invalid) as refused:
        words(written)
    assert refused.value.code == "office.empty"


def test_the_longest_words_fit_and_one_more_letter_does_not() -> None:
    assert len(words("я" * MOST_TEXT)) == MOST_TEXT
    with pytest.raises(Invalid) as refused:
        words("я" * (MOST_TEXT + 1))
    details = {"written": str(MOST_TEXT + 1), "most": str(MOST_TEXT)}
    assert (refused.value.code, refused.value.details) == ("office.too_long", details)
