"""The month's SMS of a school, in segments, codes apart from news: nobody who asks for codes spends the alerts."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.school import School
from notifier.policy import Lane
from notifier.ports import Claimed
from notifier.retries import ONCE

log = structlog.get_logger()

CODES_SHARE = 10  #: codes may cost a tenth of the budget beside it
#: An absence nobody explained still goes when the budget is spent; this much beyond it is a fuse against a runaway.
URGENT_FACTOR = 2

_SPENT = sql("SELECT segments FROM sms_spent WHERE school_id = :school_id AND month = :month AND purpose = :purpose")
_SPEND = sql("""
INSERT INTO sms_spent (school_id, month, purpose, segments) VALUES (:school_id, :month, :purpose, :segments)
ON CONFLICT (school_id, month, purpose) DO UPDATE SET segments = sms_spent.segments + excluded.segments
""")


async def is_spent(connection: AsyncConnection, claimed: Claimed, school: School, now: datetime) -> bool:
    """Whether this SMS may no longer be sent this month; an administrator finds it in the log."""
    spent = await connection.scalar(_SPENT, _of(claimed, now)) or 0
    if spent >= school.sms_budget and claimed.template not in ONCE:
        log.error("sms_budget_spent", school=school.id, segments=spent)
    return bool(spent >= _limit(claimed, school))


def _limit(claimed: Claimed, school: School) -> int:
    if claimed.template in ONCE:
        return max(1, school.sms_budget // CODES_SHARE)
    return school.sms_budget * (URGENT_FACTOR if claimed.lane is Lane.ABSENCE else 1)


async def spend(connection: AsyncConnection, claimed: Claimed, segments: int, now: datetime) -> None:
    """Count what was sent."""
    await connection.execute(_SPEND, {**_of(claimed, now), "segments": segments})


def _of(claimed: Claimed, now: datetime) -> dict[str, object]:
    purpose = "codes" if claimed.template in ONCE else "news"
    return {"school_id": claimed.school_id, "month": f"{now:%Y-%m}", "purpose": purpose}
