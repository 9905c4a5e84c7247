"""Where the buttons at the door lead: codes, consent, one's own address, leaving a question."""

from __future__ import annotations

from texts.addresses.codec import Address, address
from texts.addresses.keys import LinkId


@address("gc")
class GiveConsent(Address):
    """The adult's answer to the text of the consent; `given` is 1 or 0."""

    link: LinkId
    given: int


@address("is")
class IAmStaff(Address):
    """Somebody with a staff code has no child's birth date to give."""


@address("oa")
class OwnAddress(Address):
    """Ask a guardian to type their own address; `channel` is "email" or "sms"."""

    channel: str


@address("x")
class Stop(Address):
    """Leave what was asked for and show the menu."""
