"""Setting a column: what a teacher may choose, what is asked back, what is kept (001 4.4.3, 5.1–5.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from journal_core.entries.revisions import Change
from journal_core.errors import DiaryError, Invalid, TooLate
from journal_core.events import Event, EventKind
from journal_core.school import PROFILES
from journal_core.term_marks.grounds import Lack, Proposal
from journal_core.term_marks.setting import TermKind, TermMarkEntry, proposal, removals, term_mark_changes
from tests.unit.term_marks.page import (
    ANYA,
    BORIS,
    PAGE,
    SCHOOL,
    VOVA,
    WEDNESDAY,
    YEAR,
    entered,
    given,
    recorded,
    refusal,
    stamp,
)


def refused(**said: object) -> tuple[str, dict[str, str]]:
    with pytest.raises(DiaryError) as found:
        entered(**said)  # type: ignore[arg-type]
    return refusal(found)


def test_a_mark_is_kept_with_what_it_stood_on() -> None:
    (one,) = entered(PAGE, {ANYA: "4"}).revisions
    assert (one.term_mark_id, one.revision, one.change, one.value, one.late) == (100, 1, Change.SET, "4", False)
    assert (one.kind, one.year, one.term_id, one.class_id, one.subject_id) == (TermKind.TERM, 2026, 1, 7, 3)
    assert one.grounds == {
        "proposed": "4",
        "count": 4,
        "average": "17/4",
        "written": 4,
        "marks": [[1, "4", 1, ""], [2, "5", 1, ""], [3, "4", 1, ""], [4, "4", 1, ""]],
    }


def test_each_revision_is_heard_of() -> None:
    late = WEDNESDAY.replace(hour=22)  # in Moscow it is Thursday
    assert entered(PAGE, {ANYA: "4", BORIS: "н/а"}, stamp(late)).events == tuple(
        Event(EventKind.TERM_MARK, 1, told, 1, late, pupil_id=pupil, class_id=7, day=date(2026, 10, 29))
        for told, pupil in (("term_mark:100", ANYA), ("term_mark:101", BORIS))
    )


def test_below_three_marks_a_number_is_refused_and_not_attested_is_chosen_by_hand() -> None:
    few = ("term_mark.few_marks", {"pupil": "Петров Борис", "count": "1", "least": "3"})
    none = ("term_mark.few_marks", {"pupil": "Сидоров Вова", "count": "0", "least": "3"})
    assert refused(page=PAGE, values={BORIS: "5"}) == few
    assert refused(page=PAGE, values={VOVA: "3"}, said=stamp(reason="Очень просил")) == none
    chosen = entered(PAGE, {BORIS: "н/а", VOVA: "н/а"}).revisions
    assert [(one.value, one.grounds["lacks"]) for one in chosen] == [("н/а", ["few_marks"]), ("н/а", ["no_marks"])]


def test_not_attested_for_a_pupil_with_enough_marks_needs_a_word_why() -> None:
    asked = ("term_mark.say_why", {"pupil": "Иванова Аня", "value": "н/а", "proposed": "4"})
    assert refused(page=PAGE, values={ANYA: "н/а"}) == asked


def test_what_differs_from_the_proposal_needs_a_word_why() -> None:
    asked = ("term_mark.say_why", {"pupil": "Иванова Аня", "value": "5", "proposed": "4"})
    assert refused(page=PAGE, values={ANYA: "5"}) == asked
    (one,) = entered(PAGE, {ANYA: "5"}, stamp(reason="Победа на олимпиаде")).revisions
    assert (one.value, one.grounds["proposed"]) == ("5", "4")


def test_without_written_work_no_number_is_set_where_others_have_it() -> None:
    spoken = tuple(replace(mark, written=False) for mark in PAGE.grounds[ANYA].marks)
    page = replace(PAGE, grounds={**PAGE.grounds, ANYA: replace(PAGE.grounds[ANYA], marks=spoken)})
    assert refused(page=page, values={ANYA: "4"}) == ("term_mark.no_written", {"pupil": "Иванова Аня"})
    assert proposal(page, ANYA, SCHOOL).lacks == (Lack.NO_WRITTEN,)


def test_a_law_that_asks_for_no_number_of_marks_lets_the_teacher_say_why() -> None:
    free = replace(SCHOOL, profile=PROFILES["002"])
    asked = ("term_mark.say_why", {"pupil": "Сидоров Вова", "value": "4", "proposed": "–"})
    assert refused(page=PAGE, values={VOVA: "4"}, school=free) == asked
    assert entered(PAGE, {VOVA: "4"}, stamp(reason="Табель прежней школы"), free).revisions[0].value == "4"


@pytest.mark.parametrize(
    ("page", "values", "code", "details"),
    [
        (PAGE, {99: "4"}, "not_on_page", {"class_name": "7Б", "subject": "Алгебра"}),
        (PAGE, {ANYA: "6"}, "not_on_scale", {"value": "6", "pupil": "Иванова Аня"}),
        (PAGE, {ANYA: ""}, "not_on_scale", {"value": "", "pupil": "Иванова Аня"}),
        (replace(PAGE, grade=1), {ANYA: "4"}, "grade_without_marks", {"class_name": "7Б"}),
        (replace(PAGE, grade=1), {ANYA: "н/а"}, "grade_without_marks", {"class_name": "7Б"}),
        (replace(PAGE, locked=True), {ANYA: "4"}, "locked", {"class_name": "7Б"}),
    ],
)
def test_what_cannot_stand_is_refused_with_its_reason(page: object, values: object, code: str, details: object) -> None:
    assert refused(page=page, values=values) == (f"term_mark.{code}", details)


def test_one_that_cannot_stand_keeps_the_whole_column_from_standing() -> None:
    with pytest.raises(Invalid):
        entered(PAGE, {ANYA: "4", BORIS: "5"})


def test_a_term_that_has_not_begun_takes_no_marks() -> None:
    early = datetime(2026, 8, 31, 9, 0, tzinfo=UTC)
    not_begun = ("term_mark.not_begun", {"class_name": "7Б"})
    assert refused(page=PAGE, values={ANYA: "4"}, said=stamp(early)) == not_begun
    assert entered(PAGE, {ANYA: "4"}, stamp(early + timedelta(days=1))).revisions[0].value == "4"


def test_a_first_mark_after_the_day_it_was_due_is_late_and_a_corrected_one_is_not() -> None:
    """Due is the end of Thursday 29 October; marks of the last days may still change what was set in time."""
    thursday, friday = WEDNESDAY + timedelta(days=1), WEDNESDAY + timedelta(days=2)
    assert not entered(PAGE, {ANYA: "4"}, stamp(thursday)).revisions[0].late
    assert entered(PAGE, {ANYA: "4"}, stamp(friday)).revisions[0].late
    page = recorded(PAGE, entered(PAGE, {ANYA: "4"}))
    assert not entered(page, {ANYA: "5"}, stamp(friday, "Пересдала")).revisions[0].late


def test_an_exam_is_never_late_and_stands_on_its_own() -> None:
    page = replace(PAGE, column=replace(PAGE.column, kind=TermKind.EXAM), grounds={})
    (one,) = entered(page, {ANYA: "5"}, stamp(WEDNESDAY + timedelta(days=200))).revisions
    assert (one.value, one.late, one.term_id, one.grounds) == ("5", False, None, {"proposed": "", "count": 0})


def test_the_same_value_again_changes_nothing_even_when_the_marks_have_changed() -> None:
    page = recorded(PAGE, entered(PAGE, {ANYA: "5"}, stamp(reason="Олимпиада")))
    assert entered(page, {ANYA: "5"}).revisions == ()


def test_what_stands_is_corrected_and_what_is_new_is_set_in_one_column() -> None:
    page = recorded(PAGE, entered(PAGE, {ANYA: "4", BORIS: "н/а"}))
    found = entered(page, {BORIS: "н/а", ANYA: "5", VOVA: "н/а"}, stamp(reason="Пересдала")).revisions
    was = page.standing[ANYA]
    assert found[0] == replace(was, revision=2, change=Change.CORRECTED, value="5", grounds=was.grounds)
    assert [(one.pupil_id, one.revision, one.change, one.value) for one in found[1:]] == [(VOVA, 1, Change.SET, "н/а")]


def test_a_corrected_mark_is_kept_with_what_it_stands_on_now() -> None:
    page = recorded(PAGE, entered(PAGE, {ANYA: "4"}))
    better = replace(page, grounds={**page.grounds, ANYA: given("4", "5", "4", "4", "5", "5")})
    (one,) = entered(better, {ANYA: "5"}).revisions
    assert (one.grounds["average"], one.grounds["count"]) == ("9/2", 6)


def test_the_last_word_about_a_pupil_is_the_one_that_is_meant() -> None:
    twice = [TermMarkEntry(ANYA, "5"), TermMarkEntry(ANYA, "4")]
    assert [one.value for one in term_mark_changes(PAGE, twice, SCHOOL, stamp(), count(1)).revisions] == ["4"]


def test_a_year_is_proposed_from_its_terms_and_says_them() -> None:
    assert proposal(YEAR, ANYA, SCHOOL).value == "5"
    (one,) = entered(YEAR, {ANYA: "5"}).revisions
    assert one.grounds["before"] == [["I четверть", "4"], ["II четверть", "5"]]
    asked = ("term_mark.say_why", {"pupil": "Петров Борис", "value": "5", "proposed": "–"})
    assert refused(page=YEAR, values={BORIS: "5"}) == asked
    assert proposal(YEAR, VOVA, SCHOOL) == Proposal("", lacks=(Lack.NO_TERM_MARK,))
    assert entered(YEAR, {BORIS: "н/а"}).revisions[0].value == "н/а"


def test_a_mark_taken_back_keeps_the_value_it_had() -> None:
    page = recorded(PAGE, entered(PAGE, {ANYA: "4"}))
    found = removals(page, [ANYA, ANYA, VOVA], SCHOOL, stamp())
    assert [(one.revision, one.change, one.value) for one in found.revisions] == [(2, Change.REMOVED, "4")]
    assert len(found.events) == 1
    with pytest.raises(TooLate):
        removals(replace(page, locked=True), [ANYA], SCHOOL, stamp())


def test_what_was_asked_for_and_approved_goes_through_the_lock() -> None:
    locked = replace(PAGE, locked=True)
    assert entered(locked, {ANYA: "4"}, stamp(request=5)).revisions[0].value == "4"
