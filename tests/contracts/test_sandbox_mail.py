"""A letter that was sent can be read as its reader would read it, and answered as readers and servers answer."""

import asyncio
from collections.abc import AsyncIterator
from email import message_from_bytes, message_from_string
from email.message import EmailMessage, Message
from email.policy import default
from typing import Any

import aiosmtplib
import pytest
import pytest_asyncio
from aiohttp import web

from sandbox.client import NothingCame, Sandbox, SandboxError
from sandbox.server import running

ANNA = "anna@example.org"


class Post:
    """The SMTP side of a sandbox."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def send(self, letter: EmailMessage, **more: Any) -> None:
        await aiosmtplib.send(letter, hostname="127.0.0.1", port=self.port, start_tls=False, timeout=5, **more)


class Street:
    """Whoever is called from the sandbox: keeps what came and answers with a status."""

    def __init__(self) -> None:
        self.url, self.status = "", 200
        self._came: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        self._came.put_nowait((request.content_type, await request.read()))
        return web.Response(status=self.status)

    async def came(self) -> tuple[str, bytes]:
        async with asyncio.timeout(5):
            return await self._came.get()


@pytest_asyncio.fixture
async def street() -> AsyncIterator[Street]:
    street, app = Street(), web.Application()
    app.router.add_post("/door", street.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    street.url = f"http://127.0.0.1:{runner.addresses[0][1]}/door"
    yield street
    await runner.cleanup()


@pytest_asyncio.fixture
async def both() -> AsyncIterator[tuple[Sandbox, Post]]:
    async with running() as started, Sandbox(started.http) as box:
        yield box, Post(started.smtp)


def letter(to: str = ANNA) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Школа <school@example.org>", to
    message["Subject"] = "Отметки за неделю"
    message["Message-ID"] = "<week-36@example.org>"
    message["References"] = "<week-35@example.org>"
    message["List-Unsubscribe"] = "<https://example.org/u/1>"
    message.set_content("Петя: 7 по алгебре.\nОтписаться: https://example.org/u/1.")
    message.add_alternative('<p>Петя: <b>7</b> <a href="https://example.org/w?x=1&amp;y=2">неделя</a></p>', "html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="неделя.pdf")
    return message


def read(raw: str) -> EmailMessage:
    message = message_from_string(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


async def test_a_letter_is_parsed(both: tuple[Sandbox, Post]) -> None:
    sandbox, post = both
    await sandbox.set_clock(await sandbox.now())
    await post.send(letter(), sender="bounce+7@example.org")
    came = await sandbox.next_mail(to=ANNA, contains="алгебре")
    assert (came["from"], came["to"], came["subject"]) == (
        "bounce+7@example.org",
        [ANNA],
        "Отметки за неделю",
    )
    assert came["text"].startswith("Петя: 7 по алгебре.")
    assert "<b>7</b>" in came["html"]
    assert came["links"] == ["https://example.org/w?x=1&y=2", "https://example.org/u/1"]
    assert came["headers"]["List-Unsubscribe"] == "<https://example.org/u/1>"
    assert came["attachments"] == [{"name": "неделя.pdf", "type": "application/pdf", "size": 8}]
    assert came["at"] == (await sandbox.now()).isoformat()


async def test_next_mail_reads_on_and_says_what_came_instead(both: tuple[Sandbox, Post]) -> None:
    sandbox, post = both
    await post.send(letter())
    await post.send(letter("oleg@example.org"))
    assert (await sandbox.next_mail())["to"] == [ANNA]
    assert (await sandbox.next_mail())["to"] == ["oleg@example.org"]
    await post.send(letter())
    with pytest.raises(NothingCame, match="Отметки за неделю"):
        await sandbox.next_mail(contains="двойка", timeout=0)


async def test_a_wrong_password_is_refused_and_any_other_taken(both: tuple[Sandbox, Post]) -> None:
    sandbox, post = both
    with pytest.raises(aiosmtplib.SMTPAuthenticationError):
        await post.send(letter(), username="school", password="wrong")
    await post.send(letter(), username="school", password="right")
    assert len(await sandbox.mail()) == 1


async def test_the_reader_answers(both: tuple[Sandbox, Post]) -> None:
    sandbox, post = both
    await post.send(letter())
    answered = await sandbox.post("mail/1/reply", {"text": "Спасибо"})
    reply = read(answered["raw"])
    assert (reply["From"], reply["To"]) == (ANNA, "Школа <school@example.org>")
    assert reply["In-Reply-To"] == "<week-36@example.org>"
    assert reply["References"] == "<week-35@example.org> <week-36@example.org>"
    assert reply.get_content().startswith("Спасибо\n\n")
    assert "> Петя: 7 по алгебре.\n" in reply.get_content()
    assert await sandbox.get("mail/answers") == [answered]


async def test_a_reply_goes_where_the_letter_asks(both: tuple[Sandbox, Post]) -> None:
    sandbox, post = both
    message = letter()
    message["Reply-To"] = "reply+7@example.org"
    await post.send(message)
    assert (await sandbox.post("mail/1/reply", {"text": "Спасибо"}))["to"] == "reply+7@example.org"


async def test_a_machine_answers_for_a_reader_who_is_away(both: tuple[Sandbox, Post]) -> None:
    """RFC 3834: marked as automatic, and to the envelope's sender."""
    sandbox, post = both
    await post.send(letter(), sender="bounce+7@example.org")
    away = read((await sandbox.post("mail/1/reply", {"text": "Я в отпуске", "auto": True}))["raw"])
    assert (away["Auto-Submitted"], away["To"]) == ("auto-replied", "bounce+7@example.org")
    assert away["In-Reply-To"] == "<week-36@example.org>"


