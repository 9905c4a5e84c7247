"""The SMS gateway counts segments as operators bill them, and its receipts come late, early and twice."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web

from sandbox.client import Sandbox, SandboxError
from sandbox.segments import parts
from sandbox.server import running
from sandbox.troubles import ERRORS, STATUSES

ANNA = "+375291234567"


class School:
    """A gateway that submits texts and takes receipts."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox, self.session, self.url = sandbox, session, ""
        self.status = 200
        self.receipts: asyncio.Queue[dict[str, str]] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        self.receipts.put_nowait({name: str(value) for name, value in (await request.post()).items()})
        return web.Response(status=self.status)

    async def came(self) -> dict[str, str]:
        async with asyncio.timeout(5):
            return await self.receipts.get()

    async def submit(self, text: str = "Н: Петя, алгебра", **more: str) -> dict[str, Any]:
        form = {
            "login": "school",
            "psw": "x",
            "phones": ANNA,
            "mes": text,
            "fmt": "3",
            "charset": "utf-8",
        } | more
        async with self.session.post(f"{self.sandbox.base}/sms/sys/send.php", data=form) as response:
            return dict(await response.json(content_type=None))


@pytest_asyncio.fixture
async def school() -> AsyncIterator[School]:
    async with running() as started, Sandbox(started.http) as box, aiohttp.ClientSession() as session:
        school = School(box, session)
        app = web.Application()
        app.router.add_post("/receipts", school.take)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        school.url = f"http://127.0.0.1:{runner.addresses[0][1]}/receipts"
        yield school
        await runner.cleanup()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("[" * 80, 1),
        ("[" * 81, 2),
        ("я" * 70, 1),
        ("я" * 71, 2),
        ("я" * 135, 3),
    ],
)
def test_segments_are_counted_as_operators_count(text: str, count: int) -> None:
    assert len(parts(text)) == count
    assert "".join(parts(text)) == text


def test_no_letter_is_torn_between_two_segments() -> None:
    """An escaped bracket is two septets, an emoji two units: neither is cut in the middle."""
    assert [len(one) for one in parts("a" * 152 + "[" + "a" * 10)] == [152, 11]
    assert [len(one) for one in parts("я" * 66 + "😀" + "я" * 5)] == [66, 6]


async def test_a_text_is_taken_under_the_clients_own_number(school: School) -> None:
    assert await school.submit("я" * 71, id="5001", sender="SCHOOL") == {"id": 5001, "cnt": 2}
    sms = await school.sandbox.next_sms(to=ANNA)
    assert (sms["id"], sms["segments"], sms["sender"], sms["text"]) == ("5001", 2, "SCHOOL", "я" * 71)
    assert sms["parts"] == ["я" * 67, "я" * 4]


@pytest.mark.parametrize(
    ("asked", "code"), [({"psw": "wrong"}, 2), ({"phones": "anna"}, 7), ({"mes": ""}, 1), ({"fmt": "1"}, 1)]
)
async def test_a_wrong_request_gets_its_error_code(school: School, asked: dict[str, str], code: int) -> None:
    assert (await school.submit(**{"text": "x"} | asked))["error_code"] == code
    assert await school.sandbox.sms() == []


async def test_a_receipt_comes_by_itself_and_again_when_asked(school: School) -> None:
    await school.sandbox.sms_callback(school.url)
    await school.submit(id="7")
    first = await school.came()
    assert (first["id"], first["phone"], first["status"], first["cnt"]) == ("7", ANNA, "1", "1")
    sent = await school.sandbox.post("sms/1/receipt", {"status": "UNDELIV", "times": 2})
    assert [one["http"] for one in sent["sent"]] == [200, 200]
    assert [(await school.came())["status"] for _ in range(2)] == ["20", "20"]


async def test_a_receipt_may_overtake_the_answer(school: School) -> None:
    await school.sandbox.sms_callback(school.url, auto=False)
    await school.sandbox.post("sms/1/receipt", {"early": True, "status": "EXPIRED"})
    await school.submit(id="7")
    assert school.receipts.get_nowait()["status"] == "3"
    assert school.receipts.empty()


@pytest.mark.parametrize(("status", "number"), [(name, str(number)) for name, (number, _) in STATUSES.items()])
async def test_a_receipt_says_what_was_ordered_for_the_next_sms(school: School, status: str, number: str) -> None:
    await school.sandbox.sms_callback(school.url)
    await school.sandbox.fault("sms", "receipt", status=status, person=ANNA)
    await school.submit()
    assert (await school.came())["status"] == number
    assert await school.sandbox.faults() == []


