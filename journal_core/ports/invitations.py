"""Invitations and the guesses at them: the writing side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from journal_core.classes import ClassName
from journal_core.linking import Invitation, Sealed
from journal_core.people import Account
from journal_core.roll import FullName
from journal_core.school import School


@dataclass(frozen=True, slots=True)
class Invitee:
    """Whom one slip is for: an adult of one pupil, the pupil themself, a member of staff, a district's officer."""

    pupil_id: int | None = None
    pupil: FullName | None = None
    class_name: str = ""
    guardian_id: int | None = None
    staff_id: int | None = None
    adult: FullName | None = None  #: None when the list names none
    relation: str = ""
    own: bool = False  #: for the pupil themself
    district_id: int | None = None


class InvitationBook(Protocol):
    """Invitations and guesses at them."""

    async def adults_to_invite(self, school: School, names: Sequence[ClassName], at: datetime) -> list[Invitee]:
        """Adults of the class's pupils who neither hold an open link nor are barred, by pupil.

        The class is the first of `names` that the school has; raises Unknown when it has none of them.
        """
        ...

    async def pupils_to_invite(self, school: School, names: Sequence[ClassName], at: datetime) -> list[Invitee]:
        """Pupils of the class without an open link of their own; raises Unknown as `adults_to_invite` does."""
        ...

    async def staff_to_invite(self, school: School, staff_ids: Sequence[int] | None) -> list[Invitee]:
        """These members of staff, or all without an open link. Raises Unknown for one of another school."""
        ...

    async def invite(
        self,
        school_id: int,
        whom: Sequence[tuple[Invitee, Sealed]],
        *,
        issued_by: str,
        at: datetime,
        expires_at: datetime,
    ) -> list[int]:
        """Keep invitations; earlier open ones of the same adult and pupil are void. Their numbers, in order."""
        ...

    async def hold(self, account: Account) -> None:
        """Wait for whatever else this account is redeeming; held until the transaction ends."""
        ...

    async def failures(self, account: Account, since: datetime) -> list[datetime]:
        """When this account guessed wrong."""
        ...

    async def failures_at(self, school_id: int, since: datetime) -> int:
        """Wrong guesses that may have been meant for this school."""
        ...

    async def fail(self, account: Account, selector: str, at: datetime) -> None:
        """Remember a wrong guess at a code's first four symbols, at «invitation:5» or at «account:8»."""
        ...

    async def by_token(self, token_hash: bytes, at: datetime) -> Invitation | None:
        """The invitation of a deep link."""
        ...

    async def by_selector(self, selector: str, at: datetime) -> list[Invitation]:
        """Invitations whose codes begin with these four symbols; open ones first."""
        ...

    async def take(self, invitation_id: int, at: datetime) -> bool:
        """Use it up; False when somebody was faster (SEC-07)."""
        ...

    async def taken_by(self, command_id: str) -> int | None:
        """The link that this command made of an invitation."""
        ...
