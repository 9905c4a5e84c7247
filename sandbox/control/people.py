"""People and groups: who there is, what they see, whether they block the bot."""

import contextlib
from dataclasses import asdict, fields
from typing import Any

from aiohttp import web

from sandbox import shapes
from sandbox.control.door import Door, Wrong, answer, body
from sandbox.world import Group, Person

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

    async def add_group(self, request: web.Request) -> web.Response:
        asked = await body(request)
        if not isinstance(asked.get("id"), int) or asked["id"] >= 0 or not asked.get("title"):
            raise Wrong("a group needs a negative whole id and a title")
        strangers = set(asked.get("members", [])) - self.servers.world.people.keys()
        if strangers:
            raise Wrong(f"there is no person {', '.join(map(str, strangers))}", 404)
        group = Group(asked["id"], asked["title"], list(asked.get("members", [])))
        self.servers.world.groups[group.id] = group
        self.servers.world.note("group", chat=group.id)
        return answer(asdict(group))

    async def all_groups(self, request: web.Request) -> web.Response:
        return answer([asdict(group) for group in self.servers.world.groups.values()])

    async def screen(self, request: web.Request) -> web.Response:
        """``?last=20`` shows only the end of a long chat."""
        servers, chat = self.servers, self.chat(self.person(request), request.query.get("chat"))
        seen = servers.world.chats[chat][-int(request.query.get("last", 0)) :]
        return answer([shapes.bubble(servers.world, servers.bots, one) for one in seen])

    async def keyboard(self, request: web.Request) -> web.Response:
        """The reply keyboard under the input line."""
        chat = self.chat(self.person(request), request.query.get("chat"))
        return answer(shapes.buttons(self.servers.world.keyboards.get(chat)))

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
        return self._block(request, blocked=True)

    async def unblocks(self, request: web.Request) -> web.Response:
        return self._block(request, blocked=False)

    def _block(self, request: web.Request, *, blocked: bool) -> web.Response:
        """my_chat_member: «kicked» is how the Bot API calls a block."""
        servers, person = self.servers, self.person(request)
        if person.blocked != blocked:
            person.blocked = blocked
            was, became = ("member", "kicked") if blocked else ("kicked", "member")
            now = servers.clock.now()
            date = int(now.timestamp())
            servers.bots.push(
                "my_chat_member",
                lambda bot: shapes.member_change(servers.world, bot, person, was, became, date),
                now,
            )
            servers.world.note("blocked" if blocked else "unblocked", chat=person.id)
        return answer({"blocked": blocked})
