"""How a bot is reached: webhook or polling, and how it leaves the server."""

import re
import time
from typing import Any
from urllib.parse import urlsplit

from sandbox.botapi.call import Call
from sandbox.botapi.refusals import bad, too_many

JSON = dict[str, Any]

PORTS = {80, 88, 443, 8443}
#: setWebhook may be called once in so many real seconds (Client.cpp, process_set_webhook_query).
WEBHOOK_PAUSE = 1.0
#: Bot API, close: refused for so many seconds after the start.
LAUNCH = 600
_HERE = ("http://127.0.0.1", "http://localhost", "http://[::1]")


def set_webhook(call: Call) -> bool:
    """An empty URL is deleteWebhook; a poll that hangs is pushed aside. Plain HTTP is for this machine only."""
    asked, bot = call.parameters, call.bot
    if not asked["url"]:
        return delete_webhook(call)
    if time.monotonic() < bot.next_webhook:
        raise too_many(1)
    bot.next_webhook = time.monotonic() + WEBHOOK_PAUSE
    if not re.fullmatch(r"[\w-]*", asked.get("secret_token", ""), re.ASCII):
        raise bad("secret token contains unallowed characters", "secret_token", "A-Z, a-z, 0-9, _ and - are allowed")
    _check_address(asked["url"])
    if asked.get("drop_pending_updates"):
        bot.queue.clear()
    if "allowed_updates" in asked:
        bot.allow(asked["allowed_updates"])
    kept: JSON = {name: asked[name] for name in ("url", "secret_token", "ip_address", "certificate") if name in asked}
    kept["max_connections"] = min(max(asked.get("max_connections", 40), 1), 100)
    if kept == bot.webhook:
        return True
    bot.webhook, bot.last_error, bot.gone_since = kept, {}, None
    bot.poller, bot.terminated_by = None, "setWebhook request"
    bot.bell.ring()
    return True


def _check_address(url: str) -> None:
    """WebhookActor.cpp, start_up."""
    if url.startswith(_HERE):
        return
    try:
        read = urlsplit(url if "://" in url else f"https://{url}")
        port = read.port or 443
    except ValueError:
        raise bad("invalid webhook URL specified", "webhook_url", url) from None
    if not read.hostname or "." not in read.hostname:
        raise bad("invalid webhook URL specified", "webhook_url", url)
    if read.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook", "webhook_url", url)
    if port not in PORTS:
        words = "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
        raise bad(words, "webhook_url", url)


def delete_webhook(call: Call) -> bool:
    if call.parameters.get("drop_pending_updates"):
        call.bot.queue.clear()
    call.bot.webhook, call.bot.last_error = {}, {}
    call.bot.bell.ring()
    return True


def get_webhook_info(call: Call) -> JSON:
    bot = call.bot
    shown: JSON = {
        "url": bot.webhook.get("url", ""),
        "has_custom_certificate": "certificate" in bot.webhook,
        "pending_update_count": len(bot.queue.pending(call.servers.clock.now())),
    }
    shown |= {name: bot.webhook[name] for name in ("max_connections", "ip_address") if name in bot.webhook}
    return shown | bot.last_error | ({"allowed_updates": sorted(bot.allowed)} if bot.allowed else {})


def close(call: Call) -> bool:
    """Before a bot moves to another server: refused in the first ten minutes."""
    now = call.servers.clock.now()
    rest = LAUNCH - (now - call.bot.since).total_seconds()
    if rest > 0:
        raise too_many(int(rest) + 1)
    call.bot.since = now
    return True


def log_out(call: Call) -> bool:
    """For ten minutes of the sandbox's clock the token is not let in again."""
    call.bot.logged_out = call.servers.clock.now()
    return True
