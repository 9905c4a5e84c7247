"""What an edited message changes of what it wrote, and what taking it back leaves to others."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.correcting import Written, corrections, taken_back, undoing
from journal_core.entries.entry import Changes, LessonEntry, LessonPage, MarkEntry, TaskEntry
from journal_core.entries.marks import Work, WorkKind, works_by_name
from journal_core.entries.revisions import (
    AbsenceRevision,
    Change,
    HomeworkRevision,
    MarkRevision,
    RemarkRevision,
    TaskRevision,
)
from journal_core.events import EventKind
from tests.unit.journal.page import ANYA, BORIS, LESSON, NOON, PAGE, SCHOOL, STAMP, TODAY, VOVA

MARK = MarkRevision(41, 1, Change.SET, 5, ANYA, "8")
MISSED = AbsenceRevision(42, 1, Change.SET, 5, VOVA, AbsenceCode.ABSENT)
HOMEWORK = HomeworkRevision(43, 1, Change.SET, 5, "№ 214", TODAY)
REMARK = RemarkRevision(44, 1, Change.SET, 5, BORIS, "Читает бегло")
TASK = TaskRevision(45, 1, Change.SET, 5, "чтение", "§ 3")
WRITTEN = Written(
    "m1", 5, ((MARK, None),), ((MISSED, None),), (HOMEWORK, None), ("Корни", "Степени"),
    remarks=((REMARK, None),), tasks=((TASK, None),),
)  # fmt: skip
AFTER = replace(
    PAGE, lesson=replace(LESSON, topic="Корни"), marks=(MARK,), absences=(MISSED,), homework=HOMEWORK,
    remarks=(REMARK,), tasks=(TASK,),
)  # fmt: skip
ALL = {41, 42, 43, 44, 45}


def corrected(page: LessonPage, history: Written, entry: LessonEntry) -> Changes:
    return corrections(page, history, entry, SCHOOL, STAMP, count(100))


def test_taking_back_removes_all_of_a_first_entry_and_the_families_hear() -> None:
    found = undoing(AFTER, WRITTEN, STAMP)
    assert [(one.number, one.revision, one.change) for one in found.revisions()] == [
        (number, 2, Change.REMOVED) for number in sorted(ALL)
    ]
    assert found.topic == "Степени"
    assert [(one.kind, one.occurred_at) for one in found.events] == [
        (kind, NOON) for kind in (EventKind.MARK, EventKind.ABSENCE, EventKind.HOMEWORK, EventKind.REMARK)
    ]


def test_a_message_that_says_nothing_any_more_leaves_what_taking_it_back_leaves() -> None:
    assert corrected(AFTER, WRITTEN, LessonEntry(5)) == undoing(AFTER, WRITTEN, STAMP)


def test_what_another_command_changed_since_stays_when_the_message_is_taken_back() -> None:
    for number in ALL:
        found = undoing(AFTER, replace(WRITTEN, overtaken=frozenset({number})), STAMP)
        assert {one.number for one in found.revisions()} == ALL - {number}


def test_what_a_message_took_away_comes_back_unless_its_one_place_is_taken() -> None:
    gone = Written(
        "m1",
        5,
        absences=((taken_back(MISSED, None), MISSED),),
        homework=(taken_back(HOMEWORK, None), HOMEWORK),
        remarks=((taken_back(REMARK, None), REMARK),),
    )
    back = undoing(PAGE, gone, STAMP)
    assert back.absences == (replace(MISSED, revision=3),)
    assert back.homework == replace(HOMEWORK, revision=3)
    assert back.remarks == (replace(REMARK, revision=3),)
    taken = replace(
        PAGE,
        absences=(replace(MISSED, absence_id=52),),
        homework=replace(HOMEWORK, homework_id=53),
        remarks=(replace(REMARK, remark_id=54),),
    )
    assert not undoing(taken, gone, STAMP)


def test_a_mark_keeps_the_weight_it_got_until_the_message_names_another_kind_or_a_weight() -> None:
    works = works_by_name([Work(WorkKind.TEST, 2), Work("сочинение", 4)])
    now = replace(MARK, work=WorkKind.TEST, weight=3)
    page, history = replace(AFTER, works=works, marks=(now,)), Written("m1", 5, ((now, None),))

    def said(value: str, work: str | None, weight: int | None = None) -> tuple[MarkRevision, ...]:
        return corrected(
            page, history, LessonEntry(5, marks=(MarkEntry(ANYA, (value,), work, " живо ", weight),))
        ).marks

    meant = replace(now, revision=2, change=Change.CORRECTED, comment="живо")
    assert said("8", WorkKind.TEST) == (meant,)
    assert said("9", "сочинение") == (replace(meant, value="9", work="сочинение", weight=4),)
    assert said("8", None) == (replace(meant, work=None, weight=1),)
    assert said("8", WorkKind.TEST, 5) == (replace(meant, weight=5),)


def test_values_are_compared_in_the_order_they_were_given_and_the_rest_are_new_or_removed() -> None:
    first, second = MARK, replace(MARK, mark_id=51, value="7")
    page = replace(PAGE, marks=(second, first))
    history = Written("m1", 5, ((second, None), (first, None)))
    (one,) = corrected(page, history, LessonEntry(5, marks=(MarkEntry(ANYA, ("8", "6")),))).marks
    assert one == replace(second, revision=2, change=Change.CORRECTED, value="6")
    (one,) = corrected(page, history, LessonEntry(5, marks=(MarkEntry(ANYA, ("8",)),))).marks
    assert one == replace(second, revision=2, change=Change.REMOVED)
    more = LessonEntry(5, marks=(MarkEntry(BORIS, ("9",)), MarkEntry(ANYA, ("8", "7", "10"))))
    assert corrected(page, history, more).marks == (
        MarkRevision(100, 1, Change.SET, 5, BORIS, "9"), MarkRevision(101, 1, Change.SET, 5, ANYA, "10"),
    )  # fmt: skip


def test_a_mark_that_an_edit_removed_is_a_new_one_when_it_is_said_again() -> None:
    history = Written("m1", 5, ((taken_back(MARK, None), None),))
    (again,) = corrected(PAGE, history, LessonEntry(5, marks=(MarkEntry(ANYA, ("8",)),))).marks
    assert again == replace(MARK, mark_id=100)


def test_what_a_message_first_noted_goes_with_it_and_what_it_changed_goes_back() -> None:
    """An absence that the class teacher settled since goes too when this message noted it; another's stays."""
    settled = replace(MISSED, revision=2, code=AbsenceCode.ILL)
    page = replace(PAGE, absences=(settled,))
    first = Written("m1", 5, absences=((settled, None),), overtaken=frozenset({42}))
    assert corrected(page, first, LessonEntry(5)).absences == (replace(settled, revision=3, change=Change.REMOVED),)
    anothers = replace(first, absences=((settled, MISSED),))
    assert corrected(page, anothers, LessonEntry(5)).absences == ()
    ours = replace(anothers, overtaken=frozenset())
    assert corrected(page, ours, LessonEntry(5)).absences == (replace(MISSED, revision=3, change=Change.CORRECTED),)
    words, done = replace(REMARK, text="Молодец"), replace(TASK, text="§ 2")
    message = Written(
        "m1", 5, remarks=((replace(REMARK, revision=2), words),), tasks=((replace(TASK, revision=2), done),)
    )
    back = corrected(AFTER, message, LessonEntry(5))
    assert back.remarks == (replace(words, revision=3, change=Change.CORRECTED),)
    assert back.tasks == (replace(done, revision=3, change=Change.CORRECTED),)


