"""People, groups and what was said in their chats: the state of the messenger, without any I/O.

Message ids grow through all private chats and basic groups, as a bot sees them; a supergroup counts its own.
Nothing restarts them, not even ``forget``, because a bot remembers the ids it was told.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.bell import Bell

JSON = dict[str, Any]

#: Fields of a service message (Bot API, Message).
SERVICE = {
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "group_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
}


@dataclass
class Person:
    """Somebody with a phone. ``started`` false: has never opened the bot, so the bot may not write first."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "ru"
    phone: str = ""
    #: Who they are where it is tried out («parent»), and in a person's words («мама Льва, 5В»): the page shows both.
    role: str = ""
    about: str = ""
    started: bool = True
    blocked: bool = False
    deactivated: bool = False


@dataclass
class Group:
    """A basic group or, upgraded, a supergroup."""

    id: int
    title: str
    members: list[int]
    admins: list[int] = field(default_factory=list)
    #: Removed by an administrator, and not let in again by themselves.
    banned: list[int] = field(default_factory=list)
    #: How bots stand there from the beginning: member, administrator, left; and each whose standing changed.
    bot: str = "member"
    bots: dict[int, str] = field(default_factory=dict)
    supergroup: bool = False
    #: The supergroup that this group has become.
    upgraded_to: int | None = None
    deleted: bool = False

    @property
    def kind(self) -> str:
        return "supergroup" if self.supergroup else "group"

    def status(self, user: int) -> str:
        """Bot API, ChatMember.status of a person; whoever was there first owns the group."""
        if user not in self.members:
            return "kicked" if user in self.banned else "left"
        if user == self.members[0]:
            return "creator"
        return "administrator" if user in self.admins else "member"

    def bot_status(self, bot: int) -> str:
        return self.bots.get(bot, self.bot)


@dataclass
class StoredFile:
    """Bytes somebody sent; ``file_id`` is what the Bot API calls them."""

    file_id: str
    unique_id: str
    #: photo, document, video…: the field of a Message that shows it.
    kind: str
    name: str
    mime: str
    path: str
    data: bytes
    width: int = 0
    height: int = 0
    #: What else its kind shows: duration, performer, emoji…
    about: JSON = field(default_factory=dict)


@dataclass
class Message:
    """One message as it stands now. ``by_bot`` tells whose id ``sender`` is."""

    chat: int
    by_bot: bool
    sender: int
    at: datetime
    #: Given when it is posted.
    id: int = 0
    text: str = ""
    entities: list[JSON] = field(default_factory=list)
    markup: JSON | None = None
    media: StoredFile | None = None
    #: Bot API, RichMessage.
    rich: JSON | None = None
    #: Whatever else it carries, by the field of a Message: contact, location, poll, new_chat_members…
    carries: JSON = field(default_factory=dict)
    reply_to: int | None = None
    #: The words of the answered message that the answer is about (Bot API, TextQuote).
    quote: JSON | None = None
    #: Bot API, MessageOrigin.
    forwarded: JSON | None = None
    media_group: str | None = None
    edited_at: datetime | None = None
    #: What it said before each edit, oldest first.
    before: list[str] = field(default_factory=list)
    deleted: bool = False
    reactions: dict[int, list[JSON]] = field(default_factory=dict)
    silent: bool = False
    protected: bool = False
    seq: int = 0

    @property
    def inline(self) -> JSON | None:
        """The inline keyboard: the only kind of markup that a message shows to the Bot API afterwards."""
        return self.markup if self.markup and "inline_keyboard" in self.markup else None

    @property
    def is_service(self) -> bool:
        """Tells what happened in the chat, said by nobody: cannot be edited, copied or forwarded."""
        return not SERVICE.isdisjoint(self.carries)


class World:
    """Everything said, and a journal of changes that long polls read by number."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        #: By chat and id.
        self.messages: dict[tuple[int, int], Message] = {}
        self.chats: defaultdict[int, list[Message]] = defaultdict(list)
        #: The reply keyboard under the input line of a chat.
        self.keyboards: dict[int, JSON] = {}
        #: The options chosen in a poll, by the poll's id and the person's.
        self.votes: defaultdict[str, dict[int, list[int]]] = defaultdict(dict)
        #: Pinned messages of a chat, the newest last.
        self.pinned: defaultdict[int, list[int]] = defaultdict(list)
        #: The last message that the person of a private chat has seen, as the page says.
        self.read: dict[int, int] = {}
        self.seq = 0
        self.bell = Bell()
        self._changes: list[JSON] = []
        self._by_chat: defaultdict[int, list[JSON]] = defaultdict(list)
        #: By supergroup; 0 is everywhere else.
        self._last_message_id: defaultdict[int, int] = defaultdict(int)

    def exists(self, chat: int) -> bool:
        return chat in self.people or chat in self.groups

    def post(self, message: Message) -> Message:
        """The message gets its id and stands in its chat."""
        group = self.groups.get(message.chat)
        count = message.chat if group and group.supergroup else 0
        self._last_message_id[count] += 1
        message.id = self._last_message_id[count]
        self.messages[message.chat, message.id] = message
        self.chats[message.chat].append(message)
        self.touch(message, "message")
        return message

    def touch(self, message: Message, what: str) -> None:
        """Something about the message changed: whoever looks at the chat is told."""
        message.seq = self.note(what, chat=message.chat, message_id=message.id)

    def note(self, what: str, chat: int | None = None, **more: Any) -> int:
        self.seq += 1
        change = {"seq": self.seq, "what": what, "chat": chat, **more}
        self._changes.append(change)
        if chat is not None:
            self._by_chat[chat].append(change)
        self.bell.ring()
        return self.seq

    def changes(self, after: int, chat: int | None = None) -> list[JSON]:
        """What happened after the number, in one chat or anywhere, oldest first."""
        journal = self._changes if chat is None else self._by_chat[chat]
        return journal[bisect_right(journal, after, key=lambda change: change["seq"]) :]

    def find(self, chat: int, message_id: int) -> Message | None:
        """A message that is still there."""
        message = self.messages.get((chat, message_id))
        return message if message and not message.deleted else None

    def forget(self) -> None:
        """Everything but the numbers: a reader that waits with an old number must not wait for ever."""
        for store in (self.people, self.groups, self.messages, self.chats, self.keyboards):
            store.clear()
        self.pinned.clear()
        self.votes.clear()
        self.read.clear()
        self._changes.clear()
        self._by_chat.clear()
        self.note("reset")
