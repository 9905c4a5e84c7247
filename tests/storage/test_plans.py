"""Plans of lessons in the school: taken, offered at a lesson, measured for the class, shown to a family."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import ClassPages, DeputyDesk
from journal_core.actions.individual import change_individual, give_individual, withdraw_individual
from journal_core.actions.plans import set_curriculum, take_plan
from journal_core.actions.post_lesson import post_lesson
from journal_core.entries.entry import LessonEntry
from journal_core.errors import Invalid, Refused, Unknown
from journal_core.lessons import Span
from journal_core.plans.courses import course_named
from journal_core.plans.individual import IndividualEntry, IndividualKind
from journal_core.plans.plan import Fit, PlanTopic
from journal_core.ports.plans import Course, CourseReport
from storage.plans.reading import PgProgrammes
from storage.transaction import PgStore
from tests.storage.town import MONDAY, TODAY, Town, build_town, stamp

PLAN = PlanTopic("Дроби", 2), PlanTopic("Проценты", 3, homework="п. 5")


@pytest.fixture
async def town(runtime: AsyncEngine) -> Town:
    return await build_town(runtime)


@pytest.fixture
def programmes(runtime: AsyncEngine) -> PgProgrammes:
    return PgProgrammes(runtime)


def algebra(town: Town, class_name: str = "7Б") -> Course:
    """The course of a whole class."""
    return Course(town.classes[class_name], None, town.subjects["Алгебра"])


def english(town: Town, subgroup: str) -> Course:
    """The course of half a class."""
    return Course(town.classes["7Б"], town.subgroups[subgroup], town.subjects["Английский язык"])


def deputy(town: Town) -> DeputyDesk:
    """A pass to the deputy's desk."""
    return DeputyDesk(town.staff["Соколова"], town.school)


async def taken(store: PgStore, town: Town, *topics: PlanTopic) -> None:
    """Ковалёва's plan of algebra in 7Б."""
    await take_plan(store, town.teacher(), algebra(town), topics, stamp(f"plan {len(topics)}"), today=TODAY)


async def taught(store: PgStore, town: Town, topic: str, day: date, line: str = "algebra") -> None:
    """A lesson with its topic."""
    teacher = {"algebra": "Ковалёва", "english 1": "Орлов"}[line]
    entry = LessonEntry(town.lesson(line, day), topic=topic)
    await post_lesson(store, town.teacher(teacher), entry, stamp(f"{topic} {day}"))


async def report(programmes: PgProgrammes, town: Town, subject: str = "Алгебра") -> CourseReport:
    """What the class's page of plans says of a subject."""
    pages = ClassPages(town.school, town.classes["7Б"], "7Б")
    [found] = [one for one in await programmes.courses(pages, TODAY) if one.subject == subject and not one.subgroup]
    return found


async def test_a_plan_is_taken_once_and_a_change_of_it_is_shown(store: PgStore, town: Town) -> None:
    desk, course = town.teacher(), algebra(town)
    first = await take_plan(store, desk, course, PLAN, stamp("plan"), today=TODAY)
    again = await take_plan(store, desk, course, PLAN, stamp("plan again"), today=TODAY)
    denser = await take_plan(store, desk, course, (PLAN[0], PlanTopic("Проценты", 2)), stamp("denser"), today=TODAY)
    assert (len(first.lines), first.hours, again.lines) == (2, 5, ())
    assert [line.number for line in denser.lines] == [2]


async def test_a_dry_run_leaves_no_trace(store: PgStore, town: Town) -> None:
    shown = await take_plan(store, town.teacher(), algebra(town), PLAN, stamp("plan"), today=TODAY, dry_run=True)
    after = await take_plan(store, town.teacher(), algebra(town), PLAN, stamp("plan"), today=TODAY)
    assert shown == after


async def test_a_teacher_plans_the_own_courses_only_and_a_deputy_all_of_the_school(store: PgStore, town: Town) -> None:
    history = Course(town.classes["7Б"], None, town.subjects["История"])
    with pytest.raises(Refused):
        await take_plan(store, town.teacher(), history, PLAN, stamp("not hers"), today=TODAY)
    await take_plan(store, deputy(town), history, PLAN, stamp("deputy's"), today=TODAY)
    with pytest.raises(Refused):
        elsewhere = Course(town.classes["7А"], None, town.subjects["История"])
        await take_plan(store, deputy(town), elsewhere, PLAN, stamp("no such course"), today=TODAY)


async def test_topics_are_offered_in_their_turn_when_a_lesson_is_filled(
    store: PgStore, programmes: PgProgrammes, town: Town
) -> None:
    await taken(store, town, *PLAN)
    assert await programmes.offers(town.teacher(), town.lesson("algebra", MONDAY)) == PLAN
    await taught(store, town, "Дроби", MONDAY)
    await taught(store, town, "1. Дроби", TODAY)
    assert await programmes.offers(town.teacher(), town.lesson("algebra", TODAY)) == PLAN
    friday = TODAY + timedelta(days=2)
    assert await programmes.offers(town.teacher(), town.lesson("algebra", friday)) == (PLAN[1],)
    with pytest.raises(Refused):
        await programmes.offers(town.teacher("Орлов"), town.lesson("algebra", TODAY))


