"""The poller: nothing is confirmed before it is kept, nothing odd stops the stream, and the token is never told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from random import Random
from typing import Any

import aiohttp
import pytest

from bot.get_updates import BotApiUpdates, PollTrouble, Raw, _result
from bot.poller import LONGEST, Poller
from tests.fakes.clock import FakeClock
from tests.fakes.queues import FakeInbox, FakeLease
from tests.unit.bot.rig import NOON


class Source:
    """A server with answers in store; after them it hangs, as a long poll does."""

    def __init__(self, *answers: Sequence[Raw] | Exception) -> None:
        self.answers = list(answers)
        self.offsets: list[int | None] = []
        self.dropped = 0
        self.closed = False
        self.exhausted = asyncio.Event()

    async def get(self, offset: int | None) -> Sequence[Raw]:
        """The next answer."""
        self.offsets.append(offset)
        if not self.answers:
            self.exhausted.set()
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def drop_webhook(self) -> None:
        """Count."""
        self.dropped += 1

    async def close(self) -> None:
        """Remember."""
        self.closed = True


def poller(source: Source, inbox: FakeInbox | None = None, lease: FakeLease | None = None) -> Poller:
    """A poller that does not wait between tries."""
    made = Poller("42", source, inbox or FakeInbox(), lease or FakeLease(), FakeClock(NOON), Random(1), lambda: None)
    made._backed_off = lambda failures: 0.0  # type: ignore[method-assign]
    return made


async def ran(source: Source, inbox: FakeInbox | None = None) -> FakeInbox:
    """Poll until the server has nothing more."""
    inbox = inbox or FakeInbox()
    stop = asyncio.Event()
    work = asyncio.create_task(poller(source, inbox).run(stop))
    await asyncio.wait_for(source.exhausted.wait(), 5)
    stop.set()
    await asyncio.wait_for(work, 5)
    return inbox


def update(number: int, **more: Any) -> Raw:
    return {"update_id": number, **more}


async def test_the_next_poll_confirms_what_was_kept() -> None:
    source = Source([update(7), update(8)], [update(9)])
    inbox = await ran(source)
    assert source.offsets == [None, 9, 10]
    assert [one.update_id for one in inbox.kept.values()] == [7, 8, 9]
    assert source.closed


async def test_what_could_not_be_kept_is_not_confirmed() -> None:
    inbox = FakeInbox(away=1)
    source = Source([update(7)], [update(7)])
    await ran(source, inbox)
    assert source.offsets == [None, None, 8]
    assert [one.update_id for one in inbox.kept.values()] == [7]


@pytest.mark.parametrize("odd", [{"update_id": 7, "message": "…"}, {"update_id": 7}, {"update_id": 7, "x": [None]}])
async def test_a_malformed_update_is_kept_as_it_came_and_the_stream_goes_on(odd: Raw) -> None:
    inbox = await ran(Source([odd, update(8)], [update(9)]))
    assert [one.update_id for one in inbox.kept.values()] == [7, 8, 9]
    assert inbox.kept[1].raw == odd


async def test_an_update_without_a_number_does_not_hide_the_others() -> None:
    inbox = await ran(Source([{"message": {}}, {"update_id": True}, update(8)]))
    assert [one.update_id for one in inbox.kept.values()] == [8]


async def test_trouble_of_every_kind_is_waited_out() -> None:
    troubles = [PollTrouble("502, not JSON"), PollTrouble("409"), PollTrouble("ClientPayloadError"), RuntimeError()]
    inbox = await ran(Source(*troubles, [update(7)]))
    assert len(inbox.kept) == 1


async def test_a_webhook_in_the_way_is_taken_down() -> None:
    source = Source(PollTrouble("409", webhook=True), [update(7)])
    await ran(source)
    assert source.dropped == 1


async def test_the_other_side_s_word_on_waiting_is_kept() -> None:
    waits = await poller(Source())._after(PollTrouble("429", 17.0), 1)
    assert waits == 17.0


def test_the_pauses_grow_and_are_never_the_same_and_never_too_long() -> None:
    made = Poller("42", Source(), FakeInbox(), FakeLease(), FakeClock(NOON), Random(1), lambda: None)
    pauses = [made._backed_off(failures) for failures in range(1, 40)]
    assert max(pauses) <= LONGEST
    assert pauses[0] < 1.1
    assert pauses[8] >= LONGEST / 2
    assert len(set(pauses)) == len(pauses)


async def test_without_the_lease_nobody_asks() -> None:
    source = Source([update(7)])
    stop = asyncio.Event()
    work = asyncio.create_task(poller(source, lease=FakeLease(ours=False)).run(stop))
    for _ in range(20):
        await asyncio.sleep(0)
    stop.set()
    await asyncio.wait_for(work, 5)
    assert not source.offsets


@pytest.mark.parametrize(
    ("status", "body", "wait", "webhook"),
    [
        (502, b"<html>Bad Gateway</html>", 0, False),
        (200, b'{"ok":true,"res', 0, False),
        (200, b"[]", 0, False),
        (401, b'{"ok":false,"description":"Unauthorized"}', 0, False),
        (429, b'{"ok":false,"parameters":{"retry_after":5},"description":"Too Many Requests"}', 5, False),
        (409, b'{"ok":false,"description":"Conflict: terminated by other getUpdates request"}', 0, False),
        (409, b'{"ok":false,"description":"Conflict: can\'t use getUpdates while webhook is active"}', 0, True),
    ],
)
def test_every_answer_but_the_good_one_is_trouble(status: int, body: bytes, wait: float, webhook: bool) -> None:
    with pytest.raises(PollTrouble) as caught:
        _result(status, body)
    assert (caught.value.retry_after, caught.value.webhook) == (wait, webhook)


def test_the_good_answer_is_taken_as_it_is() -> None:
    assert _result(200, json.dumps({"ok": True, "result": [{"update_id": 7}]}).encode()) == [{"update_id": 7}]


async def test_the_token_stands_in_no_exception() -> None:
    class Session:
        def post(self, url: str, json: object) -> object:
            raise aiohttp.InvalidURL(url)

    source = BotApiUpdates("http://127.0.0.1:9", "42:SECRET")
    source._session = Session()  # type: ignore[assignment]
    with pytest.raises(PollTrouble) as caught:
        await source.get(None)
    assert "SECRET" not in str(caught.value)
    assert caught.value.__suppress_context__
    assert "SECRET" not in repr(source)
