"""Thirty a second, one a chat, people first; measured from grants, on a loop whose time is ours."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.limits import BURST, Permits
from notifier.policy import Lane
from tests.unit.notifier.loop import naps, run


class Line:
    """A bot with a queue in front of it; each sending takes `takes` seconds."""

    def __init__(self, total: int = 30, takes: float = 0.1) -> None:
        self.permits = Permits(total)
        self.takes = takes
        self.granted: list[tuple[float, Lane, str]] = []

    async def send(self, lane: Lane = Lane.REST, chat: str = "", after: float = 0) -> None:
        await asyncio.sleep(after)
        async with self.permits.one(lane, chat or f"chat {id(object())} {len(self.granted)} {lane} {after}"):
            self.granted.append((asyncio.get_running_loop().time(), lane, chat))
            await asyncio.sleep(self.takes)

    @property
    def times(self) -> list[float]:
        return [at for at, _, _ in self.granted]

    def most_in_a_second(self) -> int:
        return max(sum(1 for other in self.times if at <= other < at + 1) for at in self.times)


def test_never_more_than_thirty_leave_in_any_second_and_the_line_is_not_idle() -> None:
    async def story() -> None:
        line = Line()
        await asyncio.gather(*(line.send(chat=str(n)) for n in range(120)))
        assert line.most_in_a_second() == 30
        assert line.times[-1] < 4.5

    run(story())


@given(
    takes=st.lists(st.floats(0, 3), min_size=1, max_size=60),
    total=st.integers(1, 5),
)
def test_however_long_each_takes_no_second_sees_more_than_allowed(takes: list[float], total: int) -> None:
    async def story() -> None:
        permits, times = Permits(total), []

        async def one(number: int, lasts: float) -> None:
            async with permits.one(Lane.REST, str(number)):
                times.append(asyncio.get_running_loop().time())
                await asyncio.sleep(lasts)

        await asyncio.gather(*(one(*item) for item in enumerate(takes)))
        assert len(times) == len(takes)
        for first, last in zip(times, times[total:], strict=False):
            assert last - first >= 1 - 1e-9

    run(story())


def test_a_chat_hears_one_push_a_second() -> None:
    async def story() -> None:
        line = Line()
        await asyncio.gather(*(line.send(chat="Мария") for _ in range(5)))
        gaps = [later - earlier for earlier, later in zip(line.times, line.times[1:], strict=False)]
        assert all(gap >= 1 - 1e-9 for gap in gaps)

    run(story())


@given(
    st.lists(
        st.tuples(st.sampled_from([Lane.PEOPLE, Lane.REST]), st.floats(0, 9), st.floats(0, 3), st.floats(0, 3)),
        min_size=1,
        max_size=25,
    )
)
def test_a_chat_is_never_hurried_however_late_messages_reach_it(
    messages: list[tuple[Lane, float, float, float]],
) -> None:
    """The other side counts when a message arrives, somewhere between its grant and its answer."""

    async def story() -> None:
        permits, arrived = Permits(), []

        async def one(lane: Lane, after: float, way_there: float, way_back: float) -> None:
            await asyncio.sleep(after)
            async with permits.one(lane, "Мария"):
                await asyncio.sleep(way_there)
                arrived.append(asyncio.get_running_loop().time())
                await asyncio.sleep(way_back)

        await asyncio.gather(*(one(*message) for message in messages))
        assert len(arrived) == len(messages)
        tokens, before = float(BURST), 0.0
        for at in arrived:
            tokens, before = min(float(BURST), tokens + at - before) - 1, at
            assert tokens >= -1e-9

    run(story())


def test_somebody_who_presses_three_buttons_is_answered_at_once_and_then_paced() -> None:
    async def story() -> None:
        line = Line()
        await asyncio.gather(*(line.send(Lane.PEOPLE, "Мария") for _ in range(5)))
        assert line.times[:3] == [0, 0, 0]
        assert line.times[3] >= 1 - 1e-9 and line.times[4] >= 2 - 1e-9

    run(story())


def test_people_go_first_then_absences_then_the_rest() -> None:
    async def story() -> None:
        line = Line(total=1)
        lanes = [Lane.REST, Lane.REST, Lane.ABSENCE, Lane.PEOPLE]
        await asyncio.gather(*(line.send(lane, str(n)) for n, lane in enumerate(lanes)))
        assert [lane for _, lane, _ in line.granted] == [Lane.REST, Lane.PEOPLE, Lane.ABSENCE, Lane.REST]

    run(story())


def test_strangers_who_never_stop_asking_do_not_silence_an_absence() -> None:
    async def story() -> None:
        line = Line(total=5, takes=0)

        async def chatter(chat: str) -> None:
            for _ in range(20):
                await line.send(Lane.PEOPLE, chat)

        talk = [asyncio.create_task(chatter(f"stranger {n}")) for n in range(40)]
        await asyncio.sleep(3)
        began = asyncio.get_running_loop().time()
        await line.send(Lane.ABSENCE, "the mother")
        assert asyncio.get_running_loop().time() - began <= 1.5
        for one in talk:
            one.cancel()

    run(story())


def test_a_paced_chat_does_not_hold_the_others_up() -> None:
    async def story() -> None:
        line = Line()
        await asyncio.gather(*(line.send(chat="Мария") for _ in range(4)), line.send(chat="Олег"))
        assert next(at for at, _, chat in line.granted if chat == "Олег") == 0

    run(story())


def test_when_silence_is_asked_for_nobody_speaks_until_it_is_over() -> None:
    async def story() -> None:
        line = Line()
        line.permits.pause(7)
        line.permits.pause(3)  # a shorter word does not shorten a longer one
        await asyncio.gather(line.send(Lane.PEOPLE, "Мария"), line.send(chat="Олег", after=1))
        assert min(line.times) >= 7

    run(story())


def test_a_permit_comes_back_when_its_holder_fails_or_is_cancelled() -> None:
    async def story() -> None:
        line = Line(total=1, takes=0)

        async def fails() -> None:
            async with line.permits.one(Lane.REST, "a"):
                raise ValueError

        with pytest.raises(ValueError):
            await fails()
        holder = asyncio.create_task(line.send(chat="b"))
        waiter = asyncio.create_task(line.send(chat="c"))
        await asyncio.sleep(0)
        waiter.cancel()
        await asyncio.gather(holder, waiter, return_exceptions=True)
        await line.send(chat="d")
        assert [chat for _, _, chat in line.granted] == ["b", "d"]

    run(story())


def test_a_waiter_cancelled_in_the_moment_of_its_grant_loses_no_permit() -> None:
    async def story() -> None:
        line = Line(total=1, takes=0)
        await line.send(chat="first")
        waiter = asyncio.create_task(line.send(chat="second"))
        await asyncio.sleep(0.5)
        waiter.cancel()
        line.permits.total = 2  # serves the line while the cancelled one still stands in it
        line.permits.total = 1
        await asyncio.gather(waiter, return_exceptions=True)
        await asyncio.wait_for(line.send(chat="third"), 5)

    run(story())


def test_a_share_that_grows_lets_those_in_who_waited() -> None:
    async def story() -> None:
        line = Line(total=0)
        waiter = asyncio.create_task(line.send(chat="Мария"))
        await asyncio.sleep(10)
        assert line.granted == []
        line.permits.total = 15
        await asyncio.wait_for(waiter, 1)

    run(story())


def test_waiting_costs_no_busy_loop() -> None:
    async def story() -> None:
        line = Line()
        line.permits.pause(60)
        await asyncio.gather(*(line.send(chat=str(n % 3)) for n in range(30)))
        assert naps() < 400  # a few for each grant and return

    run(story())


def test_rested_chats_are_forgotten() -> None:
    async def story() -> None:
        permits = Permits(100_000)
        for number in range(10_050):
            async with permits.one(Lane.REST, str(number)):
                pass
            if number == 10_000:
                await asyncio.sleep(5)
        assert len(permits._chats) < 100

    run(story())
