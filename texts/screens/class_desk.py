"""A class teacher's pages: who waits to be let in, who is reached, addresses, absences to settle.

000 3.3, 003 (УП/НП are the class teacher's); `design: Subscribers without a messenger`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from journal_core.access import ClassDesk
from journal_core.entries.attendance import AbsenceCode
from journal_core.people import Account
from journal_core.ports.diary import AbsenceToSettle, Family, LinkLine, Reach
from journal_core.school import Channel
from journal_core.wishes import Chosen
from texts import formats
from texts.addresses import (
    AbsenceId,
    Address,
    AskAddress,
    ClassId,
    ClassMenu,
    ClassNotices,
    Families,
    GuardianId,
    LinkId,
    OneFamily,
    Page,
    PupilId,
    SettleAbsence,
    SettleLink,
    Stop,
    ToSettle,
    WaitingLinks,
)
from texts.catalog import Words
from texts.paging import GAP, Part, fitted, joined, line, part
from texts.screen import Button, Screen
from texts.screens.frame import (
    ABSENCE,
    CHANNEL,
    FAMILY,
    LETTER,
    NAME,
    Rows,
    button,
    in_rows,
    menu_button,
    menu_row,
    page_note,
    pager,
)
from texts.screens.summary import adult_rows, summary_line

LINKS_PAGE = 6
FAMILIES_PAGE = 16
SETTLE_PAGE = 8
ADULTS = 10  #: adults of one pupil that are listed

#: What a class teacher may settle an absence as, in the order of the buttons.
REASONS = (AbsenceCode.EXCUSED, AbsenceCode.UNEXCUSED, AbsenceCode.ILL)

_ASK = {Channel.EMAIL: "address.ask_email", Channel.SMS: "address.ask_sms"}
_ASK_OWN = {Channel.EMAIL: "address.ask_own_email", Channel.SMS: "address.ask_own_sms"}
_ASKED = {Channel.EMAIL: "address.asked_email", Channel.SMS: "address.asked_sms"}
_LIVE = {Channel.EMAIL: "address.live_email", Channel.SMS: "address.live_sms"}


def class_menu(desk: ClassDesk, t: Words, today: date | None = None) -> Screen:
    """The first page of a class. Without `today` there is no button to the absences: it names a day."""
    own = ClassId(desk.class_id)
    rows: list[tuple[Button, ...]] = [
        (button(t("button.notices"), ClassNotices(own, Page(0))),),
        (button(t("button.waiting"), WaitingLinks(own, Page(0))),),
        (button(t("button.families"), Families(own, Page(0))),),
    ]
    if today:
        rows.append((button(t("button.to_settle"), ToSettle(own, today, Page(0))),))
    text = t.html("class.menu", class_name=_class(desk), school=line(desk.school.name, 80))
    return Screen(text, (*rows, (menu_button(t),)))


def _class(desk: ClassDesk) -> str:
    return line(desk.class_name, 12)


def _home(desk: ClassDesk, t: Words) -> tuple[Button, ...]:
    return (
        button(t("button.class", class_name=_class(desk)), ClassMenu(ClassId(desk.class_id))),
        menu_button(t),
    )


def waiting_links(desk: ClassDesk, lines: tuple[LinkLine, ...], page: int, t: Words) -> Screen:
    """Who used a code and waits for the class teacher's tap, oldest first."""
    shown: Part[LinkLine] = part(lines, page, LINKS_PAGE)
    first = shown.page * LINKS_PAGE + 1

    def turn(to: int) -> Address:
        return WaitingLinks(ClassId(desk.class_id), Page(to))

    title = t.html("links.title", class_name=_class(desk), n=len(lines)) if lines else t.html("links.none")
    listed = (_link(desk, number, one, t) for number, one in enumerate(shown.items, first))
    taps = (_taps(number, one, t) for number, one in enumerate(shown.items, first))
    text = joined((title, *listed, page_note(shown, t)), GAP)
    return Screen(text, (*taps, *pager(shown, turn, t), _home(desk, t)))


def _link(desk: ClassDesk, number: int, one: LinkLine, t: Words) -> Markup:
    return t.html(
        "links.line",
        number=number,
        pupil=line(one.pupil, 60),
        adult=_adult(one.adult, one.relation, t),
        at=formats.moment(desk.school.local(one.asked_at), t),
    )


