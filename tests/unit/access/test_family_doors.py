"""A child's diary opens to their adults and to themself, and the answer to everybody else tells nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from journal_core import access
from journal_core.errors import NotLinked, Refused
from journal_core.passes import Child
from journal_core.school import Level
from tests.unit.access.doors import ANYA, MAILBOX, OMSK, SCHOOL, YEGOR, grants, pupil, refusal

ANYAS, YEGORS = pupil(ANYA), replace(pupil(YEGOR), surname="Иванов", name="Егор")
MARIA = grants(children=(ANYAS, YEGORS))
ANYA_HERSELF = grants(children=(pupil(own=True),))
Door = Callable[..., Child]
NOT_YOURS = (Refused, "access.not_yours")


@pytest.mark.parametrize("door", [access.child, access.guardian])
def test_a_mother_opens_the_child_she_names_and_her_first_when_she_names_none(door: Door) -> None:
    assert door(MARIA, YEGOR) == YEGORS
    assert door(MARIA, ANYA) == ANYAS
    assert door(MARIA) == ANYAS


def test_a_pupil_reads_the_diary_and_answers_for_nothing_in_it() -> None:
    assert access.child(ANYA_HERSELF, ANYA) == pupil(own=True)
    assert access.wards(ANYA_HERSELF) == ()
    assert refusal(access.guardian, ANYA_HERSELF, ANYA) == (Refused, "access.not_guardian")
    assert refusal(access.guardian, ANYA_HERSELF) == (Refused, "access.not_guardian")


def test_a_mother_who_is_a_pupil_too_answers_for_her_child_alone() -> None:
    evening_school = grants(children=(pupil(YEGOR, own=True), ANYAS))
    assert access.visible_children(evening_school) == evening_school.children
    assert access.wards(evening_school) == (ANYAS,)
    assert access.guardian(evening_school) == ANYAS
    assert refusal(access.guardian, evening_school, YEGOR) == NOT_YOURS


WAITING = [replace(ANYAS, confirmed=False), replace(ANYAS, consented=False)]


@pytest.mark.parametrize("link", WAITING, ids=["not confirmed", "not consented"])
def test_a_link_that_is_not_confirmed_or_not_consented_opens_nothing(link: Child) -> None:
    waiting = grants(children=(link,))
    assert access.visible_children(waiting) == access.wards(waiting) == ()
    for door in (access.child, access.guardian):
        assert refusal(door, waiting) == (Refused, "access.not_confirmed")


@pytest.mark.parametrize("door", [access.child, access.guardian])
@pytest.mark.parametrize("link", WAITING, ids=["not confirmed", "not consented"])
def test_another_familys_child_nobodys_and_one_who_waits_are_refused_alike(door: Door, link: Child) -> None:
    assert refusal(door, grants(children=(YEGORS,)), ANYA) == NOT_YOURS
    assert refusal(door, grants(children=(YEGORS,)), 999) == NOT_YOURS
    assert refusal(door, grants(children=(YEGORS, link)), ANYA) == NOT_YOURS
    assert refusal(door, grants(children=(link,)), ANYA) == NOT_YOURS


def test_who_has_no_child_here_is_refused_and_not_told_to_wait() -> None:
    assert refusal(access.child, grants()) == NOT_YOURS
    assert refusal(access.guardian, grants()) == NOT_YOURS


def test_a_stranger_is_nobody_we_know() -> None:
    for door in (access.child, access.guardian):
        assert refusal(door, None) == refusal(door, None, ANYA) == (NotLinked, "access.not_linked")
    assert access.visible_children(None) == access.wards(None) == ()


@pytest.mark.parametrize("door", [access.child, access.guardian])
def test_a_diary_opens_only_through_a_channel_that_may_carry_what_is_asked(door: Door) -> None:
    omsk = grants(children=(pupil(school=OMSK),))
    assert refusal(door, omsk, ANYA) == (Refused, "access.channel_neutral")
    assert refusal(door, omsk, ANYA, at_least=Level.INITIALS) == (Refused, "access.channel_neutral")
    assert door(omsk, ANYA, at_least=Level.NEUTRAL) == pupil(school=OMSK)


def test_the_channel_is_the_one_that_is_spoken_through() -> None:
    by_mail = replace(MARIA, account=MAILBOX)
    assert access.child(by_mail, ANYA, at_least=Level.INITIALS) == ANYAS
    assert refusal(access.child, by_mail, ANYA) == (Refused, "access.channel_neutral")


def test_a_switcher_names_a_child_by_name_and_one_letter() -> None:
    assert Child(ANYA, SCHOOL, "Иванова", "Аня", 21, "7Б", consented=True, confirmed=True).short == "Аня И."
