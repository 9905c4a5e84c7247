"""Duties of staff: given and taken by administrators, one of whom alone makes no other administrator (SEC-09).

Staff roles are never given by a family's code; the first administrator is invited from the command line.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journal_core.errors import Conflict, Invalid, Refused, Unknown
from journal_core.people import DUTIES, Actor, Role


class Step(StrEnum):
    """What became of a duty."""

    ASKED = "asked"  #: of an administrator: another one, or the operator, confirms
    GIVEN = "given"
    REFUSED = "refused"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class DutyRevision:
    """The last word about one duty of one member of staff."""

    revision: int
    step: Step
    actor: str  #: as the audit writes it


@dataclass(frozen=True, slots=True)
class Worker:
    """A member of staff with their duties, as they stand."""

    staff_id: int
    duties: tuple[Role, ...]
    linked: bool  #: somebody holds the record by a live link
    last: DutyRevision | None = None  #: of the duty that is asked about


def as_duty(role: Role) -> Role:
    """`role` when it is one that staff may be given; raises Invalid for a family's, and for leading a class."""
    if role not in DUTIES:
        raise Invalid("duty.unknown", duty=str(role))
    return role


def giving(worker: Worker, duty: Role, *, by: int | None, has_administrator: bool) -> Step | None:
    """What giving comes to: at once, or asked for; None when they have it. Raises Conflict when asked already.

    `by` is the staff record of who gives, None for the operator. Another administrator takes two people, and so does
    whatever somebody gives to themself.
    """
    if duty in worker.duties:
        return None
    if by != worker.staff_id and not (duty is Role.ADMINISTRATOR and has_administrator):
        return Step.GIVEN
    if worker.last is not None and worker.last.step is Step.ASKED:
        raise Conflict("duty.asked_before")
    return Step.ASKED


def settling(worker: Worker, accept: bool, actor: Actor) -> Step:
    """What the second person's word comes to. Raises Unknown when nothing is asked, Refused for who asked it."""
    if worker.last is None or worker.last.step is not Step.ASKED:
        raise Unknown("duty.nothing_asked")
    if worker.last.actor == str(actor):
        raise Refused("duty.another_confirms")
    return Step.GIVEN if accept else Step.REFUSED


def taking(worker: Worker, duty: Role, *, others: bool) -> Step | None:
    """What taking comes to; None when they do not have it. Raises Refused for the last administrator who is linked."""
    if duty not in worker.duties:
        return None
    if duty is Role.ADMINISTRATOR and worker.linked and not others:
        raise Refused("duty.last_administrator")
    return Step.TAKEN


def with_duty(duties: tuple[Role, ...], duty: Role, step: Step) -> tuple[Role, ...]:
    """The duties after `step`, in their usual order."""
    held = set(duties)
    if step is Step.GIVEN:
        held.add(duty)
    elif step is Step.TAKEN:
        held.discard(duty)
    return tuple(one for one in DUTIES if one in held)