async def test_a_class_sees_how_far_its_plans_are_carried_out(
    store: PgStore, programmes: PgProgrammes, town: Town
) -> None:
    await taken(store, town, *PLAN)
    await set_curriculum(store, deputy(town), 7, town.subjects["Алгебра"], 105, stamp("105"), today=TODAY)
    await taught(store, town, "Дроби", MONDAY)
    found = await report(programmes, town)
    assert found.planned is not None
    assert (found.curriculum, found.planned.hours, found.planned.given, found.fits) == (105, 5, 1, Fit.FEWER)
    assert found.planned.unwritten == found.planned.held - 1
    assert found.planned.left > 5
    assert (await report(programmes, town, "История")).planned is None


async def test_the_lessons_of_one_subgroup_are_its_plans_alone(
    store: PgStore, programmes: PgProgrammes, town: Town
) -> None:
    topics = (PlanTopic("Present Simple", 4),)
    await take_plan(store, deputy(town), english(town, "1"), topics, stamp("english"), today=TODAY)
    await taught(store, town, "Present Simple", TODAY, "english 1")
    seen = {name: await programmes.programme(town.child(name), TODAY) for name in ("Аня", "Вова")}
    assert [(one.subject, one.given, one.hours) for one in seen["Аня"]] == [("Английский язык", 1, 4)]
    assert seen["Вова"] == ()


async def test_the_curriculum_is_of_the_schools_own_subjects(store: PgStore, town: Town) -> None:
    with pytest.raises(Unknown):
        await set_curriculum(store, deputy(town), 7, 999_999, 105, stamp("no such"), today=TODAY)
    with pytest.raises(Invalid):
        await set_curriculum(store, deputy(town), 7, town.subjects["Алгебра"], 0, stamp("none"), today=TODAY)


async def test_a_course_is_found_as_people_write_it(store: PgStore, town: Town) -> None:
    async with store.transaction() as tx:
        courses = await tx.plans.courses(deputy(town))
    assert course_named(courses, "7 «Б»", "алгебра", "") == algebra(town)
    assert course_named(courses, "7б", "Английский язык", "2") == english(town, "2")
    with pytest.raises(Unknown) as unknown:
        course_named(courses, "7Б", "Физика", "")
    assert "Алгебра" in unknown.value.details["known"]


WEEK = Span(TODAY, TODAY + timedelta(days=7))


async def test_a_pupil_gets_a_task_of_their_own_and_the_family_sees_it_change_and_go(
    store: PgStore, programmes: PgProgrammes, town: Town
) -> None:
    task = IndividualEntry(town.pupils["Аня"], town.subjects["Алгебра"], IndividualKind.TASK, "№ 31–35", WEEK)
    number = await give_individual(store, town.teacher(), task, stamp("task"), today=TODAY)
    assert number is not None
    assert await give_individual(store, town.teacher(), task, stamp("task"), today=TODAY) is None
    easier = IndividualEntry(0, 0, IndividualKind.PLAN, "№ 31", WEEK)
    await change_individual(store, town.teacher(), number, easier, stamp("easier"), today=TODAY)
    [seen] = await programmes.individual_of(town.child("Аня"), TODAY)
    assert (seen.text, seen.kind, seen.subject, seen.teacher) == (
        "№ 31", IndividualKind.TASK, "Алгебра", "Ковалёва Нина Петровна"
    )  # fmt: skip
    assert await programmes.individual_of(town.child("Борис"), TODAY) == ()
    await withdraw_individual(store, town.teacher(), number, stamp("not needed"))
    assert await programmes.individual_of(town.child("Аня"), TODAY) == ()
    with pytest.raises(Refused):
        await withdraw_individual(store, town.teacher(), number, stamp("twice"))


async def test_only_a_teacher_of_the_pupil_gives_work_and_only_its_giver_changes_it(store: PgStore, town: Town) -> None:
    task = IndividualEntry(town.pupils["Аня"], town.subjects["Алгебра"], IndividualKind.TASK, "№ 31", WEEK)
    with pytest.raises(Refused):
        await give_individual(store, town.teacher("Орлов"), task, stamp("not his subject"), today=TODAY)
    foreign = IndividualEntry(town.pupils["Егор"], town.subjects["Алгебра"], IndividualKind.TASK, "№ 31", WEEK)
    with pytest.raises(Refused):
        await give_individual(store, town.teacher(), foreign, stamp("not her pupil"), today=TODAY)
    number = await give_individual(store, town.teacher(), task, stamp("task"), today=TODAY)
    assert number is not None
    with pytest.raises(Refused):
        await change_individual(store, town.teacher("Орлов"), number, task, stamp("his?"), today=TODAY)
    for wrong in (
        IndividualEntry(task.pupil_id, task.subject_id, task.kind, " ", WEEK),
        IndividualEntry(task.pupil_id, task.subject_id, task.kind, "№ 1", Span(MONDAY, TODAY)),
    ):
        with pytest.raises(Invalid):
            await give_individual(store, town.teacher(), wrong, stamp("wrong"), today=TODAY)
