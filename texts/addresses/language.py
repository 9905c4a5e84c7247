"""Where the buttons lead that choose in which language somebody is spoken to."""

from __future__ import annotations

from texts.addresses.codec import Address, address


@address("ls")
class Languages(Address):
    """The page on which a language is chosen."""


@address("la")
class Language(Address):
    """Speak this language from now on; `chosen` is "ru", "be" or "en"."""

    chosen: str
