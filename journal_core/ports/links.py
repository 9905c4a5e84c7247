"""Persons, accounts, links and consents: the writing side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from journal_core.access import ClassDesk
from journal_core.linking import LinkState
from journal_core.people import Account
from journal_core.ports.diary import LinkLine
from journal_core.ports.invitations import InvitationBook
from journal_core.roll import FullName
from journal_core.school import Channel, School


@dataclass(frozen=True, slots=True)
class Link:
    """A person holding a record, as it stands."""

    id: int
    person_id: int
    school: School
    state: LinkState
    asked_at: datetime
    pupil_id: int | None
    guardian_id: int | None
    pupil: FullName | None
    class_id: int | None  #: the pupil's class today
    class_name: str
    staff_id: int | None
    adult: FullName | None
    relation: str
    administrator: bool  #: a staff link of somebody whose duties include administrator
    barred: bool
    invitation_id: int | None = None  #: whose code they used; None where the class teacher entered an address
    own: bool = False  #: the pupil themself
    district_id: int | None = None

    @property
    def line(self) -> LinkLine:
        """As the class teacher sees it."""
        pupil = f"{self.pupil.surname} {self.pupil.name}" if self.pupil else ""
        adult = str(self.adult) if self.adult else ""
        return LinkLine(self.id, pupil, self.relation, adult, self.asked_at, str(self.state))


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link to be made."""

    person_id: int
    school_id: int
    state: LinkState
    pupil_id: int | None = None
    guardian_id: int | None = None
    staff_id: int | None = None
    invitation_id: int | None = None
    settled_by: str = ""
    own: bool = False
    district_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ward:
    """A pupil of a class in the care of one guardian's record."""

    pupil_id: int
    barred: bool
    awaiting: bool  #: somebody used this record's code, agreed, and waits for the class teacher's tap


@dataclass(frozen=True, slots=True)
class Address:
    """An account as its row stands."""

    id: int
    person_id: int
    channel: Channel
    address: str
    state: str  #: unconfirmed, live or dead
    note: str  #: of the paper consent
    code_asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asking:
    """An address that waits for its code."""

    address: Address
    number: int  #: which asking it is, from 1: a code asked for anew makes an older letter void
    tries: int  #: wrong ones


@dataclass(frozen=True, slots=True)
class Hearing:
    """A child of whom a person may hear, by a live link that nothing bars."""

    pupil_id: int
    school: School
    class_id: int | None
    consented: frozenset[Channel]  #: where a consent of theirs stands


@dataclass(frozen=True, slots=True)
class Agreement:
    """A consent of one adult about one child (PRV-01)."""

    person_id: int
    pupil_id: int
    channel: Channel
    version: str  #: of the words that were agreed to
    evidence: str  #: what shows it: a press in a chat, a paper


class HoldingBook(Protocol):
    """Persons, their accounts, links and consents."""

    async def person_of(self, account: Account) -> int | None:
        """Who has this chat, live or not."""
        ...

    async def admit(self, account: Account, language: str, at: datetime) -> int:
        """The person of this chat, made if new; the account is live from here."""
        ...

    async def speak(self, person_id: int, language: str) -> None:
        """Speak this language to the person from now on."""
        ...

    async def new_person(self, at: datetime) -> int:
        """A person without an account, for somebody whose address the class teacher enters."""
        ...

    async def holds(
        self,
        person_id: int,
        *,
        pupil_id: int | None = None,
        staff_id: int | None = None,
        district_id: int | None = None,
    ) -> bool:
        """Whether the person has an open link: to this record, or to any when none is named."""
        ...

    async def is_barred(self, person_id: int, pupil_id: int) -> bool:
        """Whether this person, or a record that they hold or ever held, is barred from the pupil (PRV-10)."""
        ...

    async def has_administrator(self, school_id: int) -> bool:
        """Whether an administrator of the school is linked."""
        ...

    async def add_link(self, new: NewLink, at: datetime) -> int:
        """Make a link."""
        ...

    async def link(self, link_id: int, at: datetime) -> Link | None:
        """The link, locked until the transaction ends."""
        ...

    async def settle(self, link_id: int, state: LinkState, by: str, at: datetime) -> None:
        """Move a link on."""
        ...

    async def agree(self, agreements: Sequence[Agreement], at: datetime) -> None:
        """Record consents; one that stands already is left as it is."""
        ...

    async def withdraw(self, person_id: int, pupil_id: int, channel: Channel | None, at: datetime) -> None:
        """End a consent; of every channel when none is named."""
        ...

    async def has_agreed(self, person_id: int, pupil_id: int) -> bool:
        """Whether any consent of this adult about this child stands."""
        ...

    async def has_other_administrator(self, school_id: int, staff_id: int) -> bool:
        """Whether an administrator of the school is linked besides this member of staff."""
        ...


class AddressBook(Protocol):
    """Mailboxes and phones, and the codes that confirm them."""

    async def wards(self, desk: ClassDesk, guardian_id: int, at: datetime) -> list[Ward]:
        """The guardian's pupils in this class today; none for a guardian of other classes."""
        ...

    async def holder(self, guardian_id: int, pupils: Sequence[int]) -> int | None:
        """The person with a live link of this record to one of these pupils, who is not barred from them.

        Whoever holds the record for a sibling only is not meant: another class teacher let them in, to another child.
        """
        ...

    async def enter(self, person_id: int, account: Account, note: str, at: datetime) -> Address:
        """The address's row, locked, made unconfirmed if new."""
        ...

    async def ask_code(self, account_id: int, at: datetime) -> int:
        """A code is wanted as of now; the number of the asking, from 1."""
        ...

    async def codes_asked(self, person_id: int, since: datetime) -> int:
        """Codes sent to any address of this person."""
        ...

    async def unconfirmed(self, person_id: int, asked_since: datetime) -> list[tuple[Address, int]]:
        """Addresses waiting for their code, locked, with the wrong tries made at each."""
        ...

    async def waiting_at(self, account: Account, asked_since: datetime) -> list[Asking]:
        """Whoever's address this is, where it waits for its code, locked; the newest asking first."""
        ...

    async def heard_of(self, person_id: int, at: datetime) -> list[Hearing]:
        """The children of whom this person may hear, consent apart."""
        ...

    async def enliven(self, account_id: int, at: datetime) -> None:
        """The address is confirmed."""
        ...

    async def next_telling(self, account_id: int) -> int:
        """The number that the next event of this address's coming to life takes, from 1."""
        ...

    async def confirmed_by(self, command_id: str) -> Address | None:
        """The address that this command confirmed."""
        ...


class LinkBook(InvitationBook, HoldingBook, AddressBook, Protocol):
    """All of it, in one transaction."""
