"""Receipts and coming texts of the SMS gateway: what they say, and when they come or do not."""

from urllib.parse import parse_qs

from sandbox.term.desk import Desk
from sandbox.term.rows import Play, Theme
from sandbox.term.street import Street, street

RECEIPTS = Theme("SMS: receipts and coming texts")

#: Numbers of SMSC.ru, «Статусы сообщений», by the names of SMPP.
_STATUSES = (
    ("UNKNOWN", "-3", "the number is not known"),
    ("DELETED", "-2", "stopped before it was sent"),
    ("ENROUTE", "-1", "not final: waits to be sent"),
    ("ACCEPTD", "0", "not final: with the operator"),
    ("DELIVRD", "1", "delivered"),
    ("READ", "2", "read"),
    ("EXPIRED", "3", "its time ran out"),
    ("UNDELIV", "20", "cannot be delivered"),
    ("BADNUM", "22", "a wrong number"),
    ("REJECTD", "23", "forbidden"),
    ("NOMONEY", "24", "no money"),
    ("BARRED", "25", "the number is not served"),
)


async def _receipts(desk: Desk, road: Street, **order: object) -> str:
    """The id of an SMS whose receipt was ordered so."""
    await desk.control("sms/callback", {"url": road.url, "incoming": road.url, "auto": False})
    if order:
        await desk.fault("sms", "receipt", **order)
    number = str(desk.number())
    await desk.sms(id=number)
    return number


async def _form(road: Street) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs((await road.came()).body.decode()).items()}


def _status(status: str) -> Play:
    async def play(desk: Desk) -> str:
        async with street() as road:
            await _receipts(desk, road, status=status)
            return (await _form(road))["status"]

    return play


for _name, _number, _meaning in _STATUSES:
    RECEIPTS.row(f"{_name}: {_meaning}", _number)(_status(_name))


@RECEIPTS.row("a receipt comes twice", "the same twice")
async def twice(desk: Desk) -> str:
    async with street() as road:
        number = await _receipts(desk, road, times=2)
        forms = [await _form(road), await _form(road)]
        return "the same twice" if forms[0] == forms[1] and forms[0]["id"] == number else str(forms)


@RECEIPTS.row("a receipt overtakes the answer to the submission", "there before the answer")
async def early(desk: Desk) -> str:
    async with street() as road:
        await _receipts(desk, road, early=True)
        return "after the answer" if road.empty else "there before the answer"


@RECEIPTS.row("a receipt comes 47 hours late", "nothing, then 1")
async def late(desk: Desk) -> str:
    async with street() as road:
        await _receipts(desk, road, after="PT47H")
        await desk.step("PT46H59M")
        before = "nothing" if road.empty else "something"
        await desk.step("PT1M")
        return f"{before}, then {(await _form(road))['status']}"


@RECEIPTS.row("a receipt never comes, not even in a week", "nothing")
async def never(desk: Desk) -> str:
    async with street() as road:
        await _receipts(desk, road, times=0)
        await desk.step("P7D")
        return "nothing" if road.empty else "something"


@RECEIPTS.row("receipts come out of order", "second, first")
async def out_of_order(desk: Desk) -> str:
    async with street() as road:
        first = await _receipts(desk, road, after="PT2H")
        await _receipts(desk, road, after="PT1H")
        seen = []
        for _ in range(2):
            await desk.step("PT1H")
            seen.append("first" if (await _form(road))["id"] == first else "second")
        return ", ".join(seen)


@RECEIPTS.row("a receipt for a number nobody knows", "unknown-17")
async def stray(desk: Desk) -> str:
    async with street() as road:
        await desk.control("sms/callback", {"url": road.url})
        await desk.control("sms/receipt", {"id": "unknown-17", "phone": desk.phone()})
        return (await _form(road))["id"]


@RECEIPTS.row("a receipt that was answered 503 comes again, then no more", "503 at first, again, nothing")
async def again(desk: Desk) -> str:
    async with street() as road:
        number = await _receipts(desk, road, times=0)
        road.refuses(503)
        sms = next(one for one in await desk.control("sms") if one["id"] == number)
        [note] = (await desk.control(f"sms/{sms['n']}/receipt", {}))["sent"]
        await _form(road)
        await desk.step("PT1M")
        second = "again" if (await _form(road))["id"] == number else "another"
        await desk.step("P1D")
        return f"{note['http']} at first, {second}, {'nothing' if road.empty else 'something'}"


@RECEIPTS.row("somebody answers by SMS", "СТОП")
async def incoming(desk: Desk) -> str:
    async with street() as road:
        await desk.control("sms/callback", {"incoming": road.url})
        await desk.control("sms/incoming", {"from": desk.phone(), "text": "СТОП"})
        return (await _form(road))["mes"]
