"""What holds for every entry: nothing lost, nothing doubled, all of it can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.correcting import Written, corrections, undoing
from journal_core.entries.entering import numbers_needed
from journal_core.entries.entry import (
    AbsenceEntry,
    HomeworkEntry,
    LessonEntry,
    LessonPage,
    MarkEntry,
    RemarkEntry,
    TaskEntry,
)
from journal_core.entries.marks import WorkKind
from journal_core.errors import Invalid
from tests.unit.journal.page import (
    ANYA,
    BORIS,
    LESSON,
    PAGE,
    SCHOOL,
    STAMP,
    TODAY,
    VOVA,
    entered,
    recorded,
    values,
    written,
)

pupils = st.sampled_from([ANYA, BORIS, VOVA])
scale_values = st.sampled_from([*SCHOOL.scale.numbers, *SCHOOL.scale.words])
marks = st.lists(
    st.builds(
        MarkEntry,
        pupils,
        st.lists(scale_values, min_size=1, max_size=3).map(tuple),
        st.none() | st.sampled_from(WorkKind),
        st.sampled_from(["", "без единой ошибки"]),
        st.none() | st.integers(1, 5),
    ),
    max_size=4,
).map(tuple)
attendance = st.lists(
    st.builds(AbsenceEntry, pupils, st.sampled_from(AbsenceCode), st.none() | st.integers(1, 45)),
    max_size=3,
    unique_by=lambda one: one.pupil_id,
).map(tuple)
homework = st.none() | st.builds(
    HomeworkEntry, st.sampled_from(["№ 1", "№ 2", "§ 3"]), st.dates(TODAY, TODAY + timedelta(days=10))
)
remarks = st.lists(
    st.builds(RemarkEntry, pupils, st.sampled_from(["Читает бегло", "Нужно повторить слоги"])),
    max_size=3,
    unique_by=lambda one: one.pupil_id,
).map(tuple)
tasks = st.lists(
    st.builds(TaskEntry, st.sampled_from(["Практикум", "чтение"]), st.sampled_from(["№ 14", "§ 3"])), max_size=3
).map(tuple)
topics = st.none() | st.sampled_from(["Степени", "Корни"])
entries = st.builds(LessonEntry, st.just(5), topics, homework, marks, attendance, remarks, tasks)


@given(entries, entries)
def test_posting_then_undoing_leaves_the_page_as_it_was(before: LessonEntry, entry: LessonEntry) -> None:
    page = recorded(PAGE, entered(PAGE, before))
    found = entered(page, entry, count(500))
    after = recorded(page, found)
    back = undoing(after, written(page, found), STAMP)
    assert values(recorded(after, back)) == values(page)
    assert len(back.events) == len(found.events)


@given(entries, entries)
def test_revisions_are_chains_without_gaps(said: LessonEntry, meant: LessonEntry) -> None:
    page = recorded(PAGE, entered(PAGE, said))
    standing = page.standing()
    for one in entered(page, meant, count(500)).revisions():
        before = standing.get(one.number)
        assert one.revision == (before.revision + 1 if before else 1)


@given(entries)
def test_the_same_entry_twice_changes_nothing_but_its_marks(entry: LessonEntry) -> None:
    page = recorded(PAGE, entered(PAGE, entry))
    assert not entered(page, replace(entry, marks=()))


@given(entries, entries)
def test_an_edited_message_leaves_the_page_as_if_it_had_been_written_so_at_once(
    said: LessonEntry, meant: LessonEntry
) -> None:
    found = entered(PAGE, said)
    after = recorded(PAGE, found)
    edited = corrections(after, written(PAGE, found), meant, SCHOOL, STAMP, count(500))
    assert _seen(recorded(after, edited)) == _seen(recorded(PAGE, entered(PAGE, meant)))


def _seen(page: LessonPage) -> object:
    """A page without numbers of marks: several of one pupil in their order."""
    return (
        page.lesson.topic,
        {
            pupil: [(one.value, one.work, one.comment) for one in page.marks if one.pupil_id == pupil]
            for pupil in page.pupils
        },
        {one.pupil_id: (one.code, one.minutes, one.proposed) for one in page.absences},
        {one.pupil_id: one.text for one in page.remarks},
        [(one.type, one.text) for one in page.tasks],
        page.homework and (page.homework.text, page.homework.due),
    )


@given(entries, entries)
def test_an_edit_said_again_changes_nothing(said: LessonEntry, meant: LessonEntry) -> None:
    found = entered(PAGE, said)
    after = recorded(PAGE, found)
    history = written(PAGE, found)
    edited = corrections(after, history, meant, SCHOOL, STAMP, count(500))
    now = {one.mark_id: one for one in (*found.marks, *edited.marks)}
    gone = {one.absence_id: one for one in (*found.absences, *edited.absences)}
    topic = edited.topic if edited.topic is not None else found.topic
    standing = edited.homework or found.homework
    spoken = {one.remark_id: one for one in (*found.remarks, *edited.remarks)}
    done = {one.task_id: one for one in (*found.tasks, *edited.tasks)}
    history = Written(
        "m1",
        5,
        tuple((one, None) for one in now.values()),
        tuple((one, None) for one in gone.values()),
        (standing, None) if standing else None,
        (topic, LESSON.topic) if topic is not None else None,
        remarks=tuple((one, None) for one in spoken.values()),
        tasks=tuple((one, None) for one in done.values()),
    )
    assert not corrections(recorded(after, edited), history, meant, SCHOOL, STAMP, count(900))


@given(entries)
def test_numbers_asked_for_are_enough_and_every_revision_has_its_event(entry: LessonEntry) -> None:
    found = entered(PAGE, entry, range(1, numbers_needed(entry) + 1) or (0,))
    subjects = [(one.subject, one.revision) for one in found.events]
    assert len(set(subjects)) == len(subjects)
    assert len(subjects) == len(found.marks) + len(found.absences) + (found.homework is not None) + len(found.remarks)


@given(st.text(max_size=4) | scale_values, pupils)
def test_no_mark_outside_the_scale_is_ever_made(value: str, pupil_id: int) -> None:
    said = LessonEntry(5, marks=(MarkEntry(pupil_id, (value,)),))
    if SCHOOL.scale.knows(value):
        assert [one.value for one in entered(PAGE, said).marks] == [value]
    else:
        with pytest.raises(Invalid, match="entry.not_on_scale"):
            entered(PAGE, said)


@given(entries)
def test_a_day_already_explained_is_never_urgent(entry: LessonEntry) -> None:
    page = replace(PAGE, explained=frozenset(PAGE.pupils))
    assert not any(one.urgent for one in entered(page, entry).events)
