"""After the lock: what may be asked to be changed, and what approving it records (journal.md, «Rules»)."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from journal_core.entries.requests import RequestState
from journal_core.entries.revisions import Change
from journal_core.errors import Conflict, Invalid
from journal_core.term_marks.requests import TermMarkRequest, carried_out, check_asked, stood
from journal_core.term_marks.setting import ColumnPage, TermMarkChanges, TermMarkEntry
from tests.unit.term_marks.page import ANYA, BORIS, PAGE, SCHOOL, VOVA, WEDNESDAY, entered, recorded, refusal, stamp

#: Closed, with a four for Аня and «н/а» for Борис.
CLOSED = replace(recorded(PAGE, entered(PAGE, {ANYA: "4", BORIS: "н/а"})), locked=True)
WHY = "Пересдала"


def entries(values: dict[int, str]) -> list[TermMarkEntry]:
    return [TermMarkEntry(pupil, value) for pupil, value in values.items()]


def asked(page: ColumnPage, values: dict[int, str]) -> TermMarkRequest:
    return TermMarkRequest(
        5, 1, 2, "person:1/teacher", WEDNESDAY, WEDNESDAY, WHY, RequestState.OPEN, page.column,
        tuple(entries(values)), stood(page, entries(values)),
    )  # fmt: skip


def approved(page: ColumnPage, request: TermMarkRequest) -> TermMarkChanges:
    return carried_out(page, request, SCHOOL, stamp(reason=WHY, request=5), count(200))


def test_a_request_keeps_what_stood() -> None:
    assert stood(CLOSED, entries({ANYA: "5", VOVA: "н/а"})) == {ANYA: "4", VOVA: ""}


@pytest.mark.parametrize("values", [{}, {ANYA: "4"}, {ANYA: "4", VOVA: ""}])
def test_a_request_that_changes_nothing_is_refused(values: dict[int, str]) -> None:
    with pytest.raises(Invalid) as found:
        check_asked(CLOSED, entries(values), SCHOOL, stamp())
    assert refusal(found) == ("correction.nothing", {})


def test_a_request_that_could_not_be_recorded_is_refused_at_once() -> None:
    with pytest.raises(Invalid) as found:
        check_asked(CLOSED, entries({ANYA: "5", BORIS: "5"}), SCHOOL, stamp(reason=WHY))
    assert refusal(found) == ("term_mark.few_marks", {"pupil": "Петров Борис", "count": "1", "least": "3"})


def test_a_mark_may_be_asked_to_be_changed_set_or_taken_away() -> None:
    for values in ({ANYA: "5"}, {VOVA: "н/а"}, {BORIS: ""}, {ANYA: "4", BORIS: ""}):
        check_asked(CLOSED, entries(values), SCHOOL, stamp(reason=WHY))


def test_approving_records_what_was_asked_and_each_revision_is_heard_of() -> None:
    found = approved(CLOSED, asked(CLOSED, {BORIS: "", ANYA: "5", VOVA: "н/а"}))
    assert [(one.pupil_id, one.term_mark_id, one.revision, one.change, one.value) for one in found.revisions] == [
        (ANYA, 100, 2, Change.CORRECTED, "5"),
        (VOVA, 200, 1, Change.SET, "н/а"),
        (BORIS, 101, 2, Change.REMOVED, "н/а"),
    ]
    assert [(one.pupil_id, one.subject, one.revision, one.occurred_at) for one in found.events] == [
        (ANYA, "term_mark:100", 2, WEDNESDAY),
        (VOVA, "term_mark:200", 1, WEDNESDAY),
        (BORIS, "term_mark:101", 2, WEDNESDAY),
    ]


@pytest.mark.parametrize("meanwhile", [{ANYA: "5"}, {ANYA: ""}, {VOVA: "н/а"}])
def test_what_was_changed_since_it_was_asked_is_not_carried_out(meanwhile: dict[int, str]) -> None:
    request = asked(CLOSED, {ANYA: "3", VOVA: "осв"})
    now = recorded(CLOSED, approved(CLOSED, asked(CLOSED, meanwhile)))
    with pytest.raises(Conflict) as found:
        approved(now, request)
    assert refusal(found) == ("correction.stale", {})
