"""Plans of lessons taken, and the curriculum's hours said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal_core.access import DeputyDesk, TeacherDesk
from journal_core.calendar.terms import school_year
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid, Refused, Unknown
from journal_core.plans.plan import PlanLine, PlanTopic, check, difference
from journal_core.ports import Store, Transaction
from journal_core.ports.plans import Course

MOST_CURRICULUM = 500  #: hours a year of one subject


@dataclass(frozen=True, slots=True)
class TakenPlan:
    """What a plan changed, or would."""

    lines: tuple[PlanLine, ...]
    hours: int


async def take_plan(
    store: Store,
    desk: TeacherDesk | DeputyDesk,
    course: Course,
    topics: Sequence[PlanTopic],
    stamp: Stamp,
    *,
    today: date,
    dry_run: bool = False,
) -> TakenPlan:
    """Make `topics` the course's plan of this school year; what stood before is shown as the difference.

    A teacher plans the courses of the own load, a deputy any of the school (001 4.4.4). Raises Invalid for a plan
    that cannot be, Refused for another's course; then nothing is changed, and a dry run leaves no trace.
    """
    check(topics)
    year = school_year(today)
    async with store.transaction() as tx:
        await _authorise(tx, desk, course, today)
        standing = await tx.plans.plan(course, year)
        lines = difference(standing.topics if standing else (), topics)
        taken = TakenPlan(lines, sum(topic.hours for topic in topics))
        if dry_run or not lines:
            return taken
        subject = f"plan:{course.class_id}:{course.subgroup_id or ''}:{course.subject_id}"
        if await tx.note(stamp, "take_plan", school_id=desk.school.id, subject=subject, changed=len(lines)):
            await tx.plans.put(desk.school.id, course, year, topics)
        return taken


async def set_curriculum(
    store: Store, desk: DeputyDesk, grade: int, subject_id: int, hours: int, stamp: Stamp, *, today: date
) -> None:
    """Say how many hours a year a subject has in a grade. Raises Invalid and Unknown."""
    if not 0 < hours <= MOST_CURRICULUM or not 1 <= grade <= 12:
        raise Invalid("plan.curriculum", most=str(MOST_CURRICULUM))
    year = school_year(today)
    async with store.transaction() as tx:
        subject = f"subject:{subject_id}"
        if not await tx.note(
            stamp, "set_curriculum", school_id=desk.school.id, subject=subject, grade=grade, hours=hours, year=year
        ):
            return
        if not await tx.plans.set_hours(desk.school.id, year, grade, subject_id, hours):
            raise Unknown("plan.no_subject")


async def _authorise(tx: Transaction, desk: TeacherDesk | DeputyDesk, course: Course, today: date) -> None:
    known = tx.plans.own(desk, course, today) if isinstance(desk, TeacherDesk) else tx.plans.exists(desk, course, today)
    if not await known:
        raise Refused("access.not_yours")
