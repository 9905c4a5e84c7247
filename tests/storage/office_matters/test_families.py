"""Papers of families, words to guardians, mistakes they report, questions (003 1.10; 001 4.3.5, 4.3.10; 000 3.7.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from journal_core.actions.corrections import ask_correction
from journal_core.actions.inviting import invite_class
from journal_core.actions.office.concerns import acknowledge_concern, take_back_concern, tell_guardians
from journal_core.actions.office.declarations import declare, withdraw_declaration
from journal_core.actions.office.mistakes import (
    answer_mistake,
    correct_mistake,
    pass_mistake,
    reject_mistake,
    report_mistake,
)
from journal_core.actions.office.questions import answer_question, ask, record_consultation
from journal_core.entries.entry import LessonEntry
from journal_core.entries.requests import Asked, MarkChange
from journal_core.entries.revisions import Change
from journal_core.errors import Conflict, Invalid, Refused
from journal_core.office.concerns import Worry
from journal_core.office.declarations import Declaration, Wish
from journal_core.office.matters import Step
from journal_core.office.mistakes import due_at
from journal_core.office.questions import waited
from tests.storage.office import PEPPER
from tests.storage.office_matters.chancery import OCTOBER, Chancery
from tests.storage.pen import Pen
from tests.storage.town import NOON, TODAY, speaks


def paper(own: Chancery, what: Wish = Wish.REFUSAL, adult: str | None = "Мария", child: str = "Аня") -> Declaration:
    guardian = own.town.guardians[adult] if adult else None
    return Declaration(own.school.id, TODAY, what, own.town.pupils[child], guardian, "№ 12")


async def invited(own: Chancery) -> set[str]:
    slips = await invite_class(own.store, own.admin(), "7Б", own.stamp(), PEPPER)
    return {slip.pupil.name for slip in slips if slip.pupil}


async def test_who_refused_electronics_gets_no_slip_until_they_apply(own: Chancery) -> None:
    assert "Аня" in await invited(own)
    await declare(own.store, own.class_7b(), paper(own), own.stamp())
    assert await invited(own) == {"Борис", "Вова", "Галя"}
    await declare(own.store, own.secretary(), paper(own, Wish.ACCESS), own.stamp())
    assert "Аня" in await invited(own)


async def test_by_the_district_s_order_a_slip_is_made_on_application_only(own: Chancery) -> None:
    own.keeps("003")
    assert await invited(own) == set()
    await declare(own.store, own.class_7b(), paper(own, Wish.ACCESS), own.stamp())
    await declare(own.store, own.class_7b(), paper(own, Wish.ACCESS, None, "Вова"), own.stamp())
    assert await invited(own) == {"Аня", "Вова"}


async def test_whose_week_is_printed_is_seen_by_the_class_teacher(own: Chancery) -> None:
    own.keeps("001")
    await declare(own.store, own.class_7b(), paper(own), own.stamp())
    await declare(own.store, own.admin(), paper(own, Wish.PRINTOUT, "Олег", "Борис"), own.stamp())
    await declare(own.store, own.admin(), paper(own, Wish.PRINTOUT, "Жанна", "Дима"), own.stamp())
    families = await own.lists.on_paper(own.class_7b())
    assert [(one.pupil, one.class_name, one.adults) for one in families] == [
        ("Иванова Аня", "7Б", ("Иванова Мария",)),
        ("Петров Борис", "7Б", ("Петров Олег",)),
    ]
    assert len(await own.lists.on_paper(own.deputy())) == 3
    assert await own.lists.on_paper(own.admin(own.elsewhere)) == ()


async def test_a_pupil_s_papers_follow_them_to_the_new_class(own: Chancery) -> None:
    await declare(own.store, own.class_7b(), paper(own), own.stamp())
    await own.do(
        "UPDATE membership SET class_id = :other WHERE pupil_id = :pupil",
        other=own.town.classes["7А"],
        pupil=own.town.pupils["Аня"],
    )
    assert await own.lists.declarations(own.class_7b()) == ()
    assert [one.names.class_name for one in await own.lists.declarations(own.class_7a())] == ["7А"]


async def test_a_paper_taken_wrongly_is_withdrawn_and_stays_in_the_register(own: Chancery) -> None:
    taken = await declare(own.store, own.class_7b(), paper(own), own.stamp("the same"))
    assert await declare(own.store, own.class_7b(), paper(own), own.stamp("the same")) == taken
    await withdraw_declaration(own.store, own.secretary(), taken.id, "не та семья", own.stamp())
    assert "Аня" in await invited(own)
    [kept] = await own.lists.declarations(own.secretary())
    assert (kept.stands, kept.names.adult, kept.names.staff) == (Step.WITHDRAWN, "Иванова Мария", "Соколова В. П.")


async def test_a_paper_of_another_class_s_pupil_or_of_a_stranger_is_refused(own: Chancery) -> None:
    for wrong in (paper(own, adult="Жанна", child="Дима"), paper(own, adult="Олег")):
        with pytest.raises(Refused):
            await declare(own.store, own.class_7b(), wrong, own.stamp())
    with pytest.raises(Refused):
        await declare(own.store, own.admin(own.elsewhere), paper(own), own.stamp())
    with pytest.raises(Invalid):
        await declare(own.store, own.class_7b(), replace(paper(own), paper=""), own.stamp())
    assert await own.count("declaration") == 0


async def test_a_word_to_guardians_is_kept_and_told_once(own: Chancery) -> None:
    pupil = own.town.pupils["Аня"]
    for _ in range(2):
        said = await tell_guardians(
            own.store, own.class_7b(), pupil, Worry.TRUANT, " Не была три дня ", own.stamp("the same")
        )
    assert (said.text, said.class_id) == ("Не была три дня", own.town.classes["7Б"])
    assert await own.ask("SELECT kind, subject, revision, pupil_id, class_id, day FROM event") == [
        ("concern", f"concern:{said.id}", 1, pupil, own.town.classes["7Б"], TODAY)
    ]
    [line] = await own.lists.concerns(own.class_7b(), OCTOBER)
    assert (line.pupil, line.class_name, line.author) == ("Иванова Аня", "7Б", "Соколова В. П.")


async def test_an_adult_reads_it_once_and_the_school_sees_who(own: Chancery) -> None:
    async with own.owner.begin() as connection:
        maria = await speaks(connection, own.town, "1001", guardian="Мария")
    said = await tell_guardians(
        own.store, own.deputy(), own.town.pupils["Аня"], Worry.FAILING, "Две двойки", own.stamp()
    )
    assert await acknowledge_concern(own.store, own.child(), said.id, own.stamp(person=maria))
    assert not await acknowledge_concern(own.store, own.child(), said.id, own.stamp(person=maria))
    [line] = await own.lists.concerns(own.head(), OCTOBER)
    assert line.read == (("Иванова Мария", NOON),)


async def test_a_word_about_another_child_and_a_pupil_s_own_press_are_refused(own: Chancery) -> None:
    said = await tell_guardians(
        own.store, own.class_7b(), own.town.pupils["Аня"], Worry.FAILING, "Две двойки", own.stamp()
    )
    with pytest.raises(Refused, match=r"access\.not_yours"):
        await acknowledge_concern(own.store, own.child("Борис"), said.id, own.stamp())
    with pytest.raises(Refused, match=r"office\.for_adults"):
        await acknowledge_concern(own.store, replace(own.child(), own=True), said.id, own.stamp())
    with pytest.raises(Refused):
        await tell_guardians(own.store, own.class_7b(), own.town.pupils["Дима"], Worry.TRUANT, "Где?", own.stamp())
    with pytest.raises(Refused):
        await tell_guardians(
            own.store, own.deputy(own.elsewhere), own.town.pupils["Аня"], Worry.TRUANT, "Где?", own.stamp()
        )
    assert await own.count("concern_revision") == 1


async def test_a_word_taken_back_leaves_the_family_s_list_and_not_the_history(own: Chancery) -> None:
    pupil = own.town.pupils["Аня"]
    said = await tell_guardians(own.store, own.class_7b(), pupil, Worry.TRUANT, "Не была", own.stamp())
    assert len(await own.lists.concerns_about(own.child())) == 1
    with pytest.raises(Refused):
        await take_back_concern(own.store, own.class_7a(), said.id, own.stamp())
    gone = await take_back_concern(own.store, own.class_7b(), said.id, own.stamp())
    assert (gone.revision, gone.change) == (2, Change.REMOVED)
    assert await take_back_concern(own.store, own.class_7b(), said.id, own.stamp()) == gone
    assert await own.lists.concerns_about(own.child()) == ()
    assert await own.ask("SELECT subject, revision FROM event ORDER BY id") == [
        (f"concern:{said.id}", 1), (f"concern:{said.id}", 2)
    ]  # fmt: skip
    with pytest.raises(Conflict, match=r"office\.taken_back"):
        await acknowledge_concern(own.store, own.child(), said.id, own.stamp())


async def test_a_reported_mistake_goes_through_the_class_teacher_to_the_deputy(own: Chancery) -> None:
    await Pen(own.owner, own.town).mark("algebra", TODAY, "Аня", "4")
    [(mark,)] = await own.ask("SELECT mark_id FROM mark_revision")
    told = await report_mistake(own.store, own.child(), "В тетради 5", own.stamp(), mark_id=mark)
    assert due_at(told, own.school) is None
    own.clock.later(days=2)
    passed = await pass_mistake(own.store, own.class_7b(), told.id, own.stamp(), note="посмотрите")
    assert due_at(passed, own.school) == own.clock.now() + timedelta(days=1)
    with pytest.raises(Conflict, match=r"office\.moved_on"):
        await answer_mistake(own.store, own.class_7b(), told.id, "Всё верно", own.stamp())
    asked = Asked(LessonEntry(own.town.lesson("algebra")), (MarkChange(mark, "5"),))
    request = await ask_correction(own.store, own.teacher(), asked, replace(own.stamp(), reason="не та строка"))
    done = await correct_mistake(own.store, own.deputy(), told.id, own.stamp(), request_id=request.id)
    assert done.last is not None and (done.last.step, done.last.refers) == (Step.CORRECTED, f"request:{request.id}")
    [seen] = await own.lists.mistakes(own.child())
    assert seen == done


async def test_the_class_teacher_answers_what_is_no_mistake_and_the_deputy_may_too(own: Chancery) -> None:
    first = await report_mistake(own.store, own.child(), "Меня не было", own.stamp("the same"))
    assert await report_mistake(own.store, own.child(), "Меня не было", own.stamp("the same")) == first
    answered = await answer_mistake(own.store, own.class_7b(), first.id, "Это другой урок", own.stamp())
    assert answered.stands is Step.ANSWERED
    second = await report_mistake(own.store, own.child(), "И ещё", own.stamp())
    rejected = await reject_mistake(own.store, own.deputy(), second.id, "Отметка верна", own.stamp())
    assert rejected.stands is Step.REJECTED
    assert [one.id for one in await own.lists.mistakes(own.deputy())] == [second.id, first.id]


async def test_a_family_reports_on_its_own_child_s_entries_only(own: Chancery) -> None:
    pen = Pen(own.owner, own.town)
    await pen.mark("algebra", TODAY, "Борис", "4")
    await pen.absence("algebra", TODAY, "Борис", "Н")
    [(mark, absence)] = await own.ask("SELECT mark_id, absence_id FROM mark_revision, absence_revision")
    for about in ({"mark_id": mark}, {"absence_id": absence}, {"mark_id": 10**9}):
        with pytest.raises(Refused):
            await report_mistake(own.store, own.child(), "Не моя", own.stamp(), **about)
    told = await report_mistake(own.store, own.child("Борис"), "Не моя", own.stamp(), absence_id=absence)
    assert await own.lists.mistakes(own.child()) == ()
    assert await own.lists.mistakes(own.class_7a()) == ()
    for step in (pass_mistake(own.store, own.class_7a(), told.id, own.stamp()),
                 correct_mistake(own.store, own.deputy(own.elsewhere), told.id, own.stamp())):  # fmt: skip
        with pytest.raises(Refused):
            await step


async def test_a_question_waits_until_it_is_answered_and_its_delay_is_known(own: Chancery) -> None:
    of_family = await ask(own.store, own.child(), "Где расписание?", own.stamp())
    own.clock.later(hours=1)
    of_teacher = await ask(own.store, own.teacher("Орлов"), "Как поставить Н?", own.stamp())
    own.clock.later(hours=4)
    listed = await own.lists.questions(own.admin())
    assert {one.id for one in listed if one.stands is None} == {of_family.id, of_teacher.id}
    answered = await answer_question(own.store, own.class_7b(), of_family.id, "В меню, «Неделя»", own.stamp())
    assert waited(answered, own.clock.now() + timedelta(days=9)) == timedelta(hours=5)
    listed = await own.lists.questions(own.admin())
    assert [one.id for one in listed if one.stands is None] == [of_teacher.id]
    assert [one.matter.text for one in await own.lists.questions(own.teacher("Орлов"))] == ["Как поставить Н?"]
    assert [one.id for one in await own.lists.questions(own.child())] == [of_family.id]
    assert await own.lists.questions(own.child("Борис")) == ()


async def test_a_class_teacher_answers_the_class_s_families_alone_and_the_administrator_anybody(own: Chancery) -> None:
    of_teacher = await ask(own.store, own.teacher("Орлов"), "Как поставить Н?", own.stamp())
    of_family = await ask(own.store, own.child(), "Где расписание?", own.stamp("the same"))
    assert await ask(own.store, own.child(), "Где расписание?", own.stamp("the same")) == of_family
    for desk, number in ((own.class_7b(), of_teacher.id), (own.class_7a(), of_family.id)):
        with pytest.raises(Refused):
            await answer_question(own.store, desk, number, "Так", own.stamp())
    with pytest.raises(Refused):
        await answer_question(own.store, own.admin(own.elsewhere), of_family.id, "Так", own.stamp())
    await answer_question(own.store, own.admin(), of_teacher.id, "Нажмите на фамилию", own.stamp())
    with pytest.raises(Conflict):
        await answer_question(own.store, own.admin(), of_teacher.id, "Ещё раз", own.stamp())
    with pytest.raises(Invalid, match=r"office\.empty"):
        await ask(own.store, own.child(), "  ", own.stamp())


async def test_consultations_are_noted_by_the_administrator_and_class_teachers(own: Chancery) -> None:
    for _ in range(2):
        await record_consultation(
            own.store, own.class_7b(), TODAY, "родители 7Б", "как открыть дневник", own.stamp("the same")
        )
    await record_consultation(own.store, own.admin(), TODAY, "учителя", "коды", own.stamp())
    with pytest.raises(Invalid, match=r"office\.period_ahead"):
        await record_consultation(own.store, own.admin(), TODAY + timedelta(days=1), "все", "коды", own.stamp())
    told = await own.lists.consultations(own.head(), OCTOBER)
    assert [(one.matter.whom, one.names.staff) for one in told] == [
        ("родители 7Б", "Соколова В. П."),
        ("учителя", "Орлов О. И."),
    ]
    assert len(await own.lists.consultations(own.class_7b(), OCTOBER)) == 1
