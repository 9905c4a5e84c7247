"""Who is speaking: looked up afresh for every message and press, in private chats only.

A button carries an address, never a permission; so nothing of a person is kept between two updates.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from aiogram.types import CallbackQuery, Message, User

from bot.means import Means
from journal_core.access import Grants
from journal_core.entries.revisions import Stamp
from journal_core.errors import NotLinked
from journal_core.people import Account, Person, Role
from journal_core.school import Channel
from texts.addresses import is_pushed
from texts.catalog import DEFAULT, Words, languages, words

DEVICE = "telegram"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person in one moment: everything they may do now, and what they have just said or pressed."""

    account: Account
    grants: Grants | None  #: None for a stranger
    words: Words
    stamp: Stamp  #: of a command that this update gives; its id is the update's, so that a replay is the same
    first_name: str  #: as the messenger tells it
    message_id: str  #: the person's own message, or ours whose button was pressed
    press_id: str = ""  #: empty for a message
    pushed: bool = False  #: the pressed button stands on a push
    on_file: bool = False  #: it stands under a picture or a file
    above: str = ""  #: the words it stands under, where the messenger still tells them

    @property
    def once(self) -> str:
        """The update's number: what is opened while handling it is opened once."""
        return self.stamp.command_id.rpartition(":")[2]

    def acting(self, role: Role, command_id: str = "") -> Stamp:
        """The stamp of a command given in `role`; raises NotLinked for a stranger."""
        if self.grants is None:
            raise NotLinked("access.not_linked")
        return Stamp(command_id or self.stamp.command_id, self.grants.acting(role), self.stamp.at, DEVICE)


def heard(event: Message | CallbackQuery, update_id: int, at: datetime) -> Speaker | None:
    """Who sent this, before anybody has looked up who that is; None in a group and for a bot, who get silence."""
    press = event if isinstance(event, CallbackQuery) else None
    message, user = (event.message if isinstance(event, CallbackQuery) else event), event.from_user
    if message is None or user is None or user.is_bot or message.chat.type != "private":
        return None
    account = Account(Channel.TELEGRAM, str(user.id))
    return Speaker(
        account=account,
        grants=None,
        words=words(language_of(user)),
        stamp=Stamp(f"{account}:{update_id}", _actor(account, None), at, DEVICE),
        first_name=user.first_name,
        message_id=str(message.message_id),
        press_id=press.id if press else "",
        pushed=press is not None and is_pushed(press.data or ""),
        on_file=press is not None and isinstance(message, Message) and bool(message.photo or message.document),
        above=(message.text or message.caption or "") if press and isinstance(message, Message) else "",
    )


async def known(speaker: Speaker, means: Means) -> Speaker:
    """The same with everything they may do now.

    A chat we had taken for dead is alive when its owner speaks: it is revived, and then they are who they were.
    """
    grants = await means.diary.grants(speaker.account)
    if grants is None:
        await means.reachability(speaker.account, True)
        grants = await means.diary.grants(speaker.account)
    if grants is None:
        return speaker
    stamp = replace(speaker.stamp, actor=_actor(speaker.account, grants))
    return replace(speaker, grants=grants, words=words(grants.language), stamp=stamp)


def language_of(user: User) -> str:
    """The language of somebody we do not know yet: their phone's, where the catalog speaks it."""
    spoken = (user.language_code or "").partition("-")[0]
    return spoken if spoken in languages() else DEFAULT


def _actor(account: Account, grants: Grants | None) -> Person:
    """Somebody at the door; number 0 is nobody we know yet."""
    return Person(grants.person_id if grants else 0, Role.GUARDIAN, account)
