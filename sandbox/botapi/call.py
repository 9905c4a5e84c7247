"""One request to the Bot API, read: who asks, for what, with which files."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.botapi.bots import Bot
from sandbox.botapi.refusals import bad, forbidden
from sandbox.servers import Servers
from sandbox.world import Message

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

    def chat(self) -> int:
        """A chat that the bot knows (Client.cpp, check_chat)."""
        number = self.parameters["chat_id"]
        if not isinstance(number, int) or not self.servers.world.exists(number):
            raise bad("chat not found")
        return number

    def open_chat(self) -> int:
        """A chat that the bot may write to."""
        number = self.chat()
        person = self.servers.world.people.get(number)
        if person and person.deactivated:
            raise forbidden("user is deactivated")
        if person and person.blocked:
            raise forbidden("bot was blocked by the user")
        if person and not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return number

    def own_message(self, words: str) -> Message:
        """The message named by chat_id and message_id, which this bot may change."""
        if "inline_message_id" in self.parameters:
            raise bad("MESSAGE_ID_INVALID")
        if "message_id" not in self.parameters or "chat_id" not in self.parameters:
            missing = "message_id" if "chat_id" in self.parameters else "chat_id"
            refusal = {"message_id": "message identifier is not specified", "chat_id": "chat_id is empty"}[missing]
            raise bad(refusal, "missing_field", f"{self.method}.{missing}")
        message = self.servers.world.find(self.open_chat(), self.parameters["message_id"])
        if message is None:
            raise bad(words)
        if not message.by_bot or message.sender != self.bot.id:
            raise bad("message can't be edited")
        return message

    def upload(self, reference: str) -> Upload | None:
        """The file a parameter refers to by ``attach://name``."""
        if not reference.startswith("attach://"):
            return None
        upload = self.uploads.get(reference.removeprefix("attach://"))
        if upload is None:
            raise bad("wrong file identifier/HTTP URL specified", "missing_upload", reference)
        return upload