def test_what_is_gone_already_is_not_removed_again() -> None:
    gone = Written(
        "m1",
        5,
        absences=((taken_back(MISSED, None), None),),
        homework=(taken_back(HOMEWORK, None), None),
        remarks=((taken_back(REMARK, None), None),),
        tasks=((taken_back(TASK, None), None),),
        topic=("Степени", "Степени"),
    )
    assert not corrected(PAGE, gone, LessonEntry(5))


def test_homework_that_another_command_changed_since_stays() -> None:
    overtaken = replace(WRITTEN, overtaken=frozenset({43}))
    assert corrected(AFTER, overtaken, LessonEntry(5)).homework is None
    assert corrected(AFTER, WRITTEN, LessonEntry(5)).homework == replace(HOMEWORK, revision=2, change=Change.REMOVED)
    before = replace(HOMEWORK, text="№ 1")
    changed = replace(WRITTEN, homework=(replace(HOMEWORK, revision=2, change=Change.CORRECTED), before))
    assert corrected(AFTER, changed, LessonEntry(5)).homework == replace(before, revision=3, change=Change.CORRECTED)


def test_tasks_named_again_are_the_lessons_and_one_more_is_set() -> None:
    more = LessonEntry(5, tasks=(TaskEntry("чтение", "§ 3"), TaskEntry("Практикум", " № 14 ")))
    assert corrected(AFTER, WRITTEN, more).tasks == (TaskRevision(100, 1, Change.SET, 5, "практикум", "№ 14"),)


def test_what_stood_before_comes_back_as_a_correction_or_anew() -> None:
    before = replace(MARK, value="6")
    now = replace(MARK, revision=2, change=Change.CORRECTED)
    assert taken_back(now, before) == replace(before, revision=3, change=Change.CORRECTED)
    assert taken_back(taken_back(MARK, None), before) == replace(before, revision=3, change=Change.SET)
    assert taken_back(now, taken_back(before, None)) == replace(now, revision=3, change=Change.REMOVED)
