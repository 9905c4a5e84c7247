"""Families without a messenger: their class teacher enters an address from a paper and is told its code."""

from __future__ import annotations

import re

from sandbox.client import Bubble
from tests.e2e import school
from tests.e2e.trial import Trial, the_child

PAPER = "согласие от 01.09, папка 7Б"


async def family_of(trial: Trial, pupil: str) -> Bubble:
    """The class teacher opens a family of the class, turning pages until it is found."""
    class_name = the_child(pupil).class_name
    leader = trial[school.CLASSES[class_name]]
    await trial.says(leader, "/start")
    await trial.presses(leader, f"🏫 Класс {class_name}")
    listed = await trial.presses(leader, "👨‍👩‍👧 Семьи")
    while not (found := [one.label for row in listed.buttons for one in row if pupil[:12] in one.label]):
        listed = await trial.presses(leader, "Дальше ›", listed)
    return await trial.presses(leader, found[0], listed)


async def by_mail(trial: Trial, pupil: str, address: str) -> None:
    """A mailbox, entered and confirmed."""
    leader = trial[school.CLASSES[the_child(pupil).class_name]]
    await family_of(trial, pupil)
    await trial.presses(leader, "✉️")
    await trial.says(leader, f"{address}\n{PAPER}")
    letter = await trial.sandbox.next_mail(to=address)
    live = await trial.says(leader, code_in(letter["text"]))
    assert "Почта подтверждена" in live.text


async def by_sms(trial: Trial, pupil: str, phone: str) -> None:
    """A phone in E.164, entered and confirmed."""
    leader = trial[school.CLASSES[the_child(pupil).class_name]]
    await family_of(trial, pupil)
    await trial.presses(leader, "📱")
    await trial.says(leader, f"{phone}\n{PAPER}")
    sms = await trial.sandbox.next_sms(to=phone)
    live = await trial.says(leader, code_in(sms["text"]))
    assert "Телефон подтверждён" in live.text


def code_in(text: str) -> str:
    """The six digits of a letter or an SMS."""
    match = re.search(r"\b\d{6}\b", text)
    assert match, text
    return match[0]
