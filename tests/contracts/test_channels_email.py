"""Letters: each row of the facts' table of SMTP errors by stage, and headers nobody can add to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from journal_core.people import Account
from journal_core.school import Channel
from notifier.channels import email as mail
from notifier.channels.email import EmailChannel, letter
from notifier.outcomes import Broken, Outcome, Refused, Sent, TryLater, Unknown
from notifier.ports import Outgoing
from notifier.settings import MailSettings
from sandbox.client import Sandbox
from sandbox.server import running
from tests.contracts.wire import listening, reset
from tests.fakes.files import FakeFiles

MARIA = Account(Channel.EMAIL, "maria@mail.by")
TICKET = "h-JkQ0Zm9yZ2VkLW5v"
LETTER = Outgoing(17, MARIA, subject="Новая отметка: А. И.", text="Алгебра\n", html="<p>Алгебра</p>", ticket=TICKET)
AT = datetime(2026, 10, 7, 9, tzinfo=UTC)
DROP, STALL = "drop", "stall"
#: Whole channel, and somebody must mend it.
STOPS, WAITS, ALARM, RETRY = (True, True), (True, False), (False, True), (False, False)


def settings(port: int = 25, **more: Any) -> MailSettings:
    return MailSettings("127.0.0.1", port, "diary@school.by", "Школьный дневник", **more)


@dataclass
class Relay:
    """A mail server of a few lines that answers one command as a test wants."""

    at: str = ""  #: greet, EHLO, AUTH, MAIL, RCPT, DATA, dot
    says: str = ""  #: its reply; DROP and STALL are no replies
    letters: list[bytes] = field(default_factory=list)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One dialogue."""
        usual = {"EHLO": "250-relay\r\n250 AUTH PLAIN", "AUTH": "235 2.7.0 ok", "DATA": "354 go on"}
        await self._say(writer, "greet", "220 relay ESMTP")
        while line := (await reader.readline()).decode().strip():
            verb = line.split()[0].upper()
            await self._say(writer, verb, usual.get(verb, "250 2.0.0 ok"))
            if verb == "DATA" and self.at != "DATA":
                self.letters.append(await reader.readuntil(b"\r\n.\r\n"))
                await self._say(writer, "dot", "250 2.0.0 queued")

    async def _say(self, writer: asyncio.StreamWriter, at: str, usual: str) -> None:
        says = self.says if at == self.at else usual
        if says == DROP:
            reset(writer)
            raise ConnectionResetError
        if says == STALL:
            await asyncio.sleep(60)
        writer.write(f"{says}\r\n".encode())
        await writer.drain()


async def said_by(relay: Relay, message: Outgoing = LETTER, **more: Any) -> Outcome:
    async with listening(relay.talk) as port:
        return await EmailChannel(settings(port, **more), FakeFiles()).send(message)


