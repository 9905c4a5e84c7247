"""People, groups and what was said in their chats: the state of the messenger, without any I/O.

Message ids grow through all chats, as a bot sees them in private chats and basic groups; nothing restarts
them, not even ``forget``, because a bot remembers the ids it was told.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.bell import Bell

JSON = dict[str, Any]


@dataclass
class Person:
    """Somebody with a phone. ``started`` false: has never opened the bot, so the bot may not write first."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "ru"
    phone: str = ""
    started: bool = True
    blocked: bool = False
    deactivated: bool = False


@dataclass
class Group:
    """A basic group: the bot is a member from the beginning."""

    id: int
    title: str
    members: list[int]


@dataclass
class StoredFile:
    """Bytes somebody sent; ``file_id`` is what the Bot API calls them."""

    file_id: str
    unique_id: str
    name: str
    mime: str
    path: str
    data: bytes
    width: int = 0
    height: int = 0


@dataclass
class Message:
    """One message as it stands now. ``by_bot`` tells whose id ``sender`` is."""

    id: int
    chat: int
    by_bot: bool
    sender: int
    at: datetime
    text: str = ""
    entities: list[JSON] = field(default_factory=list)
    markup: JSON | None = None
    photo: StoredFile | None = None
    document: StoredFile | None = None
    contact: JSON | None = None
    reply_to: int | None = None
    media_group: str | None = None
    edited_at: datetime | None = None
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
    def has_media(self) -> bool:
        return self.photo is not None or self.document is not None


class World:
    """Everything said, and a journal of changes that long polls read by number."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.messages: dict[int, Message] = {}
        self.chats: defaultdict[int, list[Message]] = defaultdict(list)
        #: The reply keyboard under the input line of a chat.
        self.keyboards: dict[int, JSON] = {}
        self.seq = 0
        self.bell = Bell()
        self._changes: list[JSON] = []
        self._by_chat: defaultdict[int, list[JSON]] = defaultdict(list)
        self._last_message_id = 0

    def next_message_id(self) -> int:
        self._last_message_id += 1
        return self._last_message_id

    def exists(self, chat: int) -> bool:
        return chat in self.people or chat in self.groups

    def post(self, message: Message) -> Message:
        self.messages[message.id] = message
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
        message = self.messages.get(message_id)
        return message if message and message.chat == chat and not message.deleted else None

    def forget(self) -> None:
        """Everything but the numbers: a reader that waits with an old number must not wait for ever."""
        for store in (self.people, self.groups, self.messages, self.chats, self.keyboards):
            store.clear()
        self._changes.clear()
        self._by_chat.clear()
        self.note("reset")
