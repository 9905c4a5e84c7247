"""A letter that was sent can be read as its reader would read it; a mail server's moods can be ordered."""

from collections.abc import AsyncIterator
from email import message_from_string
from email.message import EmailMessage, Message
from typing import Any

import aiosmtplib
import pytest
import pytest_asyncio

from sandbox.client import NothingCame, Sandbox
from sandbox.server import running

ANNA = "anna@example.org"


class Post:
    """The SMTP side of a sandbox."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def send(self, letter: EmailMessage, **more: Any) -> None:
        await aiosmtplib.send(letter, hostname="127.0.0.1", port=self.port, start_tls=False, timeout=5, **more)


@pytest_asyncio.fixture
async def both() -> AsyncIterator[tuple[Sandbox, Post]]:
    async with running() as started, Sandbox(started.http) as box:
        yield box, Post(started.smtp)


def letter(to: str = ANNA) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Школа <school@example.org>", to
    message["Subject"] = "Отметки за неделю"
    message["Message-ID"] = "<week-36@example.org>"
    message["List-Unsubscribe"] = "<https://example.org/u/1>"
    message.set_content("Петя: 7 по алгебре.\nОтписаться: https://example.org/u/1.")
    message.add_alternative('<p>Петя: <b>7</b> <a href="https://example.org/w?x=1&amp;y=2">неделя</a></p>', "html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="неделя.pdf")
    return message


async def test_a_letter_is_parsed(both: tuple[Sandbox, Post]) -> None:
    sandbox, post = both
    await sandbox.set_clock(await sandbox.now())
    await post.send(letter(), sender="bounce+7@example.org")
    read = await sandbox.next_mail(to=ANNA, contains="алгебре")
    assert (read["from"], read["to"], read["subject"]) == (
        "bounce+7@example.org",
        [ANNA],
        "Отметки за неделю",
    )
    assert read["text"].startswith("Петя: 7 по алгебре.")
    assert "<b>7</b>" in read["html"]
    assert read["links"] == ["https://example.org/w?x=1&y=2", "https://example.org/u/1"]
    assert read["headers"]["List-Unsubscribe"] == "<https://example.org/u/1>"
    assert read["attachments"] == [{"name": "неделя.pdf", "type": "application/pdf", "size": 8}]
    assert read["at"] == (await sandbox.now()).isoformat()


async def test_next_mail_reads_on_and_says_what_came_instead(both: tuple[Sandbox, Post]) -> None:
    sandbox, post = both
    await post.send(letter())
    await post.send(letter("oleg@example.org"))
    assert (await sandbox.next_mail())["to"] == [ANNA]
    assert (await sandbox.next_mail())["to"] == ["oleg@example.org"]
    await post.send(letter())
    with pytest.raises(NothingCame, match="Отметки за неделю"):
        await sandbox.next_mail(contains="двойка", timeout=0)


@pytest.mark.parametrize(("kind", "code"), [("greylist", 451), ("refuse", 550)])
async def test_a_recipient_is_turned_away(both: tuple[Sandbox, Post], kind: str, code: int) -> None:
    sandbox, post = both
    await sandbox.fault("smtp", kind, person=ANNA)
    await post.send(letter("oleg@example.org"))
    with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as caught:
        await post.send(letter())
    assert caught.value.recipients[0].code == code
    await post.send(letter())
    assert [one["to"] for one in await sandbox.mail()] == [["oleg@example.org"], [ANNA]]


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before_data", 0), ("drop_after_dot", 1)])
async def test_a_connection_that_breaks_tells_nothing(both: tuple[Sandbox, Post], kind: str, arrived: int) -> None:
    sandbox, post = both
    await sandbox.fault("smtp", kind)
    with pytest.raises((aiosmtplib.SMTPException, ConnectionError)):
        await post.send(letter())
    assert len(await sandbox.mail()) == arrived


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
    reply = message_from_string(answered["raw"])
    assert reply["In-Reply-To"] == "<week-36@example.org>"
    assert reply["From"] == ANNA
    assert await sandbox.get("mail/answers") == [answered]


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
