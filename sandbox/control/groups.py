"""Groups: who founds them, comes and goes, rises; and what becomes of the bot there."""

from dataclasses import asdict
from typing import Any

from aiohttp import web

from sandbox import members, membership, shapes
from sandbox.botapi.bots import Bot
from sandbox.botapi.privacy import INSIDE
from sandbox.control.door import Door, Wrong, answer, body
from sandbox.world import Group

JSON = dict[str, Any]

#: Statuses of a bot that a new group may begin with.
_BEGINS = ("member", "administrator", "left")


class Groups(Door):
    async def all(self, request: web.Request) -> web.Response:
        return answer([asdict(group) for group in self.servers.world.groups.values()])

    async def add(self, request: web.Request) -> web.Response:
        """The first member owns it. ``bot`` is how bots stand there from the beginning: member, administrator, left."""
        asked = await body(request)
        if not isinstance(asked.get("id"), int) or asked["id"] >= 0 or not asked.get("title"):
            raise Wrong("a group needs a negative whole id and a title")
        for number in (*asked.get("members", []), *asked.get("admins", [])):
            self.someone(number)
        if asked.get("bot", "member") not in _BEGINS:
            raise Wrong(f"a bot begins as {', '.join(_BEGINS)}")
        people = list(dict.fromkeys([*asked.get("members", []), *asked.get("admins", [])]))
        group = Group(asked["id"], asked["title"], people, list(asked.get("admins", [])))
        group.bot, group.supergroup = asked.get("bot", group.bot), bool(asked.get("supergroup", False))
        self.servers.world.groups[group.id] = group
        self.servers.world.note("group", chat=group.id)
        return answer(asdict(group))

    async def joins(self, request: web.Request) -> web.Response:
        """Somebody comes by themselves, or ``by`` a member; a bot is always brought by one."""
        group, asked = self.group(request), await body(request)
        who = self._who(asked)
        by = self._by(group, asked) if who["is_bot"] or "by" in asked else who
        return self._place(group, who, "member", by)

    async def leaves(self, request: web.Request) -> web.Response:
        group, asked = self.group(request), await body(request)
        who = self._member(group, asked)
        return self._place(group, who, "left", who)

    async def kicks(self, request: web.Request) -> web.Response:
        return await self._by_an_admin(request, "kicked")

    async def promotes(self, request: web.Request) -> web.Response:
        return await self._by_an_admin(request, "administrator")

    async def demotes(self, request: web.Request) -> web.Response:
        return await self._by_an_admin(request, "member")

    async def _by_an_admin(self, request: web.Request, became: str) -> web.Response:
        group, asked = self.group(request), await body(request)
        who = self._member(group, asked)
        if group.members[:1] == [who["id"]]:
            raise Wrong(f"{who['first_name']} owns the group «{group.title}»", 409)
        return self._place(group, who, became, self._by(group, asked))

    def _place(self, group: Group, who: JSON, became: str, by: JSON) -> web.Response:
        membership.place(self.servers, group, who, became, by)
        return answer(asdict(group))

    def _who(self, asked: JSON) -> JSON:
        """``{"person": 1002}`` or ``{"bot": true}`` (or its id), as a User."""
        return self.bot(asked["bot"]).user if "bot" in asked else shapes.user(self.someone(asked["person"]))

    def _member(self, group: Group, asked: JSON) -> JSON:
        who = self._who(asked)
        if members.status(group, self.servers.bots, who["id"]) not in INSIDE:
            raise Wrong(f"{who['first_name']} is not in the group «{group.title}»", 409)
        return who

    def _by(self, group: Group, asked: JSON) -> JSON:
        """Whoever is said to do it, else the owner."""
        return shapes.user(self.someone(asked.get("by", group.members[0] if group.members else None)))

    async def upgrades(self, request: web.Request) -> web.Response:
        """``{"to": -1002001}``: the group becomes a supergroup of that id, by default -100 before the old one."""
        group, asked = self.group(request), await body(request)
        if group.supergroup or group.upgraded_to:
            raise Wrong(f"the group «{group.title}» is a supergroup already", 409)
        number = int(asked.get("to", f"-100{-group.id}"))
        return answer(asdict(membership.upgrade(self.servers, group, number, self._by(group, asked))))

    async def deletes(self, request: web.Request) -> web.Response:
        """The whole group is gone for everybody."""
        group = self.group(request)
        group.deleted = True
        self.servers.world.note("group", chat=group.id)
        return answer(asdict(group))

    async def bots(self, request: web.Request) -> web.Response:
        """``POST {"privacy": false}`` as BotFather's switch: in groups the bot hears everything from now on."""
        if request.method == "POST":
            bot, asked = self.bot(int(request.match_info["bot"])), await body(request)
            bot.privacy = bool(asked.get("privacy", bot.privacy))
        known = self.servers.bots.known.values()
        return answer([bot.user | {"privacy": bot.privacy} for bot in known])

    def bot(self, named: Any) -> Bot:
        """By id, or ``true`` for the first that called."""
        known = self.servers.bots.known
        if not known:
            raise Wrong("no bot has called yet", 409)
        number = next(iter(known)) if named is True else int(named)
        if number not in known:
            raise Wrong(f"there is no bot {number}; there are: {', '.join(map(str, known))}", 404)
        return known[number]

    def group(self, request: web.Request) -> Group:
        groups, number = self.servers.world.groups, int(request.match_info["group"])
        if number not in groups:
            raise Wrong(f"there is no group {number}; there are: {', '.join(map(str, groups)) or 'none'}", 404)
        return groups[number]
