"""The door: a code, a birth date, the consent, the tap. No name is said before success (SEC-01..07)."""

from __future__ import annotations

from journal_core.linking import CONSENT_VERSION
from journal_core.school import Channel, Level, School
from texts.addresses import GiveConsent, IAmStaff, LinkId, PupilId, Stop, ThisWeek, Today
from texts.catalog import Words
from texts.paging import line
from texts.screen import Screen
from texts.screens.frame import CHANNEL, NAME, button, menu_button, menu_row

__all__ = [
    "CONSENT_VERSION",
    "ask_birth_date",
    "ask_code",
    "awaiting",
    "consent",
    "consent_refused",
    "date_unread",
    "linked",
    "not_accepted",
    "rejected",
    "staff_linked",
]

SCHOOL = 120  #: characters a school's name may take in the consent
CARRIES = {
    Level.OFF: "consent.carries_nothing",
    Level.NEUTRAL: "consent.carries_neutral",
    Level.INITIALS: "consent.carries_initials",
    Level.FULL: "consent.carries_full",
}


def ask_code(t: Words) -> Screen:
    """Somebody wants in and gave no code."""
    return Screen(t.html("door.ask_code"))


def ask_birth_date(t: Words) -> Screen:
    """A code came; whether it opens anything is not said until the date is given."""
    rows = ((button(t("button.i_am_staff"), IAmStaff()),), (button(t("button.cancel"), Stop()),))
    return Screen(t.html("door.ask_birth_date"), rows)


def date_unread(t: Words) -> Screen:
    """What should have been a birth date is none."""
    return Screen(t.html("door.date_unread"), ask_birth_date(t).rows)


def not_accepted(t: Words) -> Screen:
    """The one answer to every code that opens nothing."""
    return Screen(t.html("link.not_accepted"))


def consent(link_id: int, pupil_short: str, school: School, channel: Channel, t: Words) -> Screen:
    """The text of the consent by purpose, and its two answers (99-З, 152-ФЗ; 000 4.2.4)."""
    text = t.html(
        "consent.text",
        pupil=line(pupil_short, NAME),
        school=line(school.name, SCHOOL),
        channel=t(CHANNEL[channel]),
        carries=t.html(CARRIES[school.level(channel)]),
    )
    yes = button(t("button.consent_yes"), GiveConsent(LinkId(link_id), 1))
    no = button(t("button.consent_no"), GiveConsent(LinkId(link_id), 0))
    return Screen(text, ((yes,), (no,)))


def consent_refused(t: Words) -> Screen:
    """The adult said no; the question above stays open."""
    return Screen(t.html("consent.refused"))


def awaiting(pupil_short: str, t: Words) -> Screen:
    """Consent is given; the class teacher has still to confirm."""
    return Screen(t.html("door.awaiting", pupil=line(pupil_short, NAME)))


def linked(pupil_short: str, pupil_id: int, t: Words) -> Screen:
    """The diary is open."""
    pupil = PupilId(pupil_id)
    days = (button(t("button.today"), Today(pupil)), button(t("button.week"), ThisWeek(pupil)))
    return Screen(t.html("door.linked", pupil=line(pupil_short, NAME)), (days, (menu_button(t),)))


def staff_linked(name: str, t: Words) -> Screen:
    """A member of staff came in by a code of their own."""
    return Screen(t.html("door.staff_linked", name=line(name, 80)), menu_row(t))


def rejected(t: Words) -> Screen:
    """The class teacher did not confirm."""
    return Screen(t.html("door.rejected"))
