"""What the other side writes back to a letter: a person's reply, a machine's, a server's bounce (RFC 3464)."""

from datetime import datetime
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from typing import Any

JSON = dict[str, Any]


def reply(letter: JSON, original: EmailMessage, text: str, now: datetime) -> EmailMessage:
    """From the reader to Reply-To or From; the letter is quoted under the answer as mail programs do."""
    answer = _answer(letter, original, now)
    answer["Subject"] = f"Re: {letter['subject']}"
    quoted = "".join(f"> {line}\n" for line in letter["text"].splitlines())
    answer.set_content(f"{text}\n\n{now:%d.%m.%Y %H:%M}, {original['from'] or letter['from']}:\n{quoted}")
    return answer


def auto_reply(letter: JSON, original: EmailMessage, text: str, now: datetime) -> EmailMessage:
    """A machine answers for a reader who is away (RFC 3834): to the envelope's sender, and nothing is quoted."""
    answer = _answer(letter, original, now)
    answer.replace_header("To", letter["from"])
    answer["Subject"] = f"Auto: {letter['subject']}"
    answer["Auto-Submitted"], answer["Precedence"] = "auto-replied", "bulk"
    answer.set_content(text)
    return answer


def _answer(letter: JSON, original: EmailMessage, now: datetime) -> EmailMessage:
    """RFC 5322, 3.6.4: References are those of the letter and its own number."""
    answer = EmailMessage()
    answer["From"] = letter["to"][0]
    answer["To"] = str(original["reply-to"] or original["from"] or letter["from"])
    answer["Date"] = format_datetime(now)
    answer["Message-ID"] = f"<answer-{letter['n']}-{now.timestamp():.6f}@sandbox.local>"
    if identity := original["message-id"]:
        answer["In-Reply-To"] = str(identity)
        answer["References"] = f"{original['references'] or ''} {identity}".strip()
    return answer


def bounce(letter: JSON, original: EmailMessage, status: str, now: datetime) -> Message:
    """A delivery status notification to the envelope's sender; 5.x.x failed, 4.x.x delayed."""
    to = letter["to"][0]
    action = "failed" if status.startswith("5") else "delayed"
    report: Message = MIMEMultipart("report")
    report.set_param("report-type", "delivery-status")
    report["From"], report["To"] = "MAILER-DAEMON@sandbox.local", letter["from"]
    report["Subject"], report["Date"] = "Undelivered Mail Returned to Sender", format_datetime(now)
    report["Auto-Submitted"] = "auto-replied"
    report.attach(MIMEText(f"<{to}>: {action}, {status}\n", "plain", "utf-8"))
    report.attach(_status(to, action, status))
    headers = MIMEText("".join(f"{name}: {value}\n" for name, value in original.items()), "rfc822-headers", "utf-8")
    report.attach(headers)
    return report


def _status(to: str, action: str, status: str) -> Message:
    per_message, per_recipient = EmailMessage(), EmailMessage()
    per_message["Reporting-MTA"] = "dns; sandbox.local"
    per_recipient["Final-Recipient"] = f"rfc822; {to}"
    per_recipient["Action"], per_recipient["Status"] = action, status
    per_recipient["Diagnostic-Code"] = (
        f"smtp; {'550' if action == 'failed' else '450'} {status} reported by the sandbox"
    )
    part = Message()
    part["Content-Type"] = "message/delivery-status"
    part.set_payload([per_message, per_recipient])
    return part
