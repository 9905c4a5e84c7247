"""What every school's quarter has, whatever its regulation: its end, reasons settled, term marks asked for later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from journal_core.actions.absences import settle_absence
from journal_core.actions.closing import close_term
from journal_core.actions.corrections import approve_correction, ask_correction
from journal_core.actions.inviting import invite_class, invite_pupils
from journal_core.actions.office.declarations import declare
from journal_core.actions.office.inspections import Inspector, inspect
from journal_core.actions.post_lesson import change_lesson
from journal_core.actions.term_marks import approve_term_marks, ask_term_marks, set_term_marks
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import LessonEntry
from journal_core.entries.marks import WorkKind
from journal_core.entries.requests import Asked, CorrectionRequest, MarkChange, RequestState
from journal_core.errors import Invalid, Refused, TooLate
from journal_core.law import Control
from journal_core.office.declarations import Declaration, Wish
from journal_core.people import Role
from journal_core.term_marks.setting import TermMarkEntry
from journal_core.term_marks.views import ProposalLine
from tests.storage.profiles.quarter import HOLIDAY, LAST, PEPPER, QUARTER, WEDNESDAY, Walk


async def only_words_for(walk: Walk, class_name: str, name: str, day: date) -> None:
    """A grade without marks: a mark is refused, the teacher's words are taken, and so is homework."""
    with pytest.raises(Invalid, match=r"entry\.grade_without_marks"):
        await walk.posts(day, walk.at(day), class_name=class_name, **{name: "5"})
    posted = await walk.posts(
        day, walk.at(day), class_name=class_name, homework="Читать с. 12", about=name, words="Читает бегло"
    )
    assert (posted.marks, posted.remarks, posted.homework) == (0, 1, True)


async def a_week_for_written_work(walk: Walk, name: str, values: tuple[str, str], day: date) -> None:
    """A test may be marked until the end of the seventh day; on the eighth its marks are late."""
    for wall, value, late in ((walk.at(day + timedelta(days=7), "23:59"), values[0], set()),
                              (walk.at(day + timedelta(days=8), "00:00"), values[1], {"mark"})):  # fmt: skip
        assert await walk.late(await walk.posts(day, wall, work=WorkKind.TEST, **{name: value})) == late


async def slips_for_all(walk: Walk) -> None:
    """Nobody applied: a slip for each adult all the same, and one for each pupil's own diary."""
    at = walk.at(date(2026, 9, 2))
    slips = await invite_class(walk.store, walk.leader(), "7Б", walk.says("Соколова", at), PEPPER)
    assert {str(slip.adult) for slip in slips if slip.adult} == {"Иванова Мария", "Петров Олег"}
    own = await invite_pupils(walk.store, walk.leader(), "7Б", walk.says("Соколова", at), PEPPER)
    assert {slip.pupil.name for slip in own if slip.pupil} == {"Аня", "Борис", "Вова"}


async def weeks_on_paper(walk: Walk) -> dict[str, tuple[Wish, ...]]:
    """Олег asks for a weekly printout, Мария will not use electronics: whose weeks Соколова prints, and why."""
    for name, parent, wish in (("Борис", "Олег", Wish.PRINTOUT), ("Аня", "Мария", Wish.REFUSAL)):
        pupil_id, guardian_id = walk.numbers["pupils"][name], walk.numbers["guardians"][parent]
        paper = Declaration(walk.school.id, WEDNESDAY, wish, pupil_id, guardian_id, f"заявление: {parent}")
        await declare(walk.store, walk.leader(), paper, walk.says("Соколова", walk.at(WEDNESDAY)))
    families = await walk.office(walk.at(WEDNESDAY)).on_paper(walk.leader())
    return {family.pupil: family.why for family in families}


async def the_class_teacher_settles(walk: Walk, name: str, day: date, after: timedelta) -> None:
    """Соколова gives an absence its reason some days later: it is not late, and not a correction by request."""
    known = {"pupil": walk.numbers["pupils"][name], "lesson": await walk.lesson(day)}
    [(number,)] = await walk.rows(
        "SELECT DISTINCT absence_id FROM absence_revision WHERE pupil_id = :pupil AND lesson_id = :lesson", **known
    )
    at = walk.at(day) + after
    settled = await settle_absence(walk.store, walk.leader(), number, AbsenceCode.EXCUSED, walk.says("Соколова", at))
    assert settled.changed
    stands = "SELECT code, late FROM absence_revision WHERE absence_id = :n ORDER BY revision DESC LIMIT 1"
    assert [tuple(row) for row in await walk.rows(stands, n=number)] == [("excused", False)]


async def changes(walk: Walk, name: str, day: date, value: str, at_day: date, wall: str = "12:00") -> None:
    """Ковалёва changes a mark herself."""
    stamp = walk.says("Ковалёва", walk.at(at_day, wall))
    await change_lesson(walk.store, walk.teacher(), await _meant(walk, name, day, value), stamp)


async def asks(walk: Walk, name: str, day: date, value: str, at_day: date) -> CorrectionRequest:
    """Ковалёва asks that a mark be changed."""
    stamp = walk.says("Ковалёва", walk.at(at_day), "ошиблась строкой")
    return await ask_correction(walk.store, walk.teacher(), await _meant(walk, name, day, value), stamp)


async def _meant(walk: Walk, name: str, day: date, value: str) -> Asked:
    return Asked(LessonEntry(await walk.lesson(day)), (MarkChange(await walk.mark_of(name, day), value),))


