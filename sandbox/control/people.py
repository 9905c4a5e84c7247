"""People: who there is, what they see, whether they block the bot."""

import contextlib
from dataclasses import asdict, fields
from typing import Any

from aiohttp import web

from sandbox import members, screen
from sandbox.control.door import Door, Wrong, answer, body
from sandbox.world import Person

JSON = dict[str, Any]

_KNOWN = {one.name for one in fields(Person)}


class People(Door):
    async def add(self, request: web.Request) -> web.Response:
        """One person, or a list of them in one request; told again, a person is changed."""
        given = await request.json()
        if not all(isinstance(one, dict) for one in (given if isinstance(given, list) else [given])):
            raise Wrong("a person is a JSON object, people are a list of them")
        added = [self._add(one) for one in (given if isinstance(given, list) else [given])]
        return answer(added if isinstance(given, list) else added[0])

    def _add(self, asked: JSON) -> JSON:
        if unknown := asked.keys() - _KNOWN:
            raise Wrong(f"a person has no {', '.join(sorted(unknown))}; it has {', '.join(sorted(_KNOWN))}")
        if not isinstance(asked.get("id"), int) or asked["id"] <= 0 or not asked.get("first_name"):
            raise Wrong("a person needs a positive whole id and a first_name")
        before = self.servers.world.people.get(asked["id"])
        person = Person(**(asdict(before) if before else {}) | asked)
        self.servers.world.people[person.id] = person
        self.servers.world.note("person", chat=person.id)
        return asdict(person)

    async def all(self, request: web.Request) -> web.Response:
        return answer([asdict(person) for person in self.servers.world.people.values()])

    async def screen(self, request: web.Request) -> web.Response:
        """``?last=20`` shows only the end of a long chat."""
        servers, chat = self.servers, self.chat(self.person(request), request.query.get("chat"))
        seen = servers.world.chats[chat][-int(request.query.get("last", 0)) :]
        return answer([screen.bubble(servers.world, servers.bots, one) for one in seen])

    async def keyboard(self, request: web.Request) -> web.Response:
        """The reply keyboard under the input line."""
        chat = self.chat(self.person(request), request.query.get("chat"))
        return answer(screen.buttons(self.servers.world.keyboards.get(chat)))

    async def wait(self, request: web.Request) -> web.Response:
        """One person's chat, or everything where no person is named."""
        chat = None
        if "person" in request.match_info:
            chat = self.chat(self.person(request), request.query.get("chat"))
        world, after = self.servers.world, int(request.query.get("after", self.servers.world.seq))
        with contextlib.suppress(TimeoutError):
            await world.bell.until(
                lambda: bool(world.changes(after, chat)), min(float(request.query.get("timeout", 5)), 60)
            )
        changes = world.changes(after, chat)
        return answer({"seq": changes[-1]["seq"] if changes else after, "changes": changes})

    async def blocks(self, request: web.Request) -> web.Response:
        """For all bots; the one named by ``{"bot": …}``, else the first, is told."""
        return await self._block(request, blocked=True)

    async def unblocks(self, request: web.Request) -> web.Response:
        return await self._block(request, blocked=False)

    async def _block(self, request: web.Request, *, blocked: bool) -> web.Response:
        servers, person, told = self.servers, self.person(request), (await body(request)).get("bot")
        if person.blocked != blocked:
            person.blocked = blocked
            now = servers.clock.now()
            date = int(now.timestamp())
            servers.bots.push(
                "my_chat_member", lambda bot: members.block(servers.world, person, bot.user, date), now, told
            )
            servers.world.note("blocked" if blocked else "unblocked", chat=person.id)
        return answer({"blocked": blocked})
