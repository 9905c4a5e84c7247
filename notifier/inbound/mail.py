"""Mail that comes back: «стоп» ends what a letter brought, a code or a «да» confirms, a bounce buries the mailbox.

The ticket in the letter's number tells what is answered, and the sender must be whom it was sent to. Nothing is ever
written back, so two machines cannot talk to each other.
"""

from __future__ import annotations

import asyncio

from notifier.answers import SUMMARY, Answers, Deed
from notifier.inbound.intents import Intent, Meant, meant
from notifier.inbound.letters import Bounce, Reply, read
from notifier.mailboxes import DEAD
from notifier.ports import Outbox
from notifier.ports.letters import Letter
from notifier.tickets import Place, opened

IGNORED = "ignored"


async def take(raw: bytes, answers: Answers, outbox: Outbox) -> str:
    """Take a letter (message/rfc822); a word for the log of what it did."""
    match await asyncio.to_thread(read, raw):
        case Reply() as reply:
            return await _reply(reply, answers)
        case Bounce(tickets, status) if status in DEAD:
            return await _bounce(tickets, status, answers, outbox)
        case _:
            return IGNORED


async def _bounce(tickets: tuple[str, ...], status: str, answers: Answers, outbox: Outbox) -> str:
    """Only what carries our ticket is believed: anybody can write a bounce."""
    for ticket in tickets:
        message_id = opened(answers.secret, ticket, Place.NUMBER)
        if message_id is not None and await outbox.bounced(message_id, f"dsn_{status}", answers.clock.now()):
            return "bounced"
    return IGNORED


async def _reply(reply: Reply, answers: Answers) -> str:
    said = meant(reply.text)
    if said is None:
        return IGNORED
    for ticket in reply.tickets:
        for deed in (Deed.CONFIRM, Deed.STOP):
            letter = await answers.letter(ticket, deed, Place.NUMBER)
            if letter is not None and letter.account.address == reply.sender:
                return await _done(deed, said, letter, reply, answers)
    return IGNORED


async def _done(deed: Deed, said: Meant, letter: Letter, reply: Reply, answers: Answers) -> str:
    once = f"reply:{reply.said}"
    match deed, said.intent:
        case Deed.CONFIRM, Intent.YES | Intent.CODE:
            return "confirmed" if await answers.confirm(letter, said.code, once) else IGNORED
        case Deed.STOP, Intent.STOP:
            await answers.stop(letter, summary=letter.template == SUMMARY, said=once)
            return "stopped"
        case Deed.STOP, Intent.START:
            await answers.resume(letter, once)
            return "resumed"
        case _:
            return IGNORED
