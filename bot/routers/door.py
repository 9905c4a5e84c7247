"""The door: a code, a birth date, the consent, the tap; for staff a code alone (SEC-01..09, PRV-01).

A code is never tried without the birth date, so whether it opens anything is said once, for both together.
"""

from __future__ import annotations

import re

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.awaited import ask, leave
from bot.drafts import BIRTH_DATE
from bot.means import Answer, Means
from bot.said import Given, Presses, Slash, telling, text_of
from bot.speaker import Speaker
from bot.twice import twice
from journal_core import linking
from journal_core.actions.linking import consent
from journal_core.actions.redeeming import Redeemed, redeem
from journal_core.linking import LinkState
from notifier.ports import Draft
from texts.addresses import GiveConsent, IAmStaff, Stop
from texts.screen import Screen
from texts.screens import door, menu

presses = Presses("door")

#: Twelve characters with a slip of the finger: a word of letters and digits.
_LIKE_A_CODE = re.compile(r"(?=.*\d)[\w-]{8,20}")


async def start(text: str, speaker: Speaker, means: Means) -> Given:
    """`/start KEY` of a slip's deep link, or a bare start."""
    await leave(speaker, means)
    if not text:
        return menu.menu(speaker.grants, speaker.words)
    return await code(text, speaker, means)


async def code(text: str, speaker: Speaker, means: Means) -> Given:
    """A code or a token: it waits for the birth date. What can be neither gets the one answer to every failure."""
    key = linking.normalise(text) or linking.as_token(text)
    if key is None:
        return door.not_accepted(speaker.words)
    await ask(BIRTH_DATE, {"key": key}, speaker, means)
    return door.ask_birth_date(speaker.words)


async def birth_date(draft: Draft, text: str, speaker: Speaker, means: Means) -> Given:
    """The date that goes with the code. A wrong pair may be typed again: the question stays."""
    born = linking.typed_date(text)
    if born is None:
        return door.date_unread(speaker.words)

    async def opened() -> Redeemed:
        return await redeem(
            means.store, speaker.account, draft.content["key"], born, speaker.stamp, means.pepper, _language(speaker)
        )

    return Answer(_opened(await twice(opened), speaker), closes=draft)


@presses.on(IAmStaff)
async def staff(press: IAmStaff, speaker: Speaker, means: Means) -> Given:
    """Somebody with a staff code has no child's birth date to give."""
    draft = await means.drafts.current(speaker.account, (BIRTH_DATE,), speaker.stamp.at)
    if draft is None:
        return door.ask_code(speaker.words)
    key = draft.content["key"]

    async def opened() -> Redeemed:
        return await redeem(means.store, speaker.account, key, None, speaker.stamp, means.pepper, _language(speaker))

    return Answer(_opened(await twice(opened), speaker), closes=draft)


def _opened(redeemed: Redeemed, speaker: Speaker) -> Screen:
    """What a code that opened shows: the consent first, and nothing of the child but initials."""
    t = speaker.words
    if redeemed.pupil_id is None:
        return door.awaiting("", t) if redeemed.awaiting else door.staff_linked(speaker.first_name, t)
    return door.consent(redeemed.link_id, redeemed.pupil_short, redeemed.school, speaker.account.channel, t)


@presses.on(GiveConsent)
async def agree(press: GiveConsent, speaker: Speaker, means: Means) -> Given:
    """The adult's answer; said twice it is taken once."""
    given, t = press.given == 1, speaker.words
    version = door.CONSENT_VERSION
    said = await twice(lambda: consent(means.store, speaker.account, press.link, given, speaker.stamp, version))
    if not given:
        return door.consent_refused(t)
    if said.state is LinkState.AWAITING:
        return door.awaiting(said.pupil_short, t)
    return door.linked(said.pupil_short, said.pupil_id, t)


@presses.on(Stop)
async def stop(press: Stop, speaker: Speaker, means: Means) -> Given:
    """Leave what was asked for and show the menu."""
    await leave(speaker, means)
    return menu.menu(speaker.grants, speaker.words)


def _language(speaker: Speaker) -> str:
    return speaker.words.language


class Code(Filter):
    """A typed code, from anybody; from a stranger also what was meant to be one."""

    async def __call__(self, event: Message, speaker: Speaker) -> bool | dict[str, object]:
        text = text_of(event)
        meant = speaker.grants is None and bool(_LIKE_A_CODE.fullmatch(text)) and not text.isdigit()
        return {"text": text} if linking.normalise(text) or meant else False


def router() -> Router:
    """The deep link and the buttons of the door."""
    found = presses.router()
    found.message.register(telling(start), Slash("start"))
    return found


def code_router() -> Router:
    """Typed codes, once the open questions have been asked whether the text is theirs."""
    found = Router(name="door, codes")
    found.message.register(telling(code), Code())
    found.edited_message.register(telling(code), Code())
    return found
