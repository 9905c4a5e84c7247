"""The profile's terms stood in until the school sent its own: then they make way, holidays and all.

They were a proposal (`defaults`), and files come in any order: a timetable today, the real calendar tomorrow. What was
ever used, for a term mark or a closing, or has closed by itself over a journal that somebody writes, stays and is asked
about as any other overlap.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from journal_core.calendar.defaults import default_terms
from journal_core.calendar.terms import school_year
from journal_core.enrolment.difference import Difference, Kind, Line
from journal_core.enrolment.names import fold
from journal_core.enrolment.records import Standing, TermRecord, Written
from journal_core.entries.locks import CLOSES_AFTER
from journal_core.lessons import Span
from journal_core.roll import Roll
from journal_core.school import School

_Told = tuple[str, str, str, Span]


def outlived(standing: Standing, roll: Roll, school: School, today: date, written: Written) -> tuple[TermRecord, ...]:
    """Stand-ins of the years that `roll` brings terms of; those that it names itself are no stand-ins any more."""
    years = {school_year(row.first) for row in roll.terms if row.kind == "term"}
    named = {(row.kind, fold(row.name)) for row in roll.terms}
    found: list[TermRecord] = []
    for year in years:
        there = [one for one in standing.terms if school_year(one.span.first) == year]
        proposed = _proposed(school, year)
        own = [one for one in there if one.kind == "term" and _told(one) not in proposed]
        used = any(one.id in written.terms or _has_closed(one, today, written) for one in there)
        if not own and not used:
            found += [one for one in there if _told(one) in proposed and (one.kind, fold(one.name)) not in named]
    return tuple(found)


def without(standing: Standing, gone: tuple[TermRecord, ...]) -> Standing:
    """The school as if they had never stood."""
    return replace(standing, terms=tuple(one for one in standing.terms if one not in gone))


def taken_out(difference: Difference, gone: tuple[TermRecord, ...], roll: Roll) -> Difference:
    """`difference` with a line for each that goes."""
    if not gone or difference.refused:
        return difference
    where = next(row.where for row in roll.terms if row.kind == "term")
    lines = tuple(Line(Kind.TERM, "gone", where, {"term": one.name}) for one in gone)
    changes = replace(difference.changes, gone_terms=tuple(one.id for one in gone))
    return replace(difference, lines=(*difference.lines, *lines), changes=changes)


def _has_closed(one: TermRecord, today: date, written: Written) -> bool:
    return bool(written.begun) and one.kind == "term" and today >= one.span.end + CLOSES_AFTER


def _proposed(school: School, year: int) -> frozenset[_Told]:
    day = timedelta(days=1)
    return frozenset(
        ("term" if one.system else "holiday", str(one.system or ""), fold(one.name), Span(one.first, one.last + day))
        for one in default_terms(school.profile.name, year)
    )


def _told(one: TermRecord) -> _Told:
    return one.kind, str(one.system), fold(one.name), one.span
