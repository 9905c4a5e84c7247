"""What people do in a chat: they say, edit, react and press."""

import base64
import binascii
from typing import Any

from aiohttp import web

from sandbox import shapes
from sandbox.botapi.bots import Bot, Callback
from sandbox.botapi.entities import with_links
from sandbox.control.door import Door, Wrong, answer, body
from sandbox.world import Message, Person

JSON = dict[str, Any]

#: How long a press waits for the bot's answer, real seconds.
WAIT_FOR_ANSWER = 5.0


class Deeds(Door):
    async def says(self, request: web.Request) -> web.Response:
        person, asked = self.person(request), await body(request)
        if asked.get("album"):
            group = str(self.servers.world.seq + 10_000_000)
            said = [self.say(person, asked | one, group) for one in asked["album"]]
            return answer({"message_ids": [one.id for one in said], "message_id": said[0].id})
        return answer({"message_id": self.say(person, asked).id})

    def say(self, person: Person, asked: JSON, album: str | None = None) -> Message:
        if person.blocked:
            raise Wrong(f"{person.first_name} has blocked the bot: unblocks comes first", 409)
        if person.deactivated:
            raise Wrong(f"{person.first_name} has no account any more", 409)
        world = self.servers.world
        if not person.started:
            person.started = True
            world.note("person", chat=person.id)
        chat = self.chat(person, asked.get("chat"))
        text = str(asked.get("caption") or asked.get("text") or "")
        message = Message(
            0,
            chat,
            False,
            person.id,
            self.servers.clock.now(),
            text=text,
            entities=with_links(text, []),
            reply_to=asked.get("reply_to"),
            media_group=album,
        )
        self._attach(message, person, asked)
        if not (text or message.has_media or message.contact):
            raise Wrong("say a text, a photo, a document or a contact")
        message.id = world.next_message_id()
        world.post(message)
        self._tell("message", message, asked.get("bot"))
        return message

    def _attach(self, message: Message, person: Person, asked: JSON) -> None:
        files = self.servers.files
        if "photo" in asked:
            message.photo = files.keep("photos", "photo.jpg", _bytes(asked["photo"]))
        if "document" in asked:
            given = asked["document"]
            message.document = files.keep("documents", given["name"], _bytes(given["base64"]))
        if contact := asked.get("contact"):
            own = {"phone_number": person.phone, "first_name": person.first_name, "user_id": person.id}
            if contact is True and not person.phone:
                raise Wrong(f"{person.first_name} has no phone to share")
            message.contact = own if contact is True else contact

    def _tell(self, kind: str, message: Message, bot: int | None = None) -> None:
        shown = self.servers.shown(message)
        self.servers.bots.push(kind, lambda _: shown, self.servers.clock.now(), bot)

    def own(self, person: Person, asked: JSON) -> Message:
        found = self.servers.world.find(self.chat(person, asked.get("chat")), asked.get("message_id", 0))
        if found is None:
            raise Wrong(f"there is no message {asked.get('message_id')} in this chat", 404)
        return found

    async def edits(self, request: web.Request) -> web.Response:
        person, asked = self.person(request), await body(request)
        message = self.own(person, asked)
        if message.by_bot or message.sender != person.id:
            raise Wrong(f"message {message.id} is not {person.first_name}'s own", 409)
        message.text = str(asked.get("caption") or asked.get("text") or "")
        message.entities = with_links(message.text, [])
        message.edited_at = self.servers.clock.now()
        self.servers.world.touch(message, "edited")
        self._tell("edited_message", message, asked.get("bot"))
        return answer({"message_id": message.id})

    async def reacts(self, request: web.Request) -> web.Response:
        """``{"message_id": 5, "emoji": "👍"}``; without an emoji the reaction is taken back."""
        servers, person, asked = self.servers, self.person(request), await body(request)
        message = self.own(person, asked)
        old = message.reactions.pop(person.id, [])
        new = [{"type": "emoji", "emoji": asked["emoji"]}] if asked.get("emoji") else []
        if new:
            message.reactions[person.id] = new
        servers.world.touch(message, "reaction")
        now = servers.clock.now()
        update = {
            "chat": shapes.chat(servers.world, message.chat),
            "message_id": message.id,
            "user": shapes.user(person),
            "date": int(now.timestamp()),
            "old_reaction": old,
            "new_reaction": new,
        }
        servers.bots.push("message_reaction", lambda _: update, now)
        return answer({"reactions": new})

    async def presses(self, request: web.Request) -> web.Response:
        person, asked = self.person(request), await body(request)
        if person.blocked:
            raise Wrong(f"{person.first_name} has blocked the bot: unblocks comes first", 409)
        chat = self.chat(person, asked.get("chat"))
        if "data" in asked:
            return await self._press(person, chat, int(asked.get("message_id", 0)), str(asked["data"]), asked)
        message, button = self._button(chat, str(asked.get("label", "")), asked.get("message_id"))
        if button.get("disabled"):
            raise Wrong(f"the button «{button['label']}» is disabled", 409)
        if "data" in button and message:
            return await self._press(person, chat, message.id, button["data"], asked)
        if button.get("reply"):
            word = {"contact": True} if button.get("contact") else {"text": button["label"]}
            said = self.say(person, asked | word)
            if self.servers.world.keyboards.get(chat, {}).get("one_time_keyboard"):
                del self.servers.world.keyboards[chat]
            return answer({"alert": None, "answered": True, "message_id": said.id})
        return answer({"alert": None, "answered": True} | {k: v for k, v in button.items() if k != "label"})

    def _button(self, chat: int, label: str, message_id: int | None) -> tuple[Message | None, JSON]:
        """The newest button so called; a label may be shortened where no button is called exactly so."""
        seen: list[tuple[Message | None, JSON]] = [
            (None, one) for row in shapes.buttons(self.servers.world.keyboards.get(chat)) for one in row
        ]
        for message in reversed(self.servers.world.chats[chat]):
            if not message.deleted and message.inline and message_id in (None, message.id):
                seen += [(message, button) for row in shapes.buttons(message.inline) for button in row]
        exact = [pair for pair in seen if pair[1]["label"] == label]
        close = [pair for pair in seen if label and label in pair[1]["label"]]
        if not exact + close:
            labels = ", ".join(f"«{one['label']}»" for _, one in seen)
            raise Wrong(f"there is no button «{label}»; there are: {labels or 'none'}", 404)
        return (exact + close)[0]

    async def _press(self, person: Person, chat: int, message_id: int, data: str, asked: JSON) -> web.Response:
        servers, now = self.servers, self.servers.clock.now()
        message = servers.world.messages.get(message_id)
        known = servers.bots.known
        if not known:
            raise Wrong("no bot has called yet: nobody would hear the press", 409)
        bot = (
            known[message.sender]
            if message and message.by_bot
            else known.get(asked.get("bot", 0)) or next(iter(known.values()))
        )
        callback = servers.bots.pressed(bot.id, person.id, chat, now)
        press = {"id": callback.id, "person": person.id, "chat": chat, "message_id": message_id, "data": data}
        self._ring(bot, press)
        await servers.bots.bell.until(lambda: callback.answered, float(asked.get("wait", WAIT_FOR_ANSWER)))
        return answer(_outcome(callback))

    def _ring(self, bot: Bot, press: JSON) -> None:
        shown = shapes.callback_query(self.servers.world, self.servers.bots, bot, press)
        bot.push("callback_query", shown, self.servers.clock.now())


def _outcome(callback: Callback) -> JSON:
    return {
        "alert": callback.alert,
        "answered": callback.answered,
        "show_alert": callback.show_alert,
        "url": callback.url,
    }


def _bytes(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded.partition("base64,")[2] or encoded, validate=True)
    except binascii.Error:
        raise Wrong("a file must be base64") from None
