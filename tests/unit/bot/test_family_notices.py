"""Мария reads what Вера wrote, takes its files and presses «Ознакомлен»."""

from __future__ import annotations

import pytest

from tests.unit.bot.notices import FIRST, T, paper, picture, sent
from tests.unit.bot.rig import ANYA, MARIA, Rig
from texts.addresses import (
    Acknowledge,
    NoticeFile,
    NoticesFor,
    OneNotice,
    Page,
    PupilId,
    pack,
)


async def test_maria_reads_a_notice_takes_its_file_and_says_that_she_has_read_it() -> None:
    rig = Rig()
    await sent(rig, "", caption="Собрание в 18:00", **paper("план.pdf"))
    await rig.presses(MARIA, NoticesFor(PupilId(ANYA), Page(0)))
    assert "07.10 Собрание в 18:00" in rig.seen(MARIA).labels()
    await rig.presses(MARIA, OneNotice(PupilId(ANYA), FIRST))
    assert "Собрание в 18:00" in rig.seen(MARIA).text
    await rig.presses(MARIA, NoticeFile(PupilId(ANYA), FIRST, 0))
    file = rig.seen(MARIA).screen.file
    assert file is not None and file.name == "план.pdf"
    assert "500" in rig.messenger.bubbles and rig.messenger.bubbles["500"].screen.file is None
    for _ in range(2):
        assert await rig.presses(MARIA, Acknowledge(PupilId(ANYA), FIRST)) == "Спасибо, учитель увидит"
    assert "✓ Ознакомлены" in rig.messenger.bubbles["500"].labels()
    assert len(rig.diary.board.acks) == 1
    await rig.presses(MARIA, NoticesFor(PupilId(ANYA), Page(0)))
    assert "✓ 07.10 Собрание в 18:00" in rig.messenger.bubbles["500"].labels()


@pytest.mark.parametrize("place", [1, 2**40])
async def test_a_forged_place_of_a_file_is_refused(place: int) -> None:
    rig = Rig()
    await sent(rig, "", caption="Собрание", **paper("план.pdf"))
    assert await rig.presses(MARIA, NoticeFile(PupilId(ANYA), FIRST, place)) == T("access.not_yours")
    assert all(one.screen.file is None for one in rig.messenger.told(MARIA))


@pytest.mark.parametrize("under_a_file", [True, False])
async def test_the_push_keeps_its_words_and_its_file_when_its_button_is_pressed(under_a_file: bool) -> None:
    rig = Rig()
    await sent(rig, "", caption="Собрание в 18:00", **picture("photo"))
    raw = rig.press(MARIA, pack(Acknowledge(PupilId(ANYA), FIRST), pushed=True), "500")
    below = raw["callback_query"]["message"]
    standing = "Объявление, 7Б · ср 07.10\n\nСобрание в 18:00"
    below |= {**picture("photo"), "caption": standing, "text": None} if under_a_file else {"text": standing}
    await rig.conversation.handle(raw)
    push = rig.messenger.bubbles["500"]
    assert "Собрание в 18:00" in push.text and "✓ Ознакомлены" in push.labels()
    assert (push.screen.file is not None) == under_a_file
    assert push.screen.is_push
    assert rig.messenger.answers[raw["callback_query"]["id"]][0] == "Спасибо, учитель увидит"


async def test_a_reminder_stays_one_and_takes_no_words_of_the_notice() -> None:
    rig = Rig()
    await sent(rig)
    raw = rig.press(MARIA, pack(Acknowledge(PupilId(ANYA), FIRST), pushed=True), "500")
    standing = "Вы ещё не отметили, что ознакомились с объявлением: 7Б, среда, 7 октября"
    raw["callback_query"]["message"]["text"] = standing
    await rig.conversation.handle(raw)
    reminder = rig.messenger.bubbles["500"]
    assert reminder.text == standing and "✓ Ознакомлены" in reminder.labels()


async def test_a_push_that_says_something_else_by_now_is_left_to_its_own_change() -> None:
    rig = Rig()
    await sent(rig)
    said = await rig.presses(MARIA, Acknowledge(PupilId(ANYA), FIRST), pushed=True)
    assert said == "Спасибо, учитель увидит"
    assert rig.messenger.told(MARIA) == []


async def test_a_push_too_old_for_the_messenger_to_show_is_left_as_it_is() -> None:
    rig = Rig()
    await sent(rig)
    raw = rig.press(MARIA, pack(Acknowledge(PupilId(ANYA), FIRST), pushed=True), "500")
    raw["callback_query"]["message"] = {"message_id": 500, "date": 0, "chat": {"id": 1, "type": "private"}}
    await rig.conversation.handle(raw)
    assert rig.messenger.told(MARIA) == []
    assert rig.messenger.answers[raw["callback_query"]["id"]] == ("Спасибо, учитель увидит", True)
    assert len(rig.diary.board.acks) == 1
