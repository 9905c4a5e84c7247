"""Whatever a roll says, saying it twice changes nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from journal_core.roll import Roll
from tests.unit.roll.rolls import TODAY, Town, guardian, pupil, school_class, staff, term, weekly

NAMES = some.sampled_from(["Ёлкин Пётр", "Елкин Петр Ильич", "Ёлкин Пётр Олегович", "Лис Анна", "Лис АННА Львовна"])
CLASSES = some.sampled_from(["7А", "7A", "7Б", "7B", "7-в", "8 класс"])
DATES = some.sampled_from(["", "", "01.02.2013", "03.04.2013"])
ADULTS = some.sampled_from(["", "Лис Мария", "Лис Мария Ильинична", "Лис Мария Олеговна", "Ёлкина Вера"])
PHONES = some.sampled_from(["", "", "+375291112233", "+375294445566"])
MAILS = some.sampled_from(["", "", "a@example.by", "b@example.by"])
SUBJECTS = some.sampled_from(["Алгебра", "алгебра", "Английский язык"])
GROUPS = some.dictionaries(SUBJECTS, some.sampled_from(["1", "2"]), max_size=2)
TEACHERS = some.sampled_from(
    ["Ковалёва Нина Петровна", "Ковалева Н.П.", "Орлов О.И.", "Орлов Олег", "Орлов Остап Ильич"]
)
FULL_NAMES = TEACHERS.filter(lambda one: "." not in one)
RELATIONS = some.sampled_from(["", "мать", "опекун"])

guardians = some.builds(guardian, ADULTS, PHONES, MAILS, RELATIONS)
pupil_rows = some.builds(
    lambda class_name, name, born, adults, groups, number: pupil(
        f"{class_name.replace(' ', '')} {name}", born, *adults, groups=groups, number=number
    ),
    CLASSES, NAMES, DATES, some.lists(guardians, max_size=3), GROUPS, some.sampled_from(["", "", "N1", "N2"]),
)  # fmt: skip
lines = some.builds(
    weekly, some.integers(0, 1), some.integers(1, 2), CLASSES, SUBJECTS, TEACHERS, some.sampled_from(["", "1"])
)
terms = some.builds(
    lambda name, first, last, kind: term(name, f"{first:02}.09.2026", f"{last:02}.10.2026", kind),
    some.sampled_from(["I четверть", "II четверть"]), some.integers(1, 2), some.integers(1, 2),
    some.sampled_from(["term", "holiday", "holiday"]),
)  # fmt: skip
rolls = some.builds(
    Roll,
    pupils=some.lists(pupil_rows, max_size=7).map(tuple),
    classes=some.lists(some.builds(school_class, CLASSES, TEACHERS), max_size=2).map(tuple),
    staff=some.lists(some.builds(staff, FULL_NAMES, some.sampled_from(["teacher", "head"])), max_size=3).map(tuple),
    timetable=some.lists(lines, max_size=5).map(tuple),
    terms=some.lists(terms, max_size=2).map(tuple),
)


@settings(deadline=None, max_examples=300)
@given(rolls)
def test_a_roll_taken_twice_changes_nothing_the_second_time(roll: Roll) -> None:
    town = Town()
    town.take(roll)
    again = town.ask(roll)
    assert again.lines == ()
    assert not again


@settings(deadline=None, max_examples=300)
@given(rolls, rolls)
def test_it_holds_in_a_school_that_had_another_roll_before(first: Roll, second: Roll) -> None:
    town = Town()
    town.take(first)
    town.take(second)
    again = town.ask(second)
    assert again.lines == ()
    assert not again


@settings(deadline=None, max_examples=300)
@given(rolls, rolls)
def test_no_two_records_agree_in_their_natural_keys(first: Roll, second: Roll) -> None:
    town = Town()
    for roll in (first, second):
        town.take(roll)
    stands = town.standing
    assert_apart([(one.name, one.birth_date) for one in stands.pupils])
    assert_apart([(one.name, one.phone, one.email) for one in stands.guardians])
    assert_apart([(one.guardian_id, one.pupil_id) for one in stands.guardianships])
    assert_apart([one.name for one in stands.staff])
    lasting = [one for one in stands.memberships if one.end is None or one.end > TODAY]
    assert_apart([one.pupil_id for one in lasting])
    assert_apart([(one.subgroup_id, one.pupil_id, one.first, one.end) for one in stands.subgroup_members])


def assert_apart(keys: list[object]) -> None:
    assert len(keys) == len(set(keys)), keys
