"""What does not lead around the rules of term marks: a word among the marks, a second thought, a pupil named twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import DiaryError, Invalid
from journal_core.school import PROFILES
from journal_core.term_marks.requests import check_asked
from journal_core.term_marks.setting import ColumnPage, TermMarkEntry, removals
from tests.unit.term_marks.page import (
    ANYA,
    BORIS,
    PAGE,
    SCHOOL,
    VOVA,
    WEDNESDAY,
    entered,
    given,
    recorded,
    refusal,
    stamp,
)

MINUTE = timedelta(minutes=1)
#: 003: what stands is changed by a request from the end of the grace on.
FORBIDDING = replace(SCHOOL, profile=PROFILES["003"])
SET = replace(recorded(PAGE, entered(PAGE, {ANYA: "4", BORIS: "н/а"})), first_set={ANYA: WEDNESDAY, BORIS: WEDNESDAY})


def refused(page: ColumnPage, values: dict[int, str], said: Stamp) -> tuple[str, Mapping[str, str]]:
    with pytest.raises(DiaryError) as found:
        entered(page, values, said)
    return refusal(found)


@pytest.mark.parametrize("marks", [("осв", "5"), ("осв",), ("зач", "зач", "зач"), ("осв", "зач", "5", "5")])
def test_words_among_the_marks_do_not_make_three_of_them(marks: tuple[str, ...]) -> None:
    page = replace(PAGE, grounds={**PAGE.grounds, BORIS: given(*marks)})
    count = str(sum(mark.isdecimal() for mark in marks))
    expected = ("term_mark.few_marks", {"pupil": "Петров Борис", "count": count, "least": "3"})
    assert refused(page, {BORIS: "5"}, stamp(reason="так")) == expected


def test_words_do_not_stand_for_written_work() -> None:
    law = replace(SCHOOL, amendments=(("least_marks", "0"),))
    page = replace(PAGE, grounds={**PAGE.grounds, BORIS: given("осв")})
    with pytest.raises(Invalid) as found:
        entered(page, {BORIS: "5"}, stamp(reason="так"), law)
    assert refusal(found) == ("term_mark.no_written", {"pupil": "Петров Борис"})


def test_exempt_by_the_marks_is_set_at_once_and_anything_else_says_why() -> None:
    page = replace(PAGE, grounds={**PAGE.grounds, BORIS: given("осв", "5")})
    (one,) = entered(page, {BORIS: "осв"}).revisions
    assert (one.value, one.grounds["proposed"], one.grounds["lacks"]) == ("осв", "осв", ["few_marks"])
    asked = ("term_mark.say_why", {"pupil": "Петров Борис", "value": "н/а", "proposed": "осв"})
    assert refused(page, {BORIS: "н/а"}, stamp()) == asked
    by_hand = ("term_mark.say_why", {"pupil": "Сидоров Вова", "value": "осв", "proposed": "–"})
    assert refused(page, {VOVA: "осв"}, stamp()) == by_hand


@pytest.mark.parametrize("values", [{ANYA: "5"}, {BORIS: "осв"}])
def test_where_correcting_is_forbidden_a_term_mark_is_free_for_the_grace_alone(values: dict[int, str]) -> None:
    def said(at: datetime, request: int | None = None) -> Change:
        (one,) = entered(SET, values, stamp(at, "Пересдача", request), FORBIDDING).revisions
        return one.change

    late = WEDNESDAY + FORBIDDING.grace
    assert said(late - MINUTE) is Change.CORRECTED
    with pytest.raises(DiaryError) as found:
        said(late)
    assert refusal(found) == ("term_mark.locked_grace", {"pupil": PAGE.pupils[next(iter(values))]})
    assert said(late, request=5) is Change.CORRECTED


def test_where_correcting_is_forbidden_a_term_mark_is_not_taken_back_after_the_grace_either() -> None:
    late = WEDNESDAY + FORBIDDING.grace
    assert removals(SET, [ANYA, VOVA], FORBIDDING, stamp(late - MINUTE)).revisions[0].change is Change.REMOVED
    with pytest.raises(DiaryError) as found:
        removals(SET, [VOVA, ANYA], FORBIDDING, stamp(late))
    assert refusal(found) == ("term_mark.locked_grace", {"pupil": "Иванова Аня"})
    assert removals(SET, [ANYA], SCHOOL, stamp(late)).revisions, "elsewhere it is free until the term closes"


def test_the_grace_forbids_neither_a_first_mark_nor_the_same_one_again() -> None:
    late = WEDNESDAY + FORBIDDING.grace
    found = entered(SET, {ANYA: "4", VOVA: "4"}, stamp(late, "Табель прежней школы"), FORBIDDING).revisions
    assert [(one.pupil_id, one.change) for one in found] == [(VOVA, Change.SET)]


def test_a_request_that_names_a_pupil_twice_is_refused() -> None:
    twice = [TermMarkEntry(ANYA, "5"), TermMarkEntry(ANYA, "")]
    with pytest.raises(Invalid) as found:
        check_asked(SET, twice, SCHOOL, stamp(reason="Пересдача"))
    assert refusal(found) == ("correction.unclear", {})
