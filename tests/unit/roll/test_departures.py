"""Who left, who came back, who is missing in a list; and who may not change the subgroup today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journal_core.enrolment.difference import Kind
from journal_core.enrolment.records import Written
from journal_core.roll import PupilRow, Roll
from tests.unit.roll.rolls import TODAY, Town, codes, day, pupil, pupils, term

GROUP = {"Английский язык": "1"}


def anna(joined: date | None = None, left: date | None = None) -> PupilRow:
    return replace(pupil("7Б Иванова Анна", "17.10.2013"), joined=joined, left=left)


def begun(town: Town) -> Town:
    """Somebody has written in every class's journal."""
    town.written = Written(begun=frozenset(one.id for one in town.standing.classes))
    return town


def test_who_left_is_in_no_class_from_that_day_and_is_kept() -> None:
    town = Town()
    town.take(pupils(anna()))
    found = town.take(pupils(anna(left=day("15.10.2026"))))
    assert [(one.first, one.end) for one in town.standing.memberships] == [(date(2026, 9, 1), date(2026, 10, 15))]
    assert len(town.standing.pupils) == 1
    (line,) = found.changed(Kind.MEMBERSHIP)
    assert (line.what, line.details["day"]) == ("gone", "15.10.2026")
    assert not town.ask(pupils(anna(left=day("15.10.2026"))))


def test_who_left_before_anybody_was_told_is_written_down_with_the_days_they_were_there() -> None:
    town = Town()
    town.take(pupils(anna(left=day("15.10.2026"))))
    assert [(one.first, one.end) for one in town.standing.memberships] == [(date(2026, 9, 1), date(2026, 10, 15))]


def test_who_leaves_leaves_the_subgroups_too() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013", groups=GROUP)))
    town.take(pupils(anna(left=day("15.10.2026"))))
    assert [one.end for one in town.standing.subgroup_members] == [date(2026, 10, 15)]


def test_nobody_leaves_before_their_last_mark() -> None:
    town = Town()
    town.take(pupils(anna()))
    town.written = Written(last={town.standing.pupils[0].id: day("20.10.2026")})
    asked = town.take(pupils(anna(left=day("15.10.2026"))))
    assert codes(asked) == ["left_too_early"]
    assert not asked


def test_a_list_that_still_names_who_left_is_asked_about_and_brings_nobody_back() -> None:
    town = Town()
    town.take(pupils(anna(left=day("15.10.2026"))))
    asked = town.take(pupils(anna()))
    assert codes(asked) == ["pupil_left"]
    assert town.standing.memberships[0].end == date(2026, 10, 15)


def test_both_lists_in_one_go_mean_that_the_pupil_left() -> None:
    town = Town()
    asked = town.take(pupils(anna(), anna(left=day("15.10.2026"))))
    assert codes(asked) == ["pupil_left"]
    assert [one.end for one in town.standing.memberships] == [date(2026, 10, 15)]


def test_who_comes_back_is_the_same_pupil_from_that_day_on() -> None:
    town = Town()
    town.take(pupils(anna(left=day("15.10.2026"))))
    town.take(pupils(anna(joined=day("16.11.2026"))))
    assert [(one.first, one.end) for one in town.standing.memberships] == [
        (date(2026, 9, 1), date(2026, 10, 15)), (date(2026, 11, 16), None),
    ]  # fmt: skip
    assert len(town.standing.pupils) == 1


def test_a_list_from_before_the_departure_brings_nobody_back() -> None:
    town = Town()
    town.take(pupils(anna(left=day("15.10.2026"))))
    assert codes(town.take(pupils(anna(joined=day("01.09.2026"))))) == ["pupil_left"]


def test_a_list_without_birth_dates_that_names_who_left_from_another_class_asks() -> None:
    town = Town()
    town.take(pupils(anna(left=day("15.10.2026"))))
    assert codes(town.take(pupils(pupil("7А Иванова Анна")))) == ["pupil_was_here"]


def test_who_is_missing_in_a_full_list_is_asked_about_by_name_and_stays() -> None:
    town = Town()
    names = [f"7Б Ученик{letter} Имя" for letter in "абвгдежзик"]
    town.take(pupils(*(pupil(name, "01.02.2013") for name in names)))
    asked = town.take(pupils(*(pupil(name, "01.02.2013") for name in names[1:])))
    (doubt,) = asked.doubts
    assert (doubt.code, doubt.details["pupils"]) == ("import.pupils_missing", "Ученика Имя")
    assert not asked


def test_a_list_of_a_few_is_no_full_list() -> None:
    town = Town()
    names = [f"7Б Ученик{letter} Имя" for letter in "абвгдежзик"]
    town.take(pupils(*(pupil(name, "01.02.2013") for name in names)))
    assert town.take(pupils(*(pupil(name, "01.02.2013") for name in names[:3]))).doubts == ()


def divided() -> Town:
    town = Town()
    second = term("II четверть", "09.11.2026", "24.12.2026")
    town.take(Roll(pupils=(pupil("7Б Иванова Анна", "17.10.2013", groups=GROUP),), terms=(second,)))
    return begun(town)


def test_inside_a_term_nobody_changes_the_subgroup_by_a_file() -> None:
    town = divided()
    other = pupils(pupil("7Б Иванова Анна", "17.10.2013", groups={"Английский язык": "2"}))
    asked = town.take(other)
    assert codes(asked) == ["group_move"]
    assert asked.doubts[0].details["day"] == "25.12.2026"
    assert [one.end for one in town.standing.subgroup_members] == [None]


def test_between_terms_a_file_may_change_the_subgroup() -> None:
    town = divided()
    other = pupils(pupil("7Б Иванова Анна", "17.10.2013", groups={"Английский язык": "2"}))
    assert town.take(other, date(2026, 12, 28)).doubts == ()
    assert [one.end for one in town.standing.subgroup_members] == [date(2026, 12, 28), None]


def test_who_arrives_inside_a_term_gets_a_subgroup_at_once() -> None:
    town = divided()
    town.take(pupils(pupil("7Б Петров Пётр", "01.02.2013", groups={"Английский язык": "2"})))
    assert [one.first for one in town.standing.subgroup_members] == [date(2026, 9, 1), TODAY]


def test_the_number_of_another_program_tells_two_namesakes_apart() -> None:
    town = Town()
    both = (
        pupil("7Б Иванова Анна", "17.10.2013", number="u-1"), pupil("7Б Иванова Анна", "18.10.2013", number="u-2"),
    )  # fmt: skip
    town.take(pupils(*both))
    found = town.take(pupils(pupil("7Б Иванова Анна", number="u-2")))
    assert found.doubts == ()
    assert not found
