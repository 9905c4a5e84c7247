"""The street as this installation meets it: the addresses others call, and the ways back that letters offer."""

from __future__ import annotations

from app.secret import key_of
from app.settings import Settings
from notifier.street import Doors

#: What for → path before the key; the purpose is also what the key is made of.
CALLBACKS = {
    "sms receipts": "/sms/receipts/",
    "sms incoming": "/sms/incoming/",
    "mail incoming": "/mail/incoming/",
    "telegram webhook": "/telegram/",
}


def addresses(settings: Settings, secret: bytes) -> dict[str, str]:
    """Every address to be entered elsewhere, by what it is for. Telegram is told its own by the bot."""
    street = settings.street() or f"http://{settings.listen}"
    return {purpose: f"{street}{path}{key_of(secret, purpose)}" for purpose, path in CALLBACKS.items()}


def webhook_secret(settings: Settings, secret: bytes) -> str:
    """What Telegram says with every update it brings; another token has another."""
    return key_of(secret, f"webhook of {settings.bot_token.get_secret_value()}")


def doors(settings: Settings, secret: bytes) -> Doors:
    """How letters may be answered here."""
    return Doors(secret, settings.street(), bool(settings.replies()))
