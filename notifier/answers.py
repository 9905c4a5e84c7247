"""What people answer: whoever holds a letter may stop what it brought, confirm its address, or say they have read it.

A ticket opens one letter; what it allows is decided afresh from that letter's rows. A telephone has no tickets: it
speaks for its own number. Every refusal looks the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from journal_core import linking
from journal_core.actions.answering import CodeLetter, confirm_from_address
from journal_core.actions.notices import acknowledge
from journal_core.entries.revisions import Stamp
from journal_core.errors import DiaryError
from journal_core.events import EventKind, subject_id
from journal_core.people import Account, Job, Person, Role
from journal_core.ports import Clock, Store
from journal_core.school import Channel
from journal_core.wishes import Kind
from notifier.ports.letters import Letter, LetterBook, Told
from notifier.ports.wishes import Wishes
from notifier.street import CODE
from notifier.tickets import Place, opened

SUMMARY = "summary"  #: the letter of the week: it can be stopped alone


class Deed(StrEnum):
    """What a letter's reader may do. Values are the first part of the link."""

    STOP = "stop"
    CONFIRM = "confirm"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that is answered from outside a messenger."""

    secret: bytes = field(repr=False)  #: the installation's: of tickets and codes
    letters: LetterBook
    wishes: Wishes
    store: Store
    clock: Clock

    async def letter(self, ticket: str, deed: Deed, place: Place = Place.LINK) -> Letter | None:
        """The letter a ticket opens for this deed; None for a forged, foreign or old one alike."""
        message_id = opened(self.secret, ticket, place)
        found = await self.letters.letter(message_id) if message_id is not None else None
        return found if found and allows(found, deed, self.clock.now()) else None

    async def stop(self, letter: Letter, *, summary: bool, said: str = "") -> None:
        """Nothing more goes to this letter's address, or only no summary of the week; `said` as in `Wishes.stop`."""
        await self.wishes.stop(letter.account_id, self.clock.now(), Kind.SUMMARY if summary else None, said)

    async def resume(self, letter: Letter, said: str = "") -> None:
        """It all comes again."""
        await self.wishes.resume(letter.account_id, self.clock.now(), said)

    async def confirm(self, letter: Letter, code: str = "", said: str = "link") -> bool:
        """The letter's address is live; `said` tells one answer to it from another."""
        stamp = self._stamp(letter, f"{said}:confirm")
        asked = CodeLetter(letter.account_id, letter.told[0].revision)
        try:
            await confirm_from_address(self.store, letter.account, stamp, self.secret, letter=asked, code=code)
        except DiaryError:
            return False
        return True

    async def seen(self, letter: Letter) -> bool:
        """«Ознакомлен», as by the button in the chat."""
        notice = _notice(letter)
        if notice is None or notice.pupil_id is None:
            return False
        grants = await self.letters.grants(letter, self.clock.now())
        stamp = self._stamp(letter, "seen")
        try:
            await acknowledge(self.store, grants, notice.pupil_id, subject_id(notice.subject), stamp)
        except DiaryError:
            return False
        return True

    async def stop_phone(self, phone: Account, said: str = "") -> None:
        """Nothing more goes to this number, whoever's it is in the diary; `said` as in `Wishes.stop`."""
        for account_id in await self.letters.accounts(phone):
            await self.wishes.stop(account_id, self.clock.now(), said=said)

    async def resume_phone(self, phone: Account, said: str = "") -> None:
        """It all comes again."""
        for account_id in await self.letters.accounts(phone):
            await self.wishes.resume(account_id, self.clock.now(), said)

    async def confirm_phone(self, phone: Account, code: str, said: str) -> bool:
        """Six digits sent back from the number they went to."""
        stamp = Stamp(f"sms:{said}", Job("sms_answer"), self.clock.now(), Channel.SMS)
        try:
            await confirm_from_address(self.store, phone, stamp, self.secret, code=code)
        except DiaryError:
            return False
        return True

    def _stamp(self, letter: Letter, what: str) -> Stamp:
        reader = Person(letter.person_id, Role.GUARDIAN, letter.account)
        return Stamp(f"letter:{letter.message_id}:{what}", reader, self.clock.now(), letter.account.channel)


def allows(letter: Letter, deed: Deed, now: datetime) -> bool:
    """Whether a letter's reader may do this now."""
    if letter.account.channel is not Channel.EMAIL:
        return False
    if deed is Deed.CONFIRM:
        return letter.template == CODE and _is_newest(letter) and (letter.state == "live" or _is_fresh(letter, now))
    if letter.template == CODE or letter.state != "live":  # whoever has an old mailbox decides nothing of the new one
        return False
    return deed is Deed.STOP or _notice(letter) is not None


def _is_newest(letter: Letter) -> bool:
    return bool(letter.told) and letter.told[0].revision == letter.asking


def _is_fresh(letter: Letter, now: datetime) -> bool:
    asked_at = letter.code_asked_at
    lives = linking.ADDRESS_CODE_LIVES
    return letter.state == "unconfirmed" and asked_at is not None and now < asked_at + lives


def _notice(letter: Letter) -> Told | None:
    """What of the letter can be acknowledged."""
    kinds = (EventKind.NOTICE, EventKind.NOTICE_REMINDER)
    return next((one for one in letter.told if one.subject.partition(":")[0] in kinds), None)
