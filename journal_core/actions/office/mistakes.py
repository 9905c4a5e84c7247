"""Mistakes that families report: to the class teacher, on to the deputy, corrected (000 3.5.5, 3.7.4)."""

from __future__ import annotations

from journal_core.actions.office.stepping import step_on
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.office.matters import Filed, Step, words
from journal_core.office.mistakes import Mistake
from journal_core.passes import Child, ClassDesk, DeputyDesk
from journal_core.ports import Store


async def report_mistake(
    store: Store,
    child: Child,
    text: str,
    stamp: Stamp,
    *,
    mark_id: int | None = None,
    absence_id: int | None = None,
) -> Filed[Mistake]:
    """Tell the class teacher that a mark, an absence or something else of the child's is wrong.

    Raises Invalid for an empty report, Refused for an entry that is not this child's.
    """
    today = child.school.local(stamp.at).date()
    mistake = Mistake(child.school.id, today, child.class_id, child.pupil_id, words(text), mark_id, absence_id)
    async with store.transaction() as tx:
        if await tx.note(stamp, "report_mistake", school_id=child.school.id, subject=f"pupil:{child.pupil_id}"):
            named = mark_id is not None or absence_id is not None
            if named and not await tx.office.has_entry(child.pupil_id, mark_id, absence_id):
                raise Refused("access.not_yours")
            await tx.office.open([mistake], stamp)
        [number] = await tx.office.opened(Mistake, stamp.command_id)
        return await tx.office.filed(Mistake, child.school.id, number)


async def pass_mistake(
    store: Store, desk: ClassDesk, mistake_id: int, stamp: Stamp, *, note: str = ""
) -> Filed[Mistake]:
    """Pass a report of the class on to the deputy, whose clock begins."""
    return await step_on(
        store, desk, Mistake, mistake_id, Step.PASSED, stamp, mine=lambda one: _of(desk, one), note=note.strip()
    )


async def answer_mistake(store: Store, desk: ClassDesk, mistake_id: int, answer: str, stamp: Stamp) -> Filed[Mistake]:
    """Answer that nothing is to be corrected; Conflict once the deputy has it."""
    return await step_on(
        store, desk, Mistake, mistake_id, Step.ANSWERED, stamp, mine=lambda one: _of(desk, one), note=words(answer)
    )


async def reject_mistake(store: Store, desk: DeputyDesk, mistake_id: int, answer: str, stamp: Stamp) -> Filed[Mistake]:
    """The deputy finds that nothing is to be corrected, and says why."""
    return await step_on(store, desk, Mistake, mistake_id, Step.REJECTED, stamp, note=words(answer))


async def correct_mistake(
    store: Store, desk: DeputyDesk, mistake_id: int, stamp: Stamp, *, note: str = "", request_id: int | None = None
) -> Filed[Mistake]:
    """It is corrected, by a correction request where there was one. Raises Refused for another school's request."""
    if request_id is not None:  # a request is never deleted: what is seen here stands when the step is taken
        async with store.transaction() as tx:
            await tx.corrections.request(desk, request_id)
    refers = f"request:{request_id}" if request_id is not None else ""
    return await step_on(store, desk, Mistake, mistake_id, Step.CORRECTED, stamp, note=note.strip(), refers=refers)


def _of(desk: ClassDesk, mistake: Mistake) -> bool:
    return mistake.class_id == desk.class_id
