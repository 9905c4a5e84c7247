"""Passes at every school whose law lets this channel carry them: one neutral school does not close the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from bot.speaker import Speaker
from journal_core import access
from journal_core.access import Child, ClassDesk, Grants, TeacherDesk
from journal_core.errors import Refused
from journal_core.people import Role

P = TypeVar("P")


def teacher_desks(speaker: Speaker) -> tuple[TeacherDesk, ...]:
    """The desk at each school where the person teaches; Refused when none may be used here."""
    hats = speaker.grants.hats if speaker.grants else ()
    return _each(access.teacher, speaker, (hat.school.id for hat in hats if hat.role is Role.TEACHER))


def class_desks(speaker: Speaker) -> tuple[ClassDesk, ...]:
    """The classes the person leads; Refused when none may be opened here."""
    classes = speaker.grants.classes if speaker.grants else ()
    return _each(access.class_teacher, speaker, (desk.class_id for desk in classes))


def first_child(speaker: Speaker) -> Child:
    """The first child whose diary may be shown here; Refused when there is none."""
    children = access.visible_children(speaker.grants)
    return _each(access.child, speaker, (child.pupil_id for child in children))[0]


def _each(opens: Callable[[Grants | None, int | None], P], speaker: Speaker, numbers: Iterable[int]) -> tuple[P, ...]:
    """What opens; when nothing does, the refusal that is met without a number."""
    found = []
    for number in dict.fromkeys(numbers):
        try:
            found.append(opens(speaker.grants, number))
        except Refused:
            continue
    return tuple(found) or (opens(speaker.grants, None),)
