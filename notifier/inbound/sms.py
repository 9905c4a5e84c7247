"""SMS receipts in the manner of SMSC.ru: a form with id, phone, status and time.

They may come early, twice, out of order or never; applying one twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from journal_core.ports import Clock
from journal_core.school import Channel
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
