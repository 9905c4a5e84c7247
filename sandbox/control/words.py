"""What people say in a chat: words, files, places, albums; and what they make of it afterwards."""

import base64
import binascii
from typing import Any

from aiohttp import web

from sandbox import shapes
from sandbox.botapi.entities import units, with_links
from sandbox.botapi.kinds import KINDS
from sandbox.control.door import Door, Wrong, answer, body
from sandbox.screen import text_of
from sandbox.world import Message, Person

JSON = dict[str, Any]


class Words(Door):
    async def says(self, request: web.Request) -> web.Response:
        person, asked = self.person(request), await body(request)
        if asked.get("album"):
            group = str(self.servers.world.seq + 10_000_000)
            said = [self.say(person, asked | one, group) for one in asked["album"]]
            return answer({"message_ids": [one.id for one in said], "message_id": said[0].id})
        return answer({"message_id": self.say(person, asked).id})

    def say(self, person: Person, asked: JSON, album: str | None = None) -> Message:
        chat = self._voice(person, asked)
        if "forward" in asked:
            message = self._forward(person, chat, asked["forward"])
        else:
            text = str(asked.get("caption") or asked.get("text") or "")
            message = Message(chat, False, person.id, self.servers.clock.now(), text=text, media_group=album)
            message.entities = with_links(text, [])
            message.reply_to = asked.get("reply_to")
            message.quote = self._quote(message, asked)
            self._attach(message, person, asked)
        if not (message.text or message.rich or message.media or message.carries):
            raise Wrong("say a text, a file, a contact, a location or a forward")
        self.servers.world.post(message)
        self.servers.tell("message", message, asked.get("bot"))
        return message

    def _voice(self, person: Person, asked: JSON) -> int:
        """The chat in which the person may speak now; the first words start the bot."""
        if person.blocked and asked.get("chat") in (None, person.id):
            raise Wrong(f"{person.first_name} has blocked the bot: unblocks comes first", 409)
        if person.deactivated:
            raise Wrong(f"{person.first_name} has no account any more", 409)
        chat = self.chat(person, asked.get("chat"))
        if chat == person.id and not person.started:
            person.started = True
            self.servers.world.note("person", chat=person.id)
        return chat

    def _attach(self, message: Message, person: Person, asked: JSON) -> None:
        for kind in KINDS.keys() & asked.keys():
            given = asked[kind] if isinstance(asked[kind], dict) else {"base64": asked[kind]}
            about = {name: value for name, value in given.items() if name not in ("name", "base64")}
            message.media = self.servers.files.keep(kind, given.get("name", ""), _bytes(given.get("base64", "")), about)
        if contact := asked.get("contact"):
            own = {"phone_number": person.phone, "first_name": person.first_name, "user_id": person.id}
            if contact is True and not person.phone:
                raise Wrong(f"{person.first_name} has no phone to share")
            message.carries["contact"] = own if contact is True else contact
        if "location" in asked:
            message.carries["location"] = {name: float(asked["location"][name]) for name in ("latitude", "longitude")}

    def _quote(self, message: Message, asked: JSON) -> JSON | None:
        """The words of the answered message that the person marked."""
        if not asked.get("quote"):
            return None
        answered = self.servers.world.find(message.chat, asked.get("reply_to", 0))
        at = answered.text.find(asked["quote"]) if answered else -1
        if answered is None or at < 0:
            raise Wrong(f"«{asked['quote']}» does not stand in the answered message")
        return {"text": asked["quote"], "position": units(answered.text[:at]), "is_manual": True}

    def _forward(self, person: Person, chat: int, asked: JSON) -> Message:
        """``{"message_id": 5, "chat": …}``: a message of any chat the person is in."""
        message = self.own(person, asked)
        if message.protected or message.is_service:
            raise Wrong(f"message {message.id} can't be forwarded", 409)
        return Message(
            chat,
            False,
            person.id,
            self.servers.clock.now(),
            text=message.text,
            entities=message.entities,
            media=message.media,
            rich=message.rich,
            carries=dict(message.carries),
            forwarded=shapes.origin(self.servers.world, self.servers.bots, message),
        )

    def own(self, person: Person, asked: JSON) -> Message:
        """A message of a chat the person is in."""
        found = self.servers.world.find(self.chat(person, asked.get("chat")), asked.get("message_id", 0))
        if found is None:
            raise Wrong(f"there is no message {asked.get('message_id')} in this chat", 404)
        return found

    async def edits(self, request: web.Request) -> web.Response:
        person, asked = self.person(request), await body(request)
        message = self.own(person, asked)
        if message.by_bot or message.sender != person.id or message.forwarded:
            raise Wrong(f"message {message.id} is not {person.first_name}'s own", 409)
        message.before.append(text_of(message))
        message.text = str(asked.get("caption") or asked.get("text") or "")
        message.entities = with_links(message.text, [])
        message.edited_at = self.servers.clock.now()
        self.servers.world.touch(message, "edited")
        self.servers.tell("edited_message", message, asked.get("bot"))
        return answer({"message_id": message.id})

    async def deletes(self, request: web.Request) -> web.Response:
        """Gone for everybody; bots are not told, as in the messenger. In a group only one's own, or by an admin."""
        person, asked = self.person(request), await body(request)
        message = self.own(person, asked)
        group = self.servers.world.groups.get(message.chat)
        if group and message.sender != person.id and group.status(person.id) == "member":
            raise Wrong(f"message {message.id} is not {person.first_name}'s own", 409)
        message.deleted = True
        self.servers.world.touch(message, "deleted")
        return answer({"deleted": message.id})


def _bytes(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded.partition("base64,")[2] or encoded, validate=True)
    except binascii.Error:
        raise Wrong("a file must be base64") from None
