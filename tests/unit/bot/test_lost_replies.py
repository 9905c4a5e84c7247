"""A reply that was lost: the update comes again, and the person gets what they would have got the first time."""

from __future__ import annotations

from tests.unit.bot.rig import MARIA, NINA, STRANGER, VERA, Rig
from texts.addresses import AskAddress, ClassId, DraftId, GuardianId, OwnAddress, SaveDraft, pack
from texts.catalog import words
from texts.screens import desk, door

T = words("ru")
POST = "7Б алгебра тема: дроби. Иванова 9, Сидоров н"
MENDED = "7Б алгебра тема: дроби. Иванова 7, Сидоров н"
CODE = "K7M2-9PXT-4ACE"


async def test_a_renewed_card_whose_reply_was_lost_is_shown_in_the_old_one_s_place_and_saves() -> None:
    rig = Rig()
    await rig.says(NINA, POST, message_id=70)
    (place,) = rig.messenger.bubbles
    await rig.unheard(rig.edit(NINA, 70, MENDED))
    assert "Иванова Аня — 7" in rig.messenger.bubbles[place].text
    assert len(rig.messenger.told(NINA)) == 1
    await rig.presses(NINA, SaveDraft(DraftId(2)), on=place)
    assert "Сохранено" in rig.messenger.bubbles[place].text


async def test_a_correction_whose_reply_was_lost_is_still_offered() -> None:
    rig = Rig()
    await rig.says(NINA, POST, message_id=70)
    await rig.presses(NINA, SaveDraft(DraftId(1)))
    await rig.unheard(rig.edit(NINA, 70, MENDED))
    assert "9 → 7" in rig.seen(NINA).text
    await rig.presses(NINA, SaveDraft(DraftId(2)), on="900")
    assert [one.value for one in rig.store.lessons.done[rig.drafts.rows[2].command_id].marks] == ["7"]


async def test_a_message_mended_into_a_lesson_is_a_card_after_a_lost_reply_too() -> None:
    rig = Rig()
    await rig.says(NINA, "доброе утро", message_id=71)
    await rig.unheard(rig.edit(NINA, 71, POST))
    assert rig.seen(NINA).labels() == [T("button.save"), T("button.drop")]


async def test_a_card_shown_once_is_passed_over_by_an_edit_that_changes_nothing() -> None:
    rig = Rig()
    await rig.says(NINA, "доброе утро", message_id=71)
    await rig.edits(NINA, 71, POST)
    before = len(rig.messenger.told(NINA))
    await rig.edits(NINA, 71, POST)
    assert len(rig.messenger.told(NINA)) == before
    assert rig.seen(NINA).screen != desk.gone(T)


async def test_a_deep_link_whose_reply_was_lost_still_waits_for_the_birth_date() -> None:
    rig = Rig()
    await rig.unheard(rig.message(STRANGER, "/start AAAAAAAAAAAAAAAAAAAAAA"))
    assert rig.seen(STRANGER).screen == door.ask_birth_date(T)
    assert (await rig.says(STRANGER, "17.10.2013")).text.startswith("Код не подошёл")


async def test_a_typed_code_and_a_pressed_question_survive_a_lost_reply() -> None:
    rig = Rig()
    await rig.unheard(rig.message(STRANGER, CODE))
    assert (await rig.says(STRANGER, "17.10.2013")).text.startswith("Код не подошёл")
    await rig.unheard(rig.press(MARIA, pack(OwnAddress("email")), "500"))
    assert "почты" in (await rig.says(MARIA, "maria@mail")).text
    await rig.unheard(rig.press(VERA, pack(AskAddress(ClassId(7), GuardianId(61), "sms")), "500"))
    assert "согласии" in (await rig.says(VERA, "+375 29 123-45-67")).text


async def test_a_question_is_left_for_the_one_that_a_later_update_asks() -> None:
    rig = Rig()
    await rig.says(MARIA, CODE)
    await rig.unheard(rig.press(MARIA, pack(OwnAddress("email")), "500"))
    assert [row.state for row in rig.drafts.rows.values()] == ["dropped", "open"]
