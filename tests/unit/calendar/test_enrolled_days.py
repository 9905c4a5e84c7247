"""Moved days and bells of a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from journal_core.calendar.days import BellUse, MovedDay
from journal_core.enrolment.difference import Kind, Line
from journal_core.lessons import Bell, Week
from journal_core.roll import BellDayRow, BellRow, MovedDayRow, Roll
from tests.unit.roll.rolls import Town, bell, doubt, school_class, where

SATURDAY, SUNDAY = date(2026, 12, 5), date(2026, 12, 6)
CLASSES = (school_class("7Б"), school_class("10А"), school_class("10Б"))


def moved(day: date, weekday: int | None, week: Week = Week.EVERY) -> MovedDayRow:
    return MovedDayRow(where("Календарь"), day, weekday, week)


def rings(bells: str, day: date | None = None, weekday: int | None = None, *grades: int) -> BellDayRow:
    return BellDayRow(where("Звонки"), bells, day, weekday, grades)


def short(slot: int, starts_at: str, ends_at: str, bells: str = "Сокращённый  день") -> BellRow:
    return replace(bell(slot, starts_at, ends_at), bells=bells)


def taken_bells(town: Town) -> set[tuple[str, int, time, time]]:
    return {(one.bell.bell_set, one.bell.slot, one.bell.starts_at, one.bell.ends_at) for one in town.standing.bells}


def test_a_moved_day_has_its_weekday_and_its_week_and_may_be_told_twice_alike() -> None:
    town = Town()
    rows = moved(SATURDAY, 0, Week.B), moved(SATURDAY, 0, Week.B), moved(SUNDAY, None)
    told = town.take(Roll(moved_days=rows))
    assert [one.moved for one in town.standing.moved_days] == [MovedDay(SATURDAY, 0, Week.B), MovedDay(SUNDAY, None)]
    assert (told.doubts, told.lines) == (
        (),
        (
            Line(Kind.MOVED_DAY, "new", rows[0].where, {"day": "05.12.2026", "works": "0"}),
            Line(Kind.MOVED_DAY, "new", rows[2].where, {"day": "06.12.2026", "works": ""}),
        ),
    )


def test_a_day_told_otherwise_in_the_same_file_is_asked_about_and_the_days_after_it_taken() -> None:
    town = Town()
    rows = moved(SATURDAY, 0), moved(SATURDAY, 3), moved(SUNDAY, 1)
    assert town.take(Roll(moved_days=rows)).doubts == (
        doubt(rows[1], "moved_day_twice", day="05.12.2026", row=str(rows[0].where.row)),
    )
    assert [one.moved.weekday for one in town.standing.moved_days] == [0, 1]


def test_a_day_told_otherwise_later_is_changed_and_told_so() -> None:
    town = Town()
    town.take(Roll(moved_days=(moved(SATURDAY, 0),)))
    row = moved(SATURDAY, None)
    details = {"day": "05.12.2026", "works": "0", "field": "works", "before": "0", "after": ""}
    assert town.take(Roll(moved_days=(row,))).lines == (Line(Kind.MOVED_DAY, "changed", row.where, details),)


def test_bells_are_known_by_set_and_slot() -> None:
    town = Town()
    rows = bell(1, "08:00", "08:45"), short(1, "08:00", "08:30"), short(1, "08:00", "08:30", "сокращённый день")
    told = town.take(Roll(bells=rows[:2]))
    assert (told.doubts, told.lines) == (
        (),
        (
            Line(Kind.BELL, "new", rows[0].where, {"slot": "1", "times": "08:00–08:45", "bells": ""}),
            Line(Kind.BELL, "new", rows[1].where, {"slot": "1", "times": "08:00–08:30", "bells": "Сокращённый день"}),
        ),
    )
    assert [one.bell for one in town.standing.bells] == [
        Bell(1, time(8), time(8, 45)), Bell(1, time(8), time(8, 30), "Сокращённый день"),
    ]  # fmt: skip
    town.take(Roll(bells=rows[2:]))
    assert len(town.standing.bells) == 2


def test_a_bell_that_rings_at_another_time_is_told_with_both() -> None:
    town = Town()
    town.take(Roll(bells=(bell(1, "08:00", "08:45"),)))
    row = bell(1, "08:30", "09:15")
    told = {
        "slot": "1", "times": "08:00–08:45", "bells": "",
        "field": "times", "before": "08:00–08:45", "after": "08:30–09:15",
    }  # fmt: skip
    assert town.take(Roll(bells=(row,))).lines == (Line(Kind.BELL, "changed", row.where, told),)


def test_bells_that_cannot_be_are_asked_about_and_the_others_taken() -> None:
    town = Town()
    backwards, empty = bell(1, "08:45", "08:00"), bell(2, "08:55", "08:55")
    third, other, again, fourth = (
        bell(3, "09:50", "10:35"), bell(3, "09:55", "10:40"), bell(3, "09:50", "10:35"), bell(4, "10:45", "11:30"),
    )  # fmt: skip
    assert town.take(Roll(bells=(backwards, empty, third, other, again, fourth))).doubts == (
        doubt(backwards, "bell_backwards", slot="1"),
        doubt(empty, "bell_backwards", slot="2"),
        doubt(other, "bell_twice", slot="3", row=str(third.where.row)),
    )
    assert taken_bells(town) == {("", 3, time(9, 50), time(10, 35)), ("", 4, time(10, 45), time(11, 30))}


def test_a_set_of_bells_rings_on_days_weekdays_and_in_the_classes_of_its_grades() -> None:
    town = Town()
    rows = (
        rings("сокращённый  ДЕНЬ", SATURDAY), rings("Сокращённый день", None, 5),
        rings("Сокращённый день", None, None, 10, 11),
    )  # fmt: skip
    told = town.take(Roll(classes=CLASSES, bells=(short(1, "08:00", "08:30"),), bell_days=rows))
    named = "Сокращённый день"
    assert [one.use for one in town.standing.bell_uses] == [
        BellUse(named, day=SATURDAY), BellUse(named, weekday=5), BellUse(named, 2), BellUse(named, 3),
    ]  # fmt: skip
    empty = {"class": "", "day": "", "weekday": "", "bells": named}
    assert told.doubts == ()
    assert told.lines[4:] == (
        Line(Kind.BELL_USE, "new", rows[0].where, {**empty, "day": "05.12.2026"}),
        Line(Kind.BELL_USE, "new", rows[1].where, {**empty, "weekday": "5"}),
        Line(Kind.BELL_USE, "new", rows[2].where, {**empty, "class": "10А"}),
        Line(Kind.BELL_USE, "new", rows[2].where, {**empty, "class": "10Б"}),
    )


def test_another_set_on_the_same_day_takes_its_place_and_an_unknown_one_is_asked_about() -> None:
    town = Town()
    sets = short(1, "08:00", "08:30", "праздник"), short(1, "08:00", "08:40", "мороз")
    town.take(Roll(bells=sets, bell_days=(rings("праздник", SATURDAY),)))
    unknown, row = rings("жара", SUNDAY), rings("мороз", SATURDAY)
    told = town.take(Roll(bell_days=(unknown, row)))
    assert told.doubts == (doubt(unknown, "bells_unknown", bells="жара"),)
    details = {"class": "", "day": "05.12.2026", "weekday": "", "bells": "праздник"}
    change = {"field": "bells", "before": "праздник", "after": "мороз"}
    assert told.lines == (Line(Kind.BELL_USE, "changed", row.where, {**details, **change}),)
    assert [one.use for one in town.standing.bell_uses] == [BellUse("мороз", day=SATURDAY)]
