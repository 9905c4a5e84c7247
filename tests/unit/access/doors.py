"""A gymnasium whose staff and families write from Telegram, and a school whose law lets Telegram carry little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from journal_core.errors import Refused
from journal_core.passes import Child, Grants, LoadLine, StaffHat
from journal_core.people import Account, Person, Role
from journal_core.school import PROFILES, Channel, Jurisdiction, School

PROFILE = PROFILES["000"]
SCHOOL = School(1, "Гимназия № 1", PROFILE, Jurisdiction.BY_STATE, ZoneInfo(PROFILE.zone), PROFILE.scale)
LYCEUM = replace(SCHOOL, id=2, name="Лицей № 2")
OMSK = replace(SCHOOL, id=3, name="Школа № 3", jurisdiction=Jurisdiction.RU_PRIVATE)
CHAT, MAILBOX = Account(Channel.TELEGRAM, "1001"), Account(Channel.EMAIL, "maria@example.by")
ANYA, YEGOR, CLASS_7B, CLASS_8A = 11, 12, 21, 22


def grants(account: Account = CHAT, **held: Any) -> Grants:
    """Of person 1."""
    return Grants(1, account, "ru", **held)


def acting(role: Role) -> Person:
    """Person 1 as the audit names them."""
    return Person(1, role, CHAT)


def pupil(number: int = ANYA, school: School = SCHOOL, *, own: bool = False) -> Child:
    """A child whose diary is open."""
    return Child(number, school, "Иванова", "Аня", CLASS_7B, "7Б", consented=True, confirmed=True, own=own)


def staff(role: Role, *taught: LoadLine, school: School = SCHOOL) -> Grants:
    """Staff record 5 with one duty."""
    return grants(hats=(StaffHat(5, school, role),), taught=taught)


def refusal(door: Callable[..., object], *asked: object, **more: object) -> tuple[type[Refused], str]:
    """How the door stays shut: the kind of refusal, and its sentence."""
    with pytest.raises(Refused) as refused:
        door(*asked, **more)
    return type(refused.value), refused.value.code
