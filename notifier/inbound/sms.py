"""What an SMS gateway brings, in the manner of SMSC.ru: receipts (id, status, …) and answers (phone, mes, time).

Both may come twice or out of order, receipts early or never; taking one twice changes nothing, where the gateway
tells its answers apart (by id or the time they were sent). A number that we do not know is passed over in silence:
nobody learns who is in the diary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from journal_core.people import Account
from journal_core.ports import Clock
from journal_core.school import Channel
from notifier.answers import Answers
from notifier.inbound.intents import Intent, meant
from notifier.ports import Outbox

#: Final statuses of SMSC.ru: 1 delivered, 2 read; 3 expired, 20 undeliverable, 22 wrong number, 23 forbidden,
#: 24 no money, 25 number not served. Everything else is on its way.
DELIVERED = {"1", "2"}
UNDELIVERED = {"3", "20", "22", "23", "24", "25"}


async def receipt(form: Mapping[str, str], outbox: Outbox, clock: Clock) -> bool:
    """Take a receipt; False when its message is not known (it is kept, it may have come early)."""
    status, provider_id = form.get("status", ""), form.get("id", "")
    if not provider_id or status not in DELIVERED | UNDELIVERED:
        return True
    return await outbox.receipt(
        Channel.SMS, provider_id, delivered=status in DELIVERED, code=f"status_{status}", now=clock.now()
    )


async def answer(form: Mapping[str, str], answers: Answers) -> str:
    """Take what somebody wrote from their phone; a word for the log of what it did."""
    digits, text = re.sub(r"\D", "", form.get("phone", "")), form.get("mes", "")
    said = meant(text)
    if not digits or said is None:
        return "ignored"
    phone = Account(Channel.SMS, f"+{digits}")
    known_apart = bool(form.get("time") or form.get("id"))
    match said.intent:
        case Intent.STOP:
            await answers.stop_phone(phone, _once(form) if known_apart else "")
        case Intent.START:
            await answers.resume_phone(phone, _once(form) if known_apart else "")
        case Intent.CODE:
            return "confirmed" if await answers.confirm_phone(phone, said.code, _once(form)) else "ignored"
        case Intent.YES:  # a number mistyped by a digit answers «да?» as well
            return "ignored"
    return str(said.intent)


def _once(form: Mapping[str, str]) -> str:
    """What tells this answer from another of the same phone."""
    told_apart = "|".join(form.get(name, "") for name in ("phone", "mes", "time", "id"))
    return sha256(told_apart.encode("utf-8", "replace")).hexdigest()[:16]
