"""Nina tells the families of her class, with pictures: each hears once, where they are reached, and she sees who."""

from __future__ import annotations

import struct
from base64 import b64encode
from zlib import compress, crc32

import pytest

from sandbox.client import Bubble
from tests.e2e.paper import by_mail
from tests.e2e.school import RUCHEY
from tests.e2e.trial import Trial

pytestmark = pytest.mark.asyncio(loop_scope="session")

MARIA, OLEG, OLGA = "Тихонов Лев", "Ушакова Ника", "Филин Тарас"
OLGAS = "olga.filina@mail.example"
WORDS = "Собрание в среду в 18:00, кабинет 12."


def picture(shade: int) -> bytes:
    """A PNG of 40 × 30 pixels, as light as `shade`."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 30, 8, 0, 0, 0, 0))
    rows = (b"\0" + bytes([shade]) * 40) * 30
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", compress(rows)) + chunk(b"IEND", b"")


async def asked(trial: Trial) -> None:
    """Nina has pressed «Написать» on the page of her class."""
    nina = trial[RUCHEY]
    await trial.says(nina, "/start")
    await trial.presses(nina, "🏫 Класс 9Б")
    await trial.presses(nina, "📣 Объявления")
    shown = await trial.presses(nina, "✍️ Написать")
    assert "Напишите объявление одним сообщением" in shown.text


async def the_one(trial: Trial, pupil: str, place: int) -> Bubble:
    """The only thing that a family heard after `place`."""
    heard = await trial.since(trial.parent(pupil), place)
    assert len(heard) == 1, [one.text for one in heard]
    return heard[0]


async def as_it_stands(trial: Trial, pupil: str, bubble: Bubble) -> Bubble:
    """The same message of a family's chat now."""
    await trial.settled()
    shown = await trial.bubbles(trial.parent(pupil))
    return next(one for one in shown if one.message_id == bubble.message_id)


async def tells(trial: Trial, words: str) -> tuple[Bubble, Bubble, Bubble]:
    """Nina sends a notice with a picture: its page, and what came to Maria and to Oleg."""
    nina, marias, olegs = trial[RUCHEY], await trial.mark(trial.parent(MARIA)), await trial.mark(trial.parent(OLEG))
    await asked(trial)
    place = await nina.says(caption=words, photo=picture(200))
    [card] = await trial.since(nina, place)
    assert words in card.text
    assert "Получат 3 семьи из 4: 2 в чате, 1 по почте." in card.text
    assert "Не дойдёт: Шубина Яна." in card.text
    page = await trial.presses(nina, "📣 Отправить", card)
    assert page.message_id == card.message_id
    return page, await the_one(trial, MARIA, marias), await the_one(trial, OLEG, olegs)


async def acknowledged(trial: Trial, pupil: str, bubble: Bubble) -> Bubble:
    """A family presses «Ознакомлен»; the words and the picture stay."""
    await trial.parent(pupil).presses("Ознакомлен", bubble.message_id)
    pressed = await as_it_stands(trial, pupil, bubble)
    assert (pressed.text, pressed.photo) == (bubble.text, bubble.photo)
    assert "✓ Ознакомлены" in pressed.labels
    return pressed


async def test_nina_tells_her_class_and_sees_who_has_read_it(trial: Trial) -> None:
    await by_mail(trial, OLGA, OLGAS)
    page, push, _ = await tells(trial, WORDS)
    assert push.photo and WORDS in push.text
    letter = await trial.sandbox.next_mail(to=OLGAS, contains=WORDS)
    assert [one["name"] for one in letter["attachments"]] == ["photo.jpg"]
    await acknowledged(trial, MARIA, push)
    page = await trial.presses(trial[RUCHEY], "🔄 Обновить", page)
    assert "Отправлено 2 · не дойдёт 1 · ознакомились 1 · ждём ответа 2" in page.text
    families = await trial.presses(trial[RUCHEY], "👥 Кто", page)
    assert "✅ Тихонов Лев\n📨 Ушакова Ника\n📨 Филин Тарас\n🚫 Шубина Яна" in families.text


