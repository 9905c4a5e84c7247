"""Вера writes to the families of 7Б: messages grow one card, and what cannot be taken changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetFile

from journal_core.events import EventKind
from journal_core.files import MOST_BYTES, FileKind
from tests.unit.bot.notices import FIRST, JPEG, T, address, asked, cards, number_of, paper, picture
from tests.unit.bot.rig import NOON, VERA, VOVA, Rig
from texts.addresses import (
    DraftId,
    DropNotice,
    Menu,
    SendNotice,
    Stop,
)


async def test_the_next_message_is_the_notice_even_when_it_looks_like_a_lesson_s() -> None:
    rig = Rig()
    await asked(rig)
    said = await rig.says(VERA, "7Б алгебра Иванова 9")
    assert "Объявление для 7Б" in said.text and "7Б алгебра Иванова 9" in said.text
    assert "Получат 2 семьи из 2: 2 в чате." in said.text


async def test_whom_it_does_not_reach_is_said_before_it_is_sent() -> None:
    rig = Rig()
    rig.diary.board.beyond.add(VOVA)
    await asked(rig)
    said = await rig.says(VERA, "Собрание")
    assert "Получит 1 семья из 2: 1 в чате." in said.text
    assert "Не дойдёт: Сидоров Вова." in said.text


async def test_a_notice_with_a_photo_is_sent_once_however_often_the_button_is_pressed() -> None:
    rig = Rig()
    await asked(rig)
    await rig.says(VERA, "", caption="Собрание", **picture("photo"))
    press, card = address(rig, SendNotice), number_of(rig, VERA)
    for _ in range(2):
        await rig.presses(VERA, press, on=card)
    assert [one.kind for one in rig.store.events] == [EventKind.NOTICE]
    assert rig.diary.board.standing[FIRST].text == "Собрание"
    [photo] = rig.diary.board.files_of(FIRST)
    assert (photo.kind, photo.size) == (FileKind.PHOTO, len(JPEG))
    assert rig.messenger.fetched == ["photo"]
    assert "Отправлено 2" in rig.messenger.bubbles[card].text


async def test_a_lost_answer_to_the_sending_sends_no_second_notice() -> None:
    rig = Rig()
    await asked(rig)
    await rig.says(VERA, "Собрание")
    rig.store.lost = 1
    await rig.presses(VERA, address(rig, SendNotice))
    assert len(rig.diary.board.standing) == len(rig.store.events) == 1


async def test_an_album_grows_one_card_in_the_order_of_its_messages() -> None:
    rig = Rig()
    await asked(rig)
    await rig.says(VERA, "", message_id=52, media_group_id="a", caption="Экскурсия", **picture("second"))
    await rig.says(VERA, "", message_id=51, media_group_id="a", **picture("photo"))
    [card] = cards(rig)
    assert card.edited and "Экскурсия" in card.text and card.text.count("📎") == 2
    await rig.presses(VERA, address(rig, SendNotice))
    assert [rig.diary.board.kept[one][1].data for one in rig.diary.board.files[FIRST]] == [JPEG, JPEG + b"2"]


async def test_a_picture_handled_twice_is_added_and_fetched_once() -> None:
    rig = Rig()
    await asked(rig)
    await rig.unheard(rig.message(VERA, "", message_id=51, media_group_id="a", **picture("photo")))
    [card] = cards(rig)
    assert card.text.count("📎") == 1
    assert rig.messenger.fetched == ["photo"]


async def test_another_text_takes_the_place_of_the_first_and_files_add_up() -> None:
    rig = Rig()
    await asked(rig)
    await rig.says(VERA, "Собрание в 18:00")
    await rig.says(VERA, "", **paper("план.pdf"))
    await rig.says(VERA, "Собрание в 19:00")
    [card] = cards(rig)
    assert "19:00" in card.text and "18:00" not in card.text and "план.pdf" in card.text


async def test_the_message_mended_before_the_sending_changes_the_card() -> None:
    rig = Rig()
    await asked(rig)
    await rig.says(VERA, "Собрание в 18:00", message_id=40)
    await rig.edits(VERA, 40, "Собрание в 19:00")
    [card] = cards(rig)
    assert "19:00" in card.text and "18:00" not in card.text


async def test_words_put_under_a_picture_afterwards_are_the_notice_s() -> None:
    rig = Rig()
    await asked(rig)
    await rig.says(VERA, "", message_id=40, **picture("photo"))
    raw = rig.message(VERA, "", message_id=40, caption="Экскурсия", **picture("photo"))
    await rig.conversation.handle({"update_id": raw["update_id"], "edited_message": raw["message"]})
    [card] = cards(rig)
    assert "Экскурсия" in card.text and card.text.count("📎") == 1


@pytest.mark.parametrize("way", ["/menu", "button", "card"])
async def test_who_leaves_the_notice_writes_lessons_again(way: str) -> None:
    rig = Rig()
    await asked(rig)
    if way == "card":
        await rig.says(VERA, "Собрание")
        await rig.presses(VERA, address(rig, DropNotice))
        assert "не отправлено" in rig.seen(VERA).text
    elif way == "button":
        await rig.presses(VERA, Stop())
    else:
        await rig.says(VERA, way)
    said = await rig.says(VERA, "Собрание в 18:00")
    assert "Объявление для" not in said.text


async def test_an_hour_later_the_question_is_forgotten_and_the_card_does_nothing() -> None:
    rig = Rig()
    await asked(rig)
    await rig.says(VERA, "Собрание")
    rig.clock.moment = NOON + timedelta(hours=1)
    card = number_of(rig, VERA)
    await rig.presses(VERA, address(rig, SendNotice), on=card)
    assert rig.diary.board.standing == {}
    assert rig.messenger.bubbles[card].text == T("notice.gone")
    assert "Объявление для" not in (await rig.says(VERA, "Собрание")).text


async def test_who_handed_the_class_over_keeps_their_words_for_themselves() -> None:
    rig = Rig()
    await asked(rig)
    rig.diary.people[VERA] = replace(rig.diary.people[VERA], classes=())
    assert "Объявление для" not in (await rig.says(VERA, "Собрание")).text


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"text": "ы" * 3001}, "В тексте 3001 знаков, а помещается 3000."),
        (paper("фильм.avi", size=MOST_BYTES + 1), "Файл больше 10 МБ."),
        (paper("игра.exe", "program"), "похож на программу"),
        (paper("пустой.txt", "empty", None), "Файл пустой."),
        ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}, "Голосовое, видео или стикер не подойдут"),
        ({"location": {"latitude": 53.9, "longitude": 27.5}}, "можно поставить текст, фото и файлы"),
        (
            {
                "caption": "Смотрите",
                "video": {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 3},
            },
            "Голосовое, видео или стикер не подойдут",
        ),
    ],
)
async def test_what_cannot_be_taken_is_told_and_the_notice_stays_as_it_was(message: dict[str, Any], said: str) -> None:
    rig = Rig()
    await asked(rig)
    rig.messenger.sent |= {"program": b"MZ program", "empty": b""}
    await rig.says(VERA, "Собрание в 18:00")
    before = dict(rig.drafts.rows)
    refused = await rig.says(VERA, **({"text": ""} | message))
    assert said in refused.text
    assert rig.drafts.rows == before
    await rig.presses(VERA, address(rig, SendNotice))
    assert rig.diary.board.standing[FIRST].text == "Собрание в 18:00"


async def test_a_file_too_large_is_not_even_fetched() -> None:
    rig = Rig()
    await asked(rig)
    await rig.says(VERA, "", **paper("фильм.avi", size=MOST_BYTES + 1))
    assert rig.messenger.fetched == []


async def test_the_eleventh_file_is_turned_away_and_ten_stay() -> None:
    rig = Rig()
    await asked(rig)
    for number in range(11):
        await rig.says(VERA, "", message_id=50 + number, **paper(f"{number}.pdf"))
    assert "уже 10 файлов" in rig.seen(VERA).text
    await rig.presses(VERA, address(rig, SendNotice))
    assert len(rig.diary.board.files_of(FIRST)) == 10


async def test_a_file_that_the_messenger_does_not_give_is_asked_for_again() -> None:
    rig = Rig()
    await asked(rig)
    rig.messenger.withheld = [TelegramNetworkError(GetFile(file_id="photo"), "away")]
    said = await rig.says(VERA, "", **picture("photo"))
    assert said.text == T("file.not_fetched")
    assert "📎" in (await rig.says(VERA, "", **picture("photo"))).text


async def test_an_empty_notice_does_not_leave() -> None:
    rig = Rig()
    await asked(rig)
    assert await rig.presses(VERA, SendNotice(DraftId(1))) == T("notice.empty")
    assert rig.store.events == []


async def test_the_notice_survives_a_look_at_the_menu() -> None:
    rig = Rig()
    await asked(rig)
    await rig.presses(VERA, Menu())
    assert "Объявление для 7Б" in (await rig.says(VERA, "Собрание")).text
