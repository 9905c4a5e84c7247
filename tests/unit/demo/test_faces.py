"""Everybody of the demo's school is found by what they are: whose parent, which class, which subject."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.demo import faces, town
from journal_core.actions.inviting import NewSlip
from journal_core.linking import Secret
from journal_core.roll import FullName, Roll

LEV = FullName("Белов", "Лев", "Андреевич")
ANYA = FullName("Белова", "Анна", "Андреевна")
UNTIL = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def roll() -> Roll:
    return town.school()


def slip(adult: FullName, child: FullName | None = None, relation: str = "") -> NewSlip:
    kind = "guardian" if child else "staff"
    return NewSlip(1, kind, child, 1 if child else None, "5В", adult, relation, Secret("CODE", "TOKEN"), UNTIL)


@pytest.mark.parametrize(
    ("child", "relation", "about"),
    [(LEV, "мать", "мама Льва, 5В"), (ANYA, "отец", "папа Анны, 5В"), (LEV, "опекун", "опекун Льва, 5В")],
)
def test_a_parent_is_known_by_the_child(child: FullName, relation: str, about: str) -> None:
    assert faces.family(slip(FullName("Белова", "Ольга"), child, relation)) == {"role": "parent", "about": about}


def test_staff_are_known_by_their_duty_class_or_subject(roll: Roll) -> None:
    told = [faces.staff(slip(row.name), roll) for row in roll.staff]
    roles = [one["role"] for one in told]
    assert roles[:3] == ["head", "deputy", "office"]
    assert roles.count("class_teacher") == len(roll.classes)
    assert {"class_teacher", "teacher"} == {*roles[3:]}
    assert {"role": "deputy", "about": "завуч"} in told
    assert any(one["about"] == "классный руководитель 1А" for one in told)
    assert all(one["about"] for one in told)
