"""Files on their way: in the chat they go up once, with a caption that can be edited; by mail they are attached."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from markupsafe import Markup

from journal_core.files import FileKind, NewFile, StoredFile
from journal_core.people import Account
from journal_core.school import Channel
from notifier.channels.email import EmailChannel, letter
from notifier.channels.telegram import TelegramChannel
from notifier.outcomes import Broken, Outcome, Sent, TryLater
from notifier.ports import Outgoing
from notifier.settings import MailSettings, TelegramSettings
from sandbox.client import Bubble, Person, Sandbox
from sandbox.server import running
from tests.contracts.wire import HttpPeer, answer, listening
from tests.fakes.files import FakeFiles
from texts.addresses import Acknowledge, NoticeId, PupilId
from texts.screen import Button, Screen

MARIA = Account(Channel.TELEGRAM, "1001")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000154a24f5d0000000049454e44ae426082"
)
HALL = NewFile(FileKind.PHOTO, "зал.png", "image/png", PIXEL)
LIST = NewFile(FileKind.DOCUMENT, "список.pdf", "application/pdf", b"%PDF-1.7 a list")
STORED = {number: StoredFile(number, one.kind, one.name, len(one.data)) for number, one in ((6, HALL), (4, LIST))}
READ = ((Button("Ознакомлен", Acknowledge(PupilId(11), NoticeId(3))),),)
BY_MAIL = MailSettings("127.0.0.1", 25, "diary@school.by", "Школьный дневник")
LETTER = Outgoing(17, Account(Channel.EMAIL, "maria@mail.by"), subject="Объявление", text="Собрание\n", ticket="h-x")


def notice(words: str, number: int = 6, **more: Any) -> Outgoing:
    text = Markup(words)  # noqa: S704 (the tests' own words)
    return Outgoing(5, MARIA, Screen(text, READ, file=STORED[number], is_push=True), **more)


@dataclass
class Chat:
    """Мария's chat and the channel that writes into it."""

    box: Sandbox
    maria: Person
    channel: TelegramChannel
    files: FakeFiles = field(default_factory=FakeFiles)

    async def sent(self, outgoing: Outgoing) -> str:
        outcome = await self.channel.send(outgoing)
        assert isinstance(outcome, Sent), outcome
        return outcome.provider_id

    async def methods(self) -> list[str]:
        return [call["method"] for call in await self.box.calls()]

    async def bubbles(self) -> list[Bubble]:
        return [bubble for bubble in await self.maria.screen() if bubble.by == "bot"]


@pytest.fixture
async def chat() -> AsyncIterator[Chat]:
    async with running() as started, Sandbox(started.http) as box:
        await box.limits(per_chat=0, per_bot=0)
        files = FakeFiles({6: HALL, 4: LIST})
        channel = TelegramChannel(TelegramSettings("42:TEST", started.http), files)
        try:
            yield Chat(box, await box.person(1001, "Мария", started=True), channel, files)
            assert await box.violations() == []
        finally:
            await channel.close()


async def test_a_picture_its_words_and_its_button_are_one_message(chat: Chat) -> None:
    await chat.sent(notice("<b>Объявление, 7Б</b>"))
    [bubble] = await chat.bubbles()
    assert (bubble.text, [button.label for row in bubble.buttons for button in row]) == (
        "Объявление, 7Б", ["Ознакомлен"]
    )  # fmt: skip
    assert await chat.methods() == ["sendPhoto"]


@pytest.mark.parametrize("number", [6, 4])
async def test_a_file_goes_up_once_and_is_called_by_its_name_then(chat: Chat, number: int) -> None:
    await chat.sent(notice("первой", number))
    assert (number, "42") in chat.files.names
    chat.files.contents.clear()
    await chat.sent(notice("второй", number))
    assert [bubble.text for bubble in await chat.bubbles()] == ["первой", "второй"]


async def test_a_class_that_is_told_at_once_has_the_file_go_up_once(chat: Chat) -> None:
    await asyncio.gather(*(chat.sent(notice(f"семье {n}")) for n in range(8)))
    assert chat.files.opened == [6]
    assert len(await chat.bubbles()) == 8


async def test_a_name_that_the_service_forgot_is_forgotten_here_and_the_file_goes_up_again() -> None:
    files = FakeFiles({6: HALL}, {(6, "42"): "AgACAgIAAx0"})
    async with running() as started, Sandbox(started.http) as box:
        await box.person(1001, "Мария", started=True)
        channel = TelegramChannel(TelegramSettings("42:TEST", started.http), files)
        try:
            assert isinstance(await channel.send(notice("Зал готов")), Sent)
            assert [call["method"] for call in await box.calls()] == ["sendPhoto", "sendPhoto"]
        finally:
            await channel.close()
    assert files.names[6, "42"] not in ("", "AgACAgIAAx0")


async def test_a_changed_notice_changes_its_caption_and_keeps_its_picture(chat: Chat) -> None:
    number = await chat.sent(notice("Собрание в 18:00"))
    assert await chat.sent(notice("отозвано", replaces=number)) == number
    assert await chat.sent(notice("отозвано", replaces=number)) == number
    assert [bubble.text for bubble in await chat.bubbles()] == ["отозвано"]
    assert await chat.methods() == ["sendPhoto", "editMessageCaption", "editMessageCaption"]


