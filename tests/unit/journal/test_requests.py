"""What a correction request would write, when it is stale, and who may settle it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import (
    AbsenceEntry,
    Changes,
    HomeworkEntry,
    LessonEntry,
    MarkEntry,
    RemarkEntry,
    TaskEntry,
)
from journal_core.entries.marks import Work, WorkKind, works_by_name
from journal_core.entries.requests import (
    MOST_REASON,
    Asked,
    CorrectionRequest,
    MarkChange,
    RequestState,
    asked_changes,
    check_open,
    check_reason,
    check_stands,
    numbers_asked,
)
from journal_core.entries.revisions import (
    AbsenceRevision,
    Change,
    HomeworkRevision,
    MarkRevision,
    RemarkRevision,
    Revision,
    TaskRevision,
)
from journal_core.errors import Conflict, Invalid
from tests.unit.journal.page import (
    ANYA,
    BORIS,
    LESSON,
    NOON,
    PAGE,
    SCHOOL,
    STAMP,
    TODAY,
    VOVA,
    refused,
)

MARK = MarkRevision(41, 2, Change.SET, 5, ANYA, "8", WorkKind.TEST, 3, "живо")
MISSED = AbsenceRevision(42, 1, Change.SET, 5, VOVA, AbsenceCode.ABSENT)
HOMEWORK = HomeworkRevision(43, 1, Change.SET, 5, "№ 214", TODAY)
REMARK = RemarkRevision(44, 3, Change.CORRECTED, 5, BORIS, "Читает бегло")
TASK = TaskRevision(45, 1, Change.SET, 5, "чтение", "§ 3")
WORKS = works_by_name([Work(WorkKind.TEST, 2, written=True), Work("сочинение", 4)])
FULL = replace(
    PAGE, marks=(MARK,), absences=(MISSED,), homework=HOMEWORK, remarks=(REMARK,), tasks=(TASK,), works=WORKS
)
NOTHING = LessonEntry(5)


def asked(*marks: MarkChange, removed: frozenset[int] = frozenset(), entry: LessonEntry = NOTHING) -> Changes:
    return asked_changes(FULL, Asked(entry, marks, removed), SCHOOL, STAMP, count(100))


def gone(one: Revision) -> Revision:
    return replace(one, revision=one.revision + 1, change=Change.REMOVED)


def test_whatever_stands_can_be_asked_away_and_the_families_hear() -> None:
    found = asked(removed=frozenset({41, 42, 43, 44, 45}))
    assert list(found.revisions()) == [gone(one) for one in (MARK, MISSED, HOMEWORK, REMARK, TASK)]
    assert [(one.subject, one.revision, one.occurred_at) for one in found.events] == [
        ("mark:41", 3, NOON), ("absence:42", 2, NOON), ("homework:43", 2, NOON), ("remark:44", 4, NOON),
    ]  # fmt: skip


def test_what_is_asked_away_joins_what_is_asked_to_be_noted() -> None:
    missed = LessonEntry(
        5,
        "Корни",
        HomeworkEntry("№ 215", TODAY),
        (MarkEntry(BORIS, ("9",)),),
        (AbsenceEntry(ANYA, AbsenceCode.LATE, 5),),
        (RemarkEntry(VOVA, "Молодец"),),
        (TaskEntry("чтение", "§ 3"), TaskEntry("практикум", "№ 14")),
    )
    found = asked(MarkChange(41, "10"), removed=frozenset({42, 44}), entry=missed)
    assert found.topic == "Корни"
    assert [(one.number, one.change) for one in found.marks] == [(100, Change.SET), (41, Change.CORRECTED)]
    assert [(one.number, one.change) for one in found.absences] == [(101, Change.SET), (42, Change.REMOVED)]
    assert found.homework == replace(HOMEWORK, revision=2, change=Change.CORRECTED, text="№ 215")
    assert [(one.number, one.change) for one in found.remarks] == [(102, Change.SET), (44, Change.REMOVED)]
    assert [(one.number, one.change) for one in found.tasks] == [(103, Change.SET)]
    assert numbers_asked(Asked(missed)) == 6  # the homework and the first task took none


@pytest.mark.parametrize(
    ("change", "meant"),
    [
        (MarkChange(41, "10"), replace(MARK, value="10")),
        (MarkChange(41, weight=5), replace(MARK, weight=5)),
        (MarkChange(41, comment=" остро "), replace(MARK, comment="остро")),
        (MarkChange(41, comment=""), replace(MARK, comment="")),
        (MarkChange(41, work="сочинение"), replace(MARK, work="сочинение", weight=4)),
        (MarkChange(41, work="сочинение", weight=1), replace(MARK, work="сочинение", weight=1)),
        (MarkChange(41, "9", WorkKind.TEST), replace(MARK, value="9")),  # the kind's new weight is not asked for
    ],
)
def test_a_mark_is_changed_in_the_parts_that_were_named(change: MarkChange, meant: MarkRevision) -> None:
    assert asked(change).marks == (replace(meant, revision=3, change=Change.CORRECTED),)


def test_a_mark_that_reads_so_already_is_left_out() -> None:
    again = MarkChange(41, "8", WorkKind.TEST, 3, "живо")
    assert asked(again, removed=frozenset({42})).marks == ()
    for nothing in (again, MarkChange(41)):
        with refused(Invalid, "correction.nothing"):
            asked(nothing)


@pytest.mark.parametrize(
    ("change", "code", "details"),
    [
        (MarkChange(42, "9"), "correction.not_standing", {}),
        (MarkChange(41, "11"), "entry.not_on_scale", {"value": "11", "pupil": "Иванова Аня", "scale": "1–10"}),
        (MarkChange(41, work="эссе"), "entry.work_unknown", {"work": "эссе", "works": "контрольная, сочинение"}),
        (MarkChange(41, weight=0), "work.weight", {"weight": "0", "most": "100"}),
        (MarkChange(41, comment="д" * 501), "entry.comment_long", {"written": "501", "most": "500"}),
    ],
)
def test_a_change_that_cannot_stand_is_refused_as_an_entry_would_be(
    change: MarkChange, code: str, details: dict[str, str]
) -> None:
    with refused(Invalid, code, **details):
        asked(change)


def test_a_mark_of_a_pupil_who_left_the_list_is_refused_without_a_name() -> None:
    left = replace(FULL, pupils={VOVA: "Сидоров Вова"})
    with refused(Invalid, "entry.not_on_scale", value="0", pupil="", scale="1–10"):
        asked_changes(left, Asked(NOTHING, (MarkChange(41, "0"),)), SCHOOL, STAMP, count(100))


def test_no_mark_is_changed_where_marks_are_not_given() -> None:
    second = replace(FULL, lesson=replace(LESSON, grade=2, class_name="2Б"))
    with refused(Invalid, "entry.grade_without_marks", class_name="2Б"):
        asked_changes(second, Asked(NOTHING, (MarkChange(41, "9"),)), SCHOOL, STAMP, count(100))


def test_what_does_not_stand_cannot_be_asked_away() -> None:
    with refused(Invalid, "correction.not_standing"):
        asked(removed=frozenset({99}))


@pytest.mark.parametrize(
    "twice",
    [
        Asked(NOTHING, (MarkChange(41, "9"), MarkChange(41, "10"))),
        Asked(NOTHING, (MarkChange(41, "9"),), frozenset({41})),
        Asked(LessonEntry(5, remarks=(RemarkEntry(BORIS, "Читает по слогам"),)), removed=frozenset({44})),
    ],
)
def test_one_thing_asked_for_twice_is_unclear(twice: Asked) -> None:
    with refused(Invalid, "correction.unclear"):
        asked_changes(FULL, twice, SCHOOL, STAMP, count(100))


def test_a_request_about_a_lesson_to_come_is_refused() -> None:
    yesterday = replace(STAMP, at=NOON - timedelta(days=1))
    with refused(Invalid, "entry.future", day="2026-10-07", class_name="7Б"):
        asked_changes(FULL, Asked(NOTHING, (MarkChange(41, "9"),)), SCHOOL, yesterday, count(100))


def test_a_reason_is_asked_for_and_may_not_be_a_story() -> None:
    assert check_reason("  ошиблась строкой ") == "ошиблась строкой"
    assert check_reason(" " + "д" * MOST_REASON) == "д" * MOST_REASON
    with refused(Invalid, "correction.reason_empty"):
        check_reason("  ")
    with refused(Invalid, "correction.reason_long", written="501", most="500"):
        check_reason("д" * 501)


def request(
    *revisions: Revision, topic: str | None = None, state: RequestState = RequestState.OPEN
) -> CorrectionRequest:
    found = Changes(
        topic,
        marks=tuple(one for one in revisions if isinstance(one, MarkRevision)),
        absences=tuple(one for one in revisions if isinstance(one, AbsenceRevision)),
        homework=next((one for one in revisions if isinstance(one, HomeworkRevision)), None),
        remarks=tuple(one for one in revisions if isinstance(one, RemarkRevision)),
        tasks=tuple(one for one in revisions if isinstance(one, TaskRevision)),
    )
    return CorrectionRequest(1, 1, 5, 3, "person:5/teacher", NOON, NOON, "ошиблась", state, found, "Степени")


def test_a_request_is_settled_once() -> None:
    check_open(request(MARK))
    for state in (RequestState.APPROVED, RequestState.REJECTED):
        with refused(Conflict, "correction.settled"):
            check_open(request(MARK, state=state))


def test_a_request_stands_while_nobody_touched_what_it_is_about() -> None:
    check_stands(FULL, request(*(gone(one) for one in (MARK, MISSED, HOMEWORK, REMARK, TASK)), topic="Корни"))
    for now in (replace(MARK, revision=1), replace(MARK, revision=3)):
        with refused(Conflict, "correction.stale"):
            check_stands(replace(FULL, marks=(now,)), request(gone(MARK)))
    with refused(Conflict, "correction.stale"):
        check_stands(replace(FULL, marks=()), request(gone(MARK)))


def test_a_first_entry_stands_unless_its_one_place_was_taken() -> None:
    first = (
        MarkRevision(200, 1, Change.SET, 5, ANYA, "9"),
        AbsenceRevision(201, 1, Change.SET, 5, VOVA, AbsenceCode.ABSENT),
        HomeworkRevision(202, 1, Change.SET, 5, "№ 1", date(2026, 10, 8)),
        RemarkRevision(203, 1, Change.SET, 5, BORIS, "Молодец"),
        TaskRevision(204, 1, Change.SET, 5, "чтение", "§ 4"),
    )
    check_stands(PAGE, request(*first))
    check_stands(FULL, request(first[0], first[4]))  # of marks and tasks there may be several
    for one in first[1:4]:
        with refused(Conflict, "correction.stale"):
            check_stands(FULL, request(one))


def test_a_topic_that_another_wrote_meanwhile_is_not_overwritten() -> None:
    other = replace(FULL, lesson=replace(LESSON, topic="Логарифмы"))
    with refused(Conflict, "correction.stale"):
        check_stands(other, request(topic="Корни"))
    check_stands(other, request(gone(MARK)))
