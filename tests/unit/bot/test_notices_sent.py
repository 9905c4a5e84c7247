"""Вера's notice has left: she changes it, reminds of it, takes it back."""

from __future__ import annotations

from journal_core.entries.revisions import Change
from journal_core.events import EventKind
from tests.unit.bot.notices import FIRST, OWN, T, address, asked, number_of, sent
from tests.unit.bot.rig import ANYA, MARIA, NOON, VERA, Rig
from texts.addresses import (
    Acknowledge,
    AskAck,
    ClassNotices,
    NoticeOf,
    OneNotice,
    Page,
    PupilId,
    RecallNotice,
    RemindOfNotice,
    SendNotice,
)


async def test_the_message_mended_after_the_sending_offers_a_change_and_the_tap_makes_it() -> None:
    rig = Rig()
    await sent(rig)
    said = await rig.edits(VERA, 40, "Собрание в 19:00")
    assert "Изменить объявление?" in said.text and "18:00" in said.text and "19:00" in said.text
    assert rig.diary.board.standing[FIRST].text == "Собрание в 18:00"
    await rig.presses(VERA, address(rig, SendNotice), on=number_of(rig, VERA))
    assert rig.diary.board.standing[FIRST].text == "Собрание в 19:00"
    assert rig.diary.board.standing[FIRST].change is Change.CORRECTED
    await rig.edits(VERA, 40, "Собрание в 20:00")
    assert "Собрание в 19:00" in rig.seen(VERA).text and "Собрание в 20:00" in rig.seen(VERA).text


async def test_an_edit_that_changes_no_word_says_nothing() -> None:
    rig = Rig()
    await sent(rig)
    before = len(rig.messenger.bubbles)
    await rig.conversation.handle(rig.edit(VERA, 40, "Собрание в 18:00"))
    assert len(rig.messenger.bubbles) == before


async def test_an_edit_of_a_recalled_notice_is_refused() -> None:
    rig = Rig()
    await sent(rig)
    await rig.presses(VERA, RecallNotice(OWN, FIRST, 1))
    said = await rig.edits(VERA, 40, "Собрание в 19:00")
    assert said.text == T("notice.recalled")


async def test_the_wish_for_acknowledging_is_taken_off_and_put_back() -> None:
    rig = Rig()
    await asked(rig)
    await rig.says(VERA, "Собрание")
    card = number_of(rig, VERA)
    await rig.presses(VERA, address(rig, AskAck), on=card)
    assert "☐ Просить «Ознакомлен»" in rig.messenger.bubbles[card].labels()
    await rig.presses(VERA, address(rig, SendNotice), on=card)
    assert not rig.diary.board.standing[FIRST].asks_ack
    assert not any("Напомнить" in label for label in rig.messenger.bubbles[card].labels())


async def test_the_list_of_the_class_opens_its_notices() -> None:
    rig = Rig()
    await sent(rig)
    await rig.presses(VERA, ClassNotices(OWN, Page(0)), on="600")
    assert "07.10 Собрание в 18:00" in rig.seen(VERA).labels()
    await rig.presses(VERA, address(rig, NoticeOf), on="600")
    assert "Собрание в 18:00" in rig.seen(VERA).text


async def test_the_rest_are_reminded_once_in_a_while() -> None:
    rig = Rig()
    await sent(rig)
    await rig.presses(MARIA, Acknowledge(PupilId(ANYA), FIRST))
    assert await rig.presses(VERA, RemindOfNotice(OWN, FIRST)) == "Напомним 1 семье."
    assert [one.kind for one in rig.store.events] == [EventKind.NOTICE, EventKind.NOTICE_REMINDER]
    rig.diary.board.reminded[FIRST] = [NOON]
    assert await rig.presses(VERA, RemindOfNotice(OWN, FIRST)) == T("notice.reminded_lately")


async def test_a_notice_is_recalled_after_a_question() -> None:
    rig = Rig()
    await sent(rig)
    await rig.presses(VERA, RecallNotice(OWN, FIRST, 0), on="600")
    assert "Отозвать это объявление?" in rig.seen(VERA).text
    assert not rig.diary.board.standing[FIRST].recalled
    await rig.presses(VERA, address(rig, RecallNotice), on="600")
    assert "Отозвано" in rig.seen(VERA).text
    assert await rig.presses(MARIA, OneNotice(PupilId(ANYA), FIRST)) == T("notice.recalled")
