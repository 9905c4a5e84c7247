"""What the channels must know to reach their services; filled by `app.settings`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """The bot's token and the Bot API server."""

    token: str = field(repr=False)
    api: str = "https://api.telegram.org"


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Our own relay and whom letters come from."""

    host: str
    port: int
    sender: str  #: address
    sender_name: str
    replies: str = ""  #: address where answers and bounces are taken; empty: nobody reads them
    login: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = False
    tls: bool = False  #: from the first byte (smtps)


@dataclass(frozen=True, slots=True)
class SmsSettings:
    """An HTTP gateway in the manner of SMSC.ru."""

    url: str
    login: str
    password: str = field(repr=False)