@asynccontextmanager
async def impatient(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    monkeypatch.setattr(mail, "SECONDS", 0.3)
    yield


async def test_a_letter_that_was_queued_is_sent_under_its_own_number() -> None:
    relay = Relay()
    assert await said_by(relay) == Sent("letter-17")
    assert len(relay.letters) == 1


@pytest.mark.parametrize(
    ("at", "says", "expected", "how"),
    [
        ("greet", "554 5.7.1 go away", TryLater, WAITS),
        ("greet", "421 4.3.2 busy", TryLater, WAITS),
        ("greet", DROP, TryLater, WAITS),
        ("EHLO", DROP, TryLater, WAITS),
        ("AUTH", "535 5.7.8 wrong password", TryLater, STOPS),
        ("AUTH", "454 4.7.0 later", TryLater, STOPS),
        ("MAIL", "530 5.7.0 authentication required", TryLater, STOPS),
        ("MAIL", "451 4.3.0 later", TryLater, RETRY),
        ("MAIL", "550 5.1.8 sender rejected", TryLater, STOPS),
        ("MAIL", "552 5.3.4 too large", Broken, None),
        ("MAIL", DROP, TryLater, RETRY),
        ("RCPT", "450 4.7.1 greylisted", TryLater, RETRY),
        ("RCPT", "451 4.7.1 greylisted", TryLater, RETRY),
        ("RCPT", "452 4.2.2 full", TryLater, RETRY),
        ("RCPT", "421 4.7.0 too many", TryLater, WAITS),
        ("RCPT", "550 5.1.1 unknown user", Refused, None),
        ("RCPT", "550 5.1.2 no such host", Refused, None),
        ("RCPT", "553 5.1.3 bad address", Refused, None),
        ("RCPT", "550 5.1.6 moved", Refused, None),
        ("RCPT", "556 5.1.10 null mx", Refused, None),
        ("RCPT", "550 5.2.1 disabled", Refused, None),
        ("RCPT", "550 no such user here", Refused, None),
        ("RCPT", "552 5.2.2 full", TryLater, RETRY),
        ("RCPT", "550 5.7.1 blocked, your address 95.1.1.4 is listed", TryLater, ALARM),
        ("RCPT", "550 5.7.26 unauthenticated", TryLater, ALARM),
        ("RCPT", "554 spam", TryLater, ALARM),
        ("RCPT", "501 5.5.4 syntax", Broken, None),
        ("RCPT", DROP, TryLater, RETRY),
        ("DATA", "451 4.3.0 later", TryLater, RETRY),
        ("DATA", "554 5.7.1 no", TryLater, ALARM),
        ("DATA", DROP, Unknown, None),
        ("dot", "451 4.3.0 later", TryLater, RETRY),
        ("dot", "421 4.3.0 later", TryLater, RETRY),
        ("dot", "550 5.6.0 bad content", Broken, None),
        ("dot", "552 5.3.4 too large", Broken, None),
        ("dot", "554 5.7.1 spam", TryLater, ALARM),
        ("dot", "550 5.1.1 unknown user", Refused, None),
        ("dot", DROP, Unknown, None),
        ("QUIT", DROP, Sent, None),
    ],
)
async def test_a_row_of_the_table(at: str, says: str, expected: type, how: tuple[bool, bool] | None) -> None:
    found = await said_by(Relay(at, says), login="diary", password="secret")
    assert isinstance(found, expected), found
    if isinstance(found, TryLater):
        assert (found.whole_channel, found.breaker) == how


@pytest.mark.parametrize(("at", "expected"), [("greet", TryLater), ("RCPT", TryLater), ("dot", Unknown)])
async def test_silence_is_known_by_its_stage(monkeypatch: pytest.MonkeyPatch, at: str, expected: type) -> None:
    async with impatient(monkeypatch):
        assert isinstance(await said_by(Relay(at, STALL)), expected)


async def test_nobody_listening_is_the_channels_trouble() -> None:
    async with listening(Relay().talk) as port:
        pass
    found = await EmailChannel(settings(port), FakeFiles()).send(LETTER)
    assert isinstance(found, TryLater) and found.whole_channel


async def test_a_stripped_starttls_sends_nothing_in_the_clear() -> None:
    relay = Relay()
    found = await said_by(relay, starttls=True, login="diary", password="secret")
    assert isinstance(found, TryLater) and found.whole_channel
    assert relay.letters == []


EVIL = [
    "=?utf-8?q?x=0D=0ABcc=3A_evil=40y?=",
    "Пётр =?UTF-8?B?DQpCY2M6IGV2aWxAeQ==?= Иванов",
    "=?utf-8?q?x?= =?utf-8?q?=0D=0ABcc=3A_evil=40y?=",
    "=?=?utf-8?q?a?=utf-8?q?x=0D=0ABcc=3A_evil=40y?=",
    "Пётр\r\nBcc: evil@y",
    "Пётр\u2028Bcc: evil@y",
    "Пётр\x0bBcc: evil@y\x85Cc: evil@y",
]
MEANT = ["from", "to", "subject", "date", "message-id", "auto-submitted"]


def headers_of(content: bytes) -> list[str]:
    body = {"mime-version", "content-type", "content-transfer-encoding"}
    parsed = message_from_bytes(content, policy=policy.default)
    return [name.lower() for name in list(parsed) if name.lower() not in body]


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("place", ["subject", "sender", "header", "text", "html"])
def test_a_letter_has_exactly_the_headers_that_are_meant(evil: str, place: str) -> None:
    said: dict[str, Any] = {"subject": "Отметка", "text": "т", "html": "<p>т</p>", "headers": {"List-Id": "diary"}}
    sender = evil if place == "sender" else "Дневник"
    if place == "header":
        said["headers"] = {"List-Id": evil}
    elif place in said:
        said[place] = evil
    content = letter(Outgoing(17, MARIA, ticket=TICKET, **said), MailSettings("h", 25, "diary@school.by", sender), AT)
    assert sorted(headers_of(content)) == sorted([*MEANT, "list-id"])
    assert b"\nbcc:" not in content.partition(b"\r\n\r\n")[0].lower()


@pytest.mark.parametrize("evil", EVIL)
async def test_were_the_guard_of_words_missing_nothing_would_leave(monkeypatch: pytest.MonkeyPatch, evil: str) -> None:
    monkeypatch.setattr(mail, "header", lambda value: value)
    relay = Relay()
    found = await said_by(relay, Outgoing(17, MARIA, subject=evil, text="т", ticket=TICKET))
    assert found == Broken("header") or headers_of(relay.letters[0]) == [*MEANT]


@pytest.mark.parametrize(
    "address", ["a@b>\r\nBcc: evil@y", "=?utf-8?q?a=0D=0ABcc=3A_e=40v?=@x.by", "a b@x.by", "", "мария@mail.by", "x"]
)
async def test_an_address_that_is_none_breaks_the_letter_and_nothing_else(address: str) -> None:
    relay = Relay()
    found = await said_by(relay, Outgoing(17, Account(Channel.EMAIL, address), subject="с", text="т", ticket=TICKET))
    assert isinstance(found, Broken)
    assert relay.letters == []


def test_a_letter_reads_as_it_was_written_and_is_dated() -> None:
    parsed = message_from_bytes(letter(LETTER, settings(), AT), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert (str(parsed["Subject"]), parsed["Date"].datetime) == (LETTER.subject, AT)
    assert parsed["From"].addresses[0].display_name == "Школьный дневник"
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]


def test_a_copy_carries_the_same_number_as_the_letter() -> None:
    first, second = (message_from_bytes(letter(LETTER, settings(), AT)) for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"] == f"<{TICKET}@school.by>"


def test_a_long_link_to_unsubscribe_is_written_as_it_is() -> None:
    """The library would fold it into encoded words, which no mail program follows."""
    link = f"<https://diary.gymnasium-of-a-long-name.minsk.edu.example/school/stop/{TICKET}>"
    headers = {"List-Unsubscribe": link, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    content = letter(Outgoing(17, MARIA, subject="с", text="т", ticket=TICKET, headers=headers), settings(), AT)
    assert f"\r\nList-Unsubscribe: {link}\r\n".encode() in b"\r\n" + content
    assert message_from_bytes(content)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


async def test_answers_and_bounces_go_where_they_are_read() -> None:
    async with running() as started, Sandbox(started.http) as box:
        unread, read = settings(started.smtp), settings(started.smtp, replies="answers@school.by")
        for one in (unread, read):
            assert await EmailChannel(one, FakeFiles()).send(LETTER) == Sent("letter-17")
        first, second = await box.mail()
        assert (first["from"], "Reply-To" in first["headers"]) == ("diary@school.by", False)
        assert (second["from"], second["headers"]["Reply-To"]) == ("answers@school.by", "answers@school.by")


async def test_maria_gets_one_letter() -> None:
    async with running() as started, Sandbox(started.http) as box:
        channel = EmailChannel(settings(started.smtp), FakeFiles())
        assert await channel.send(LETTER) == Sent("letter-17")
        [came] = await box.mail()
        assert (came["to"], came["subject"], came["text"].strip()) == ([MARIA.address], LETTER.subject, "Алгебра")
        await box.fault("smtp", "drop_after", stage="dot")
        assert isinstance(await channel.send(LETTER), Unknown)
        await box.fault("smtp", "reply", stage="rcpt", code=550)
        assert isinstance(await channel.send(LETTER), Refused)
