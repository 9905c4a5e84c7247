"""Speaking: the language that a person hears from us."""

from __future__ import annotations

from journal_core.access import Grants
from journal_core.entries.revisions import Stamp
from journal_core.errors import NotLinked
from journal_core.ports import Store


async def choose_language(store: Store, grants: Grants | None, language: str, stamp: Stamp) -> None:
    """Speak `language` to this person from now on, in chats, letters and SMS alike.

    The caller offers only languages that it has words in. Raises NotLinked for a stranger.
    """
    if grants is None:
        raise NotLinked("access.not_linked")
    async with store.transaction() as tx:
        if await tx.note(stamp, "choose_language", subject=f"person:{grants.person_id}", language=language):
            await tx.links.speak(grants.person_id, language)