async def test_a_receipt_may_come_twice_late_early_and_never(school: School) -> None:
    """The order stands for the SMS that come, one each, and holds though receipts do not come by themselves."""
    await school.sandbox.set_clock(await school.sandbox.now())
    await school.sandbox.sms_callback(school.url, auto=False)
    for order in ({"times": 2}, {"after": "PT2H"}, {"early": True}, {"times": 0}):
        await school.sandbox.fault("sms", "receipt", **order)
    await school.submit("дважды", id="1")
    assert [(await school.came())["id"] for _ in range(2)] == ["1", "1"]
    await school.submit("поздно", id="2")
    await school.submit("рано", id="3")
    assert school.receipts.get_nowait()["id"] == "3"
    await school.submit("никогда", id="4")
    await school.sandbox.advance("PT1H59M")
    assert school.receipts.empty()
    await school.sandbox.advance("PT1M")
    assert (await school.came())["id"] == "2"
    assert school.receipts.empty()


async def test_receipts_come_in_any_order_and_for_numbers_nobody_knows(school: School) -> None:
    await school.sandbox.set_clock(await school.sandbox.now())
    await school.sandbox.sms_callback(school.url, auto=False)
    for number in ("1", "2"):
        await school.submit(f"текст {number}", id=number)
    assert await school.sandbox.post("sms/1/receipt", {"after": "PT10M"}) == {"sent": []}
    await school.sandbox.post("sms/2/receipt", {})
    await school.sandbox.post("sms/receipt", {"id": "999", "phone": ANNA, "status": "UNDELIV"})
    await school.sandbox.advance("PT10M")
    assert [(await school.came())["id"] for _ in range(3)] == ["2", "999", "1"]


async def test_a_receipt_comes_again_until_it_is_taken(school: School) -> None:
    await school.sandbox.set_clock(await school.sandbox.now())
    await school.sandbox.sms_callback(school.url, auto=False)
    await school.submit(id="7")
    school.status = 503
    [note] = (await school.sandbox.post("sms/1/receipt", {}))["sent"]
    assert note["http"] == 503
    school.status = 200
    await school.sandbox.advance("PT1M")
    assert [(await school.came())["id"] for _ in range(2)] == ["7", "7"]
    await school.sandbox.advance("P1D")
    assert [one["http"] for one in (await school.sandbox.sms())[0]["receipts"]] == [503, 200]
    assert school.receipts.empty()


async def test_a_coming_text_comes_again_until_it_is_taken(school: School) -> None:
    await school.sandbox.set_clock(await school.sandbox.now())
    await school.sandbox.sms_callback(school.url)
    school.status = 500
    assert await school.sandbox.post("sms/incoming", {"from": ANNA, "text": "СТОП"}) == {"http": 500}
    school.status = 200
    await school.sandbox.advance("PT1M")
    assert [(await school.came())["mes"] for _ in range(2)] == ["СТОП", "СТОП"]


async def test_money_runs_out_segment_by_segment(school: School) -> None:
    await school.sandbox.post("sms/account", {"balance": 3})
    assert (await school.submit("я" * 71, id="1"))["cnt"] == 2
    assert (await school.submit("я" * 71, id="2"))["error_code"] == 3
    assert (await school.submit("я", id="3"))["cnt"] == 1
    assert await school.sandbox.get("sms/account") == {"balance": 0}
    await school.sandbox.post("sms/account", {"balance": None})
    assert (await school.submit("я" * 71, id="2"))["cnt"] == 2


async def test_the_same_request_within_a_minute_is_a_duplicate(school: School) -> None:
    await school.sandbox.set_clock(await school.sandbox.now())
    assert "error_code" not in await school.submit(id="7")
    assert await school.submit(id="7") == {"error": "duplicate request, wait a minute", "error_code": 9, "id": "7"}
    assert "error_code" not in await school.submit(id="8")
    await school.sandbox.advance("PT1M")
    assert "error_code" not in await school.submit(id="7")
    assert len(await school.sandbox.sms()) == 3


async def test_a_receipt_for_what_never_came_is_refused_in_words(school: School) -> None:
    await school.sandbox.sms_callback(school.url)
    with pytest.raises(SandboxError, match="there is no SMS 1; 0 arrived"):
        await school.sandbox.post("sms/1/receipt", {})


async def test_somebody_writes_back(school: School) -> None:
    await school.sandbox.sms_callback(school.url)
    await school.sandbox.post("sms/incoming", {"from": ANNA, "text": "СТОП"})
    form = await school.came()
    assert (form["phone"], form["mes"]) == (ANNA, "СТОП")


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", 0), ("drop_after", 1), ("half_reply", 1)])
async def test_a_broken_connection_tells_nothing(school: School, kind: str, arrived: int) -> None:
    await school.sandbox.fault("sms", kind)
    with pytest.raises((aiohttp.ClientError, ValueError)):
        await school.submit()
    assert len(await school.sandbox.sms()) == arrived


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, (words, _) in ERRORS.items()])
async def test_every_error_is_a_code_under_http_200(school: School, code: int, words: str) -> None:
    await school.sandbox.fault("sms", "error", code=code)
    assert await school.submit(id="7") == {"error": words, "error_code": code, "id": "7"}
    assert await school.sandbox.sms() == []