async def test_whoever_waits_is_shown_a_file_and_the_menu_after_it_is_another_message(chat: Chat) -> None:
    shown = await chat.channel.show(MARIA, Screen(Markup("список.pdf"), file=STORED[4]))
    menu = await chat.channel.show(MARIA, Screen(Markup("Меню")), replaces=shown)
    assert menu != shown
    assert [bubble.text for bubble in await chat.bubbles()] == ["список.pdf", "Меню"]


async def test_a_file_in_place_of_words_is_a_message_of_its_own(chat: Chat) -> None:
    menu = await chat.channel.show(MARIA, Screen(Markup("Меню")))
    assert await chat.channel.show(MARIA, Screen(Markup("список"), file=STORED[4]), replaces=menu) != menu


async def test_an_answer_with_a_file_answers(chat: Chat) -> None:
    first = await chat.sent(notice("Собрание"))
    await chat.sent(notice("ещё раз", answers=first))
    assert (await chat.box.calls())[-1]["parameters"]["reply_parameters"]["message_id"] == int(first)


async def said_by(port: int, files: FakeFiles) -> Outcome:
    channel = TelegramChannel(TelegramSettings("42:TEST", f"http://127.0.0.1:{port}"), files)
    try:
        return await channel.send(notice("Собрание"))
    finally:
        await channel.close()


async def test_a_file_that_cannot_be_read_now_is_sent_later() -> None:
    peer = HttpPeer(None)
    async with listening(peer.talk) as port:
        assert isinstance(await said_by(port, FakeFiles(away=True)), TryLater)
    assert peer.requests == []


async def test_a_picture_of_strange_sides_goes_as_a_document() -> None:
    refusal = {"ok": False, "error_code": 400, "description": "Bad Request: PHOTO_INVALID_DIMENSIONS"}
    peer = HttpPeer(answer(400, refusal))
    async with listening(peer.talk) as port:
        assert isinstance(await said_by(port, FakeFiles({6: HALL})), Broken)
    assert [request.split(b" ")[1].rsplit(b"/")[-1] for request in peer.requests] == [b"sendPhoto", b"sendDocument"]


def parts(content: bytes) -> list[EmailMessage]:
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return list(mail.iter_attachments())


AT = datetime(2026, 10, 7, 9, tzinfo=UTC)


def test_a_letter_carries_its_files_under_their_names() -> None:
    content = letter(LETTER, BY_MAIL, AT, [HALL, LIST])
    assert [(one.get_filename(), one.get_content_type(), one.get_content()) for one in parts(content)] == [
        ("зал.png", "image/png", PIXEL),
        ("список.pdf", "application/pdf", LIST.data),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "a.pdf\r\nBcc: evil@example.com",
        "=?utf-8?q?a=0D=0ABcc=3A_evil=40example=2Ecom?=.pdf",
        'a"; filename="b.exe',
        "\u2028Bcc: evil@example.com\x85x.pdf",
        "я" * 300 + ".pdf",
        "\r\n",
        "../../etc/passwd\x00.pdf",
    ],
)
def test_a_hostile_name_is_a_name_or_the_letter_does_not_leave(name: str) -> None:
    try:
        content = letter(LETTER, BY_MAIL, AT, [replace(LIST, name=name)])
    except ValueError:
        return
    assert b"\r\nbcc:" not in content.lower()
    [part] = parts(content)
    assert {one.lower() for one in part.keys()} <= {  # noqa: SIM118 (a message is no mapping)
        "content-type", "content-transfer-encoding", "content-disposition", "mime-version"
    }  # fmt: skip
    assert part.get_filename() and "\n" not in str(part.get_filename())
    assert part.get_content() == LIST.data


@pytest.mark.parametrize("mime", ["message/rfc822", "multipart/mixed", "", "text/html"])
def test_a_file_is_never_read_as_a_part_of_the_letter(mime: str) -> None:
    content = letter(LETTER, BY_MAIL, AT, [replace(LIST, mime=mime, data=b"Subject: another\r\n\r\nhello")])
    [part] = parts(content)
    assert part.get_content_maintype() in ("application", "text")
    assert part.get_content_disposition() == "attachment"


async def test_maria_gets_a_letter_with_a_file() -> None:
    async with running() as started, Sandbox(started.http) as box:
        channel = EmailChannel(replace(BY_MAIL, port=started.smtp), FakeFiles({4: LIST}))
        assert isinstance(await channel.send(replace(LETTER, files=(STORED[4],))), Sent)
        [came] = await box.mail()
        assert [one["name"] for one in came["attachments"]] == ["список.pdf"]


async def test_a_letter_whose_file_cannot_be_read_now_leaves_later() -> None:
    channel = EmailChannel(BY_MAIL, FakeFiles(away=True))
    assert isinstance(await channel.send(replace(LETTER, files=(STORED[4],))), TryLater)
