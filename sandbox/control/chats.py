"""The list of chats as a messenger shows it: the last words, what is unread, what the bot has not fetched yet."""

from typing import Any

from aiohttp import web

from sandbox.control.door import Door, answer, body
from sandbox.screen import bubble

JSON = dict[str, Any]

#: Letters of the last message that a list shows.
GLIMPSE = 120
_LEFT_OUT = ("html", "buttons", "before", "blocks")


class Chats(Door):
    async def all(self, request: web.Request) -> web.Response:
        """Private chats in which anything was said; ``?of=1001,1002`` only these."""
        world = self.servers.world
        named = request.query.get("of")
        wanted = [int(one) for one in named.split(",")] if named else list(world.people)
        return answer([self._chat(one) for one in wanted if one in world.people and world.chats.get(one)])

    def _chat(self, chat: int) -> JSON:
        world, read = self.servers.world, self.servers.world.read.get(chat, 0)
        there = [one for one in world.chats[chat] if not one.deleted]
        last = bubble(world, self.servers.bots, there[-1]) if there else None
        return {
            "id": chat,
            "last": last and {k: v for k, v in last.items() if k not in _LEFT_OUT} | {"text": last["text"][:GLIMPSE]},
            "read": read,
            "unread": sum(one.by_bot and one.id > read for one in there),
            "waiting": self._waiting(chat),
        }

    def _waiting(self, chat: int) -> list[int]:
        """Messages of the person that no bot has fetched."""
        return [
            update.payload["message_id"]
            for bot in self.servers.bots.known.values()
            for update in bot.queue
            if update.kind == "message" and update.payload["chat"]["id"] == chat
        ]

    async def reads(self, request: web.Request) -> web.Response:
        """The person has seen everything up to ``message_id``; bots are not told, as in the messenger."""
        person, asked = self.person(request), await body(request)
        read = self.servers.world.read
        read[person.id] = max(read.get(person.id, 0), int(asked["message_id"]))
        self.servers.world.note("read", person=person.id)
        return answer({"read": read[person.id]})