async def test_answers_are_posted_to_whoever_reads_the_mail(both: tuple[Sandbox, Post], street: Street) -> None:
    sandbox, post = both
    await post.send(letter(), sender="bounce+7@example.org")
    await sandbox.post("mail/callback", {"url": street.url})
    answered = await sandbox.post("mail/1/reply", {"text": "стоп"})
    kind, raw = await street.came()
    assert (kind, answered["http"]) == ("message/rfc822", 200)
    assert message_from_bytes(raw, policy=default)["In-Reply-To"] == "<week-36@example.org>"
    await sandbox.post("mail/1/bounce", {"status": "5.1.1"})
    assert message_from_bytes((await street.came())[1]).get_content_type() == "multipart/report"


async def test_an_answer_that_nobody_takes_is_kept_with_the_reason(both: tuple[Sandbox, Post], street: Street) -> None:
    sandbox, post = both
    await post.send(letter())
    street.status = 503
    await sandbox.post("mail/callback", {"url": street.url})
    assert (await sandbox.post("mail/1/reply", {"text": "стоп"}))["http"] == 503
    assert [one["http"] for one in await sandbox.get("mail/answers")] == [503]


async def test_a_reader_unsubscribes_by_one_click(both: tuple[Sandbox, Post], street: Street) -> None:
    """RFC 8058: one POST, without cookies and redirects."""
    sandbox, post = both
    message = letter()
    message.replace_header("List-Unsubscribe", f"<mailto:stop@example.org>, <{street.url}>")
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    await post.send(message)
    assert await sandbox.post("mail/1/unsubscribe") == {"url": street.url, "http": 200}
    assert (await street.came())[1] == b"List-Unsubscribe=One-Click"


async def test_a_letter_without_one_click_is_not_unsubscribed_from(both: tuple[Sandbox, Post]) -> None:
    sandbox, post = both
    await post.send(letter())
    with pytest.raises(SandboxError, match="List-Unsubscribe-Post"):
        await sandbox.post("mail/1/unsubscribe")


async def test_a_bounce_says_who_and_why(both: tuple[Sandbox, Post]) -> None:
    sandbox, post = both
    await post.send(letter(), sender="bounce+7@example.org")
    bounced = await sandbox.post("mail/1/bounce", {"status": "5.1.1"})
    report = message_from_string(bounced["raw"])
    assert (bounced["to"], report.get_content_type()) == ("bounce+7@example.org", "multipart/report")
    status = next(part for part in report.walk() if part.get_content_type() == "message/delivery-status")
    fields = status.get_payload(1)
    assert isinstance(fields, Message)
    assert (fields["Final-Recipient"], fields["Status"], fields["Action"]) == (
        f"rfc822; {ANNA}",
        "5.1.1",
        "failed",
    )