async def test_a_reminder_reaches_only_those_who_have_not_pressed(trial: Trial) -> None:
    nina, maria, oleg = trial[RUCHEY], trial.parent(MARIA), trial.parent(OLEG)
    page, push, told = await tells(trial, "Принести сменную обувь.")
    await acknowledged(trial, MARIA, push)
    page = await trial.presses(nina, "🔄 Обновить", page)
    marias, olegs = await trial.mark(maria), await trial.mark(oleg)
    page = await trial.presses(nina, "🔔 Напомнить остальным (2)", page)
    assert "Напоминание отправлено" in page.text
    assert not any("Напомнить" in label for label in page.labels)
    assert await trial.since(maria, marias) == []
    reminder = await the_one(trial, OLEG, olegs)
    assert reminder.reply_to == told.message_id
    await trial.sandbox.next_mail(to=OLGAS, contains="ждёт вашей отметки")
    await acknowledged(trial, OLEG, reminder)


async def test_a_recalled_notice_is_taken_back_from_the_chats(trial: Trial) -> None:
    nina = trial[RUCHEY]
    page, push, _ = await tells(trial, "Завтра к девяти.")
    await acknowledged(trial, MARIA, push)
    sure = await trial.presses(nina, "🗑 Отозвать", page)
    page = await trial.presses(nina, "🗑 Да, отозвать", sure)
    assert "Отозвано" in page.text
    gone = await as_it_stands(trial, MARIA, push)
    assert "отозвано" in gone.text and "к девяти" not in gone.text


async def test_an_album_is_one_notice_and_its_pictures_come_when_asked_for(trial: Trial) -> None:
    nina, maria = trial[RUCHEY], trial.parent(MARIA)
    await asked(trial)
    place = await trial.mark(nina)
    await nina.says(album=[_piece(50, "Экскурсия в пятницу."), _piece(90)])
    [card] = await trial.since(nina, place)
    assert "Экскурсия в пятницу." in card.text and card.text.count("📎") == 2
    before = await trial.mark(maria)
    await trial.presses(nina, "📣 Отправить", card)
    push = await the_one(trial, MARIA, before)
    assert "Экскурсия в пятницу." in push.text
    files = [label for label in push.labels if label.startswith("📎")]
    assert len(files) == 2
    place = await trial.mark(maria)
    await trial.presses(maria, files[0], push)
    assert (await the_one(trial, MARIA, place)).photo
    await maria.presses("Ознакомлен", push.message_id)
    assert "✓ Ознакомлены" in (await as_it_stands(trial, MARIA, push)).labels


def _piece(shade: int, caption: str = "") -> dict[str, object]:
    return {"photo": _said(picture(shade)), "caption": caption}


def _said(data: bytes) -> str:
    return b64encode(data).decode()


async def test_nina_mends_her_message_and_the_families_read_the_new_words(trial: Trial) -> None:
    nina, maria = trial[RUCHEY], trial.parent(MARIA)
    await asked(trial)
    written = await nina.says("Сбор в 9:00")
    [card] = await trial.since(nina, written)
    before = await trial.mark(maria)
    await trial.presses(nina, "📣 Отправить", card)
    push = await the_one(trial, MARIA, before)
    place = await trial.mark(nina)
    await nina.edits(written, "Сбор в 8:30")
    [change] = await trial.since(nina, place)
    assert "Изменить объявление?" in change.text and "Сбор в 9:00" in change.text
    page = await trial.presses(nina, "✅ Изменить", change)
    assert "Сбор в 8:30" in page.text and "Текст изменён" in page.text
    await trial.step("PT5M")
    assert "Сбор в 8:30" in (await as_it_stands(trial, MARIA, push)).text
