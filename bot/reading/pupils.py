"""Whom a name means, once the lesson is known: in a subgroup's lesson only its own pupils (rule 5)."""

from __future__ import annotations

from bot.reading.ledger import Ledger
from bot.reading.names import full_name
from bot.reading.pieces import NamePiece
from bot.reading.result import AttendanceRead, MarkRead, Topic, ask
from journal_core.desk import DeskLesson, DeskPupil
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.marks import WorkKind


def settle_pupil(name: NamePiece, lesson: DeskLesson) -> DeskPupil:
    """The one pupil of the lesson whom the name fits, or a question."""
    fits = [p for p in name.pupils if lesson.subgroup_id is None or lesson.subgroup_id in p.subgroups]
    if len(fits) != 1:
        raise ask(Topic.PUPIL, word=name.word, candidates=tuple(full_name(pupil) for pupil in fits))
    return fits[0]


def read_marks(ledger: Ledger, lesson: DeskLesson) -> tuple[MarkRead, ...]:
    """The marks in order of mention; those of one pupil for one work are put together."""
    values: dict[tuple[DeskPupil, WorkKind | None], tuple[str, ...]] = {}
    for said in ledger.marks:
        pupil = settle_pupil(said.name, lesson)
        values[pupil, said.work] = values.get((pupil, said.work), ()) + said.values
    return tuple(MarkRead(pupil, marks, work) for (pupil, work), marks in values.items())


def read_attendance(ledger: Ledger, lesson: DeskLesson) -> tuple[AttendanceRead, ...]:
    """The codes in order of mention; two different ones of one pupil, or a mark of an absent one, are a question."""
    read: dict[DeskPupil, AttendanceRead] = {}
    marked = {settle_pupil(said.name, lesson) for said in ledger.marks}
    for said in ledger.absences:
        pupil = settle_pupil(said.name, lesson)
        new = AttendanceRead(pupil, said.code, said.minutes)
        absent_and_marked = said.code is not AbsenceCode.LATE and pupil in marked
        if read.setdefault(pupil, new) != new or absent_and_marked:
            raise ask(Topic.PUPIL, Topic.MARK, word=said.name.word, candidates=(full_name(pupil),))
    return tuple(read.values())
