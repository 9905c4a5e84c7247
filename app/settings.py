"""Every variable of the installation, once. A school's own decisions are on its row, not here.

`.env.example` says the same to a person; a test holds the two equal.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import NotConfigured
from notifier.settings import MailSettings, SmsSettings, TelegramSettings

TELEGRAM_API = "https://api.telegram.org"


class Settings(BaseSettings):
    """Variables `DIARY_…`, or the same in a file `.env`."""

    model_config = SettingsConfigDict(env_prefix="DIARY_", env_file=".env", extra="ignore")

    home: Path = Field(
        Path.home() / ".local" / "share" / "diary", description="where the embedded database and the secret live"
    )
    database: str = Field("", repr=False, description="run-time role's address; empty: the embedded PostgreSQL")
    database_owner: str = Field("", repr=False, description="owner's address, for `diary migrate`")
    database_direct: str = Field("", repr=False, description="run-time address past a pooler, for LISTEN and locks")
    secret: SecretStr = Field(SecretStr(""), description="keys codes, links and callbacks; empty: a file in DIARY_HOME")
    secrets_before: SecretStr = Field(
        SecretStr(""), description="what DIARY_SECRET was before, apart by spaces: verifies chains sealed then"
    )
    bot_token: SecretStr = Field(SecretStr(""), description="from @BotFather; empty: no Telegram")
    bot_name: str = Field("", description="the bot's name without @, for deep links on slips")
    bot_api: str = Field(TELEGRAM_API, description="base address of the Bot API server")
    clock: str = Field("", description="address of a stepped clock (a sandbox's), for trials only")
    smtp: str = Field(
        "", repr=False, description="our relay: smtp://login:password@host:587?starttls=1; empty: no mail"
    )
    mail_from: str = Field("diary@localhost", description="whom letters come from")
    mail_name: str = Field("Школьный дневник", description="the name beside that address")
    mail_replies: str = Field("", description="address whose mail is piped to us: answers, bounces; empty: unread")
    sms: str = Field(
        "", repr=False, description="gateway like SMSC.ru: https://login:password@host/sys/send.php; empty: no SMS"
    )
    listen: str = Field("127.0.0.1:8080", description="where health, the pages of letters and callbacks are served")
    public_url: str = Field(
        "", description="https address by which the street reaches that; empty: letters have no links"
    )
    webhook: bool = Field(False, description="yes: Telegram brings updates to DIARY_PUBLIC_URL; no: we ask for them")
    pace: int = Field(20, description="updates a minute that one account may send; teachers three times that")
    log_level: str = Field("info", description="debug, info, warning or error")

    @field_validator("home")
    @classmethod
    def _expand(cls, home: Path) -> Path:
        """`~` of a variable or a `.env` is expanded by nobody else."""
        return home.expanduser()

    def telegram(self) -> TelegramSettings | None:
        """The bot's settings; None without a token."""
        token = self.bot_token.get_secret_value()
        return TelegramSettings(token, self.bot_api.rstrip("/")) if token else None

    def mail(self) -> MailSettings | None:
        """The relay's settings; None without one."""
        if not self.smtp:
            return None
        url, port = _address("DIARY_SMTP", self.smtp, ("smtp", "smtps"))
        tls = url.scheme == "smtps"
        return MailSettings(
            host=url.hostname or "",
            port=port or (465 if tls else 587),
            sender=self.mail_from,
            sender_name=self.mail_name,
            replies=self.replies(),
            login=unquote(url.username or ""),
            password=unquote(url.password or ""),
            starttls="starttls=1" in url.query,
            tls=tls,
        )

    def gateway(self) -> SmsSettings | None:
        """The SMS gateway's settings; None without one."""
        if not self.sms:
            return None
        url, port = _address("DIARY_SMS", self.sms, ("http", "https"))
        return SmsSettings(
            url=f"{url.scheme}://{url.hostname}{f':{port}' if port else ''}{url.path}",
            login=unquote(url.username or ""),
            password=unquote(url.password or ""),
        )

    def replies(self) -> str:
        """The address that takes people's answers to letters; empty when nobody reads them."""
        if self.mail_replies and not re.fullmatch(r"[^@\s]+@[^@\s]+", self.mail_replies):
            raise NotConfigured("DIARY_MAIL_REPLIES is not an address like answers@school.example")
        return self.mail_replies

    def street(self) -> str:
        """Where the street reaches us, without the last slash; empty when it does not."""
        if self.public_url and not self.public_url.isascii():
            raise NotConfigured("DIARY_PUBLIC_URL has letters that a link cannot carry: write the host as xn--…")
        if self.public_url:
            _address("DIARY_PUBLIC_URL", self.public_url, ("http", "https"))
        return self.public_url.rstrip("/")

    def address(self) -> tuple[str, int]:
        """Where the web door listens."""
        host, _, port = self.listen.rpartition(":")
        if not host or not port.isdigit():
            raise NotConfigured("DIARY_LISTEN is not host:port, for example 127.0.0.1:8080")
        return host, int(port)

    def check(self) -> None:
        """Refuse what must never run: a stepped clock beside the real Bot API, a webhook without an address."""
        if self.clock and (urlsplit(self.bot_api).hostname or "").endswith("telegram.org"):
            raise NotConfigured("DIARY_CLOCK is for the sandbox; beside the real Telegram unset it")
        if self.webhook and not self.street():
            raise NotConfigured("DIARY_WEBHOOK needs DIARY_PUBLIC_URL, an address like https://diary.school.example")


def _address(variable: str, written: str, schemes: tuple[str, ...]) -> tuple[SplitResult, int | None]:
    """An address and its port. Raises NotConfigured naming the variable."""
    try:
        url = urlsplit(written)
        port = url.port
    except ValueError:
        url, port = SplitResult("", "", "", "", ""), None
    if url.scheme not in schemes or not url.hostname:
        raise NotConfigured(f"{variable} is not an address like {_LIKE[variable]}")
    return url, port


_LIKE = {
    "DIARY_PUBLIC_URL": "https://diary.school.example",
    "DIARY_SMTP": "smtp://login:password@host:587?starttls=1",
    "DIARY_SMS": "https://login:password@host/sys/send.php",
}
