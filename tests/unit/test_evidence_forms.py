"""What a sealed row says never changes: a column added to it would make every row of before look edited."""

from __future__ import annotations

from storage.evidence.forms import FORMS
from storage.tables import HISTORY

STAMP = ("command_id", "actor", "recorded_at", "device", "reason", "salt")
ENTERED = (*STAMP, "late", "request_id")
SAID = {
    "mark_revision": ("mark_id", "revision", "change", "lesson_id", "pupil_id", "value", "work", "weight", "comment"),
    "absence_revision": (
        "absence_id", "revision", "change", "lesson_id", "pupil_id", "code", "minutes", "proposed",
    ),
    "homework_revision": ("homework_id", "revision", "change", "lesson_id", "text", "due"),
    "topic_revision": ("lesson_id", "topic"),
    "remark_revision": ("remark_id", "revision", "change", "lesson_id", "pupil_id", "text"),
    "lesson_task_revision": ("task_id", "revision", "change", "lesson_id", "type", "text"),
}  # fmt: skip
LESSON = ("l.class_id", "l.subject_id", "to_char(l.day, 'YYYY-MM-DD')")
REVISIONS = {name: (*columns, *ENTERED, *LESSON) for name, columns in SAID.items()}
DECIDING = {
    "lesson_change": (
        "school_id", "lesson_id", "revision", "change", "home_day", "home_slot", "home_subject_id", "home_staff_id",
        "home_room", "staff_id", "subject_id", "day", "slot", "room", "cancelled", *STAMP,
    ),
    "correction_request": ("school_id", "lesson_id", "staff_id", "due_at", *STAMP),
    "correction_line": (
        "request_id", "about", "number", "revision", "change", "pupil_id", "was", "value", "kind", "weight", "comment",
        "minutes", "proposed", "due", "q.salt",
    ),
    "correction_step": ("request_id", "state", "staff_id", *STAMP),
    "term_close": ("school_id", "class_id", "term", "days", *STAMP),
    "term_mark_revision": (
        "term_mark_id", "revision", "change", "kind", "year", "term_id", "class_id", "subject_id", "pupil_id", "value",
        "late", "grounds", "request_id", *STAMP,
    ),
    "term_mark_request": (
        "school_id", "staff_id", "kind", "class_id", "subject_id", "subgroup_id", "term_id", "entries", "due_at",
        *STAMP,
    ),
    "term_mark_step": ("request_id", "state", "staff_id", *STAMP),
}  # fmt: skip


def test_what_sealed_rows_say_stands_still() -> None:
    columns = {form.table.name: [column.name for column in form.table.c][1:] for form in FORMS}
    stands = {form.table.name: (*columns[form.table.name], *form.beside) for form in FORMS}
    assert stands == REVISIONS | DECIDING


def test_every_sealed_row_is_hidden_by_a_salt() -> None:
    assert all("salt" in form.table.c or "q.salt" in form.beside for form in FORMS)


def test_what_is_sealed_is_history() -> None:
    assert {form.table for form in FORMS} <= set(HISTORY)
