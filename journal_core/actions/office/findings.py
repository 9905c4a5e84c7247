"""Remarks of the journal's analysis to teachers: written, mended, accepted or opened anew (003 4.2 а(6); 001 6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journal_core.actions.office.stepping import step_on
from journal_core.entries.revisions import Stamp
from journal_core.office.analysis import Proposed
from journal_core.office.findings import Finding, Office, check, of_analysis
from journal_core.office.matters import Filed, Step, words
from journal_core.passes import AdminDesk, DeputyDesk, TeacherDesk
from journal_core.ports import Store


async def write_finding(store: Store, desk: AdminDesk | DeputyDesk, finding: Finding, stamp: Stamp) -> int:
    """Remark on something to a teacher, today and in the desk's own name; its number.

    Raises Invalid for a remark that says nothing, Refused when it names somebody or something of another school.
    """
    check(finding)
    [number] = await _open(store, desk, [finding], "write_finding", stamp)
    return number


async def publish_analysis(
    store: Store, desk: AdminDesk | DeputyDesk, proposed: Sequence[Proposed], stamp: Stamp
) -> list[int]:
    """Put what the figures propose before the teachers: a remark a lesson; their numbers."""
    office, day = _office(desk), desk.school.local(stamp.at).date()
    found = [of_analysis(one, desk.school.id, office, day) for one in proposed]
    return await _open(store, desk, found, "publish_analysis", stamp)


async def mend_finding(
    store: Store, desk: TeacherDesk, finding_id: int, stamp: Stamp, *, note: str = ""
) -> Filed[Finding]:
    """«Устранено»; Refused for another teacher's remark, Conflict for one that is mended or accepted already."""
    return await step_on(
        store, desk, Finding, finding_id, Step.MENDED, stamp,
        mine=lambda finding: finding.staff_id == desk.staff_id, note=note.strip(),
    )  # fmt: skip


async def accept_finding(
    store: Store, desk: AdminDesk | DeputyDesk, finding_id: int, stamp: Stamp, *, note: str = ""
) -> Filed[Finding]:
    """It is put right; Conflict for one that nobody said was mended. The deputy may answer for the administrator."""
    return await _judge(store, desk, finding_id, Step.ACCEPTED, note.strip(), stamp)


async def reopen_finding(
    store: Store, desk: AdminDesk | DeputyDesk, finding_id: int, note: str, stamp: Stamp
) -> Filed[Finding]:
    """It is not put right, and why; the teacher has it again."""
    return await _judge(store, desk, finding_id, Step.REOPENED, words(note), stamp)


async def _judge(
    store: Store, desk: AdminDesk | DeputyDesk, finding_id: int, step: Step, note: str, stamp: Stamp
) -> Filed[Finding]:
    def mine(finding: Finding) -> bool:
        return isinstance(desk, DeputyDesk) or finding.office is Office.ADMINISTRATOR

    return await step_on(store, desk, Finding, finding_id, step, stamp, mine=mine, note=note)


async def _open(
    store: Store, desk: AdminDesk | DeputyDesk, found: Sequence[Finding], action: str, stamp: Stamp
) -> list[int]:
    today, office = desk.school.local(stamp.at).date(), _office(desk)
    own = [replace(one, school_id=desk.school.id, day=today, office=office) for one in found]
    async with store.transaction() as tx:
        if not await tx.note(stamp, action, school_id=desk.school.id, findings=len(own)):
            return await tx.office.opened(Finding, stamp.command_id)
        return await tx.office.open(own, stamp)


def _office(desk: AdminDesk | DeputyDesk) -> Office:
    return Office.DEPUTY if isinstance(desk, DeputyDesk) else Office.ADMINISTRATOR