async def two_people_change(walk: Walk, name: str, day: date, value: str, at_day: date) -> None:
    """Ковалёва asks, her own hand approves nothing, Лис approves: both values stay."""
    before = await walk.values(name, day)
    request = await asks(walk, name, day, value, at_day)
    assert request.due_at == walk.at(at_day + timedelta(days=1)), "a day to have a mistake corrected (000 3.5.5)"
    assert await walk.values(name, day) == before, "nothing changes before it is approved"
    at = walk.at(at_day, "13:00")
    with pytest.raises(Refused, match=r"correction\.own"):
        await approve_correction(walk.store, walk.deputy(), request.id, walk.says("Ковалёва", at))
    settled = await approve_correction(walk.store, walk.deputy(), request.id, walk.says("Лис", at))
    assert settled.request.state is RequestState.APPROVED
    assert await walk.values(name, day) == [*before, ("corrected", value, True)]


async def proposed(walk: Walk, at_day: date = date(2026, 10, 28)) -> dict[str, ProposalLine]:
    """What is proposed for the quarter in algebra, by first name."""
    lines = await walk.term_marks.proposals(walk.teacher(), walk.column(), walk.at(at_day))
    return {line.pupil.split()[1]: line for line in lines}


async def sets(walk: Walk, at_day: date, why: str = "", **values: str) -> None:
    """Ковалёва sets marks of the quarter."""
    entries = [TermMarkEntry(walk.numbers["pupils"][name], value) for name, value in values.items()]
    stamp = walk.says("Ковалёва", walk.at(at_day), why)
    await set_term_marks(walk.store, walk.teacher(), walk.column(), entries, stamp)


async def set_marks(walk: Walk) -> list[tuple[str, str, bool]]:
    """(pupil, value, late) of every revision of the quarter's marks."""
    names = {number: name for name, number in walk.numbers["pupils"].items()}
    found = await walk.rows("SELECT pupil_id, value, late FROM term_mark_revision ORDER BY id")
    return [(names[row[0]], row[1], row[2]) for row in found]


async def the_quarter_closes(walk: Walk, name: str, day: date, value: str, term_value: str) -> None:
    """Лис closes the quarter on its last day: what stands in it then changes only by a request of two people."""
    term_id = walk.numbers["terms"]["I четверть"]
    with pytest.raises(Invalid, match=r"term\.not_over"):
        early = walk.says("Лис", walk.at(LAST - timedelta(days=1)))
        await close_term(walk.store, walk.deputy(), term_id, early)
    await close_term(walk.store, walk.deputy(), term_id, walk.says("Лис", walk.at(LAST, "18:00")))
    with pytest.raises(TooLate, match=r"entry\.locked_term"):
        await changes(walk, name, day, value, HOLIDAY)
    with pytest.raises(TooLate, match=r"term_mark\.locked"):
        await sets(walk, HOLIDAY, "пересмотр", **{name: term_value})
    await two_people_change(walk, name, day, value, HOLIDAY)
    await _a_term_mark_is_asked_for(walk, name, term_value)


async def _a_term_mark_is_asked_for(walk: Walk, name: str, value: str) -> None:
    entries = [TermMarkEntry(walk.numbers["pupils"][name], value)]
    stamp = walk.says("Ковалёва", walk.at(HOLIDAY), "исправлена отметка урока")
    request = await ask_term_marks(walk.store, walk.teacher(), walk.column(), entries, stamp)
    said = walk.says("Лис", walk.at(HOLIDAY, "13:00"))
    done = await approve_term_marks(walk.store, walk.deputy(), request.id, said)
    assert done.count == 1 and (await set_marks(walk))[-1][:2] == (name, value)


async def duties_of(walk: Walk) -> dict[Control, tuple[Role, set[date]]]:
    """Who owes what in the quarter, with the days it is due on."""
    found: dict[Control, tuple[Role, set[date]]] = {}
    for one in await walk.office(walk.at(LAST)).agenda(walk.head(), QUARTER):
        found.setdefault(one.duty.control, (one.duty.role, set()))[1].add(one.duty.due)
    return found


async def does_their_duties(walk: Walk, day: date, controls: Iterable[Control]) -> None:
    """Each duty is done by its own person, refused to another's, and then stands done on the head's list."""
    desks: dict[Role, tuple[str, Inspector]] = {
        Role.DEPUTY: ("Лис", walk.deputy()),
        Role.HEAD: ("Громов", walk.head()),
        Role.ADMINISTRATOR: ("Орлов", walk.admin()),
        Role.SECRETARY: ("Белая", walk.secretary()),
        Role.CLASS_TEACHER: ("Соколова", walk.leader()),
    }
    duties, at = await duties_of(walk), walk.at(day, "16:00")
    for control in controls:
        mine = duties[control][0]
        other = Role.HEAD if mine is not Role.HEAD else Role.DEPUTY
        with pytest.raises(Refused, match=r"office\.not_your_duty"):
            who, desk = desks[other]
            await inspect(walk.store, desk, control, day, walk.says(who, at))
        who, desk = desks[mine]
        await inspect(walk.store, desk, control, day, walk.says(who, at), found="сделано")
    done = {
        one.duty.control
        for one in await walk.office(at).agenda(walk.head(), QUARTER)
        if one.done is not None and one.done.names.staff
    }
    assert done == set(controls)