def _taps(number: int, one: LinkLine, t: Words) -> tuple[Button, ...]:
    link = LinkId(one.link_id)
    return (
        button(t("button.accept", number=number), SettleLink(link, 1)),
        button(t("button.reject", number=number), SettleLink(link, 0)),
    )


def _adult(name: str, relation: str, t: Words) -> str:
    """«Иванова Анна (мать)», or what is known of them."""
    name, relation = line(name, 60), line(relation, 20)
    if name and relation:
        return t("adult.with_relation", adult=name, relation=relation)
    return name or relation or t("adult.unnamed")


def link_settled(line_: LinkLine, t: Words) -> Screen:
    """The tap is taken; `line_` as it stands after it."""
    key = {"live": "links.accepted", "rejected": "links.rejected"}.get(line_.state, "links.settled_before")
    said = {"adult": _adult(line_.adult, line_.relation, t), "pupil": line(line_.pupil, 60)}
    return Screen(t.html(key, **said), menu_row(t))


def families(desk: ClassDesk, families: tuple[Family, ...], page: int, t: Words) -> Screen:
    """The class with who is linked, who has been entered and not answered, and who is not reached."""
    shown: Part[Family] = part(families, page, FAMILIES_PAGE)
    states = [_state(one) for one in families]
    title = t.html(
        "families.title",
        class_name=_class(desk),
        linked=states.count("families.linked"),
        total=len(families),
        waiting=states.count("families.waiting"),
        unreached=states.count("families.unreached"),
    )
    listed = joined(t.html(_state(one), pupil=line(one.pupil, 60)) for one in shown.items)

    def turn(to: int) -> Address:
        return Families(ClassId(desk.class_id), Page(to))

    own = ClassId(desk.class_id)
    buttons = (button(one.pupil, OneFamily(own, PupilId(one.pupil_id))) for one in shown.items)
    text = joined((title, listed, t.html("families.legend"), page_note(shown, t)), GAP)
    return Screen(text, (*in_rows(buttons, 2), *pager(shown, turn, t), _home(desk, t)))


def _state(family: Family) -> str:
    if any(one.live for one in family.adults):
        return "families.linked"
    return "families.waiting" if any(one.waiting for one in family.adults) else "families.unreached"


def family(desk: ClassDesk, family: Family, summaries: Mapping[int, Chosen], t: Words) -> Screen:
    """One pupil's adults, with the means to enter an address for those who have none; `summaries` by record."""
    adults = family.adults[:ADULTS]
    lines = [_reach(one, summaries.get(one.guardian_id), t) for one in adults] or [t.html("family.nobody")]
    rows = tuple(row for one in adults if (row := _address_row(desk, one, t)))
    hint = t.html("family.hint") if rows else Markup("")
    text = joined((t.html("family.title", pupil=line(family.pupil, 60)), joined(lines), hint), GAP)
    back = button(t("button.families"), Families(ClassId(desk.class_id), Page(0)))
    return Screen(text, (*rows, *adult_rows(desk, family, summaries, t), (back,), _home(desk, t)))


def _reach(one: Reach, chosen: Chosen | None, t: Words) -> Markup:
    ways = [t("family.live", channel=t(CHANNEL[channel])) for channel in one.live]
    ways += [t("family.waiting", channel=t(CHANNEL[channel])) for channel in one.waiting]
    reached = ", ".join(ways) or t("family.unreached")
    said = t.html("family.adult", adult=_adult(one.name, one.relation, t), ways=reached)
    if chosen is None or (chosen.weekly is None and Channel.TELEGRAM in chosen.channels):
        return said  # not linked; or reads the chat, and asked for no summary
    return joined((said, summary_line(chosen.weekly, t)))


def _address_row(desk: ClassDesk, one: Reach, t: Words) -> tuple[Button, ...]:
    """Mail and phone that are not live yet; an address that waits may be entered anew."""
    name = line(one.name, 18) or line(one.relation, 18)
    offered = ((Channel.EMAIL, "button.email_for"), (Channel.SMS, "button.sms_for"))
    return tuple(
        button(t(key, adult=name), AskAddress(ClassId(desk.class_id), GuardianId(one.guardian_id), channel.value))
        for channel, key in offered
        if channel not in one.live
    )


