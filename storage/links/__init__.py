"""Persons, accounts, links, consents, invitations and guesses: `journal_core.ports.LinkBook`."""

from __future__ import annotations

from storage.links.addresses import AddressWrites
from storage.links.holdings import HoldingWrites
from storage.links.invitations import InvitationWrites

__all__ = ["LinkWrites"]


class LinkWrites(InvitationWrites, HoldingWrites, AddressWrites):
    """All of it, on one connection of the run-time role."""
