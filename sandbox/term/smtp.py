"""SMTP, stage by stage (RFC 5321, 3463, 4954): refusals, breaks, silence, sizes and the greylist."""

from sandbox.term.desk import Desk
from sandbox.term.rows import Play, Theme

REFUSALS = Theme("SMTP: a refusal at each stage")
BREAKS = Theme("SMTP: connections that break or hang")
GREYLIST = Theme("SMTP: sizes and the greylist")

STAGES = ("connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "dot", "quit")
#: Stage, code and enhanced status, what it means.
_REFUSED = (
    ("connect", "421 4.3.2", "the server is busy"),
    ("connect", "554 5.7.1", "our address is on a blocklist"),
    ("ehlo", "421 4.3.2", "the server is shutting down"),
    ("ehlo", "502 5.5.1", "the server knows HELO only"),
    ("starttls", "454 4.7.0", "no TLS for the moment"),
    ("auth", "535 5.7.8", "the password is wrong"),
    ("auth", "454 4.7.0", "nobody can check the password now"),
    ("mail", "451 4.3.0", "a passing trouble of the server"),
    ("mail", "452 4.3.1", "the server's disk is full"),
    ("mail", "421 4.7.0", "too many letters in a row"),
    ("mail", "530 5.7.0", "one has to log in first"),
    ("mail", "550 5.7.1", "the sender is not welcome"),
    ("rcpt", "450 4.2.1", "the mailbox is busy"),
    ("rcpt", "451 4.3.0", "the address cannot be checked now"),
    ("rcpt", "452 4.2.2", "the mailbox is full for now"),
    ("rcpt", "421 4.7.0", "the server says goodbye"),
    ("rcpt", "550 5.1.1", "there is no such mailbox"),
    ("rcpt", "550 5.2.1", "the mailbox is switched off"),
    ("rcpt", "552 5.2.2", "the mailbox is full for good"),
    ("rcpt", "550 5.7.1", "refused by policy"),
    ("rcpt", "551 5.1.6", "the mailbox has moved"),
    ("rcpt", "553 5.1.3", "the address is written wrongly"),
    ("data", "451 4.3.0", "a passing trouble of the server"),
    ("data", "554 5.5.1", "no valid recipients"),
    ("dot", "451 4.3.0", "the letter could not be stored"),
    ("dot", "421 4.3.2", "the server is shutting down"),
    ("dot", "552 5.3.4", "the letter is too big"),
    ("dot", "554 5.7.1", "taken for spam"),
    ("dot", "550 5.7.26", "the domain's DMARC forbids it"),
    ("quit", "421 4.4.2", "after the letter was taken"),
)


def head(reply: str) -> str:
    """The code and the enhanced status of a reply."""
    return " ".join(reply.split()[:2]) or "connection lost"


def _ordered(kind: str, stage: str, **more: object) -> Play:
    """A letter up to the stage at which a mood was ordered: what was said there, and whether the letter was kept."""

    async def play(desk: Desk) -> str:
        to = desk.mailbox()
        await desk.fault("smtp", kind, stage=stage, **more)
        reply = await desk.letter(to, stage)
        return f"{head(reply)}, {len(await desk.letters(to))} kept"

    return play


def _silent(kind: str, stage: str) -> Play:
    async def play(desk: Desk) -> str:
        to = desk.mailbox()
        await desk.fault("smtp", kind, stage=stage, seconds=60)
        async with desk.smtp() as talk:
            talk.patience = 0.2
            try:
                reply = await talk.until(stage, to)
            except TimeoutError:
                reply = "silence"
        return f"{reply}, {len(await desk.letters(to))} kept"

    return play


for _stage, _said, _meaning in _REFUSED:
    _code, _status = _said.split()
    REFUSALS.row(f"{_stage}: {_said}, {_meaning}", f"{_said}, {int(_stage == 'quit')} kept")(
        _ordered("reply", _stage, code=int(_code), text=f"{_status} said by the term")
    )
for _said in ("421 4.4.2", "450 4.3.0"):
    REFUSALS.row(f"dot: {_said} though the letter is stored: a copy will follow", f"{_said}, 1 kept")(
        _ordered("reply_after", "dot", code=int(_said[:3]))
    )
for _stage in STAGES:
    BREAKS.row(f"{_stage}: the connection breaks before it is done", f"connection lost, {int(_stage == 'quit')} kept")(
        _ordered("drop_before", _stage)
    )
    BREAKS.row(
        f"{_stage}: done, and the connection breaks before the answer",
        f"connection lost, {int(_stage in ('dot', 'quit'))} kept",
    )(_ordered("drop_after", _stage))
    BREAKS.row(f"{_stage}: silence, and it is not done", f"silence, {int(_stage == 'quit')} kept")(
        _silent("stall_before", _stage)
    )
BREAKS.row("dot: silence, though the letter is stored", "silence, 1 kept")(_silent("stall", "dot"))


@REFUSALS.row("auth: a wrong password, and then a right one", "535 5.7.8, 235 2.7.0")
async def passwords(desk: Desk) -> str:
    async with desk.smtp() as talk:
        await talk.until("ehlo", "")
        wrong = await talk.says("AUTH PLAIN AHNjaG9vbAB3cm9uZw==")
        return f"{head(wrong)}, {head(await talk.says('AUTH PLAIN AHNjaG9vbABzZWNyZXQ='))}"


@REFUSALS.row("after a 421 the server has hung up", "421 4.7.0, connection lost")
async def goodbye(desk: Desk) -> str:
    await desk.fault("smtp", "reply", stage="rcpt", code=421)
    async with desk.smtp() as talk:
        reply = await talk.until("rcpt", desk.mailbox())
        return f"{head(reply)}, {head(await talk.says('NOOP'))}"


@REFUSALS.row("one refused recipient does not spoil the letter for the other", "550 5.1.1, 250 2.1.5, 250 2.0.0")
async def one_of_two(desk: Desk) -> str:
    gone, there = desk.mailbox(), desk.mailbox()
    await desk.fault("smtp", "reply", stage="rcpt", person=gone)
    async with desk.smtp() as talk:
        replies = [await talk.until("rcpt", gone), await talk.says(f"RCPT TO:<{there}>")]
        await talk.says("DATA")
        replies.append(await talk.says("Subject: week\r\n\r\nPetya: 7\r\n."))
    return ", ".join(head(reply) for reply in replies)


@BREAKS.row("connections are refused until the port is open again", "refused, refused, 250 2.0.0")
async def refused(desk: Desk) -> str:
    await desk.fault("smtp", "refuse")
    seen = []
    for _ in range(2):
        try:
            seen.append(head(await desk.letter(desk.mailbox(), "dot")))
        except ConnectionRefusedError:
            seen.append("refused")
    await desk.control("faults", {"clear": True})
    return f"{', '.join(seen)}, {head(await desk.letter(desk.mailbox(), 'dot'))}"


@GREYLIST.row(
    "a stranger is turned away for 300 seconds, and is known a week later",
    "451 4.7.1, 451 4.7.1, 250 2.0.0, 250 2.0.0",
)
async def greylist(desk: Desk) -> str:
    to = desk.mailbox()
    await desk.fault("smtp", "greylist", count=0)
    replies = []
    for pause in ("PT0S", "PT4M59S", "PT1S", "P7D"):
        await desk.step(pause)
        replies.append(head(await desk.letter(to, "dot")))
    return ", ".join(replies)


@GREYLIST.row("SIZE is announced, and a letter beyond it is refused at MAIL", "SIZE 10240000, 552 5.3.4")
async def size(desk: Desk) -> str:
    async with desk.smtp() as talk:
        offered = (await talk.until("ehlo", "")).split(" | ")
        announced = next((line[4:] for line in offered if line[4:].startswith("SIZE")), "no SIZE")
        reply = await talk.says("MAIL FROM:<school@example.org> SIZE=10240001")
        return f"{announced}, {head(reply)}"


@GREYLIST.row("a letter that turns out larger than SIZE is refused at the dot", "552 5.3.4, 0 kept")
async def grown(desk: Desk) -> str:
    to = desk.mailbox()
    async with desk.smtp() as talk:
        await talk.until("data", to)
        reply = await talk.says(("x" * 998 + "\r\n") * 10_300 + ".")
    return f"{head(reply)}, {len(await desk.letters(to))} kept"
