"""All the pretended servers in one hand: what a handler needs is a field here."""

from dataclasses import dataclass, field
from typing import Any

from sandbox import shapes
from sandbox.botapi.bots import Bots
from sandbox.botapi.files import Files
from sandbox.botapi.limits import Limits
from sandbox.botapi.privacy import hears
from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.latency import Latency
from sandbox.ledger import Ledger
from sandbox.mailbox import Mailbox
from sandbox.sms_tray import SmsTray
from sandbox.ways import Ways
from sandbox.world import Message, World

JSON = dict[str, Any]


@dataclass
class Servers:
    clock: Clock = field(default_factory=Clock)
    world: World = field(default_factory=World)
    bots: Bots = field(default_factory=Bots)
    files: Files = field(default_factory=Files)
    limits: Limits = field(default_factory=Limits)
    ledger: Ledger = field(default_factory=Ledger)
    faults: Faults = field(default_factory=Faults)
    latency: Latency = field(default_factory=Latency)
    mail: Mailbox = field(default_factory=Mailbox)
    sms: SmsTray = field(default_factory=SmsTray)
    ways: Ways = field(default_factory=Ways)
    #: Seconds that a hasty poller is held: one pushed aside again so soon is told 409 after them, one that asks for
    #: the same again waits at least so long for news (Client.cpp, fail_query_conflict, process_get_updates_query).
    poll_penalty: float = 3.0

    def shown(self, message: Message) -> JSON:
        """The message as the Bot API shows it."""
        return shapes.message(self.world, self.bots, message)

    def tell(self, kind: str, message: Message, bot: int | None = None) -> None:
        """A new or edited message, queued for the bot of a private chat, or for those that hear it in a group."""
        shown, now = self.shown(message), self.clock.now()
        group = self.world.groups.get(message.chat)
        if group is None:
            self.bots.push(kind, lambda _: shown, now, bot)
        else:
            self.bots.push_to_all(kind, lambda one: shown if hears(self.world, one, group, message) else None, now)

    def forget(self, *, everything: bool) -> None:
        """All but numbers that only grow and the clock; menus, webhooks and the SMS callback only if told so:
        a gateway that goes on running set them once, when it started."""
        if everything:
            self.bots.forget_settings()
            self.sms.forget_settings()
            self.mail.forget_settings()
        for part in (self.bots, self.files, self.ledger, self.mail, self.sms, self.ways, self.world):
            part.forget()
        self.limits = Limits()
        self.faults.clear()
        self.latency = Latency()
