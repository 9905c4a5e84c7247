"""The SMS gateway counts segments as operators bill them, and its receipts come late, early and twice."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web

from sandbox.client import Sandbox, SandboxError
from sandbox.server import running
from sandbox.sms import segments

ANNA = "+375291234567"


class School:
    """A gateway that submits texts and takes receipts."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox, self.session, self.url = sandbox, session, ""
        self.receipts: asyncio.Queue[dict[str, str]] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        self.receipts.put_nowait({name: str(value) for name, value in (await request.post()).items()})
        return web.Response()

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
    assert segments(text) == count


async def test_a_text_is_taken_under_the_clients_own_number(school: School) -> None:
    assert await school.submit("я" * 71, id="5001", sender="SCHOOL") == {"id": 5001, "cnt": 2}
    sms = await school.sandbox.next_sms(to=ANNA)
    assert (sms["id"], sms["segments"], sms["sender"], sms["text"]) == ("5001", 2, "SCHOOL", "я" * 71)


@pytest.mark.parametrize(
    ("asked", "code"), [({"psw": "wrong"}, 2), ({"phones": "anna"}, 7), ({"mes": ""}, 1), ({"fmt": "1"}, 1)]
)
async def test_a_wrong_request_gets_its_error_code(school: School, asked: dict[str, str], code: int) -> None:
    assert (await school.submit(**{"text": "x"} | asked))["error_code"] == code
    assert await school.sandbox.sms() == []


async def test_a_receipt_comes_by_itself_and_again_when_asked(school: School) -> None:
    await school.sandbox.sms_callback(school.url)
    await school.submit(id="7")
    first = await asyncio.wait_for(school.receipts.get(), 5)
    assert (first["id"], first["phone"], first["status"]) == ("7", ANNA, "1")
    sent = await school.sandbox.post("sms/1/receipt", {"status": "UNDELIV", "times": 2})
    assert [one["http"] for one in sent["sent"]] == [200, 200]
    assert [(await school.receipts.get())["status"] for _ in range(2)] == ["20", "20"]


async def test_a_receipt_may_overtake_the_answer(school: School) -> None:
    await school.sandbox.sms_callback(school.url, auto=False)
    await school.sandbox.post("sms/1/receipt", {"early": True, "status": "EXPIRED"})
    await school.submit(id="7")
    assert school.receipts.get_nowait()["status"] == "3"
    assert school.receipts.empty()


async def test_a_receipt_for_what_never_came_is_refused_in_words(school: School) -> None:
    await school.sandbox.sms_callback(school.url)
    with pytest.raises(SandboxError, match="there is no SMS 1; 0 arrived"):
        await school.sandbox.post("sms/1/receipt", {})


async def test_somebody_writes_back(school: School) -> None:
    await school.sandbox.sms_callback(school.url)
    await school.sandbox.post("sms/incoming", {"from": ANNA, "text": "СТОП"})
    form = await asyncio.wait_for(school.receipts.get(), 5)
    assert (form["phone"], form["mes"]) == (ANNA, "СТОП")


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", 0), ("drop_after", 1), ("half_reply", 1)])
async def test_a_broken_connection_tells_nothing(school: School, kind: str, arrived: int) -> None:
    await school.sandbox.fault("sms", kind)
    with pytest.raises((aiohttp.ClientError, ValueError)):
        await school.submit()
    assert len(await school.sandbox.sms()) == arrived


async def test_no_money_is_an_error_code_under_http_200(school: School) -> None:
    await school.sandbox.fault("sms", "error", code=3)
    assert await school.submit(id="7") == {"error": "insufficient funds", "error_code": 3, "id": "7"}
