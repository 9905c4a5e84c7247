"""Lists as schools keep them: three invented ones, in the shapes seen in the wild."""

from __future__ import annotations

from datetime import date

import pytest

from exchange.files import read
from journal_core.classes import ClassName, spellings
from journal_core.roll import FullName, Roll
from tests.unit.exchange.making import SAMPLES


def sample(name: str) -> Roll:
    return read(name, (SAMPLES / name).read_bytes())


@pytest.mark.parametrize(
    ("name", "pupils"), [("kontingent.xlsx", 36), ("spisok_7B.xls", 27), ("ucheniki_cp1251.csv", 27)]
)
def test_every_pupil_is_taken_and_nothing_is_doubted(name: str, pupils: int) -> None:
    roll = sample(name)
    assert len(roll.pupils) == pupils
    assert roll.doubts == ()
    assert all(pupil.birth_date and pupil.birth_date.year == 2013 for pupil in roll.pupils)


def test_the_school_wide_list_begins_with_vera_and_ends_with_lyubov() -> None:
    first, last = sample("kontingent.xlsx").pupils[0], sample("kontingent.xlsx").pupils[-1]
    assert (first.name, first.birth_date) == (FullName("Антонова", "Вера", "Аскольдовна"), date(2013, 2, 16))
    assert last.name == FullName("Яковлева", "Любовь", "Юльевна")
    assert (last.where.sheet, last.where.row) == ("Контингент", 37)


def test_both_of_veras_parents_come_with_their_phones_and_the_mail_of_the_first() -> None:
    mother, father = sample("kontingent.xlsx").pupils[0].guardians
    assert mother.name == FullName("Рожкова", "Екатерина", "Наумовна")
    assert (mother.phone, mother.email) == ("+375290000001", "parent9@example.by")
    assert (father.name.surname, father.phone, father.email) == ("Мамонтов", "+375336000101", "")
    assert mother.relation == "родитель"


def test_parallel_and_letter_make_a_class_and_a_latin_b_stays_as_written() -> None:
    classes = {pupil.written_class for pupil in sample("kontingent.xlsx").pupils}
    assert classes == {"5Б", "5B", "7Б", "10Б", "10B"}
    assert ClassName(5, "Б") in spellings("5B")


def test_the_class_list_takes_its_class_from_the_title_and_leaves_the_signature() -> None:
    roll = sample("spisok_7B.xls")
    assert {pupil.written_class for pupil in roll.pupils} == {"7 «Б»"}
    assert spellings("7 «Б»") == (ClassName(7, "Б"),)
    assert roll.pupils[0].name == FullName("Беляков", "Никанор", "Ермолаевич")
    assert roll.pupils[-1].name == FullName("Шашкова", "Ирина", "Богдановна")
    assert roll.pupils[0].where.row == 5


def test_the_mothers_phone_and_mail_are_hers() -> None:
    (mother,) = sample("spisok_7B.xls").pupils[0].guardians
    assert (mother.relation, str(mother.name)) == ("мать", "Фролова Милица Ивановна")
    assert (mother.phone, mother.email) == ("+375297961984", "parent24@example.by")


def test_a_phone_without_a_name_is_kept_for_a_nameless_parent() -> None:
    roll = sample("ucheniki_cp1251.csv")
    (parent,) = roll.pupils[0].guardians
    assert (parent.name, parent.relation, parent.phone) == (FullName("", ""), "родитель", "+375297961984")
    assert {pupil.written_class for pupil in roll.pupils} == {"7B", "7Б"}


def test_remarks_and_numbers_of_papers_are_not_read_at_all() -> None:
    assert "выбыл" not in repr(sample("spisok_7B.xls"))
