"""Questions about using the journal, their answers, and consultations (000 4.1.2; 001 8.1; 003 4.1 б, 4.2 д)."""

from __future__ import annotations

from datetime import date

from journal_core.actions.office.stepping import step_on
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid, Refused
from journal_core.office.matters import Filed, Step, words
from journal_core.office.questions import Consultation, Question
from journal_core.passes import AdminDesk, Child, ClassDesk, OfficeDesk, TeacherDesk
from journal_core.ports import Store


async def ask(
    store: Store, asker: Child | TeacherDesk | ClassDesk | OfficeDesk, text: str, stamp: Stamp
) -> Filed[Question]:
    """Ask about using the journal: anyone who is linked may. Raises Invalid for an empty question."""
    school, today = asker.school, asker.school.local(stamp.at).date()
    if isinstance(asker, Child):
        question = Question(school.id, today, words(text), asker.class_id, asker.pupil_id)
    elif asker.staff_id is None:
        raise Refused("access.not_yours")  # whoever types on the server has nobody to ask
    else:
        question = Question(school.id, today, words(text), staff_id=asker.staff_id)
    async with store.transaction() as tx:
        if await tx.note(stamp, "ask", school_id=school.id):
            await tx.office.open([question], stamp)
        [number] = await tx.office.opened(Question, stamp.command_id)
        return await tx.office.filed(Question, school.id, number)


async def answer_question(
    store: Store, desk: AdminDesk | ClassDesk, question_id: int, answer: str, stamp: Stamp
) -> Filed[Question]:
    """The administrator answers anybody, the class teacher the families of the class.

    Raises Invalid for an empty answer, Refused for a question that is not theirs, Conflict for an answered one.
    """

    def mine(question: Question) -> bool:
        return isinstance(desk, AdminDesk) or question.class_id == desk.class_id

    return await step_on(store, desk, Question, question_id, Step.ANSWERED, stamp, mine=mine, note=words(answer))


async def record_consultation(
    store: Store, desk: AdminDesk | ClassDesk, day: date, whom: str, topic: str, stamp: Stamp
) -> Filed[Consultation]:
    """Note a consultation that was given. Raises Invalid without a topic or a listener, and for a day to come."""
    if day > desk.school.local(stamp.at).date():
        raise Invalid("office.period_ahead", day=f"{day:%d.%m.%Y}")
    class_id = desk.class_id if isinstance(desk, ClassDesk) else None
    given = Consultation(desk.school.id, day, words(whom), words(topic), class_id, desk.staff_id)
    async with store.transaction() as tx:
        if await tx.note(stamp, "record_consultation", school_id=desk.school.id):
            await tx.office.open([given], stamp)
        [number] = await tx.office.opened(Consultation, stamp.command_id)
        return await tx.office.filed(Consultation, desk.school.id, number)
