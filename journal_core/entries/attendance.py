"""Attendance: what a teacher notes, what the class teacher settles, and what is urgent.

003 4.2 г (УП/НП are the class teacher's), 000 4.2.2; `design: Absences`. Health reasons never travel in a push,
so nothing here carries more than the code.
"""

from __future__ import annotations

from enum import StrEnum


class AbsenceCode(StrEnum):
    """What stands in the journal's cell."""

    ABSENT = "absent"  #: Н, nobody explained it yet
    UNEXCUSED = "unexcused"  #: НП
    EXCUSED = "excused"  #: УП
    ILL = "ill"  #: Б
    LATE = "late"  #: О, with minutes


#: What only the class teacher settles; from a teacher it is a proposal, and the cell reads Н until then.
PROPOSALS = frozenset({AbsenceCode.UNEXCUSED, AbsenceCode.EXCUSED, AbsenceCode.ILL})


def noted_by_teacher(code: AbsenceCode) -> tuple[AbsenceCode, AbsenceCode | None]:
    """What is recorded when a teacher writes `code`: (the cell, the reason proposed to the class teacher)."""
    return (AbsenceCode.ABSENT, code) if code in PROPOSALS else (code, None)


def is_urgent(code: AbsenceCode, *, explained: bool) -> bool:
    """Whether the guardians must hear within the urgent grace.

    Н on a day nobody explained, and a НП that the class teacher settled. A НП proposed by a teacher is Н here:
    see `noted_by_teacher`.
    """
    return code is AbsenceCode.UNEXCUSED or (code is AbsenceCode.ABSENT and not explained)
