"""Control of the journal: duties done, the daily analysis, remarks until they are mended (001 4.3.7; 003 4.2)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from journal_core.actions.office.findings import (
    accept_finding,
    mend_finding,
    publish_analysis,
    reopen_finding,
    write_finding,
)
from journal_core.actions.office.inspections import inspect
from journal_core.errors import Conflict, Invalid, Refused
from journal_core.law import Control
from journal_core.lessons import Span
from journal_core.office.analysis import Gap, proposals
from journal_core.office.findings import Finding, Office
from journal_core.office.matters import Step
from tests.storage.office_matters.chancery import OCTOBER, Chancery
from tests.storage.pen import Pen
from tests.storage.town import MONDAY, TODAY

DAY = Span(TODAY, TODAY + timedelta(days=1))
SATURDAY = datetime(2026, 10, 10, 9, 0, tzinfo=UTC)


def remark(
    own: Chancery, text: str = "Нет тем за неделю", *, lesson_id: int | None = None, class_id: int | None = None
) -> Finding:
    return Finding(
        own.school.id, TODAY, Office.DEPUTY, own.town.staff["Ковалёва"], class_id, None, lesson_id, text=text
    )


async def test_a_class_teacher_checks_the_data_of_the_month(own: Chancery) -> None:
    done = await inspect(
        own.store, own.class_7b(), Control.MONTHLY_DATA, TODAY, own.stamp(), found="У Пети сменился телефон"
    )
    assert (done.matter.day, done.names.staff) == (date(2026, 10, 1), "Соколова В. П.")
    lines = await own.lists.data_checks(own.deputy(), TODAY)
    assert [(one.class_name, one.duty.due, one.done is not None) for one in lines] == [
        ("1А", date(2026, 10, 31), False),
        ("7А", date(2026, 10, 31), False),
        ("7Б", date(2026, 10, 31), True),
    ]
    assert [one.class_name for one in await own.lists.data_checks(own.class_7b(), TODAY)] == ["7Б"]


async def test_a_check_of_october_is_none_of_november(own: Chancery) -> None:
    await inspect(own.store, own.class_7b(), Control.MONTHLY_DATA, TODAY, own.stamp())
    assert [one.done for one in await own.lists.data_checks(own.class_7b(), date(2026, 11, 20))] == []
    with pytest.raises(Invalid, match=r"office\.period_ahead"):
        await inspect(own.store, own.class_7b(), Control.MONTHLY_DATA, date(2026, 11, 20), own.stamp())


async def test_nobody_does_another_s_duty(own: Chancery) -> None:
    for control in (Control.DAILY_ANALYSIS, Control.MONTHLY_HEAD, Control.YEARLY_LISTS):
        with pytest.raises(Refused, match=r"office\.not_your_duty"):
            await inspect(own.store, own.class_7b(), control, TODAY, own.stamp())
    with pytest.raises(Refused, match=r"office\.not_your_duty"):
        await inspect(own.store, own.admin(), Control.MONTHLY_DATA, TODAY, own.stamp())
    assert await own.count("inspection") == 0


async def test_said_twice_a_check_is_noted_once_and_done_again_the_last_counts(own: Chancery) -> None:
    for _ in range(2):
        await inspect(own.store, own.admin(), Control.DAILY_ANALYSIS, TODAY, own.stamp("the same"), found="чисто")
    assert await own.count("inspection") == 1
    await inspect(own.store, own.admin(), Control.DAILY_ANALYSIS, TODAY, own.stamp(), found="3 замечания")
    own.keeps("003")
    [line] = [one for one in await own.lists.agenda(own.head(), DAY) if one.duty.control is Control.DAILY_ANALYSIS]
    assert line.done is not None and line.done.matter.found == "3 замечания"


async def test_the_agenda_of_a_day_is_what_the_regulation_asks_for(own: Chancery) -> None:
    own.keeps("003")
    lines = await own.lists.agenda(own.admin(), DAY)
    assert [(one.duty.control, one.class_name) for one in lines] == [
        (Control.DAILY_ANALYSIS, ""),
        (Control.WEEKLY_ABSENCES, "1А"),
        (Control.WEEKLY_ABSENCES, "7А"),
        (Control.WEEKLY_ABSENCES, "7Б"),
        (Control.WEEKLY_ANALYSIS, ""),
        (Control.MONTHLY_ANALYSIS, ""),
    ]
    assert [one.class_name for one in await own.lists.agenda(own.class_7b(), DAY)] == ["7Б"]
    sunday = Span(date(2026, 10, 11), date(2026, 10, 12))
    assert Control.DAILY_ANALYSIS not in {one.duty.control for one in await own.lists.agenda(own.admin(), sunday)}


async def test_the_figures_of_a_day_know_what_stands_and_name_no_pupil(own: Chancery) -> None:
    pen = Pen(own.owner, own.town)
    await pen.topic("algebra", TODAY, "Степени")
    await pen.mark("algebra", TODAY, "Аня", "8")
    await pen.mark("algebra", TODAY, "Борис", "3", "")
    await pen.homework("algebra", TODAY, TODAY, "№ 214", "№ 215", "")
    await pen.homework("history", TODAY, TODAY, "§ 7")
    lessons = {one.subject: one for one in await own.lists.lesson_figures(own.admin(), DAY) if one.class_name == "7Б"}
    algebra = lessons["Алгебра"]
    assert (algebra.topic, algebra.homework, algebra.marks, algebra.teacher) == (True, False, 1, "Ковалёва Н. П.")
    assert (lessons["История"].topic, lessons["История"].homework) == (False, True)
    assert lessons["Английский язык"].filled_at is None
    assert await own.lists.lesson_figures(own.admin(own.elsewhere), DAY) == ()


async def test_a_late_entry_is_counted_and_a_cancelled_lesson_is_not(own: Chancery) -> None:
    await Pen(own.owner, own.town).topic("algebra", TODAY, "Степени")
    await own.do("UPDATE topic_revision SET late = true")
    await own.do("UPDATE lesson SET cancelled = true WHERE id = :lesson", lesson=own.town.lesson("history"))
    lessons = {one.subject: one for one in await own.lists.lesson_figures(own.deputy(), DAY) if one.class_name == "7Б"}
    assert lessons["Алгебра"].late == 1
    assert "История" not in lessons


async def test_the_day_s_analysis_becomes_remarks_once(own: Chancery) -> None:
    figures = await own.lists.lesson_figures(own.admin(), DAY)
    found = proposals(figures, own.school, SATURDAY)
    stamp = own.stamp()
    numbers = await publish_analysis(own.store, own.admin(), found, stamp)
    assert await publish_analysis(own.store, own.admin(), found, stamp) == numbers
    assert await own.count("finding") == len(found) == len(figures)
    assert proposals(await own.lists.lesson_figures(own.admin(), DAY), own.school, SATURDAY) == ()
    mine = await own.lists.findings(own.teacher(), OCTOBER)
    assert [(one.names.subject, one.names.class_name, one.matter.lacking) for one in mine] == [
        ("Алгебра", "7Б", (Gap.UNFILLED,)),
        ("Алгебра", "7А", (Gap.UNFILLED,)),
    ]


async def test_a_remark_goes_to_its_teacher_and_back_until_it_is_accepted(own: Chancery) -> None:
    number = await write_finding(own.store, own.deputy(), remark(own), own.stamp())
    await mend_finding(own.store, own.teacher(), number, own.stamp(), note="темы внесены")
    await reopen_finding(own.store, own.deputy(), number, "нет темы за пятницу", own.stamp())
    await mend_finding(own.store, own.teacher(), number, own.stamp())
    done = await accept_finding(own.store, own.deputy(), number, own.stamp())
    assert [one.step for one in done.steps] == [Step.MENDED, Step.REOPENED, Step.MENDED, Step.ACCEPTED]
    assert [one.staff for one in done.steps[:2]] == ["Ковалёва Н. П.", "Лис А. Л."]
    assert (done.matter.office, done.matter.due) == (Office.DEPUTY, date(2026, 11, 7))
    with pytest.raises(Conflict, match=r"office\.moved_on"):
        await mend_finding(own.store, own.teacher(), number, own.stamp())


async def test_another_teacher_neither_mends_nor_sees_it(own: Chancery) -> None:
    number = await write_finding(own.store, own.deputy(), remark(own), own.stamp())
    with pytest.raises(Refused):
        await mend_finding(own.store, own.teacher("Орлов"), number, own.stamp())
    assert await own.lists.findings(own.teacher("Орлов"), OCTOBER) == ()


async def test_the_administrator_judges_their_own_and_the_deputy_everybody_s(own: Chancery) -> None:
    of_deputy = await write_finding(own.store, own.deputy(), remark(own), own.stamp())
    of_admin = await write_finding(own.store, own.admin(), remark(own), own.stamp())
    for number in (of_deputy, of_admin):
        await mend_finding(own.store, own.teacher(), number, own.stamp())
    with pytest.raises(Refused):
        await accept_finding(own.store, own.admin(), of_deputy, own.stamp())
    await accept_finding(own.store, own.deputy(), of_admin, own.stamp())
    listed = await own.lists.findings(own.head(), OCTOBER)
    assert [(one.matter.office, one.stands) for one in listed] == [
        (Office.DEPUTY, Step.MENDED),
        (Office.ADMINISTRATOR, Step.ACCEPTED),
    ]


async def test_a_remark_names_only_what_is_the_school_s_and_says_something(own: Chancery) -> None:
    with pytest.raises(Refused):
        await write_finding(own.store, own.deputy(own.elsewhere), remark(own), own.stamp())
    with pytest.raises(Refused):
        await write_finding(own.store, own.deputy(), remark(own, lesson_id=10**9), own.stamp())
    with pytest.raises(Invalid, match=r"office\.empty"):
        await write_finding(own.store, own.deputy(), remark(own, text=" "), own.stamp())
    about = remark(own, lesson_id=own.town.lesson("algebra", MONDAY), class_id=own.town.classes["7Б"])
    number = await write_finding(own.store, own.deputy(), about, own.stamp())
    assert await own.ask("SELECT id FROM finding") == [(number,)]
