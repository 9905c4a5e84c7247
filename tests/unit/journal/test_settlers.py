"""Who may settle a request: a second person of the same school, a deputy before the head."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from journal_core.entries.requests import RequestState, check_settler, person_of
from journal_core.errors import Refused
from journal_core.passes import DeputyDesk, HeadDesk
from journal_core.people import Actor, Operator, Person, Role
from tests.unit.journal.page import SCHOOL, refused

ORLOV = Person(8, Role.DEPUTY)
OTHER_SCHOOL = replace(SCHOOL, id=2)


@dataclass(frozen=True)
class Ask:
    """Ковалёва's: person 5, staff record 3 of school 1."""

    school_id: int = 1
    staff_id: int = 3
    asked_by: str = "person:5/teacher"
    state: RequestState = RequestState.OPEN


def settles(desk: DeputyDesk | HeadDesk, actor: Actor = ORLOV, *, other_deputies: bool = False) -> None:
    check_settler(Ask(), desk, actor, other_deputies=other_deputies)


@pytest.mark.parametrize("other_deputies", [True, False])
def test_a_deputy_settles_anothers_request(other_deputies: bool) -> None:
    settles(DeputyDesk(4, SCHOOL), other_deputies=other_deputies)


def test_the_head_settles_only_where_no_deputy_could() -> None:
    settles(HeadDesk(4, SCHOOL))
    with refused(Refused, "correction.deputys"):
        settles(HeadDesk(4, SCHOOL), other_deputies=True)


def test_nobody_settles_in_another_school_nor_from_the_command_line() -> None:
    for desk in (DeputyDesk(4, OTHER_SCHOOL), DeputyDesk(None, SCHOOL)):
        with refused(Refused, "access.not_yours"):
            settles(desk)


def test_nobody_settles_their_own_by_record_or_by_person_whatever_hat_they_wear() -> None:
    for desk, actor in ((DeputyDesk(3, SCHOOL), ORLOV), (DeputyDesk(4, SCHOOL), Person(5, Role.DEPUTY))):
        with refused(Refused, "correction.own"):
            settles(desk, actor)


def test_a_person_is_the_same_under_every_hat() -> None:
    assert person_of("person:5/teacher") == person_of(str(Person(5, Role.HEAD))) == "person:5"
    assert person_of(str(Operator("root"))) == "operator:root"
