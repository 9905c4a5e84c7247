"""A calendar's address: the one that was given opens, others are the same nothing, and an unchanged one is short."""

from __future__ import annotations

from tests.unit.web.test_door import Behind, street
from web.manners import GUESSES


async def test_the_right_address_is_a_calendar_that_nobody_else_keeps() -> None:
    async with street(Behind()) as client:
        answer = await client.get("/calendar/key.ics")
        assert (answer.status, answer.content_type, answer.charset) == (200, "text/calendar", "utf-8")
        assert answer.headers["Cache-Control"].startswith("private")
        assert await answer.read() == b"BEGIN:VCALENDAR"


async def test_a_calendar_that_has_not_changed_is_not_sent_again() -> None:
    async with street(Behind()) as client:
        tag = (await client.get("/calendar/key.ics")).headers["ETag"]
        again = await client.get("/calendar/key.ics", headers={"If-None-Match": tag})
        assert (again.status, await again.read()) == (304, b"")
        other = await client.get("/calendar/key.ics", headers={"If-None-Match": '"other"'})
        assert other.status == 200


async def test_every_other_address_is_one_and_the_same_nothing() -> None:
    async with street(Behind()) as client:
        answers = [await client.get(f"/calendar/{wrong}.ics") for wrong in ("guess", "KEY", "%D0%BA%FF", "key%00")]
        assert {(answer.status, await answer.read()) for answer in answers} == {(404, b"")}


async def test_whoever_goes_on_guessing_waits() -> None:
    async with street(Behind()) as client:
        for _ in range(GUESSES):
            assert (await client.get("/calendar/guess.ics")).status == 404
        tired = await client.get("/calendar/guess.ics")
        assert (tired.status, tired.headers["Retry-After"]) == (429, "15")
        assert (await client.get("/calendar/key.ics")).status == 200