def ask_address(guardian_name: str, channel: Channel, t: Words) -> Screen:
    """The class teacher types an address for an adult whose paper consent lies with the school."""
    return Screen(t.html(_ASK[channel], adult=line(guardian_name, 80)), _cancel(t))


def ask_own_address(channel: Channel, t: Words) -> Screen:
    """A guardian types an address of their own."""
    return Screen(t.html(_ASK_OWN[channel]), _cancel(t))


def _cancel(t: Words) -> Rows:
    return ((button(t("button.cancel"), Stop()),),)


def address_asked(channel: Channel, address: str | Account, t: Words) -> Screen:
    """A code went to the address; it is shown so that only its owner knows it whole."""
    written = address.address if isinstance(address, Account) else address
    shown = formats.masked_mail(written) if channel is Channel.EMAIL else formats.masked_phone(written)
    return Screen(t.html(_ASKED[channel], address=line(shown, 80)), _cancel(t))


def address_live(channel: Channel, t: Words) -> Screen:
    """The address is confirmed."""
    return Screen(t.html(_LIVE[channel]), menu_row(t))


def to_settle(desk: ClassDesk, day: date, lines: tuple[AbsenceToSettle, ...], page: int, t: Words) -> Screen:
    """Absences of a day that carry no reason yet, each with УП, НП and Б beside it."""
    shown: Part[AbsenceToSettle] = part(lines, page, SETTLE_PAGE)
    first = shown.page * SETTLE_PAGE + 1
    spelled = formats.sentence(formats.day(day, t.language))
    title = t.html("settle.title", class_name=_class(desk), day=spelled)
    listed = joined(_to_settle(number, one, t) for number, one in enumerate(shown.items, first))

    def turn(to: int) -> Address:
        return ToSettle(ClassId(desk.class_id), day, Page(to))

    taps = (_reasons(desk, number, one, t) for number, one in enumerate(shown.items, first))
    body = joined((title, listed or t.html("settle.none"), page_note(shown, t)), GAP)
    hint = t.html("settle.hint") if listed else Markup("")
    rows = (*taps, *pager(shown, turn, t), _days(desk, day, t), _home(desk, t))
    return Screen(fitted(lambda room: joined((body, hint), GAP)), rows)


def _to_settle(number: int, one: AbsenceToSettle, t: Words) -> Markup:
    said = {
        "number": number,
        "pupil": line(one.pupil, 60),
        "slot": one.slot,
        "subject": line(one.subject, NAME),
    }
    if one.proposed:
        written = t.html("settle.proposed", letter=t(LETTER[one.proposed]), **said)
    else:
        written = t.html("settle.line", **said)
    return joined((written, t.html("settle.family", words=t(FAMILY[one.family])))) if one.family else written


def _reasons(desk: ClassDesk, number: int, one: AbsenceToSettle, t: Words) -> tuple[Button, ...]:
    own, absence = ClassId(desk.class_id), AbsenceId(one.absence_id)
    return tuple(
        button(t("button.reason", number=number, letter=t(LETTER[code])), SettleAbsence(own, absence, code.value))
        for code in REASONS
    )


def _days(desk: ClassDesk, day: date, t: Words) -> tuple[Button, ...]:
    turns = []
    for step, key in ((-1, "button.earlier"), (1, "button.later")):
        if other := formats.stepped(day, step):
            label = t(key, what=formats.short_day(other, t.language))
            turns.append(button(label, ToSettle(ClassId(desk.class_id), other, Page(0))))
    return tuple(turns)


def absence_settled(line_: AbsenceToSettle, code: AbsenceCode, t: Words) -> Screen:
    """The reason is settled; `alert` says the same for a press that shows the list again."""
    said = {"pupil": line(line_.pupil, 60), "slot": line_.slot, "subject": line(line_.subject, NAME)}
    text = t.html("settle.done", reason=t(ABSENCE[code]), **said)
    return Screen(text, menu_row(t), t("settle.done_alert", pupil=said["pupil"], letter=t(LETTER[code])))
