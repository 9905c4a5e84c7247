"""A chat taken for dead whose owner speaks is alive again; nobody else costs a second look."""

from __future__ import annotations

import pytest

from tests.unit.bot.rig import ANYA, MARIA, STRANGER, Rig
from texts.addresses import PupilId, Today
from texts.catalog import words
from texts.screens import menu

T = words("ru")


@pytest.mark.parametrize("how", ["message", "press"])
async def test_whoever_speaks_from_a_dead_chat_is_who_they_were(how: str) -> None:
    rig = Rig()
    rig.dead[MARIA] = rig.diary.people.pop(MARIA)
    await (rig.says(MARIA, "/today") if how == "message" else rig.presses(MARIA, Today(PupilId(ANYA))))
    assert "Сегодня" in rig.seen(MARIA).text
    assert rig.reached == [(MARIA, True)]


async def test_of_those_we_know_the_grants_are_read_once() -> None:
    rig = Rig()
    await rig.says(MARIA, "/today")
    assert rig.diary.asked == [MARIA]
    assert not rig.reached


async def test_a_stranger_stays_a_stranger() -> None:
    rig = Rig()
    assert (await rig.says(STRANGER, "/today")).screen == menu.menu(None, T)
    assert rig.diary.asked == [STRANGER, STRANGER]


async def test_words_in_a_group_revive_nobody() -> None:
    rig = Rig()
    rig.dead[MARIA] = rig.diary.people.pop(MARIA)
    await rig.conversation.handle(rig.message(MARIA, "/today", chat_type="group"))
    assert not rig.reached
