"""What a timetable says against itself and against the week that stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from journal_core.enrolment.records import LineRecord
from journal_core.enrolment.weeks import in_order, in_the_way
from journal_core.lessons import Week, Weekly
from journal_core.roll import Roll, TimetableRow, Where
from tests.unit.roll.rolls import TODAY, Town, bell, codes, doubt, name, school_class, staff, term

NINA, OLEG = "Ковалёва Нина Петровна", "Орлов Олег Ильич"
SCHOOL = Roll(
    staff=(staff(NINA), staff(OLEG)),
    classes=(school_class("7Б"), school_class("7А")),
    terms=(term("II четверть", "09.11.2026", "24.12.2026"),),
    bells=tuple(bell(slot, f"{slot + 7:02}:00", f"{slot + 7:02}:45") for slot in range(1, 8)),
)


def school(*rows: TimetableRow) -> Town:
    town = Town()
    assert town.take(replace(SCHOOL, timetable=rows)).doubts == ()
    return town


def line(
    weekday: int, slot: int, subject: str, teacher: str = "", class_name: str = "7Б", group: str = "", row: int = 2,
    file: str = "школа.xlsx",
) -> TimetableRow:  # fmt: skip
    where = Where(file, "Расписание", row)
    return TimetableRow(where, weekday, slot, class_name, subject, name(teacher) if teacher else None, group)


def grid(weekday: int, slot: int, subject: str, class_name: str = "7Б", row: int = 2, group: str = "") -> TimetableRow:
    return line(weekday, slot, subject, "", class_name, group, row, "сетка.xlsx")


def teachers(town: Town) -> list[tuple[int, int, str]]:
    names: dict[int | None, str] = {one.id: one.name.surname for one in town.standing.staff}
    return [(one.weekly.weekday, one.weekly.slot, names.get(one.weekly.staff_id, "")) for one in town.standing.lines]


def test_rows_with_teachers_are_read_first_and_whole_subjects_before_short_ones() -> None:
    rows = [line(0, 1, "Рус. яз."), line(0, 2, "Химия"), line(0, 3, "Рус. яз.", NINA), line(0, 4, "Химия", NINA)]
    assert [row.slot for row in in_order(rows)] == [4, 3, 2, 1]


ONE = Weekly(7, None, 1, 10, 0, 1)


@pytest.mark.parametrize(
    "other", [replace(ONE, subject_id=2), replace(ONE, subgroup_id=5), replace(ONE, subject_id=2, week=Week.A)]
)
def test_a_class_cannot_have_two_lessons_at_once_nor_can_its_group_beside_it(other: Weekly) -> None:
    assert (in_the_way(ONE, [other]), in_the_way(other, [ONE])) == (other, ONE)


def test_two_groups_and_weeks_a_and_b_stand_beside_each_other_and_one_group_does_not() -> None:
    first, second = replace(ONE, subgroup_id=5), replace(ONE, subgroup_id=6, subject_id=2)
    assert in_the_way(first, [second]) is None
    assert in_the_way(replace(ONE, week=Week.A), [replace(ONE, subject_id=2, week=Week.B)]) is None
    twice = replace(first, subject_id=2)
    assert in_the_way(first, [second, twice]) == twice
    weeks = replace(first, week=Week.A), replace(first, subject_id=2, week=Week.A)
    assert in_the_way(weeks[0], [weeks[1]]) == weeks[1]


def test_beside_a_file_with_teachers_one_without_is_asked_about_for_each_class_that_both_have() -> None:
    town = school()
    chemistry = grid(1, 1, "Химия", "7Б", 5), grid(1, 2, "Химия", "7Б", 6)
    others = grid(1, 1, "Химия", "7А", row=7), grid(2, 1, "Химия", "седьмой", row=8)
    own = line(0, 1, "Алгебра", NINA), line(0, 2, "Физика")
    assert town.take(Roll(timetable=(*chemistry, *others, *own))).doubts == (
        doubt(chemistry[0], "week_without_teachers", class_="7Б"),
        doubt(others[1], "class_unread", class_="седьмой", rows="1"),
    )
    classes = {one.id: str(one.name) for one in town.standing.classes}
    assert sorted((classes[one.weekly.class_id], one.weekly.slot) for one in town.standing.lines) == [
        ("7А", 1), ("7Б", 1), ("7Б", 2),
    ]  # fmt: skip


def test_two_files_that_both_name_teachers_are_one_week() -> None:
    other = replace(line(1, 1, "Химия", OLEG), where=Where("другая.xlsx", "Расписание", 2))
    town = school(line(0, 1, "Алгебра", NINA), other)
    assert teachers(town) == [(0, 1, "Ковалёва"), (1, 1, "Орлов")]


def test_a_grid_over_a_week_without_teachers_is_the_new_week() -> None:
    town = school(grid(0, 1, "Химия"))
    assert town.take(Roll(timetable=(grid(1, 1, "Химия"),))).doubts == ()
    assert teachers(town) == [(1, 1, "")]


def test_teachers_of_one_class_do_not_hold_back_the_grid_of_another() -> None:
    town = school(line(0, 1, "Алгебра", NINA), grid(0, 1, "Химия", "7А"))
    assert town.take(Roll(timetable=(grid(1, 1, "Физика", "7А"),))).doubts == ()
    assert teachers(town) == [(0, 1, "Ковалёва"), (1, 1, "")]


def test_a_grid_that_would_lose_teachers_leaves_that_week_alone_and_takes_the_others() -> None:
    town = school(line(0, 1, "Алгебра", NINA), line(0, 2, "Физика", OLEG), line(0, 1, "Химия", OLEG, "7А"))
    rows = grid(3, 1, "Алгебра", row=5), grid(3, 2, "Черчение", row=6), grid(4, 1, "Химия", "7А", row=7)
    asked = town.take(Roll(timetable=rows))
    assert asked.doubts == (doubt(rows[0], "week_without_teachers", class_="7Б"),)
    assert teachers(town) == [(0, 1, "Ковалёва"), (0, 2, "Орлов"), (4, 1, "Орлов")]


def test_a_grid_keeps_a_lesson_with_whoever_has_it_and_asks_where_two_share_the_subject() -> None:
    town = school(line(0, 1, "Химия", NINA), line(1, 1, "Химия", OLEG))
    kept = Roll(timetable=(grid(0, 1, "Химия", row=5), grid(1, 2, "Химия", row=6)))
    assert town.ask(kept).doubts == (doubt(kept.timetable[0], "week_without_teachers", class_="7Б"),)


def test_a_grid_goes_by_who_teaches_now_and_not_by_a_week_that_is_over() -> None:
    town = school(line(0, 1, "Химия", NINA), line(0, 2, "Химия", OLEG))
    over, lasting = (replace(one.weekly, end=end) for one, end in zip(town.standing.lines, (TODAY, None), strict=True))
    town.standing = replace(town.standing, lines=(LineRecord(1, over), LineRecord(2, lasting)))
    assert town.take(Roll(timetable=(grid(4, 1, "Химия"),))).doubts == ()
    assert teachers(town) == [(0, 1, "Ковалёва"), (4, 1, "Орлов")]
    town.standing = replace(town.standing, lines=(LineRecord(1, over),))
    assert town.take(Roll(timetable=(grid(4, 1, "Физика"),))).doubts == ()
    town.standing = replace(town.standing, lines=(LineRecord(1, replace(over, end=TODAY + timedelta(days=1))),))
    assert codes(town.take(Roll(timetable=(grid(4, 1, "Физика"),)))) == ["week_without_teachers"]


def test_each_group_keeps_its_own_teacher_in_a_grid() -> None:
    groups = line(0, 1, "Химия", NINA, group="1"), line(0, 1, "Химия", OLEG, group="2")
    town = school(*groups, line(0, 2, "Физика", NINA))
    town.take(Roll(timetable=tuple(replace(grid(2, 1, "Химия"), subgroup=group) for group in ("2", "1"))))
    assert teachers(town) == [(2, 1, "Орлов"), (2, 1, "Ковалёва")]


def test_a_teacher_whom_only_this_file_names_is_not_given_the_grids_lessons() -> None:
    rows = line(0, 1, "Химия", NINA), line(1, 1, "Химия")
    assert codes(school().take(Roll(timetable=rows))) == []
    assert teachers(school(*rows)) == [(0, 1, "Ковалёва"), (1, 1, "")]
