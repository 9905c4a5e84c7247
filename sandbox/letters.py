"""What the other side writes back to a letter: a reply by a person, a bounce by a server (RFC 3464)."""

from datetime import datetime
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from typing import Any

JSON = dict[str, Any]


def reply(letter: JSON, original: EmailMessage, text: str, now: datetime) -> JSON:
    """From the reader to Reply-To or From, threaded by In-Reply-To."""
    answer = EmailMessage()
    answer["From"], answer["To"] = (
        letter["to"][0],
        str(original["reply-to"] or original["from"] or letter["from"]),
    )
    answer["Subject"], answer["Date"] = f"Re: {letter['subject']}", format_datetime(now)
    answer["Message-ID"] = f"<reply-{letter['n']}-{int(now.timestamp())}@sandbox.local>"
    if identity := original["message-id"]:
        answer["In-Reply-To"] = answer["References"] = str(identity)
    answer.set_content(text)
    return {"kind": "reply", "to": answer["To"], "raw": answer.as_string(), "at": now.isoformat()}


def bounce(letter: JSON, original: EmailMessage, status: str, now: datetime) -> JSON:
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
    return {"kind": "bounce", "to": letter["from"], "raw": report.as_string(), "at": now.isoformat()}


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
