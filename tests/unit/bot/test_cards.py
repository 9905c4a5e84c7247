"""A teacher's card: saved once, told truthfully as often as asked, taken back, corrected by editing the message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.warnings import warnings
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, LessonEntry, MarkEntry
from journal_core.entries.revisions import AbsenceRevision, Change, MarkRevision
from tests.unit.bot.rig import ALGEBRA, ANYA, NINA, PAGE, VOVA, Rig
from texts.addresses import DraftId, DropDraft, SaveDraft, UndoDraft
from texts.catalog import words
from texts.screens import desk

T = words("ru")
POST = "7Б алгебра тема: дроби. Иванова 9, Сидоров н"
CARD = DraftId(1)


async def posted(rig: Rig) -> None:
    """Нина's message stands as a card."""
    await rig.says(NINA, POST, message_id=70)


async def test_a_message_becomes_a_card_with_the_names_resolved() -> None:
    rig = Rig()
    seen = await rig.says(NINA, POST)
    assert "Иванова Аня — 9" in seen.text
    assert "Сидоров Вова — Н" in seen.text
    assert seen.labels() == [T("button.save"), T("button.drop")]
    assert not rig.store.commands, "nothing is written before the tap"


async def test_the_tap_saves_and_says_so() -> None:
    rig = Rig()
    await posted(rig)
    await rig.presses(NINA, SaveDraft(CARD))
    assert "Сохранено" in rig.seen(NINA).text
    (said,) = rig.store.commands
    assert [one.value for one in rig.store.lessons.done[said].marks] == ["9"]


async def test_a_double_tap_saves_once_and_says_saved_twice() -> None:
    rig = Rig()
    await posted(rig)
    for _ in range(2):
        await rig.presses(NINA, SaveDraft(CARD))
        assert "Сохранено" in rig.seen(NINA).text
    assert len(rig.store.lessons.done) == 1


async def test_after_a_lost_commit_the_command_is_said_again_and_the_answer_is_true() -> None:
    rig = Rig()
    await posted(rig)
    rig.store.lost = 1
    await rig.presses(NINA, SaveDraft(CARD))
    assert "Сохранено" in rig.seen(NINA).text
    assert len(rig.store.commands) == 2
    assert len(set(rig.store.commands)) == 1


async def test_while_the_database_is_away_nothing_is_said_and_the_update_comes_again() -> None:
    rig = Rig()
    await posted(rig)
    rig.store.lost = 2
    raw = rig.press(NINA, "d1.sd.1", "500")
    before = len(rig.messenger.told(NINA))
    with pytest.raises(ConnectionError):
        await rig.conversation.handle(raw)
    assert len(rig.messenger.told(NINA)) == before
    await rig.conversation.handle(raw)
    assert "Сохранено" in rig.seen(NINA).text
    assert len(rig.store.lessons.done) == 1


async def test_a_message_handled_again_after_a_crash_finds_the_same_draft() -> None:
    rig = Rig()
    raw = rig.message(NINA, POST)
    await rig.conversation.handle(raw)
    await rig.conversation.handle(raw)
    assert len(rig.drafts.rows) == 1


async def test_undo_takes_back_and_undo_again_says_the_same() -> None:
    rig = Rig()
    await posted(rig)
    await rig.presses(NINA, SaveDraft(CARD))
    await rig.presses(NINA, UndoDraft(CARD))
    first = rig.seen(NINA).text
    assert first == T("desk.undone", n=1)
    await rig.presses(NINA, UndoDraft(CARD))
    assert rig.seen(NINA).text == first


async def test_a_dropped_card_saves_nothing() -> None:
    rig = Rig()
    await posted(rig)
    await rig.presses(NINA, DropDraft(CARD))
    assert rig.seen(NINA).screen == desk.dropped(T)
    await rig.presses(NINA, SaveDraft(CARD))
    assert rig.seen(NINA).screen == desk.gone(T)
    assert not rig.store.commands


async def test_a_saved_card_is_not_dropped() -> None:
    rig = Rig()
    await posted(rig)
    await rig.presses(NINA, SaveDraft(CARD))
    await rig.presses(NINA, DropDraft(CARD))
    assert rig.seen(NINA).screen == desk.gone(T)


async def test_a_card_of_yesterday_saves_nothing() -> None:
    rig = Rig()
    await posted(rig)
    rig.clock.later(hours=13)
    await rig.presses(NINA, SaveDraft(CARD))
    assert rig.seen(NINA).screen == desk.gone(T)


async def test_editing_an_unsaved_message_renews_its_card_in_place() -> None:
    rig = Rig()
    await posted(rig)
    seen = await rig.edits(NINA, 70, "7Б алгебра Иванова 8")
    assert seen.edited
    assert "Иванова Аня — 8" in seen.text
    assert len(rig.messenger.told(NINA)) == 1
    assert rig.drafts.rows[1].state == "dropped"


async def test_editing_a_saved_message_offers_the_correction() -> None:
    rig = Rig()
    await posted(rig)
    await rig.presses(NINA, SaveDraft(CARD))
    seen = await rig.edits(NINA, 70, "7Б алгебра тема: дроби. Иванова 7, Сидоров н")
    assert "9 → 7" in seen.text
    await rig.presses(NINA, SaveDraft(DraftId(2)), on="900")
    assert "Сохранено" in rig.messenger.bubbles["900"].text
    corrected = rig.store.lessons.done[rig.drafts.rows[2].command_id]
    assert [(one.value, one.change) for one in corrected.marks] == [("7", Change.CORRECTED)]


async def test_an_edit_that_changes_nothing_is_passed_over() -> None:
    rig = Rig()
    await posted(rig)
    await rig.presses(NINA, SaveDraft(CARD), on="500")
    before = len(rig.messenger.told(NINA))
    await rig.edits(NINA, 70, POST)
    assert len(rig.messenger.told(NINA)) == before


async def test_a_message_mended_into_a_lesson_becomes_a_card() -> None:
    rig = Rig()
    await rig.says(NINA, "доброе утро", message_id=71)
    assert "Иванова Аня — 9" in (await rig.edits(NINA, 71, "7Б алгебра Иванова 9")).text


async def test_what_cannot_stand_is_refused_before_a_card_promises_it() -> None:
    rig = Rig()
    seen = await rig.says(NINA, "7Б алгебра Иванова 11")
    assert T("button.save") not in seen.labels()
    assert not any(row.kind == "lesson" for row in rig.drafts.rows.values())


def test_the_card_warns_of_what_stands_already() -> None:
    page = replace(
        PAGE,
        lesson=replace(PAGE.lesson, topic="Степени"),
        marks=(MarkRevision(1, 1, Change.SET, ALGEBRA, ANYA, "7"),),
        absences=(AbsenceRevision(2, 1, Change.SET, ALGEBRA, VOVA, AbsenceCode.ABSENT),),
    )
    entry = LessonEntry(ALGEBRA, "Дроби", None, (MarkEntry(ANYA, ("9",)), MarkEntry(VOVA, ("8",))))
    assert warnings(page, entry, T) == (
        T("warning.mark_stands", pupil="Иванова Аня", values="7"),
        T("warning.absent_with_mark", pupil="Сидоров Вова"),
        T("warning.topic_replaced", topic="Степени"),
    )


def test_nobody_is_warned_of_a_latecomer_s_mark_or_of_an_empty_page() -> None:
    late = LessonEntry(ALGEBRA, "Дроби", None, (MarkEntry(ANYA, ("9",)),), (AbsenceEntry(ANYA, AbsenceCode.LATE, 5),))
    assert warnings(PAGE, late, T) == ()
