"""What a row says, in one canonical text, and which chain it belongs to: its class's, in the term of its day.

A text has the row's columns in their order, moments in UTC, the salt among them, and what gives the row its meaning
elsewhere: of a mark the class, subject and day of its lesson, which never change once anything is written there. A
column added to one of these tables would change what old rows say: tests/unit/test_evidence_forms.py holds them still.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Date, DateTime, Table

from storage.tables import entry_law, journal
from storage.tables.calendar import lesson_change
from storage.tables.term_marks import term_mark_request, term_mark_revision, term_mark_step

_OF_LESSON = "JOIN lesson l ON l.id = r.lesson_id"
_LESSON = ("l.class_id", "l.subject_id", "to_char(l.day, 'YYYY-MM-DD')")
#: The term of a lesson `l`, the shortest that holds its day; the school year where there is none.
_TERM = """
    coalesce((
        SELECT CAST(t.id AS text) FROM term t
        WHERE t.school_id = l.school_id AND t.kind = 'term' AND t.days @> l.day
        ORDER BY upper(t.days) - lower(t.days), t.id LIMIT 1
    ), 'y' || extract(year FROM l.day - interval '7 months'))
"""


@dataclass(frozen=True, slots=True)
class Form:
    """How the rows of one table are sealed; its row is `r`."""

    table: Table
    joined: str = _OF_LESSON  #: what else is looked at
    school: str = "l.school_id"
    school_class: str = "l.class_id"
    term: str = _TERM
    beside: tuple[str, ...] = ()  #: said after the row's own columns
    command: str = "r.command_id"

    @property
    def said(self) -> str:
        """The SQL expression of a row's canonical text."""
        columns = [_plain(column) for column in self.table.c if column.name != "id"]
        return f"jsonb_build_array({', '.join([*columns, *self.beside])})::text"

    @property
    def rows(self) -> str:
        """FROM the table with what is joined to it."""
        return f"FROM {self.table.name} r {self.joined}"


def _plain(column: Column[object]) -> str:
    name = f"r.{column.name}"
    if isinstance(column.type, DateTime):
        return f"""to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')"""
    if isinstance(column.type, Date):
        return f"to_char({name}, 'YYYY-MM-DD')"
    return name


def _of_term(table: Table, joined: str, of: str, year: str) -> Form:
    """A quarter's mark stands in its quarter; of the year, an exam and the final one, in the school year."""
    term = f"coalesce(CAST({of}.term_id AS text), 'y' || {year})"
    return Form(table, f"{joined} JOIN school_class c ON c.id = {of}.class_id", "c.school_id", "c.id", term)


_REQUEST = "JOIN correction_request q ON q.id = r.request_id JOIN lesson l ON l.id = q.lesson_id"
_TERM_REQUEST = "JOIN term_mark_request q ON q.id = r.request_id"

#: Every table whose rows are links: what the journal says, and what decides whether it may be changed.
FORMS: tuple[Form, ...] = (
    Form(journal.mark_revision, beside=_LESSON),
    Form(journal.absence_revision, beside=_LESSON),
    Form(journal.homework_revision, beside=_LESSON),
    Form(journal.topic_revision, beside=_LESSON),
    Form(journal.remark_revision, beside=_LESSON),
    Form(journal.lesson_task_revision, beside=_LESSON),
    Form(lesson_change),
    Form(entry_law.correction_request),
    # A line has no salt of its own: its request's hides it.
    Form(entry_law.correction_line, _REQUEST, beside=("q.salt",), command="q.command_id"),
    Form(entry_law.correction_step, _REQUEST),
    Form(entry_law.term_close, "", "r.school_id", "r.class_id", "'y' || extract(year FROM lower(r.days) - 31)"),
    _of_term(term_mark_revision, "", "r", "r.year"),
    _of_term(term_mark_request, "", "r", "0"),
    _of_term(term_mark_step, _TERM_REQUEST, "q", "0"),
)


def fresh() -> str:
    """SELECT of every row that the commands wrote: relation, row_id, said, school_id, class_id, chain; in order."""
    arms = " UNION ALL ".join(_arm(form) for form in FORMS)
    chain = "w.school_id || '/' || coalesce(CAST(w.class_id AS text), '-') || '/' || w.term AS chain"
    return f"SELECT w.*, {chain} FROM ({arms}) w ORDER BY chain, relation, row_id"


def _arm(form: Form) -> str:
    return f"""
        SELECT '{form.table.name}' AS relation, r.id AS row_id, {form.said} AS said, {form.school} AS school_id,
               {form.school_class} AS class_id, {form.term} AS term
        {form.rows} WHERE {form.command} = ANY(CAST(:commands AS text[]))
    """
