"""Where the buttons of staff lead: cards of lessons and the class teacher's pages."""

from __future__ import annotations

from datetime import date

from texts.addresses.codec import Address, address
from texts.addresses.keys import AbsenceId, ClassId, DraftId, GuardianId, LinkId, Page, PupilId


@address("sd")
class SaveDraft(Address):
    """Save what the card shows."""

    draft: DraftId


@address("dd")
class DropDraft(Address):
    """Forget the card."""

    draft: DraftId


@address("ud")
class UndoDraft(Address):
    """Take back what the card saved."""

    draft: DraftId


@address("cl")
class ClassMenu(Address):
    """The class teacher's first page of a class."""

    class_id: ClassId


@address("wl")
class WaitingLinks(Address):
    """Who used a code and waits for the class teacher."""

    class_id: ClassId
    page: Page


@address("sl")
class SettleLink(Address):
    """The class teacher's tap; `accept` is 1 or 0."""

    link: LinkId
    accept: int


@address("f")
class Families(Address):
    """The class with its adults: who is linked, who is not reached."""

    class_id: ClassId
    page: Page


@address("fo")
class OneFamily(Address):
    """One pupil's adults, with the means to enter an address for them."""

    class_id: ClassId
    pupil: PupilId


@address("aa")
class AskAddress(Address):
    """Ask the class teacher to type a guardian's address; `channel` is "email" or "sms"."""

    class_id: ClassId
    guardian: GuardianId
    channel: str


@address("ts")
class ToSettle(Address):
    """Absences of a class on a day that carry no reason yet."""

    class_id: ClassId
    day: date
    page: Page


@address("sa")
class SettleAbsence(Address):
    """The class teacher's reason for an absence; `code` is a value of AbsenceCode."""

    class_id: ClassId
    absence: AbsenceId
    code: str
