"""Submission to the SMS gateway: SMSC.ru's error codes, segments, money, and the breaks of any HTTP service."""

import aiohttp

from sandbox.term.desk import Desk
from sandbox.term.rows import Play, Theme

SUBMISSION = Theme("SMS: submission")

#: error_code of SMSC.ru, «Отправка SMS».
_ERRORS = (
    (1, "parameters error"),
    (2, "authorise error"),
    (3, "insufficient funds"),
    (4, "IP is blocked"),
    (5, "invalid date format"),
    (6, "message is denied"),
    (7, "invalid number"),
    (8, "can't deliver message"),
    (9, "duplicate request, wait a minute"),
)


def _error(code: int) -> Play:
    async def play(desk: Desk) -> str:
        await desk.fault("sms", "error", code=code)
        answer = await desk.sms(id="7")
        return f"{answer.status}, {answer.body}"

    return play


for _code, _words in _ERRORS:
    SUBMISSION.row(
        f"error {_code} comes under HTTP 200, with our own id",
        f"200, {{'error': {_words!r}, 'error_code': {_code}, 'id': '7'}}",
    )(_error(_code))


@SUBMISSION.row("a text is taken under our own number", "200, {'id': 7, 'cnt': 1}")
async def taken(desk: Desk) -> str:
    answer = await desk.sms(id="7")
    return f"{answer.status}, {answer.body}"


@SUBMISSION.row("Cyrillic: 70 letters are one segment, 71 two, 135 three", "1, 2, 3")
async def cyrillic(desk: Desk) -> str:
    return ", ".join([str((await desk.sms(mes="я" * size)).body["cnt"]) for size in (70, 71, 135)])


@SUBMISSION.row("Latin: 160 letters are one segment, 161 two, a bracket counts twice", "1, 2, 2")
async def latin(desk: Desk) -> str:
    return ", ".join([str((await desk.sms(mes=text)).body["cnt"]) for text in ("a" * 160, "a" * 161, "[" * 81)])


@SUBMISSION.row("a wrong password, no text and a number that is none", "2, 1, 7")
async def wrong(desk: Desk) -> str:
    forms: tuple[dict[str, str], ...] = ({"psw": "wrong"}, {"mes": ""}, {"phones": "anna"})
    return ", ".join([str((await desk.sms(**form)).body["error_code"]) for form in forms])


@SUBMISSION.row("the money runs out by segments", "2 billed, error 3, 1 billed")
async def money(desk: Desk) -> str:
    await desk.control("sms/account", {"balance": 3})
    try:
        bodies = [(await desk.sms(mes=text)).body for text in ("я" * 71, "я" * 71, "я")]
    finally:
        await desk.control("sms/account", {"balance": None})
    return ", ".join(f"{one['cnt']} billed" if "cnt" in one else f"error {one['error_code']}" for one in bodies)


@SUBMISSION.row("the same request again is a duplicate for a minute", "taken, error 9, taken")
async def duplicate(desk: Desk) -> str:
    form = {"phones": desk.phone(), "id": "7"}
    seen = []
    for pause in ("PT0S", "PT59S", "PT1S"):
        await desk.step(pause)
        body = (await desk.sms(**form)).body
        seen.append(f"error {body['error_code']}" if "error_code" in body else "taken")
    return ", ".join(seen)


def _broken(kind: str) -> Play:
    async def play(desk: Desk) -> str:
        phone = desk.phone()
        await desk.fault("sms", kind)
        try:
            async with desk.session.post(f"{desk.base}/sms/sys/send.php", data=desk.form(phones=phone)) as response:
                await response.read()
                said = str(response.status)
        except aiohttp.ClientError:
            said = "no answer"
        return f"{said}, {len(await desk.texts(phone))} taken"

    return play


for _kind, _sentence, _seen in (
    ("500", "an internal error before anything was done", "500, 0 taken"),
    ("html502", "a page of a proxy instead of an answer", "502, 0 taken"),
    ("drop_before", "the connection breaks before anything was done", "no answer, 0 taken"),
    ("drop_after", "the connection breaks after the text was taken", "no answer, 1 taken"),
    ("half_reply", "half an answer after the text was taken", "no answer, 1 taken"),
):
    SUBMISSION.row(_sentence, _seen)(_broken(_kind))
