"""Adoption in counts: of a school, of a district's schools, and nothing that names anybody (003, plan 2.5–2.7)."""

from __future__ import annotations

from datetime import timedelta

from journal_core.lessons import Span
from journal_core.office.adoption import Adoption
from journal_core.passes import DistrictDesk
from tests.storage.office_matters.chancery import OCTOBER, Chancery
from tests.storage.pen import Pen
from tests.storage.town import MONDAY, NOON, TODAY, YEAR, speaks


async def counted(own: Chancery, span: Span = OCTOBER) -> Adoption:
    [one] = await own.lists.adoption(own.deputy(), span)
    return one


async def test_a_school_before_its_first_entry(own: Chancery) -> None:
    one = await counted(own)
    assert (one.school, one.classes, one.classes_kept, one.pupils, one.pupils_kept) == ("Гимназия № 1", 3, 0, 6, 0)
    assert (one.staff, one.staff_linked, one.families_linked, one.families_active) == (4, 0, 0, 0)
    assert (one.lessons_filled, one.marks, one.delay) == (0, 0, None)
    assert one.lessons > 0


async def test_what_was_entered_is_counted_and_what_was_removed_is_not(own: Chancery) -> None:
    pen = Pen(own.owner, own.town)
    await pen.topic("algebra", MONDAY, "Степени")
    await pen.mark("algebra", MONDAY, "Аня", "8", "9")
    await pen.mark("algebra", MONDAY, "Борис", "3", "")
    await pen.homework("history", MONDAY, TODAY, "§ 7")
    one = await counted(own)
    assert (one.classes_kept, one.pupils_kept) == (1, 4)
    assert (one.lessons_filled, one.topics, one.homework, one.marks) == (2, 1, 1, 1)


async def test_today_s_lessons_are_not_over(own: Chancery) -> None:
    await Pen(own.owner, own.town).topic("algebra", TODAY, "Степени")
    assert (await counted(own)).lessons_filled == 0
    own.clock.later(days=1)
    assert (await counted(own)).lessons_filled == 1


async def test_half_of_the_lessons_were_filled_sooner_than_the_delay(own: Chancery) -> None:
    pen = Pen(own.owner, own.town)
    await pen.topic("algebra", MONDAY, "Степени")  # ended at 8:45 in Minsk; the pen writes on Wednesday noon
    assert (await counted(own)).delay == timedelta(days=2, hours=3, minutes=15)


async def test_linked_families_and_staff_are_counted_and_who_was_told_something_is_active(own: Chancery) -> None:
    async with own.owner.begin() as connection:
        maria = await speaks(connection, own.town, "1001", guardian="Мария")
        await speaks(connection, own.town, "1002", guardian="Олег")
        await speaks(connection, own.town, "1003", guardian="Жанна", state="awaiting")
        await speaks(connection, own.town, "1004", staff="Соколова")
    one = await counted(own)
    assert (one.families_linked, one.staff_linked, one.families_active) == (2, 1, 0)
    await _told(own, maria)
    assert (await counted(own)).families_active == 1
    assert (await counted(own, Span(YEAR, OCTOBER.first))).families_active == 0


async def test_a_district_sees_each_of_its_schools_and_no_other(own: Chancery) -> None:
    await own.do("INSERT INTO district (name) VALUES ('Любинский район'), ('Другой район')")
    [(first,), (second,)] = await own.ask("SELECT id FROM district ORDER BY id")
    await own.do(
        "INSERT INTO district_school (district_id, school_id, joined_at) SELECT :district, id, :at FROM school",
        district=first,
        at=NOON,
    )
    seen = await own.lists.adoption(DistrictDesk(first, "Любинский район"), OCTOBER)
    assert [(one.school, one.classes) for one in seen] == [("Гимназия № 1", 3), ("Гимназия № 2", 0)]
    assert await own.lists.adoption(DistrictDesk(second, "Другой район"), OCTOBER) == ()
    assert seen[0] == await counted(own)


async def _told(own: Chancery, person: int) -> None:
    """A message about Аня left for her mother."""
    known = {"school": own.school.id, "person": person, "pupil": own.town.pupils["Аня"], "at": NOON}
    await own.do(
        "INSERT INTO event (kind, school_id, subject, revision, occurred_at, urgent) "
        "VALUES ('mark', :school, 'mark:1', 1, :at, false)",
        school=own.school.id,
        at=NOON,
    )
    await own.do(
        "INSERT INTO message (school_id, person_id, account_id, pupil_id, template, thread, channel, lane, state, "
        "not_before, closes_at, expires_at, provider_id, left_at) SELECT :school, :person, id, :pupil, 'marks', 't', "
        "'telegram', 2, 'accepted', :at, :at, :at, '77', :at FROM account WHERE person_id = :person",
        **known,
    )
    await own.do(
        "INSERT INTO delivery (event_id, person_id, pupil_id, leg, message_id, subject, revision, state, made_at) "
        "SELECT e.id, :person, :pupil, 'telegram', m.id, 'mark:1', 1, 'accepted', :at FROM event e, message m",
        person=person,
        pupil=known["pupil"],
        at=NOON,
    )
