"""The gateway is killed again and again on a school day; what the families hold in the end is what was promised."""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

from tests.e2e import school
from tests.e2e.paper import by_mail, by_sms
from tests.e2e.trial import Trial, found_school, let_in, pair
from tests.faults.day import CHATS, Day, Post, a_day, judge, save

#: Two families that have no messenger.
GLEB, NIKA = "Окунев Глеб", "Соболева Ника"
MAILBOX, PHONE = "foma@mail.example", "+375447654321"
STALLS = 8.0  #: seconds a stalled answer takes; the process does not live to hear it
JUST_BEFORE = 1.0  #: seconds; what was sent so shortly before a kill may not have been written down

Kill = Callable[["Killing", Post], Awaitable[None]]


class Killing:
    """One day with its kills: which sends were in flight when the process died."""

    def __init__(self, trial: Trial, day: Day, chance: Random) -> None:
        self.trial = trial
        self.day = day
        self.chance = chance
        self.in_flight: set[tuple[int, str]] = set()  #: (chat, text)
        self.kills = 0

    async def die(self) -> None:
        """SIGKILL, note what was in flight, start again."""
        await self.trial.gateway.kill()
        self.kills += 1
        died = time.monotonic()
        for call in await self.trial.sandbox.calls():
            if call["method"] == "sendMessage" and call["t"] > died - JUST_BEFORE - STALLS * (call["status"] is None):
                self.in_flight.add((int(call["parameters"]["chat_id"]), str(call["parameters"]["text"])))
        await self.trial.sandbox.clear_faults()
        await self.trial.gateway.start()
        await self.trial.settled()


async def between_send_and_settle(at: Killing, post: Post) -> None:
    """The push has reached the phone, and the answer that says so never reaches the gateway."""
    trial, parent = at.trial, at.trial.parent(post.child)
    await save(trial, post, at.day)
    await trial.settled()
    await trial.sandbox.fault("telegram", "stall", method="sendMessage", person=parent.id, seconds=STALLS)
    await trial.sandbox.advance("PT5M")
    await parent.sees(post.said)
    await at.die()


async def between_saving_and_the_answer(at: Killing, post: Post) -> None:
    """The journal has it, and the teacher's card has not said so to the gateway."""
    trial, teacher = at.trial, at.trial[post.teacher]
    await trial.settled()
    await trial.sandbox.fault("telegram", "stall", method="editMessageText", person=teacher.id, seconds=STALLS)
    place = await trial.mark(teacher)
    await save(trial, post, at.day)
    async with asyncio.timeout(20):
        while not [one for one in await trial.bubbles(teacher) if one.message_id > place and "Сохранено" in one.text]:
            await trial.sandbox.get(f"people/{teacher.id}/wait", timeout=0.2)
    await at.die()


async def at_any_moment(at: Killing, post: Post) -> None:
    """After so many changes in the world, whatever they are."""
    trial = at.trial
    await trial.settled()
    patience = at.chance.randint(1, 6)
    seq = (await trial.sandbox.get("wait", timeout=0, after=0))["seq"]
    saving = asyncio.create_task(save(trial, post, at.day))
    for _ in range(patience):
        seq = (await trial.sandbox.get("wait", timeout=0.1, after=seq))["seq"]
    await at.die()
    await saving
    await trial.settled()


async def while_time_passes(at: Killing, post: Post) -> None:
    """In the middle of whatever a step of the clock sets free."""
    trial = at.trial
    await save(trial, post, at.day)
    await trial.settled()
    seq = (await trial.sandbox.get("wait", timeout=0, after=0))["seq"]
    stepping = asyncio.create_task(trial.sandbox.advance("PT5M"))
    for _ in range(at.chance.randint(1, 3)):
        seq = (await trial.sandbox.get("wait", timeout=0.1, after=seq))["seq"]
    await at.die()
    await stepping


async def while_a_letter_leaves(at: Killing, post: Post) -> None:
    """The letter was taken after its last dot, and the answer never came."""
    trial = at.trial
    await trial.sandbox.fault("smtp", "stall", stage="dot", person=MAILBOX, seconds=STALLS)
    await trial.posts(school.KOVALEVA, "7Б алгебра Окунев 10")
    await trial.settled()
    await trial.sandbox.advance("PT5M")
    await trial.sandbox.next_mail(to=MAILBOX, contains="Алгебра")
    await at.die()


async def while_an_sms_leaves(at: Killing, post: Post) -> None:
    """The gateway has the SMS, and the answer never came: it is never sent again."""
    trial = at.trial
    await trial.sandbox.fault("sms", "stall", person=PHONE, seconds=STALLS)
    await trial.posts(school.KOVALEVA, "7Б алгебра Соболева н")
    await trial.settled()
    await trial.sandbox.advance("PT90S")
    await trial.sandbox.next_sms(to=PHONE, contains="Новая запись")
    await at.die()


KILLS: tuple[Kill, ...] = (
    between_send_and_settle,
    between_send_and_settle,
    between_saving_and_the_answer,
    at_any_moment,
    while_time_passes,
    while_a_letter_leaves,
    while_an_sms_leaves,
)


async def test_a_school_day_with_seven_kills_loses_nothing_and_repeats_only_what_was_in_flight(tmp_path: Path) -> None:
    seed = int(os.environ.get("DIARY_SEED") or secrets.randbelow(2**32))
    print(f"DIARY_SEED={seed}")
    chance = Random(seed)
    async with pair(tmp_path / "trial") as trial:
        await found_school(trial)
        await let_in(trial, [child for child in school.CHILDREN if child.name in CHATS])
        await trial.school_hours()
        await by_mail(trial, GLEB, MAILBOX)
        await by_sms(trial, NIKA, PHONE)
        at = Killing(trial, a_day(), chance)
        await at.day.begins(trial)
        await _live_through(at, chance)
        await _judge(at)
        await trial.look_over()


async def _live_through(at: Killing, chance: Random) -> None:
    kills = dict(
        zip(sorted(chance.sample(range(len(at.day.posts)), len(KILLS))), chance.sample(KILLS, len(KILLS)), strict=True)
    )
    for number, post in enumerate(at.day.posts):
        kill = kills.get(number)
        print(number, post.text, kill.__name__ if kill else "")
        if kill:
            await kill(at, post)
        if post not in at.day.saved:
            await save(at.trial, post, at.day)
        if chance.random() < 0.3:
            await at.trial.step(f"PT{chance.randint(1, 7)}M")
    for minutes in (6, 6, 12, 12, 60):
        await at.trial.step(f"PT{minutes}M")


async def _judge(at: Killing) -> None:
    times = await judge(at.trial, at.day)
    excused = {
        f"{post.child}: {post.said}"
        for post in at.day.posts
        for chat, text in at.in_flight
        if chat == at.trial.parent(post.child).id and post.said in text.replace("<b>", "").replace("</b>", "")
    }
    assert at.kills == len(KILLS)
    assert [key for key, count in times.items() if count > 1 + (key in excused)] == []
    letters = [one for one in await at.trial.sandbox.mail() if one["to"] == [MAILBOX] and "Алгебра" in one["text"]]
    assert len(letters) in (1, 2)
    texts = [one for one in await at.trial.sandbox.sms() if one["to"] == PHONE and "Новая запись" in one["text"]]
    assert len(texts) == 1
