"""A family's word about a day their child is away: given in advance or after, a proposal to the class teacher.

An explained day is not asked about at once. The last word stands. What it says of health is shown to the class
teacher and to nobody else: no push carries it (design/journal.md, «Absence»; 003 4.2 г).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from journal_core.errors import Invalid
from journal_core.school import School

AHEAD = timedelta(days=30)
BEHIND = timedelta(days=14)


class Explained(StrEnum):
    """What a family says."""

    ILL = "ill"  #: «болеет»
    DOCTOR = "doctor"  #: «у врача»
    FAMILY = "family"  #: «семейные обстоятельства»
    AT_SCHOOL = "at_school"  #: «был в школе»: the Н is disputed
    UNKNOWN = "unknown"  #: «не знаю, где ребёнок»: the class teacher looks at once


#: Words after which an absence of that day is no surprise to the family.
EXPLAINS = frozenset({Explained.ILL, Explained.DOCTOR, Explained.FAMILY})

#: Words that cannot wait.
ALARMING = frozenset({Explained.UNKNOWN})


def check_day(school: School, day: date, at: datetime) -> None:
    """Raise Invalid for a day too far off to be explained now."""
    today = school.local(at).date()
    if not today - BEHIND <= day <= today + AHEAD:
        raise Invalid("absence.explained_day", first=(today - BEHIND).isoformat(), last=(today + AHEAD).isoformat())
