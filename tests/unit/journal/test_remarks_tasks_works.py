"""Words where marks are not given, tasks done at a lesson, kinds of work with their weights, comments."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.diary import MarkCell, average
from journal_core.entries.entry import LessonEntry, MarkEntry, RemarkEntry, TaskEntry
from journal_core.entries.entry_checks import MOST_REMARK
from journal_core.entries.marks import DEFAULT_WORKS, Work, WorkKind, check_work, works_by_name
from journal_core.entries.revisions import Change
from journal_core.errors import Invalid
from journal_core.events import EventKind
from tests.unit.journal.page import ANYA, LESSON, PAGE, TODAY, entered, recorded, refused

FIRST_GRADE = replace(PAGE, lesson=replace(LESSON, grade=1, class_name="1А"))
ALGEBRA = {"class_name": "7Б", "subject": "Алгебра"}


def remarks(*texts: str) -> LessonEntry:
    return LessonEntry(5, remarks=tuple(RemarkEntry(ANYA, text) for text in texts))


def tasks(kind: str, text: str) -> LessonEntry:
    return LessonEntry(5, tasks=(TaskEntry(kind, text),))


def marks(work: str | None = None, comment: str = "", weight: int | None = None) -> LessonEntry:
    return LessonEntry(5, marks=(MarkEntry(ANYA, ("8",), work, comment, weight),))


def test_in_the_first_grade_words_stand_where_marks_would_and_the_family_hears() -> None:
    found = entered(FIRST_GRADE, remarks(" Читает бегло. "))
    (said,) = found.remarks
    assert (said.pupil_id, said.text, said.change, said.revision) == (ANYA, "Читает бегло.", Change.SET, 1)
    (event,) = found.events
    assert (event.kind, event.subject, event.pupil_id) == (EventKind.REMARK, "remark:100", ANYA)
    assert (event.lesson_id, event.class_id, event.day) == (5, 7, TODAY)


def test_words_said_again_are_no_news_and_other_words_revise_them() -> None:
    page = recorded(PAGE, entered(PAGE, remarks("Читает бегло")))
    assert not entered(page, remarks("Читает бегло"))
    (revised,) = entered(page, remarks("Читает бегло и с выражением")).remarks
    assert (revised.remark_id, revised.revision, revised.change) == (100, 2, Change.CORRECTED)


@pytest.mark.parametrize(
    ("entry", "code", "details"),
    [
        (remarks("  "), "entry.remark_empty", {"pupil": "Иванова Аня"}),
        (
            remarks("д" * (MOST_REMARK + 1)),
            "entry.remark_long",
            {"pupil": "Иванова Аня", "written": "1001", "most": "1000"},
        ),
        (remarks("Молодец", "Не молодец"), "entry.remark_twice", {"pupil": "Иванова Аня"}),
        (LessonEntry(5, remarks=(RemarkEntry(99, "Молодец"),)), "entry.not_on_page", ALGEBRA),
        (tasks("практикум", " "), "entry.task_empty", {}),
        (tasks(" ", "№ 1"), "entry.task_empty", {}),
        (tasks("д" * 61, "№ 1"), "entry.task_long", {"type": "60", "text": "500"}),
        (tasks("практикум", "д" * 501), "entry.task_long", {"type": "60", "text": "500"}),
        (marks(work="сочинение"), "entry.work_unknown", {"work": "сочинение", "works": ", ".join(WorkKind)}),
        (marks(weight=0), "work.weight", {"weight": "0", "most": "100"}),
        (marks(weight=101), "work.weight", {"weight": "101", "most": "100"}),
        (marks(comment="д" * 501), "entry.comment_long", {"written": "501", "most": "500"}),
    ],
)
def test_what_cannot_stand_spoils_the_whole_entry(entry: LessonEntry, code: str, details: dict[str, str]) -> None:
    with refused(Invalid, code, **details):
        entered(PAGE, replace(entry, topic="Корни"))


def test_what_just_fits_is_kept_whole() -> None:
    assert entered(PAGE, remarks(" " + "д" * MOST_REMARK)).remarks[0].text == "д" * MOST_REMARK
    assert entered(PAGE, remarks("Молодец", "Молодец")).remarks[0].text == "Молодец"
    longest = entered(PAGE, tasks("д" * 60, "е" * 500)).tasks[0]
    assert (longest.type, longest.text) == ("д" * 60, "е" * 500)
    mark = entered(PAGE, marks(weight=100, comment="д" * 500)).marks[0]
    assert (mark.weight, mark.comment) == (100, "д" * 500)


def test_tasks_are_kept_with_their_type_and_named_again_they_are_revised() -> None:
    first = LessonEntry(5, tasks=(TaskEntry("Практикум", "№ 14–17"), TaskEntry("своё слово", "карточки")))
    page = recorded(PAGE, entered(PAGE, first))
    assert [(one.type, one.text) for one in page.tasks] == [("практикум", "№ 14–17"), ("своё слово", "карточки")]
    found = entered(page, LessonEntry(5, tasks=(TaskEntry("практикум", "№ 14–18"),)))
    assert [(one.revision, one.change) for one in found.tasks] == [(2, Change.CORRECTED), (2, Change.REMOVED)]
    assert found.events == ()


def test_a_mark_weighs_what_its_kind_weighs_when_it_is_given_or_what_the_teacher_says() -> None:
    heavy = replace(PAGE, works=works_by_name([Work(WorkKind.TEST, 3, written=True), Work("сочинение", 2)]))
    given_for = (
        MarkEntry(ANYA, ("8",), WorkKind.TEST),
        MarkEntry(ANYA, ("8",), "сочинение", "живо написано"),
        MarkEntry(ANYA, ("8",), WorkKind.TEST, weight=5),
        MarkEntry(ANYA, ("8",)),
    )
    found = entered(heavy, LessonEntry(5, marks=given_for)).marks
    assert [one.weight for one in found] == [3, 2, 5, 1]
    assert found[1].comment == "живо написано"


def test_a_school_without_a_list_has_the_one_it_would_have_begun_with() -> None:
    assert list(works_by_name(()).values()) == list(DEFAULT_WORKS)
    assert [one.name for one in DEFAULT_WORKS if not one.written] == [WorkKind.ORAL]


def test_a_kind_of_work_is_named_alike_however_it_is_typed() -> None:
    assert check_work(Work("  Сочинение  дома ", 2)) == Work("сочинение дома", 2)
    assert check_work(Work("д" * 40, 100, written=True)) == Work("д" * 40, 100, written=True)
    assert check_work(Work("д", 1)) == Work("д")
    for name in (" ", "д" * 41):
        with refused(Invalid, "work.name", most="40"):
            check_work(Work(name))
    for weight in (0, 101):
        with refused(Invalid, "work.weight", weight=str(weight), most="100"):
            check_work(Work("эссе", weight))


@given(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 100)), min_size=1, max_size=20), st.integers(1, 5))
def test_an_average_lies_between_its_marks_and_only_the_ratio_of_weights_matters(
    marks: list[tuple[int, int]], times: int
) -> None:
    cells = tuple(MarkCell(n, str(value), TODAY, weight=weight) for n, (value, weight) in enumerate(marks))
    more = tuple(replace(one, weight=one.weight * times) for one in cells)
    found = average(cells)
    assert found is not None
    assert min(value for value, _ in marks) <= found.value <= max(value for value, _ in marks)
    assert average(more) == found
