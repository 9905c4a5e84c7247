"""All the pretended servers in one hand: what a handler needs is a field here."""

from dataclasses import dataclass, field
from typing import Any

from sandbox import shapes
from sandbox.botapi.bots import Bots
from sandbox.botapi.files import Files
from sandbox.botapi.limits import Limits
from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.ledger import Ledger
from sandbox.mailbox import Mailbox
from sandbox.sms_tray import SmsTray
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
    mail: Mailbox = field(default_factory=Mailbox)
    sms: SmsTray = field(default_factory=SmsTray)
    #: Seconds before a poller that was pushed aside is told 409 (Client.cpp, fail_query_conflict).
    conflict_delay: float = 3.0

    def shown(self, message: Message) -> JSON:
        """The message as the Bot API shows it."""
        return shapes.message(self.world, self.bots, message)

    def forget(self, *, everything: bool) -> None:
        """All but numbers that only grow and the clock; menus, webhooks and the SMS callback only if told so:
        a gateway that goes on running set them once, when it started."""
        if everything:
            self.bots.forget_settings()
            self.sms.forget_settings()
        for part in (self.bots, self.files, self.ledger, self.mail, self.sms, self.world):
            part.forget()
        self.limits = Limits()
        self.faults.clear()
