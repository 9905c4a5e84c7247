"""Mailboxes and phones: a guardian's own, and those a class teacher enters for a family without a messenger."""

from __future__ import annotations

from bot.awaited import ask, split_note
from bot.drafts import ADDRESS_FOR, CODE_FOR, OWN_ADDRESS, OWN_CODE
from bot.means import Answer, Means
from bot.passes import first_child
from bot.said import Given, Presses
from bot.speaker import Speaker
from bot.twice import twice
from exchange import contacts
from journal_core import access
from journal_core.access import ClassDesk
from journal_core.actions.addresses import (
    Entered,
    confirm_address_for,
    confirm_own_address,
    enter_address_for,
    enter_own_address,
)
from journal_core.errors import Invalid, Refused
from journal_core.people import Role
from journal_core.ports.diary import Reach
from journal_core.school import Channel
from notifier.ports import Draft
from texts.addresses import AskAddress, OwnAddress
from texts.screens import class_desk

presses = Presses("addresses")

_UNREAD = {Channel.EMAIL: "address.email_unread", Channel.SMS: "address.phone_unread"}


@presses.on(OwnAddress)
async def ask_own(press: OwnAddress, speaker: Speaker, means: Means) -> Given:
    """Ask a guardian for their own address."""
    first_child(speaker)
    channel = channel_of(press.channel)
    await ask(OWN_ADDRESS, {"channel": channel.value}, speaker, means)
    return class_desk.ask_own_address(channel, speaker.words)


@presses.on(AskAddress)
async def ask_for(press: AskAddress, speaker: Speaker, means: Means) -> Given:
    """Ask the class teacher for a guardian's address."""
    desk = access.class_teacher(speaker.grants, press.class_id)
    channel = channel_of(press.channel)
    adult = await adult_of(desk, press.guardian, means)
    about = {"channel": channel.value, "class_id": desk.class_id, "guardian": adult.guardian_id}
    await ask(ADDRESS_FOR, about, speaker, means)
    return class_desk.ask_address(adult.name or adult.relation, channel, speaker.words)


async def own_address(draft: Draft, text: str, speaker: Speaker, means: Means) -> Given:
    """The address of whoever speaks; a code goes there."""
    channel = channel_of(draft.content["channel"])
    address = read_address(text, channel, first_child(speaker).school.region)
    stamp = speaker.acting(Role.GUARDIAN)
    entered = await twice(lambda: enter_own_address(means.store, speaker.grants, channel, address, stamp))
    return await _entered(entered, OWN_CODE, draft, speaker, means)


async def own_code(draft: Draft, text: str, speaker: Speaker, means: Means) -> Given:
    """The six digits that came to the address."""
    stamp = speaker.acting(Role.GUARDIAN)
    live = await twice(lambda: confirm_own_address(means.store, speaker.grants, text, stamp, means.pepper))
    return Answer(class_desk.address_live(live.channel, speaker.words), closes=draft)


async def address_for(draft: Draft, text: str, speaker: Speaker, means: Means) -> Given:
    """A guardian's address with the whereabouts of the paper consent; a code goes there."""
    about = draft.content
    desk, channel = access.class_teacher(speaker.grants, about["class_id"]), channel_of(about["channel"])
    written, note = split_note(text, channel)
    address = read_address(written, channel, desk.school.region)
    stamp = speaker.acting(Role.CLASS_TEACHER)
    entered = await twice(
        lambda: enter_address_for(means.store, desk, about["guardian"], channel, address, note, stamp)
    )
    return await _entered(entered, CODE_FOR, draft, speaker, means)


async def code_for(draft: Draft, text: str, speaker: Speaker, means: Means) -> Given:
    """The six digits that the guardian told the class teacher."""
    about = draft.content
    desk = access.class_teacher(speaker.grants, about["class_id"])
    stamp = speaker.acting(Role.CLASS_TEACHER)
    live = await twice(lambda: confirm_address_for(means.store, desk, about["guardian"], text, stamp, means.pepper))
    return Answer(class_desk.address_live(live.channel, speaker.words), closes=draft)


async def _entered(entered: Entered, code: str, draft: Draft, speaker: Speaker, means: Means) -> Answer:
    """The code is awaited next, unless the address was confirmed before."""
    if entered.live:
        return Answer(class_desk.address_live(entered.channel, speaker.words), closes=draft)
    await ask(code, draft.content, speaker, means, after=draft)
    screen = class_desk.address_asked(entered.channel, entered.address, speaker.words)
    return Answer(screen, closes=draft)


def channel_of(said: str) -> Channel:
    """The channel an address may be entered for; Invalid for a forged one."""
    if said not in (Channel.EMAIL, Channel.SMS):
        raise Invalid("address.no_such_channel")
    return Channel(said)


def read_address(text: str, channel: Channel, region: str) -> str:
    """What was typed, as mail programs and gateways write it. Raises Invalid when it cannot be read."""
    found = contacts.email(text) if channel is Channel.EMAIL else contacts.phone(text, region)
    if found is None:
        raise Invalid(_UNREAD[channel])
    return found


async def adult_of(desk: ClassDesk, guardian_id: int, means: Means) -> Reach:
    """A guardian of the class; the one refusal for any other."""
    for family in await means.diary.families(desk):
        for adult in family.adults:
            if adult.guardian_id == guardian_id:
                return adult
    raise Refused("access.not_yours")
