"""All that a roll changes in a school, the profile's calendar included while the school has none of its own."""

from __future__ import annotations

from datetime import date

from journal_core.enrolment.compare import compare
from journal_core.enrolment.defaults import with_defaults
from journal_core.enrolment.difference import Difference
from journal_core.enrolment.records import Standing, Written
from journal_core.enrolment.stand_ins import outlived, taken_out, without
from journal_core.roll import Roll
from journal_core.school import School


def difference_of(standing: Standing, roll: Roll, school: School, today: date, written: Written) -> Difference:
    """What `roll` changes in the school, and what to ask."""
    gone = outlived(standing, roll, school, today, written)
    whole = with_defaults(roll, standing, school, today)
    return taken_out(compare(without(standing, gone), whole, today, written), gone, roll)


def leaving(roll: Roll) -> date | None:
    """The first day that somebody leaves on by this roll; from then on entries matter."""
    return min((row.left for row in roll.pupils if row.left), default=None)
