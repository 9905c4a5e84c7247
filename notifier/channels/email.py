"""E-mail over our own relay, driven stage by stage.

A drop before DATA and a drop after the final dot look alike in the library's errors, so the stage is ours: before the
dot nothing was sent, after it nobody knows. One recipient a message; every header value is guarded, and the finished
bytes are read once more before they leave (CVE-2024-6923 is live on Python 3.11.7).
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import format_datetime

import aiosmtplib

from journal_core.school import Channel
from notifier.limits import Permits
from notifier.outcomes import Broken, Outcome, Refused, Sent, TryLater, Unknown
from notifier.ports import Outgoing
from notifier.settings import MailSettings
from texts.render import header

SECONDS = 100  #: for one letter; leases are longer
#: Enhanced codes of a mailbox that does not exist (REL 1.5, SMTP). 5.7.x is about us, never about the address.
_DEAD = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")
#: Size, protocol and content: our letter is wrong.
_OURS = ("5.3.4", "5.2.3", "5.5.", "5.6.")
_OF_THE_BODY = Counter({"content-type": 1, "mime-version": 1, "content-transfer-encoding": 1})
_OUR_LOGIN = (530, 534, 535, 538)
_ENHANCED = re.compile(r"(?:^|\s)(\d\.\d{1,3}\.\d{1,3})(?=\s|$)")


class EmailChannel:
    """Sends one letter a call, each on a fresh connection to the relay."""

    name = Channel.EMAIL

    def __init__(self, settings: MailSettings) -> None:
        self.permits = Permits(10)
        self._settings = settings

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Hand one letter to the relay."""
        try:
            content = letter(outgoing, self._settings, datetime.now(UTC))
        except (ValueError, IndexError, MessageError):
            return Broken("header")
        stage = "connect"
        client = aiosmtplib.SMTP(
            hostname=self._settings.host,
            port=self._settings.port,
            use_tls=self._settings.tls,
            start_tls=self._settings.starttls,
            timeout=20,
        )
        try:
            async with asyncio.timeout(SECONDS):
                await client.connect()
                if self._settings.login:
                    await client.login(self._settings.login, self._settings.password)
                stage = "mail"
                await client.mail(self._settings.sender)
                stage = "rcpt"
                await client.rcpt(outgoing.account.address)
                stage = "data"
                answer = await client.data(content)
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            return outcome_of(error, stage)
        finally:
            client.close()
        return Sent(message_id_of(outgoing, self._settings)) if answer.code == 250 else Unknown(f"data_{answer.code}")

    async def close(self) -> None:
        """Nothing is kept open."""


def message_id_of(outgoing: Outgoing, settings: MailSettings) -> str:
    """The same on every retry, so that a mailbox can fold copies."""
    return f"<diary-{outgoing.message_id}@{settings.sender.partition('@')[2]}>"


def letter(outgoing: Outgoing, settings: MailSettings, at: datetime) -> bytes:
    """The finished letter, dated `at`; ValueError when any header could become more than one."""
    mail = EmailMessage(policy=policy.SMTP)
    headers = {
        "From": Address(header(settings.sender_name), addr_spec=settings.sender),
        "To": Address(addr_spec=outgoing.account.address),
        "Subject": header(outgoing.subject),
        "Date": format_datetime(at),
        "Message-ID": message_id_of(outgoing, settings),
        "Auto-Submitted": "auto-generated",
        **{name: header(value) for name, value in outgoing.headers.items()},
    }
    for name, value in headers.items():
        mail[name] = value
    mail.set_content(outgoing.text)
    if outgoing.html:
        mail.add_alternative(outgoing.html, subtype="html")
    content = mail.as_bytes()
    written = Counter(name.lower() for name in BytesHeaderParser().parsebytes(content))
    meant = Counter(name.lower() for name in headers)
    if written - meant - _OF_THE_BODY or meant - written:
        raise ValueError("a header grew")
    return content


def outcome_of(error: Exception, stage: str) -> Outcome:
    """What an error at a stage means; one row of the table of the facts each."""
    code = int(error.code) if isinstance(error, aiosmtplib.SMTPResponseException) else 0
    said = _ENHANCED.search(str(getattr(error, "message", "")))
    status = said[1] if said else ""
    label = f"{stage}_{code or type(error).__name__}"
    if stage == "connect" or code in _OUR_LOGIN or (code == 421 and stage != "data"):
        breaker = code in _OUR_LOGIN or isinstance(error, aiosmtplib.SMTPAuthenticationError)
        return TryLater(timedelta(minutes=1), whole_channel=True, breaker=breaker, code=label)
    if not code:
        return Unknown(label) if stage == "data" else TryLater(code=label)
    if 400 <= code < 500:
        return TryLater(code=label)
    return _forbidden(code, status, stage, label)


def _forbidden(code: int, status: str, stage: str, label: str) -> Outcome:
    """A final no: of the mailbox, of our letter, or of us."""
    if status in _DEAD:
        return Refused(label)
    if status.startswith(_OURS):
        return Broken(label)
    if status.startswith("5.7.") or code == 554:  # reputation: an administrator looks, the address is not to blame
        return TryLater(timedelta(minutes=30), breaker=True, code=label)
    if stage == "mail":  # the relay does not take our sender
        return TryLater(timedelta(minutes=30), whole_channel=True, breaker=True, code=label)
    if stage == "rcpt":
        full = code == 552 or status == "5.2.2"
        return TryLater(code=label) if full else Refused(label) if code in (550, 551, 553) else Broken(label)
    return Broken(label)
