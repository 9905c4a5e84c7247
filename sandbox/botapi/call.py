"""One request to the Bot API, read: who asks, for what, with which files."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.botapi.bots import Bot
from sandbox.botapi.kinds import KINDS
from sandbox.botapi.refusals import Refusal, bad, forbidden
from sandbox.servers import Servers
from sandbox.world import Group, Message, Person, StoredFile, World

JSON = dict[str, Any]


@dataclass
class Upload:
    name: str
    data: bytes


@dataclass
class Call:
    servers: Servers
    bot: Bot
    method: str
    parameters: JSON
    uploads: dict[str, Upload] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.servers.world

    def chat(self, name: str = "chat_id") -> int:
        """A chat that the bot knows (Client.cpp, check_chat)."""
        number = self.parameters[name]
        if not isinstance(number, int) or not self.world.exists(number):
            raise bad("chat not found")
        return number

    def open_chat(self) -> int:
        """A chat that the bot may write to."""
        number = self.chat()
        if group := self.world.groups.get(number):
            check_group(group, self.bot.id)
        else:
            _check_person(self.world.people[number])
        return number

    def group(self, words: str = "method is available for supergroup and channel chats only") -> Group:
        """A group that the bot is in; the words are for a private chat."""
        number = self.open_chat()
        if number not in self.world.groups:
            raise bad(words)
        return self.world.groups[number]

    def own_message(self, words: str) -> Message:
        """The message named by chat_id and message_id, which this bot may change."""
        if "inline_message_id" in self.parameters:
            raise bad("MESSAGE_ID_INVALID")
        for name, refusal in (("chat_id", "chat_id is empty"), ("message_id", "message identifier is not specified")):
            if name not in self.parameters:
                raise bad(refusal, "missing_field", f"{self.method}.{name}")
        message = self.world.find(self.open_chat(), self.parameters["message_id"])
        if message is None:
            raise bad(words)
        if not message.by_bot or message.sender != self.bot.id or message.is_service or message.forwarded:
            raise bad("message can't be edited")
        if message.markup and not message.inline:  # Bot API, «Updating messages»
            raise bad("message can't be edited")
        return message

    def file(self, kind: str, reference: str, about: JSON | None = None) -> StoredFile:
        """An upload by ``attach://name``, or a file_id of a file sent before; nothing is fetched from the internet."""
        if reference.startswith("attach://"):
            upload = self.uploads.get(reference.removeprefix("attach://"))
            if upload is None:
                raise bad("wrong file identifier/HTTP URL specified", "missing_upload", reference)
            return self.servers.files.uploaded(kind, upload.name, upload.data, about or {})
        if reference.startswith(("http://", "https://")):
            raise Refusal(501, "Not Implemented: the sandbox sends no file by URL", "unsupported", reference)
        known = self.servers.files.by_id(reference)
        if known is None:
            raise bad("wrong file identifier/HTTP URL specified", "unknown_file", reference)
        if known.kind != kind:
            words = f"can't use file of type {KINDS[known.kind].name} as {KINDS[kind].name}"
            raise bad(words, "wrong_file_type", reference)
        return known


def _check_person(person: Person) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")


def check_group(group: Group, bot: int) -> None:
    """Client.cpp, check_chat_access: what is said to a bot that has no place in the group any more."""
    if group.upgraded_to:
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refusal(400, words, migrate_to_chat_id=group.upgraded_to)
    if group.deleted:
        raise forbidden("the group chat was deleted")
    status = group.bot_status(bot)
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {group.kind} chat")
    if status == "left":
        raise forbidden(f"bot is not a member of the {group.kind} chat")
