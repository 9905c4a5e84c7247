"""After the lock a term mark is changed by two people: the teacher asks, another approves (journal.md, «Rules»).

A request keeps what stood when it was asked: changed since, it is refused. Who approves is decided as for the
journal's other requests: `journal_core.entries.requests.check_settler`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from journal_core.entries.requests import RequestState
from journal_core.entries.revisions import Stamp
from journal_core.errors import Conflict, Invalid
from journal_core.school import School
from journal_core.term_marks.setting import (
    Column,
    ColumnPage,
    TermMarkChanges,
    TermMarkEntry,
    check,
    joined,
    removals,
    term_mark_changes,
)


@dataclass(frozen=True, slots=True)
class TermMarkRequest:
    """What a teacher asks to be changed in one column."""

    id: int
    school_id: int
    staff_id: int  #: who asked
    asked_by: str  #: the actor, as in the audit
    asked_at: datetime
    due_at: datetime  #: by when it is to be settled (000 3.5.5)
    reason: str
    state: RequestState
    column: Column
    entries: tuple[TermMarkEntry, ...]  #: an empty value takes the mark away
    was: Mapping[int, str]  #: pupil → what stood when it was asked; empty for none


def check_asked(page: ColumnPage, entries: Iterable[TermMarkEntry], school: School, stamp: Stamp) -> None:
    """Raise Invalid for a request that could not be recorded, that names a pupil twice, or that changes nothing."""
    asked = list(entries)
    if len({one.pupil_id for one in asked}) < len(asked):
        raise Invalid("correction.unclear")
    for one in asked:
        if one.value:
            check(page, one, school, stamp)
    if all(one.value == _stands(page, one.pupil_id) for one in asked):
        raise Invalid("correction.nothing")


def carried_out(
    page: ColumnPage, request: TermMarkRequest, school: School, stamp: Stamp, numbers: Iterable[int]
) -> TermMarkChanges:
    """What approving records. Raises Conflict when anything it is about was changed since it was asked."""
    if any(_stands(page, pupil_id) != was for pupil_id, was in request.was.items()):
        raise Conflict("correction.stale")
    given = [one for one in request.entries if one.value]
    taken = [one.pupil_id for one in request.entries if not one.value]
    return joined(term_mark_changes(page, given, school, stamp, numbers), removals(page, taken, school, stamp))


def stood(page: ColumnPage, entries: Iterable[TermMarkEntry]) -> dict[int, str]:
    """What the entries would change, as it stands."""
    return {one.pupil_id: _stands(page, one.pupil_id) for one in entries}


def _stands(page: ColumnPage, pupil_id: int) -> str:
    return page.standing[pupil_id].value if pupil_id in page.standing else ""
