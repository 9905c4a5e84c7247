"""The way back: the links and headers by which the reader of one letter can answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from notifier.tickets import Place, seal
from texts.street import Street

#: The letter that is no news: nobody can unsubscribe from the code they asked for.
CODE = "address_code"


@dataclass(frozen=True, slots=True)
class Doors:
    """How letters are answered: where our pages are, and whether replies are read."""

    secret: bytes = field(repr=False)  #: the installation's: of tickets
    url: str = ""  #: of our pages, without the last slash; empty: there are none
    replies: bool = False

    def ticket(self, message_id: int) -> str:
        """What stands in the letter's Message-ID."""
        return seal(self.secret, message_id, Place.NUMBER)

    def street(self, message_id: int, template: str) -> Street:
        """What the letter may offer. The templates choose: «Ознакомлен» is for notices only."""
        if not self.url:
            return Street(replies=self.replies)
        ticket = seal(self.secret, message_id)
        is_code = template == CODE
        return Street(
            stop="" if is_code else f"{self.url}/stop/{ticket}",
            confirm=f"{self.url}/confirm/{ticket}" if is_code else "",
            seen="" if is_code else f"{self.url}/seen/{ticket}",
            replies=self.replies,
        )


def unsubscribing(street: Street) -> Mapping[str, str]:
    """The headers of a mail program's own «unsubscribe» (RFC 2369; one press without a page: RFC 8058)."""
    if not street.stop:
        return {}
    return {"List-Unsubscribe": f"<{street.stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
