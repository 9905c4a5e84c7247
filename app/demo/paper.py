"""Families without a messenger: the class teacher enters their mail or phone, and the code that went there."""

from __future__ import annotations

import re

from app.demo.cast import PAPER_ADDRESSES, PAPER_CLASSES, PaperFamily
from app.demo.chat import pressed
from app.demo.day import Post
from app.demo.town import teacher_of
from journal_core.actions.inviting import NewSlip
from journal_core.roll import FullName, Roll
from sandbox.client import Bubble, Person, Sandbox
from texts.catalog import words

_CODE = re.compile(r"\b\d{6}\b")


async def reach_on_paper(slip: NewSlip, teacher: Person, town: Sandbox) -> PaperFamily:
    """The class teacher's dialog: the class, the family, the address, the code."""
    assert slip.pupil and slip.adult
    address = PAPER_ADDRESSES[PAPER_CLASSES.index(slip.class_name)]
    family = PaperFamily(slip.pupil, slip.class_name, address)
    await _enter(family, slip.adult, teacher, town)
    return family


async def _enter(family: PaperFamily, adult: FullName, teacher: Person, town: Sandbox) -> None:
    t = words("ru")
    await teacher.says("/menu")
    screen = await teacher.hears("Классному")
    for label in (t("button.class", class_name=family.class_name), t("button.families")):
        screen = await pressed(teacher, screen, label)
    screen = await _family_of(family.pupil, teacher, screen)
    sign = t("button.email_for" if family.by_mail else "button.sms_for", adult=adult.surname)[:6]
    label = next(one for one in screen.labels if one.startswith(sign))
    if label is None:
        raise SystemExit((sign, screen))
    await pressed(teacher, screen, label)
    await teacher.says(f"{family.address}\nсогласие от 1 сентября, папка {family.class_name}")
    await teacher.hears("минут")
    if family.by_mail:
        code = _CODE.search((await town.next_mail(to=family.address))["text"])
    else:
        code = _CODE.search((await town.next_sms(to=family.address))["text"])
    assert code
    await teacher.says(code.group())
    await teacher.hears("подтвержд")


async def _family_of(pupil: FullName, teacher: Person, screen: Bubble) -> Bubble:
    """The family's own page, whichever page of the list it stands on."""
    label = f"{pupil.surname} {pupil.name}"
    while label not in screen.labels:
        screen = await pressed(teacher, screen, words("ru")("button.further"))
    return await pressed(teacher, screen, label)


def post_about(family: PaperFamily, roll: Roll, weekday: int) -> Post:
    """A teacher's message about one of them: a mark for a family with mail, an absence for the one with SMS."""
    row = min(
        (
            row
            for row in roll.timetable
            if row.written_class == family.class_name and row.weekday == weekday and not row.subgroup
        ),
        key=lambda row: row.slot,
    )
    text = f"{row.written_class} {row.subject.lower()}: {family.pupil.surname} {'9' if family.by_mail else 'н'}"
    return Post(row.slot, teacher_of(row), row.written_class, row.subject, text, paper=family)
