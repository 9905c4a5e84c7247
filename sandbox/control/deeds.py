"""What people do to messages: they react, vote and press."""

from typing import Any

from aiohttp import web

from sandbox import screen, shapes
from sandbox.botapi.bots import Bot, Callback
from sandbox.botapi.privacy import INSIDE
from sandbox.control.door import Wrong, answer, body
from sandbox.control.words import Words
from sandbox.world import Message, Person

JSON = dict[str, Any]

#: How long a press waits for the bot's answer, real seconds.
WAIT_FOR_ANSWER = 5.0


class Deeds(Words):
    async def reacts(self, request: web.Request) -> web.Response:
        """``{"message_id": 5, "emoji": "👍"}``; without an emoji the reaction is taken back."""
        servers, person, asked = self.servers, self.person(request), await body(request)
        message = self.own(person, asked)
        old = message.reactions.pop(person.id, [])
        new = [{"type": "emoji", "emoji": asked["emoji"]}] if asked.get("emoji") else []
        if new:
            message.reactions[person.id] = new
        servers.world.touch(message, "reaction")
        self._tell_reaction(person, message, {"old_reaction": old, "new_reaction": new})
        return answer({"reactions": new})

    def _tell_reaction(self, person: Person, message: Message, change: JSON) -> None:
        """In groups only to bots that administer; everywhere only to those that asked."""
        servers, now = self.servers, self.servers.clock.now()
        update = {
            "chat": shapes.chat(servers.world, message.chat),
            "message_id": message.id,
            "user": shapes.user(person),
            "date": int(now.timestamp()),
        } | change
        group = servers.world.groups.get(message.chat)

        def administers(bot: Bot) -> JSON | None:
            return update if group and group.bot_status(bot.id) == "administrator" else None

        if group:
            servers.bots.push_to_all("message_reaction", administers, now)
        else:
            servers.bots.push("message_reaction", lambda _: update, now)

    async def votes(self, request: web.Request) -> web.Response:
        """``{"message_id": 5, "options": [0]}``; no options take the vote back."""
        servers, person, asked = self.servers, self.person(request), await body(request)
        message = self.own(person, asked)
        poll, options = message.carries.get("poll"), list(asked.get("options", []))
        if poll is None or poll["is_closed"]:
            raise Wrong(f"message {message.id} is no open poll", 409)
        most = len(poll["options"]) if poll["allows_multiple_answers"] else 1
        if len(options) > most or not all(option in range(len(poll["options"])) for option in options):
            raise Wrong(f"choose {'some' if most > 1 else 'one'} of the options by number")
        votes = servers.world.votes[poll["id"]]
        votes[person.id] = options
        message.carries = message.carries | {"poll": _counted(poll, list(votes.values()))}
        servers.world.touch(message, "poll")
        self._tell_votes(person, message, options)
        return answer(message.carries["poll"])

    def _tell_votes(self, person: Person, message: Message, options: list[int]) -> None:
        """The bot of the poll is told how it stands, and who chose what unless the poll is anonymous."""
        bots, now, poll = self.servers.bots, self.servers.clock.now(), message.carries["poll"]
        bots.push("poll", lambda _: poll, now, message.sender)
        if not poll["is_anonymous"]:
            chosen = {"option_ids": options, "option_persistent_ids": [str(one) for one in options]}
            told = {"poll_id": poll["id"], "user": shapes.user(person)} | chosen
            bots.push("poll_answer", lambda _: told, now, message.sender)

    async def presses(self, request: web.Request) -> web.Response:
        person, asked = self.person(request), await body(request)
        chat = self._voice(person, asked)
        if "data" in asked:
            return await self._press(person, chat, int(asked.get("message_id", 0)), str(asked["data"]), asked)
        message, button = self._button(chat, str(asked.get("label", "")), asked.get("message_id"))
        if button.get("disabled"):
            raise Wrong(f"the button «{button['label']}» is disabled", 409)
        if "data" in button and message:
            return await self._press(person, chat, message.id, button["data"], asked)
        if button.get("reply"):
            return answer({"alert": None, "answered": True, "message_id": self._replies(person, chat, button, asked)})
        return answer({"alert": None, "answered": True} | {k: v for k, v in button.items() if k != "label"})

    def _replies(self, person: Person, chat: int, button: JSON, asked: JSON) -> int:
        """A button of the reply keyboard says its label, or shares what it asks for."""
        word: JSON = {"contact": True} if button.get("contact") else {"text": button["label"]}
        if button.get("location"):
            word = {"location": asked.get("location", {"latitude": 53.9, "longitude": 27.5667})}
        said = self.say(person, asked | word)
        if self.servers.world.keyboards.get(chat, {}).get("one_time_keyboard"):
            del self.servers.world.keyboards[chat]
        return said.id

    def _button(self, chat: int, label: str, message_id: int | None) -> tuple[Message | None, JSON]:
        """The newest button so called; a label may be shortened where no button is called exactly so."""
        world, bots = self.servers.world, self.servers.bots
        seen: list[tuple[Message | None, JSON]] = [
            (None, one) for row in screen.buttons(world.keyboards.get(chat)) for one in row
        ]
        for message in reversed(world.chats[chat]):
            if not message.deleted and (message.inline or message.rich) and message_id in (None, message.id):
                rows = screen.bubble(world, bots, message)["buttons"]
                seen += [(message, button) for row in rows for button in row]
        exact = [pair for pair in seen if pair[1]["label"] == label]
        close = [pair for pair in seen if label and label in pair[1]["label"]]
        if not exact + close:
            labels = ", ".join(f"«{one['label']}»" for _, one in seen)
            raise Wrong(f"there is no button «{label}»; there are: {labels or 'none'}", 404)
        return (exact + close)[0]

    async def _press(self, person: Person, chat: int, message_id: int, data: str, asked: JSON) -> web.Response:
        servers, now = self.servers, self.servers.clock.now()
        message = servers.world.messages.get((chat, message_id))
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
        group = servers.world.groups.get(chat)
        if group is None or group.bot_status(bot.id) in INSIDE:
            bot.push("callback_query", shapes.callback_query(servers.world, servers.bots, bot, press), now)
        await servers.bots.bell.until(lambda: callback.answered, float(asked.get("wait", WAIT_FOR_ANSWER)))
        return answer(_outcome(callback))


def _counted(poll: JSON, votes: list[list[int]]) -> JSON:
    options = [
        option | {"voter_count": sum(at in chosen for chosen in votes)} for at, option in enumerate(poll["options"])
    ]
    return poll | {"options": options, "total_voter_count": sum(map(bool, votes))}


def _outcome(callback: Callback) -> JSON:
    return {
        "alert": callback.alert,
        "answered": callback.answered,
        "show_alert": callback.show_alert,
        "url": callback.url,
    }
