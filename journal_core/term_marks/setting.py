"""What setting a column of term marks changes: revisions with their grounds, and events (001 4.4.3, 5.1–5.3).

A teacher decides; what differs from the proposal needs a word why. Below three marks no number is set: «н/а» is
chosen by hand. Once the term is closed only an approved correction changes anything; where correcting is forbidden
(003 4.2 а), from the end of the grace on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import Invalid, TooLate
from journal_core.events import Event, EventKind
from journal_core.law import Correcting
from journal_core.lessons import Span
from journal_core.school import School
from journal_core.term_marks.due import is_late
from journal_core.term_marks.grounds import NOT_ATTESTED, Grounds, Lack, Proposal, propose, propose_from


class TermKind(StrEnum):
    """Of what period or trial a term mark is (001 4.4.3)."""

    TERM = "term"  #: a quarter or a half-year
    YEAR = "year"
    EXAM = "exam"
    FINAL = "final"  #: of the year's and the exam's


@dataclass(frozen=True, slots=True)
class Column:
    """A column of term marks: what one teacher fills of one class or subgroup."""

    kind: TermKind
    class_id: int
    subject_id: int
    subgroup_id: int | None = None
    term_id: int = 0  #: the term itself; of the other kinds, any term of the year


@dataclass(frozen=True, slots=True)
class TermMarkEntry:
    """A value chosen for a pupil: a number or word of the scale, or «н/а»."""

    pupil_id: int
    value: str


@dataclass(frozen=True, slots=True)
class TermMarkRevision:
    """One revision of one term mark."""

    term_mark_id: int
    revision: int
    change: Change
    kind: TermKind
    year: int  #: the calendar year in which the school year begins
    term_id: int | None  #: of a quarter's or half-year's
    class_id: int
    subject_id: int
    pupil_id: int
    value: str  #: of a removal: the value that was removed
    late: bool = False  #: first set after the day it was due
    grounds: Mapping[str, Any] = field(default_factory=dict)  #: what it stood on when it was set


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """A column with its list, everything it stands on, and what stands in it."""

    column: Column
    year: int
    class_name: str
    grade: int
    subject: str
    span: Span  #: of the term, or of the whole year
    pupils: Mapping[int, str]  #: id → «Иванова Анна», in the register's order
    grounds: Mapping[int, Grounds] = field(default_factory=dict)  #: of a term mark
    before: Mapping[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)  #: («I четверть», «8») of a later
    standing: Mapping[int, TermMarkRevision] = field(default_factory=dict)
    first_set: Mapping[int, datetime] = field(default_factory=dict)  #: pupil → when what stands was first recorded
    locked: bool = False  #: the term is closed

    @property
    def written_given(self) -> bool:
        """Somebody of the page has a mark for written work."""
        return any(grounds.written for grounds in self.grounds.values())


@dataclass(frozen=True, slots=True)
class TermMarkChanges:
    """What follows: rows to write, in one transaction."""

    revisions: tuple[TermMarkRevision, ...] = ()
    events: tuple[Event, ...] = ()


def proposal(page: ColumnPage, pupil_id: int, school: School) -> Proposal:
    """What is proposed to the teacher for one pupil; nothing for an exam, which is a mark of its own."""
    if page.column.kind is TermKind.EXAM:
        return Proposal("")
    if page.column.kind is TermKind.TERM:
        grounds = page.grounds.get(pupil_id, Grounds())
        return propose(grounds, school.scale, school.law, grade=page.grade, written_given=page.written_given)
    return propose_from([value for _, value in page.before.get(pupil_id, ())], school.scale)


def term_mark_changes(
    page: ColumnPage, entries: Iterable[TermMarkEntry], school: School, stamp: Stamp, numbers: Iterable[int]
) -> TermMarkChanges:
    """What `entries` change on `page`; the same value again changes nothing. `numbers`: a fresh one an entry.

    Raises TooLate for a closed term, and for what stands once only a request changes it (003 4.2 а); Invalid
    (`term_mark.*`) for anything that cannot stand: then nothing does.
    """
    _check_open(page, stamp)
    today = school.local(stamp.at).date()
    if today < page.span.first:
        raise Invalid("term_mark.not_begun", class_name=page.class_name)
    late = page.column.kind in (TermKind.TERM, TermKind.YEAR) and is_late(page.span, school.law, today)
    said = {one.pupil_id: one for one in entries}
    return _with_events(tuple(_revisions(page, said.values(), school, stamp, iter(numbers), late=late)), school, stamp)


def removals(page: ColumnPage, pupil_ids: Iterable[int], school: School, stamp: Stamp) -> TermMarkChanges:
    """The term marks of these pupils taken back; who has none is passed over. Raises TooLate as `term_mark_changes`."""
    _check_open(page, stamp)
    found = [one for pupil_id in dict.fromkeys(pupil_ids) if (one := page.standing.get(pupil_id)) is not None]
    for one in found:
        _check_free(page, one, school, stamp)
    gone = tuple(replace(one, revision=one.revision + 1, change=Change.REMOVED) for one in found)
    return _with_events(gone, school, stamp)


def joined(one: TermMarkChanges, other: TermMarkChanges) -> TermMarkChanges:
    """Both, in one transaction."""
    return TermMarkChanges((*one.revisions, *other.revisions), (*one.events, *other.events))


def _check_open(page: ColumnPage, stamp: Stamp) -> None:
    """What was asked for and approved goes through the lock."""
    if page.locked and stamp.request_id is None:
        raise TooLate("term_mark.locked", class_name=page.class_name)


def _check_free(page: ColumnPage, stands: TermMarkRevision, school: School, stamp: Stamp) -> None:
    """The grace of the journal's other entries: after it what stands changes by a request, where the law says so."""
    if stamp.request_id is not None or school.law.correcting is not Correcting.REQUEST:
        return
    made_at = page.first_set.get(stands.pupil_id)
    if made_at is None or stamp.at >= made_at + school.grace:
        raise TooLate("term_mark.locked_grace", pupil=page.pupils[stands.pupil_id])


