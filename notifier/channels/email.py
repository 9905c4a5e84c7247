"""E-mail over our own relay, driven stage by stage.

A drop before DATA and a drop after the final dot look alike in the library's errors, so the stage is ours: before the
dot nothing was sent, after it nobody knows. One recipient a message; every header value is guarded, and the finished
bytes are read once more before they leave (CVE-2024-6923 is live on Python 3.11.7).
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import format_datetime

import aiosmtplib

from journal_core.files import NewFile
from journal_core.school import Channel
from notifier.limits import Permits
from notifier.mailboxes import DEAD
from notifier.outcomes import Broken, Outcome, Refused, Sent, TryLater, Unknown
from notifier.ports import Files, Outgoing
from notifier.settings import MailSettings
from texts.render import header

SECONDS = 100  #: for one letter; leases are longer
#: Size, protocol and content: our letter is wrong.
_OURS = ("5.3.4", "5.2.3", "5.5.", "5.6.")
_OF_THE_BODY = Counter({"content-type": 1, "mime-version": 1, "content-transfer-encoding": 1})
_OF_A_FILE = _OF_THE_BODY + Counter({"content-disposition": 1})
#: Kinds that are bytes to a mail program; a «message» or «multipart» would be read as a part of the letter.
_CARRIED = frozenset({"application", "audio", "image", "text", "video"})
_OUR_LOGIN = (530, 534, 535, 538)
_ENHANCED = re.compile(r"(?:^|\s)(\d\.\d{1,3}\.\d{1,3})(?=\s|$)")


class EmailChannel:
    """Sends one letter a call, each on a fresh connection to the relay."""

    name = Channel.EMAIL

    def __init__(self, settings: MailSettings, files: Files) -> None:
        self.permits = Permits(10)
        self._settings = settings
        self._files = files

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Hand one letter to the relay."""
        try:
            files = [await self._files.content(one.id) for one in outgoing.files]
        except OSError as error:  # nothing left
            return TryLater(code=type(error).__name__)
        try:
            content = await asyncio.to_thread(letter, outgoing, self._settings, datetime.now(UTC), files)
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
                await client.mail(self._settings.replies or self._settings.sender)
                stage = "rcpt"
                await client.rcpt(outgoing.account.address)
                stage = "data"
                answer = await client.data(content)
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            return outcome_of(error, stage)
        finally:
            client.close()
        # The letter's own number stays out of the database: what is read there must open nothing.
        return Sent(f"letter-{outgoing.message_id}") if answer.code == 250 else Unknown(f"data_{answer.code}")

    async def close(self) -> None:
        """Nothing is kept open."""


def message_id_of(outgoing: Outgoing, settings: MailSettings) -> str:
    """The same on every retry, so that a mailbox can fold copies; an answer names it, and so what it answers."""
    return f"<{outgoing.ticket}@{settings.sender.partition('@')[2]}>"


def letter(outgoing: Outgoing, settings: MailSettings, at: datetime, files: Sequence[NewFile] = ()) -> bytes:
    """The finished letter with its files, dated `at`; ValueError when any header could become more than one."""
    mail = EmailMessage(policy=policy.SMTP)
    headers = {
        "From": Address(header(settings.sender_name), addr_spec=settings.sender),
        "To": Address(addr_spec=outgoing.account.address),
        "Subject": header(outgoing.subject),
        "Date": format_datetime(at),
        "Message-ID": message_id_of(outgoing, settings),
        "Auto-Submitted": "auto-generated",
    }
    if settings.replies:
        headers["Reply-To"] = Address(addr_spec=settings.replies)
    for name, value in headers.items():
        mail[name] = value
    mail.set_content(outgoing.text)
    if outgoing.html:
        mail.add_alternative(outgoing.html, subtype="html")
    for file in files:
        attach(mail, file)
    # As they are: the library would fold a long link into encoded words, which no mail program follows.
    as_is = "".join(f"{name}: {header(value)}\r\n" for name, value in outgoing.headers.items())
    content = as_is.encode("ascii", "replace") + mail.as_bytes()
    written = Counter(name.lower() for name in BytesHeaderParser().parsebytes(content))
    meant = Counter(name.lower() for name in (*headers, *outgoing.headers))
    if written - meant - _OF_THE_BODY or meant - written:
        raise ValueError("a header grew")
    return content


def attach(mail: EmailMessage, file: NewFile) -> None:
    """Attach a file under its name; ValueError when the name could become a header."""
    kind, _, subtype = file.mime.partition("/")
    if kind not in _CARRIED:
        kind, subtype = "application", "octet-stream"
    name = header(file.name) or "file"
    tried = EmailMessage(policy=policy.SMTP)
    tried.set_content(b"", maintype=kind, subtype=subtype, disposition="attachment", filename=name)
    if Counter(one.lower() for one in BytesHeaderParser().parsebytes(tried.as_bytes())) - _OF_A_FILE:
        raise ValueError("a header grew")
    mail.add_attachment(file.data, maintype=kind, subtype=subtype, filename=name)


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
    if status in DEAD:
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
