"""How a sending went, in the five words a channel may use. The queue decides what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side has it."""

    provider_id: str
    segments: int = 0  #: of an SMS


@dataclass(frozen=True, slots=True)
class TryLater:
    """Certainly not sent; may work later.

    `whole_channel` stops everybody on the channel for `after` (a 429, a wrong token, an empty balance): no attempt is
    spent and no recipient is blamed. `breaker` says that a person must mend something.
    """

    after: timedelta | None = None  #: the peer's own word; None leaves it to the back-off
    whole_channel: bool = False
    breaker: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Certainly not sent, and this address never will work: it is dead."""

    code: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Certainly not sent: our message is wrong, and sending it again changes nothing."""

    code: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived: the connection broke after it may have left."""

    code: str


Outcome = Sent | TryLater | Refused | Broken | Unknown
