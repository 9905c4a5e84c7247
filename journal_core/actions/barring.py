"""Barring: an adult is kept away from a pupil by a court's word, until the bar is lifted (PRV-10).

A bar is looked at when linking, reading and sending; nobody is told of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from journal_core.access import AdminDesk, ClassDesk
from journal_core.actions.inviting import class_named
from journal_core.enrolment.names import fold
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid, Refused, Unknown
from journal_core.ports import Store
from journal_core.ports.rights import Adult, AdultLine


async def adults_of(store: Store, desk: ClassDesk | AdminDesk, class_name: str, at: datetime) -> tuple[AdultLine, ...]:
    """Everybody around the pupils of a class, and what stands of their access.

    Raises Unknown for what names no class, Refused for another class teacher's.
    """
    names = class_named(desk, class_name)
    async with store.transaction() as tx:
        return await tx.rights.adults(desk, names, at)


def named(lines: Iterable[AdultLine], pupil: str, adult: str) -> AdultLine:
    """The one whom two names mean, each written from its beginning on: «Иванова Аня», «Иванова Мария».

    Raises Unknown, naming who there is, where nobody is meant, or several are.
    """
    known = tuple(line for line in lines if _begins(str(line.pupil), pupil))
    found = [line for line in known if _begins(line.called, adult)]
    if len(found) != 1:
        there = "; ".join(dict.fromkeys(f"{line.pupil}: {line.called}" for line in known))
        raise Unknown("bar.adult_unclear", pupil=pupil, adult=adult, known=there or "–")
    return found[0]


def _begins(name: str, written: str) -> bool:
    """Whether the words of a name begin as written."""
    said, whole = fold(written).split(), fold(name).split()
    return bool(said) and whole[: len(said)] == said


async def bar_adult(store: Store, desk: ClassDesk | AdminDesk, whom: Adult, stamp: Stamp) -> bool:
    """Bar the adult from the pupil; False when they were barred already.

    The stamp's reason names the paper. Raises Invalid without one, Refused for a pupil of another class or school.
    """
    if not stamp.reason.strip():
        raise Invalid("bar.paper_unnamed")
    async with store.transaction() as tx:
        if not await tx.rights.may_bar(desk, whom, stamp.at):
            raise Refused("access.not_yours")
        if not await tx.note(stamp, "bar_adult", school_id=desk.school.id, subject=_subject(whom), **_adult(whom)):
            return False
        return await tx.rights.bar(whom, str(stamp.actor), stamp.at)


async def lift_bar(store: Store, desk: AdminDesk, whom: Adult, stamp: Stamp) -> bool:
    """Lift the bar, whoever set it: an administrator's alone. False when there is none; refused as `bar_adult` is."""
    if not stamp.reason.strip():
        raise Invalid("bar.paper_unnamed")
    async with store.transaction() as tx:
        if not await tx.rights.may_bar(desk, whom, stamp.at):
            raise Refused("access.not_yours")
        if not await tx.note(stamp, "lift_bar", school_id=desk.school.id, subject=_subject(whom), **_adult(whom)):
            return False
        return await tx.rights.unbar(whom)


def _subject(whom: Adult) -> str:
    return f"pupil:{whom.pupil_id}"


def _adult(whom: Adult) -> dict[str, object]:
    return {"guardian": whom.guardian_id, "person": whom.person_id}
