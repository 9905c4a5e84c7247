"""News of links and addresses: who used a code, what the class teacher decided, the digits of an address."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.events import subject_id
from journal_core.linking import PUPIL_THEMSELF, address_code
from journal_core.news import AddressCodeNews, LinkAskedNews, LinkSettledNews, News
from notifier.ports import Claimed
from storage.links.standing import STANDING, days_at

#: Templates that are not about a child's journal, so that no pass to a child is asked for.
TEMPLATES = frozenset({"link_asked", "link_settled", "address_code"})

_LINK = sql(f"""
SELECT l.id, l.state, pupil.surname, pupil.name, school_class.grade, school_class.letter,
    coalesce(g.surname, '') AS adult_surname, coalesce(g.name, '') AS adult_name,
    CASE WHEN l.own THEN '{PUPIL_THEMSELF}' ELSE coalesce(r.relation, '') END AS relation,
    EXISTS (SELECT FROM link held WHERE held.staff_id = school_class.class_teacher_id
        AND held.person_id = :person_id AND held.state = 'live') AS leads
FROM link l
JOIN pupil ON pupil.id = l.pupil_id
JOIN school ON school.id = l.school_id
{STANDING}
LEFT JOIN guardian g ON g.id = l.guardian_id
LEFT JOIN guardianship r ON r.guardian_id = l.guardian_id AND r.pupil_id = l.pupil_id
WHERE l.id = :number
""")
_ACCOUNT = sql("""
SELECT a.id, a.state, a.code_asked_at, s.name AS school
FROM account a, school s WHERE a.id = :number AND s.id = :school_id
""")


async def gather(
    connection: AsyncConnection, claimed: Claimed, subject: str, account_state: str, pepper: bytes, now: datetime
) -> News | None:
    """The news of one of TEMPLATES; None when nothing is left to say."""
    if claimed.template == "address_code":
        return await _code(connection, claimed, subject, pepper)
    if account_state != "live":
        return None
    days = await days_at(connection, now)
    asked = {"number": subject_id(subject), "person_id": claimed.person_id, "days": days}
    row = (await connection.execute(_LINK, asked)).mappings().first()
    if row is None:
        return None
    if claimed.template == "link_settled":
        return LinkSettledNews(row["state"] == "live", f"{row['name']} {row['surname'][:1]}.")
    if row["state"] != "awaiting" or not row["leads"]:
        return None
    adult = f"{row['adult_surname']} {row['adult_name']}".strip()
    class_name = f"{row['grade'] or ''}{row['letter'] or ''}"
    return LinkAskedNews(row["id"], f"{row['surname']} {row['name']}", class_name, adult, row["relation"])


async def _code(connection: AsyncConnection, claimed: Claimed, subject: str, pepper: bytes) -> AddressCodeNews | None:
    asked = {"number": subject_id(subject), "school_id": claimed.school_id}
    row = (await connection.execute(_ACCOUNT, asked)).mappings().first()
    if row is None or row["state"] != "unconfirmed" or row["code_asked_at"] is None:
        return None
    return AddressCodeNews(address_code(pepper, row["id"], row["code_asked_at"]), row["school"])
