"""Term marks as people see them: what is proposed to a teacher, and what stands for a family (001 4.4.3, 5.1)."""

from __future__ import annotations

from dataclasses import dataclass

from journal_core.school import School
from journal_core.term_marks.grounds import Grounds, Proposal
from journal_core.term_marks.setting import ColumnPage, TermKind, proposal


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A pupil of a column."""

    pupil_id: int
    pupil: str
    proposal: Proposal
    grounds: Grounds  #: the marks it stands on; of a year's or final mark see `before`
    before: tuple[tuple[str, str], ...]  #: («I четверть», «8»)
    standing: str  #: as it is set; empty while it is not


@dataclass(frozen=True, slots=True)
class StandingMark:
    """One term mark of a child."""

    kind: TermKind
    term: str  #: «I четверть»; empty for the year's, the exam's and the final one
    value: str
    average: str  #: «7.43», of a mark that was proposed from one
    count: int  #: of the marks it stood on
    corrected_from: str | None = None


@dataclass(frozen=True, slots=True)
class SubjectYear:
    """The term marks of a subject, in the order of the year."""

    subject: str
    marks: tuple[StandingMark, ...]


def lines(page: ColumnPage, school: School) -> tuple[ProposalLine, ...]:
    """The column with what is proposed, in the register's order."""
    return tuple(
        ProposalLine(
            pupil_id,
            name,
            proposal(page, pupil_id, school),
            page.grounds.get(pupil_id, Grounds()),
            page.before.get(pupil_id, ()),
            page.standing[pupil_id].value if pupil_id in page.standing else "",
        )
        for pupil_id, name in page.pupils.items()
    )
