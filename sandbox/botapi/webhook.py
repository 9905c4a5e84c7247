"""Updates carried to a webhook (telegram-bot-api/WebhookActor.cpp): lanes side by side, in order inside one.

A lane is a chat for messages and edits, a person for presses. What is not answered with 2xx is brought again:
at once, then after 2, 4, 8… seconds up to a minute or two, or when the answer's own Retry-After says, until it
expires. A pause is over when so much time has passed for real or by a step of the sandbox's clock.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from sandbox.botapi.body import of_answer
from sandbox.botapi.bots import Bot
from sandbox.botapi.call import Upload
from sandbox.botapi.queue import Update
from sandbox.clock import Clock

JSON = dict[str, Any]

#: Longest pause that a Retry-After of the webhook is honoured for, seconds.
LONGEST_RETRY_AFTER = 3600
#: How long nothing but 410 is answered before the webhook is taken away.
GONE_FOR = timedelta(hours=23)
#: Methods that are not carried out when they come as the answer to an update.
NOT_AS_ANSWER = {"setwebhook", "deletewebhook", "close", "logout"}
#: By kind of update: whose id makes its lane, and what is added to it so that lanes of kinds do not meet.
_LANES = {
    "message": ("chat", 0),
    "edited_message": ("chat", 0),
    "callback_query": ("from", 3 << 33),
    "my_chat_member": ("from", 5 << 33),
    "chat_member": ("chat", 6 << 33),
    "message_reaction": ("chat", 8 << 33),
}


def lane_of(update: Update) -> int:
    """An odd update, or one of a kind that is rare here, walks in the lane of the odd."""
    whose, beside = _LANES.get(update.kind, ("", 0))
    one = update.payload.get(whose)
    return one["id"] + beside if isinstance(one, dict) and isinstance(one.get("id"), int) else 0


Execute = Callable[[Bot, str, JSON, dict[str, Upload]], Awaitable[object]]


class Couriers:
    """One courier for each bot with a webhook; ``execute`` carries out a method that came as an answer."""

    def __init__(self, clock: Clock, execute: Execute) -> None:
        self._clock, self._execute = clock, execute
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def start(self, bot: Bot) -> None:
        task = self._tasks.get(bot.id)
        if task is None or task.done():
            self._tasks[bot.id] = asyncio.create_task(self._run(bot))

    async def close(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _run(self, bot: Bot) -> None:
        busy: set[int] = set()
        timeout = aiohttp.ClientTimeout(total=60)
        async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as group:
            while bot.webhook:
                for lane, update in self._free(bot, busy).items():
                    busy.add(lane)
                    group.create_task(self._carry(session, bot, update, busy))
                await bot.bell.until(lambda: not bot.webhook or bool(self._free(bot, busy)), 3600)

    def _free(self, bot: Bot, busy: set[int]) -> dict[int, Update]:
        """The first update of every lane that nobody walks now, as many as there are connections."""
        heads: dict[int, Update] = {}
        for update in bot.queue.pending(self._clock.now()):
            heads.setdefault(lane_of(update), update)
        room = bot.webhook.get("max_connections", 40) - len(busy)
        return dict([(lane, update) for lane, update in heads.items() if lane not in busy][: max(room, 0)])

    async def _carry(self, session: aiohttp.ClientSession, bot: Bot, update: Update, busy: set[int]) -> None:
        pause = 0.0
        try:
            while bot.webhook and update in bot.queue.pending(self._clock.now()):
                asked_for = await self._bring(session, bot, update)
                if asked_for is None:
                    if update in bot.queue:
                        bot.queue.remove(update)
                    return
                await self._rest(bot, asked_for or pause)
                pause = min(max(2.0, pause * 2), random.uniform(60, 120))
        finally:
            busy.discard(lane_of(update))
            bot.bell.ring()

    async def _rest(self, bot: Bot, seconds: float) -> None:
        webhook, due = bot.webhook, self._clock.now() + timedelta(seconds=seconds)
        await bot.bell.until(lambda: bot.webhook is not webhook or self._clock.now() >= due, seconds)

    async def _bring(self, session: aiohttp.ClientSession, bot: Bot, update: Update) -> float | None:
        """None when it was taken; else the pause that the webhook asked for, 0 without one."""
        secret = bot.webhook.get("secret_token")
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        try:
            async with session.post(
                bot.webhook["url"], json=update.shown(), headers=headers, allow_redirects=False
            ) as response:
                if 200 <= response.status < 300:
                    bot.gone_since = None
                    await self._answered(bot, response)
                    return None
                self._refused(bot, response)
                asked = response.headers.get("Retry-After", "")
                return min(float(asked), LONGEST_RETRY_AFTER) if asked.isdigit() else 0.0
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed(bot, str(error) or "Connection timed out")
            return 0.0

    def _refused(self, bot: Bot, response: aiohttp.ClientResponse) -> None:
        """A webhook that has answered 410 for long enough is taken away; its updates wait for a poll."""
        now: datetime = self._clock.now()
        self._failed(bot, f"Wrong response from the webhook: {response.status} {response.reason}")
        if response.status != 410:
            bot.gone_since = None
        elif bot.gone_since is None:
            bot.gone_since = now
        elif now - bot.gone_since > GONE_FOR:
            bot.webhook, bot.last_error, bot.gone_since = {}, {}, None
            bot.bell.ring()

    def _failed(self, bot: Bot, words: str) -> None:
        bot.last_error = {"last_error_date": int(self._clock.now().timestamp()), "last_error_message": words}

    async def _answered(self, bot: Bot, response: aiohttp.ClientResponse) -> None:
        """Bot API, «Making requests when getting updates»: the result is not told to anybody."""
        answer, uploads = await of_answer(response)
        method = answer.pop("method", None)
        if isinstance(method, str) and not method.lower().startswith("get") and method.lower() not in NOT_AS_ANSWER:
            await self._execute(bot, method, answer, uploads)
