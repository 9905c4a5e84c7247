"""Letters as strangers write them: what is a person's own word, what a machine says, and that nothing breaks us."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.inbound.letters import Bounce, Reply, read
from notifier.tickets import seal

TICKET, OLDER = seal(b"key", 17), seal(b"key", 9)
HEAD = f"From: Olga <Olga@Example.by>\r\nIn-Reply-To: <{TICKET}@school.by>\r\nMessage-ID: <7@example.by>\r\n"

DSN = f"""\
From: MAILER-DAEMON@relay.by
Return-Path: <>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=B

--B
Content-Type: text/plain

Sorry.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.by

Final-Recipient: rfc822; olga@example.by
Action: ACTION
Status: STATUS

--B
Content-Type: KIND

Message-ID: <{TICKET}@school.by>
Subject: x

--B--
"""


def words(body: str, head: str = HEAD, kind: str = "text/plain; charset=utf-8") -> str:
    """What of a reply is the person's own."""
    found = read(f"{head}Content-Type: {kind}\r\n\r\n{body}".encode())
    assert isinstance(found, Reply)
    return found.text


@pytest.mark.parametrize(
    "body",
    [
        "стоп\n\n22.11.2026, Дневник:\n> Алгебра\n> 123456",
        "> Алгебра\n> 123456\n\nстоп",
        "22.11.2026 Дневник пишет:\n> Алгебра\n\nстоп\n",
        "стоп\n-- \nОльга, 220030",
        "стоп\n-----Original Message-----\nFrom: diary\n123456",
        "стоп\nOn Sunday the diary wrote:\n123456",
    ],
)
def test_the_quotation_is_not_their_word(body: str) -> None:
    assert words(body) == "стоп"


@pytest.mark.parametrize(
    "body",
    [
        "<html><head><title>Re</title><style>p{}</style></head><p>стоп</p><blockquote>123456</blockquote>",
        '<div>стоп</div><div class="gmail_quote">123456<p>да</div>',
        "стоп<br><script>да</script>",
    ],
)
def test_of_a_page_only_its_words_are_read(body: str) -> None:
    assert words(body, kind="text/html; charset=utf-8").split() == ["стоп"]


def test_the_letter_it_answers_is_the_likeliest_of_those_it_names() -> None:
    head = HEAD + f"References: <{OLDER}@school.by>\r\n <{TICKET}@school.by> <other@x>\r\n"
    found = read(f"{head}\r\nда".encode())
    assert isinstance(found, Reply)
    assert (found.tickets, found.sender) == ((TICKET, OLDER), "olga@example.by")


def test_the_same_letter_brought_twice_is_the_same_answer() -> None:
    first, again = read(f"{HEAD}\r\nда".encode()), read(f"{HEAD}X-Relay: 2\r\n\r\nда".encode())
    other = read(HEAD.replace("<7@", "<8@").encode() + "\r\nда".encode())
    assert isinstance(first, Reply) and isinstance(again, Reply) and isinstance(other, Reply)
    assert first.said == again.said != other.said


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: auto-replied",
        "auto-submitted: Auto-Generated",
        "Precedence: bulk",
        "Precedence: list",
        "X-Autoreply: yes",
        "Return-Path: <>",
        "List-Id: <teachers>",
    ],
)
def test_a_machine_s_answer_is_none(line: str) -> None:
    assert read(f"{HEAD}{line}\r\n\r\nстоп".encode()) is None
    assert read(f"{HEAD}Auto-Submitted: no\r\n\r\nстоп".encode()) is not None


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
@pytest.mark.parametrize(("action", "status", "told"), [("failed", "5.1.1", "5.1.1"), ("delayed", "4.4.1", "")])
def test_a_bounce_tells_which_letter_and_why(kind: str, action: str, status: str, told: str) -> None:
    raw = DSN.replace("ACTION", action).replace("STATUS", status).replace("KIND", kind)
    assert read(raw.encode()) == Bounce((TICKET,), told)


def test_a_bounce_that_brings_nothing_back_is_about_nothing() -> None:
    raw = DSN.replace(TICKET, "somebody-else").replace("ACTION", "failed").replace("STATUS", "5.1.1")
    assert read(raw.encode()) == Bounce((), "5.1.1")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n" * 300,
        b"Content-Type: text/plain; charset=klingon\r\n\r\nx",
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        b"Content-Type: multipart/report\r\n\r\nnot a report",
        b"From: =?utf-8?b?////?=\r\nIn-Reply-To: <\xff@x>\r\n\r\n\xff",
        b"Content-Type: text/html\r\n\r\n" + b"<div" * 100_000,
        b"x" * 1_000_000,
    ],
)
def test_what_no_program_should_write_is_survived(raw: bytes) -> None:
    assert not isinstance(read(raw), Bounce) or read(raw) == Bounce((), "")


@given(st.binary(max_size=2000), st.integers(0, 900))
def test_any_bytes_anywhere_in_a_bounce_are_survived(noise: bytes, at: int) -> None:
    raw = DSN.encode()
    read(raw[:at] + noise + raw[at:])
