"""Who answers for a child, and by which phone."""

from __future__ import annotations

from journal_core.enrolment.difference import Kind
from tests.unit.roll.rolls import Town, codes, guardian, pupil, pupils

ANNA, PETR = ("7Б Иванова Анна", "17.10.2013"), ("5А Иванов Пётр", "01.02.2015")
MARIA = "Иванова Мария Ильинична"
PHONE, OTHER = "+375291112233", "+375294445566"


def test_a_mother_of_two_is_one_record_when_name_and_phone_agree() -> None:
    town = Town()
    town.take(pupils(pupil(*ANNA, guardian(MARIA, PHONE)), pupil(*PETR, guardian("иванова мария ильинична", PHONE))))
    assert len(town.standing.guardians) == 1
    assert len(town.standing.guardianships) == 2


def test_namesakes_with_other_phones_are_two_people() -> None:
    town = Town()
    town.take(pupils(pupil(*ANNA, guardian(MARIA, PHONE)), pupil(*PETR, guardian(MARIA, OTHER))))
    assert len(town.standing.guardians) == 2


def test_a_new_phone_updates_the_pupils_guardian() -> None:
    town = Town()
    town.take(pupils(pupil(*ANNA, guardian(MARIA, PHONE))))
    found = town.take(pupils(pupil(*ANNA, guardian("Иванова Мария", OTHER, "maria@example.by"))))
    (only,) = town.standing.guardians
    assert (only.phone, only.email) == (OTHER, "maria@example.by")
    assert {line.details["field"] for line in found.changed(Kind.GUARDIAN)} == {"phone", "email"}


def test_a_phone_without_a_name_goes_to_the_only_guardian_who_lacks_one() -> None:
    town = Town()
    town.take(pupils(pupil(*ANNA, guardian(MARIA, relation="мать"))))
    town.take(pupils(pupil(*ANNA, guardian(phone=PHONE))))
    (only,) = town.standing.guardians
    assert (str(only.name), only.phone) == (MARIA, PHONE)


def test_a_phone_that_is_there_already_changes_nothing() -> None:
    town = Town()
    town.take(pupils(pupil(*ANNA, guardian(MARIA, PHONE))))
    again = town.take(pupils(pupil(*ANNA, guardian(phone=PHONE))))
    assert not again
    assert not again.doubts


def test_a_phone_of_a_pupil_without_guardians_makes_a_nameless_one() -> None:
    town, roll = Town(), pupils(pupil(*ANNA, guardian(phone=PHONE)))
    town.take(roll)
    (only,) = town.standing.guardians
    assert (only.name.surname, only.name.name, only.phone) == ("Родитель", "", PHONE)
    assert not town.ask(roll)


def test_a_nameless_guardian_gets_the_name_that_comes_with_the_phone() -> None:
    town = Town()
    town.take(pupils(pupil(*ANNA, guardian(phone=PHONE))))
    town.take(pupils(pupil(*ANNA, guardian(MARIA, PHONE))))
    (only,) = town.standing.guardians
    assert str(only.name) == MARIA


def test_a_phone_that_may_be_either_parents_is_asked_about() -> None:
    town = Town()
    town.take(pupils(pupil(*ANNA, guardian(MARIA), guardian("Иванов Илья"))))
    asked = town.take(pupils(pupil(*ANNA, guardian(phone=PHONE))))
    assert codes(asked) == ["guardian_unclear"]
    assert not asked


def test_two_phones_of_one_mother_in_one_roll_are_asked_about_and_the_first_stays() -> None:
    town = Town()
    roll = pupils(pupil(*ANNA, guardian(MARIA, PHONE), guardian(MARIA, OTHER)))
    assert codes(town.take(roll)) == ["guardian_contacts"]
    assert town.standing.guardians[0].phone == PHONE
    assert not town.ask(roll)


def test_a_phone_that_would_make_two_records_alike_is_asked_about() -> None:
    town = Town()
    town.take(pupils(pupil(*ANNA, guardian(MARIA, PHONE)), pupil(*PETR, guardian(MARIA, OTHER))))
    asked = town.take(pupils(pupil(*PETR, guardian(MARIA, PHONE))))
    assert codes(asked) == ["guardian_twin"]


def test_a_list_that_says_only_parent_does_not_unlearn_the_mother() -> None:
    town = Town()
    town.take(pupils(pupil(*ANNA, guardian(MARIA, PHONE, relation="родитель"))))
    town.take(pupils(pupil(*ANNA, guardian(MARIA, PHONE, relation="мать"))))
    assert not town.take(pupils(pupil(*ANNA, guardian(phone=PHONE, relation="родитель"))))
    assert town.standing.guardianships[0].relation == "мать"


def test_order_of_files_does_not_matter_to_a_phone_without_a_name() -> None:
    town = Town()
    roll = pupils(pupil(*ANNA, guardian(phone=PHONE)), pupil(*ANNA, guardian(MARIA)))
    town.take(roll)
    (only,) = town.standing.guardians
    assert (str(only.name), only.phone) == (MARIA, PHONE)