def _revisions(
    page: ColumnPage,
    entries: Iterable[TermMarkEntry],
    school: School,
    stamp: Stamp,
    fresh: Iterator[int],
    *,
    late: bool,
) -> Iterator[TermMarkRevision]:
    for one in entries:
        check(page, one, school, stamp)
        stands = page.standing.get(one.pupil_id)
        if stands is not None and stands.value == one.value:
            continue
        grounds = snapshot(page, one.pupil_id, school)
        if stands is not None:
            _check_free(page, stands, school, stamp)
            yield replace(
                stands, revision=stands.revision + 1, change=Change.CORRECTED, value=one.value, grounds=grounds
            )
            continue
        column = page.column
        yield TermMarkRevision(
            term_mark_id=next(fresh),
            revision=1,
            change=Change.SET,
            kind=column.kind,
            year=page.year,
            term_id=column.term_id if column.kind is TermKind.TERM else None,
            class_id=column.class_id,
            subject_id=column.subject_id,
            pupil_id=one.pupil_id,
            value=one.value,
            late=late,
            grounds=grounds,
        )


def check(page: ColumnPage, entry: TermMarkEntry, school: School, stamp: Stamp) -> None:
    """Raise Invalid for a value that this pupil cannot be given."""
    if entry.pupil_id not in page.pupils:
        raise Invalid("term_mark.not_on_page", class_name=page.class_name, subject=page.subject)
    pupil, value = page.pupils[entry.pupil_id], entry.value
    if value != NOT_ATTESTED and not school.scale.knows(value):
        raise Invalid("term_mark.not_on_scale", value=value, pupil=pupil)
    found = proposal(page, entry.pupil_id, school)
    if Lack.GRADE_WITHOUT_MARKS in found.lacks:
        raise Invalid("term_mark.grade_without_marks", class_name=page.class_name)
    if value in school.scale.numbers and page.column.kind is TermKind.TERM:
        _check_grounds(page, found, school, pupil)
    if _must_say_why(page, entry, found) and not stamp.reason.strip():
        raise Invalid("term_mark.say_why", pupil=pupil, value=value, proposed=found.value or "–")


def _check_grounds(page: ColumnPage, found: Proposal, school: School, pupil: str) -> None:
    """Raise Invalid for a number without the marks that the law asks for; no word among them makes up for one."""
    if found.count < school.law.least_marks:
        least = str(school.law.least_marks)
        raise Invalid("term_mark.few_marks", pupil=pupil, count=str(found.count), least=least)
    if school.law.counts_written and page.written_given and not found.written:
        raise Invalid("term_mark.no_written", pupil=pupil)


def _must_say_why(page: ColumnPage, entry: TermMarkEntry, found: Proposal) -> bool:
    if page.column.kind is TermKind.EXAM or entry.value == found.value:
        return False
    stands = page.standing.get(entry.pupil_id)
    if stands is not None and stands.value == entry.value:
        return False
    return bool(found.value) or not found.lacks or entry.value != NOT_ATTESTED


def snapshot(page: ColumnPage, pupil_id: int, school: School) -> dict[str, Any]:
    """What the mark stands on now, to be kept with it: JSON, averages as «61/8»."""
    found = proposal(page, pupil_id, school)
    kept: dict[str, Any] = {"proposed": found.value, "count": found.count}
    if found.average is not None:
        kept["average"] = str(found.average)
    if found.lacks:
        kept["lacks"] = [str(lack) for lack in found.lacks]
    if page.column.kind is TermKind.TERM:
        marks = page.grounds.get(pupil_id, Grounds()).marks
        kept |= {"written": found.written, "marks": [[one.mark_id, one.value, one.weight, one.work] for one in marks]}
    elif before := page.before.get(pupil_id):
        kept["before"] = [list(one) for one in before]
    return kept


def _with_events(revisions: tuple[TermMarkRevision, ...], school: School, stamp: Stamp) -> TermMarkChanges:
    events = tuple(
        Event(
            EventKind.TERM_MARK,
            school.id,
            f"term_mark:{one.term_mark_id}",
            one.revision,
            stamp.at,
            pupil_id=one.pupil_id,
            class_id=one.class_id,
            day=school.local(stamp.at).date(),
        )
        for one in revisions
    )
    return TermMarkChanges(revisions, events)
