"""Which of several pupils a row means, and what is asked when it may mean two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journal_core.enrolment.records import PupilRecord
from journal_core.roll import FullName, PupilRow
from tests.unit.roll.rolls import Town, codes, doubt, guardian, name, pupil, pupils

OCTOBER, NOVEMBER = "17.10.2013", "18.11.2013"


def known(*rows: PupilRow) -> Town:
    town = Town()
    assert town.take(pupils(*rows)).doubts == ()
    return town


def written(town: Town) -> list[tuple[str, date | None, str]]:
    return [(str(one.name), one.birth_date, one.external_id) for one in town.standing.pupils]


def test_a_pupil_is_written_down_as_the_row_has_them() -> None:
    town = known(pupil("7Б Иванова Анна Петровна", OCTOBER, number="A-1"), pupil("7Б Лис Яна"))
    assert town.standing.pupils == (
        PupilRecord(1, name("Иванова Анна Петровна"), date(2013, 10, 17), "A-1"), PupilRecord(2, name("Лис Яна")),
    )  # fmt: skip


def test_rows_without_a_name_are_asked_about_and_the_others_taken() -> None:
    rows = [replace(pupil("7Б Иванова Анна"), name=one) for one in (FullName("", "Анна"), FullName("Иванова", ""))]
    town = Town()
    assert town.take(pupils(*rows, pupil("7Б Лис Яна"))).doubts == tuple(doubt(row, "name_missing") for row in rows)
    assert [str(one.name) for one in town.standing.pupils] == ["Лис Яна"]


def test_a_pupil_of_two_classes_is_in_the_first_and_nothing_else_of_the_second_row_is_taken() -> None:
    town = Town()
    second = pupil("7Б Иванова Анна", OCTOBER, guardian("Иванова Мария"), groups={"Химия": "1"})
    asked = town.take(pupils(pupil("7А Иванова Анна", OCTOBER), second))
    assert asked.doubts == (doubt(second, "pupil_twice", pupil="Иванова Анна", class_="7Б", other="7А"),)
    assert (town.standing.guardians, town.standing.subgroups) == ((), ())


@pytest.mark.parametrize(
    ("others", "short"),
    [
        (("7Б Иванова Анна", "7Б Иванова Анна"), "7Б Иванова Анна"),
        (("7Б Иванова Анна Петровна", "7Б Иванова Анна Олеговна"), "7Б Иванова Анна"),
    ],
)
def test_a_row_that_tells_less_and_may_be_two_pupils_is_asked_about_in_any_order_and_gives_nothing_to_either(
    others: tuple[str, str], short: str
) -> None:
    row = pupil(short, "", guardian("Иванова Мария"), number="A-1")
    fuller = [pupil(others[0], OCTOBER), pupil(others[1], NOVEMBER)]
    town = Town()
    asked = town.take(pupils(row, *fuller))
    assert asked.doubts == (doubt(row, "pupil_ambiguous", pupil="Иванова Анна", class_="7Б", count="2"),)
    assert [one.external_id for one in town.standing.pupils] == ["", ""]
    assert town.standing.guardians == ()


def test_without_any_birth_dates_too_a_fuller_name_is_read_first() -> None:
    row = pupil("7Б Иванова Анна", number="A-1")
    town = Town()
    asked = town.take(pupils(row, pupil("7Б Иванова Анна Петровна"), pupil("7Б Иванова Анна Олеговна")))
    assert asked.doubts == (doubt(row, "pupil_ambiguous", pupil="Иванова Анна", class_="7Б", count="2"),)
    assert [one[2] for one in written(town)] == ["", ""]


def test_twins_by_name_and_birth_date_are_told_apart_by_patronymic_alone() -> None:
    town = known(pupil("7Б Иванова Анна Петровна", OCTOBER), pupil("7А Иванова Анна Олеговна", OCTOBER))
    row = pupil("7Б Иванова Анна", OCTOBER)
    assert town.take(pupils(row)).doubts == (
        doubt(row, "pupil_ambiguous", pupil="Иванова Анна", class_="7Б", count="2"),
    )
    assert not town.take(pupils(pupil("7А Иванова Анна Олеговна", OCTOBER)))


def test_a_namesake_without_a_birth_date_in_another_class_is_another_pupil() -> None:
    town = known(pupil("7А Иванова Анна"))
    town.take(pupils(pupil("7Б Иванова Анна", OCTOBER)))
    assert [one.birth_date for one in town.standing.pupils] == [None, date(2013, 10, 17)]


def test_a_namesake_born_on_another_day_in_another_class_is_another_pupil() -> None:
    town = known(pupil("7А Иванова Анна", OCTOBER))
    town.take(pupils(pupil("7Б Иванова Анна", NOVEMBER)))
    assert len(town.standing.pupils) == 2


def test_a_birth_date_that_does_not_agree_is_asked_about_with_both() -> None:
    town = known(pupil("7Б Иванова Анна", OCTOBER))
    row = pupil("7Б Иванова Анна", NOVEMBER)
    asked = town.take(pupils(row))
    details = {"pupil": "Иванова Анна", "birth_date": NOVEMBER, "other": OCTOBER}
    assert asked.doubts == (doubt(row, "pupil_birth_date", **details),)
    assert len(town.standing.pupils) == 1


def test_a_namesake_elsewhere_is_asked_about_by_name_and_is_elsewhere_though_another_one_left() -> None:
    town = known(replace(pupil("7А Иванова Анна", OCTOBER), left=date(2026, 10, 15)))
    row = pupil("7Б Иванова Анна")
    assert town.take(pupils(row)).doubts == (doubt(row, "pupil_was_here", pupil="Иванова Анна"),)
    town.take(pupils(pupil("7В Иванова Анна", NOVEMBER)))
    assert town.take(pupils(row)).doubts == (doubt(row, "pupil_elsewhere", pupil="Иванова Анна"),)
    assert len(town.standing.pupils) == 2


def test_the_number_of_another_program_corrects_a_birth_date_and_learns_one() -> None:
    town = known(pupil("7Б Иванова Анна", OCTOBER, number="A-1"), pupil("7Б Лис Яна", number="A-2"))
    town.take(pupils(pupil("7Б Иванова Анна", NOVEMBER, number="A-1"), pupil("7Б Лис Яна", number="A-2")))
    assert written(town) == [("Иванова Анна", date(2013, 11, 18), "A-1"), ("Лис Яна", None, "A-2")]
    town.take(pupils(pupil("7Б Иванова Анна", number="A-1"), pupil("7Б Лис Яна", OCTOBER, number="A-2")))
    assert written(town) == [("Иванова Анна", date(2013, 11, 18), "A-1"), ("Лис Яна", date(2013, 10, 17), "A-2")]


@pytest.mark.parametrize(
    ("written_row", "born"), [("7Б Петрова Анна", ""), ("7Б Петрова Анна", NOVEMBER), ("7Б Петрова Яна", OCTOBER)]
)
def test_a_number_alone_makes_nobody_the_same_pupil(written_row: str, born: str) -> None:
    town = known(pupil("7Б Иванова Анна", OCTOBER, number="A-1"), pupil("7Б Лис Яна", number="A-2"))
    town.take(pupils(pupil(written_row, born, number="A-1"), pupil("7Б Сорока Яна", number="A-2")))
    assert [one.name.surname for one in town.standing.pupils] == ["Иванова", "Лис", "Петрова", "Сорока"]


def test_the_first_number_of_another_program_stays() -> None:
    town = known(pupil("7Б Иванова Анна", OCTOBER))
    for number in ("A-1", "A-2"):
        town.take(pupils(pupil("7Б Иванова Анна", OCTOBER, number=number)))
    assert written(town)[0][2] == "A-1"


def test_a_number_that_two_rows_repeat_is_the_first_pupils_alone() -> None:
    town = known(pupil("7Б Иванова Анна", OCTOBER, number="A-1"))
    rows = pupil("7Б Иванова Анна", OCTOBER, number="A-1"), pupil("7Б Иванова Анна", NOVEMBER, number="A-1")
    assert town.take(pupils(*rows)).doubts == ()
    assert written(town) == [("Иванова Анна", date(2013, 10, 17), "A-1"), ("Иванова Анна", date(2013, 11, 18), "")]
    assert not town.take(pupils(*rows))


def test_a_number_that_two_newcomers_share_is_the_first_ones() -> None:
    town = Town()
    rows = pupil("7Б Иванова Анна", OCTOBER, number="A-1"), pupil("7Б Лис Яна", OCTOBER, number="A-1")
    assert town.take(pupils(*rows)).doubts == ()
    assert [one[2] for one in written(town)] == ["A-1", ""]


def test_a_number_first_told_in_this_roll_is_known_to_its_later_rows() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", OCTOBER, number="A-1"), pupil("7Б Лис Яна", NOVEMBER)))
    rows = pupil("7Б Лис Яна", NOVEMBER, number="A-2"), pupil("7А Иванова Анна", number="A-1")
    assert codes(town.take(pupils(*rows))) == []
    assert len(town.standing.pupils) == 2


def test_two_pupils_are_never_made_alike_in_name_and_birth_date() -> None:
    town = known(pupil("7Б Иванова Анна", OCTOBER), pupil("7А Иванова Анна", NOVEMBER, number="A-1"))
    row = pupil("7А Иванова Анна", OCTOBER, number="A-1")
    assert town.take(pupils(row)).doubts == (
        doubt(row, "pupil_ambiguous", pupil="Иванова Анна", class_="7А", count="1"),
    )
    assert [one[1] for one in written(town)] == [date(2013, 10, 17), date(2013, 11, 18)]


def test_namesakes_of_one_day_with_other_patronymics_are_not_alike() -> None:
    town = known(pupil("7Б Иванова Анна Олеговна", OCTOBER), pupil("7А Иванова Анна Петровна", number="A-1"))
    assert town.take(pupils(pupil("7А Иванова Анна Петровна", OCTOBER, number="A-1"))).doubts == ()
    assert [one[1] for one in written(town)] == [date(2013, 10, 17)] * 2
