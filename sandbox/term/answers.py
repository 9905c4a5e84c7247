"""What comes back to a letter: bounces (RFC 3464), readers, machines (RFC 3834), one-click (RFC 8058)."""

from email import message_from_bytes
from email.message import Message

from sandbox.term.desk import Desk
from sandbox.term.rows import Theme
from sandbox.term.street import street

ANSWERS = Theme("Mail: what comes back")

LETTER = "From: school@example.org\r\nSubject: week\r\nMessage-ID: <week@example.org>"


async def _sent(desk: Desk, headers: str = LETTER) -> int:
    """The number of a letter that has arrived."""
    to = desk.mailbox()
    async with desk.smtp() as talk:
        await talk.until("data", to)
        await talk.says(f"{headers}\r\n\r\nPetya: 7\r\n.")
    return int((await desk.letters(to))[0]["n"])


async def _answered(desk: Desk, deed: str, asked: dict[str, object]) -> Message:
    """A letter goes out, the other side answers, and the answer comes to the street."""
    number = await _sent(desk)
    async with street() as road:
        await desk.control("mail/callback", {"url": road.url})
        await desk.control(f"mail/{number}/{deed}", asked)
        return message_from_bytes((await road.came()).body)


async def _report(desk: Desk, status: str) -> str:
    report = await _answered(desk, "bounce", {"status": status})
    part = next(one for one in report.walk() if one.get_content_type() == "message/delivery-status")
    fields = part.get_payload(1)
    assert isinstance(fields, Message)
    return f"{report.get_content_type()}, {fields['Action']}, {fields['Status']}"


@ANSWERS.row("a bounce of a mailbox that does not exist", "multipart/report, failed, 5.1.1")
async def bounce(desk: Desk) -> str:
    return await _report(desk, "5.1.1")


@ANSWERS.row("a delay is reported too, and is no failure", "multipart/report, delayed, 4.4.1")
async def delay(desk: Desk) -> str:
    return await _report(desk, "4.4.1")


@ANSWERS.row("a reader's answer is threaded and not automatic", "<week@example.org>, Re: week, None")
async def reply(desk: Desk) -> str:
    answer = await _answered(desk, "reply", {"text": "thank you"})
    return f"{answer['In-Reply-To']}, {answer['Subject']}, {answer['Auto-Submitted']}"


@ANSWERS.row("an absent reader's machine says that it is one", "<week@example.org>, Auto: week, auto-replied")
async def away(desk: Desk) -> str:
    answer = await _answered(desk, "reply", {"text": "I am away", "auto": True})
    return f"{answer['In-Reply-To']}, {answer['Subject']}, {answer['Auto-Submitted']}"


@ANSWERS.row("«unsubscribe» of a mail program is one POST", "List-Unsubscribe=One-Click, 200")
async def one_click(desk: Desk) -> str:
    async with street() as road:
        offer = f"List-Unsubscribe: <{road.url}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click"
        number = await _sent(desk, f"{LETTER}\r\n{offer}")
        pressed = await desk.control(f"mail/{number}/unsubscribe", {})
        return f"{(await road.came()).body.decode()}, {pressed['http']}"
