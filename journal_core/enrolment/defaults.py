"""A timetable without a calendar: the profile's terms, holidays and bells stand in, and the school is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journal_core.calendar.defaults import default_bells, default_terms
from journal_core.calendar.terms import System, school_year
from journal_core.enrolment.records import Standing
from journal_core.roll import BellRow, Doubt, Roll, TermRow, Where
from journal_core.school import School


def with_defaults(roll: Roll, standing: Standing, school: School, today: date) -> Roll:
    """`roll` with what the profile begins with, where neither the files nor the school have anything.

    Only a roll with a timetable needs a calendar. What was taken stands among the questions, with the profile's name.
    """
    if not roll.timetable:
        return roll
    where, taken = roll.timetable[0].where, {"profile": school.profile.name}
    year = school_year(today)
    known = [row.first for row in roll.terms] + [one.span.first for one in standing.terms]
    if not any(school_year(first) == year for first in known):
        doubt = Doubt(where, "import.terms_of_profile", taken)
        roll = replace(roll, terms=(*roll.terms, *_terms(school, year, where)), doubts=(*roll.doubts, doubt))
    if not roll.bells and not standing.bells:
        bells = tuple(BellRow(where, one.slot, one.starts_at, one.ends_at) for one in default_bells())
        doubt = Doubt(where, "import.bells_of_profile", taken)
        roll = replace(roll, bells=bells, doubts=(*roll.doubts, doubt))
    return roll


def _terms(school: School, year: int, where: Where) -> tuple[TermRow, ...]:
    return tuple(
        TermRow(
            where,
            "term" if one.system else "holiday",
            one.name,
            one.first,
            one.last,
            one.system or System.QUARTER,
            one.grades,
        )
        for one in default_terms(school.profile.name, year)
    )
