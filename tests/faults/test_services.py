"""Other people's servers misbehave, each in each of its ways; nothing is lost, and copies stay within A."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from app.demo.servers import SECRET
from app.secret import key_of, pepper
from storage.dsn import for_asyncpg
from storage.embedded import EmbeddedServer
from tests.e2e import school
from tests.e2e.paper import by_mail, by_sms
from tests.e2e.school import KOVALEVA, ORLOV, SOKOLOVA
from tests.e2e.trial import Trial, found_school, let_in, pair
from tests.faults.day import CHATS, a_day, judge, save
from tests.history_read import read_database

pytestmark = pytest.mark.asyncio(loop_scope="module")

#: Families without a messenger.
GLEB, MAILBOX = "Окунев Глеб", "foma@mail.example"
LUKA, DEAD_BOX = "Рысев Лука", "gone@mail.example"
NIKA, PHONE = "Соболева Ника", "+375447654321"
NEUTRAL = "Новая запись"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Trial]:
    async with pair(tmp_path_factory.mktemp("faults")) as trial:
        await found_school(trial)
        await let_in(trial, [child for child in school.CHILDREN if child.name in CHATS])
        await trial.school_hours()
        await by_mail(trial, GLEB, MAILBOX)
        await by_mail(trial, LUKA, DEAD_BOX)
        await by_sms(trial, NIKA, PHONE)
        yield trial


@pytest_asyncio.fixture(loop_scope="module")
async def trial(running: Trial) -> AsyncIterator[Trial]:
    """The pair in school hours; whatever a fault did, the promises hold afterwards."""
    await running.school_hours()
    yield running
    await running.sandbox.clear_faults()
    await running.look_over()


#: fault → how often the push may stand in the chat: twice only where it was done and the answer was lost
TELEGRAM = {"429": 1, "500": 1, "html502": 1, "drop_before": 1, "drop_after": 2, "half_reply": 2}


@pytest.mark.parametrize(("kind", "child"), list(zip(TELEGRAM, CHATS, strict=False)))
async def test_a_push_survives_a_telegram_that_fails_once(trial: Trial, kind: str, child: str) -> None:
    parent = trial.parent(child)
    place = await trial.mark(parent)
    await trial.posts(KOVALEVA, f"7Б алгебра {child.split()[0]} 9")
    await trial.sandbox.fault("telegram", kind, person=parent.id, method="sendMessage", retry_after=1)
    await trial.step("PT5M")
    assert await trial.sandbox.faults() == [], "the fault was never met"
    await _let_doubts_pass(trial)
    came = [one for one in await trial.since(parent, place) if "Алгебра: 9" in one.text]
    assert 1 <= len(came) <= TELEGRAM[kind]


@pytest.mark.parametrize("kind", ["500", "drop_before", "drop_after", "html502"])
async def test_a_reply_survives_a_telegram_that_fails_once(trial: Trial, kind: str) -> None:
    person = trial.parent("Щукина Тося")
    await trial.settled()
    await trial.sandbox.fault("telegram", kind, person=person.id, method="sendMessage")
    place = await person.says("неделя")
    came = await trial.since(person, place)
    assert 1 <= len(came) <= 2 and all("Эта неделя" in one.text for one in came)


@pytest.mark.parametrize("kind", ["500", "drop_after", "half_reply"])
async def test_an_edit_that_fails_once_is_made_again(trial: Trial, kind: str) -> None:
    """Н of a second lesson changes the message of the first, whatever becomes of the answer."""
    child = {"500": "Яковлев Дмитрий", "drop_after": "Щукина Тося", "half_reply": "Дроздова Мила"}[kind]
    parent, class_name = trial.parent(child), "7Б" if kind == "half_reply" else "7А"
    place = await trial.mark(parent)
    await trial.posts(KOVALEVA, f"{class_name} алгебра {child.split()[0]} н")
    await trial.step("PT90S")
    await trial.sandbox.fault("telegram", kind, person=parent.id, method="editMessageText")
    await trial.posts(ORLOV, f"{class_name} физика {child.split()[0]} н")
    await trial.step("PT90S")
    await _let_doubts_pass(trial)
    [push] = await trial.since(parent, place)
    assert "Алгебра" in push.text and "Физика" in push.text


@pytest.mark.parametrize(
    ("kind", "stage", "copies"), [("drop_after", "dot", 2), ("drop_before", "data", 1), ("greylist", "rcpt", 1)]
)
async def test_a_letter_survives_a_mail_server_that_fails_once(
    trial: Trial, kind: str, stage: str, copies: int
) -> None:
    before = len(await _letters(trial, MAILBOX))
    await trial.posts(SOKOLOVA, "7Б история Окунев 8")
    await trial.sandbox.fault("smtp", kind, stage=stage, person=MAILBOX)
    await trial.step("PT5M")
    await _let_doubts_pass(trial)
    came = (await _letters(trial, MAILBOX))[before:]
    assert 1 <= len(came) <= copies
    assert len({one["headers"]["Message-ID"] for one in came}) == 1  # a mailbox can fold the copy


async def test_a_mailbox_that_does_not_exist_is_not_written_to_again(trial: Trial) -> None:
    before = len(await _letters(trial, DEAD_BOX))
    await trial.sandbox.fault("smtp", "reply", stage="rcpt", code=550, person=DEAD_BOX, count=5)
    await trial.posts(SOKOLOVA, "7Б история Рысев 8")
    await trial.step("PT5M")
    await trial.sandbox.clear_faults()
    await trial.posts(SOKOLOVA, "7Б история Рысев 9")
    await trial.step("PT1H")
    assert len(await _letters(trial, DEAD_BOX)) == before


async def test_receipts_that_come_early_twice_late_and_never_end_where_they_should(trial: Trial) -> None:
    key = key_of(pepper(SECRET, trial.gateway.home), "sms receipts")
    await trial.sandbox.sms_callback(f"http://{trial.gateway.listen}/sms/receipts/{key}", auto=False)
    states = []
    for teacher, subject, deed in (
        (KOVALEVA, "алгебра", "twice"),
        (SOKOLOVA, "история", "early"),
        (ORLOV, "физика", "never"),
    ):
        number = len(await trial.sandbox.sms()) + 1
        if deed == "early":
            await trial.sandbox.post(f"sms/{number}/receipt", {"status": "DELIVRD", "early": True})
        await trial.posts(teacher, f"7Б {subject} Соболева н")
        await trial.step("PT90S")
        sms = await trial.sandbox.next_sms(to=PHONE, contains=NEUTRAL)
        if deed == "twice":
            await trial.sandbox.post(f"sms/{number}/receipt", {"status": "DELIVRD", "times": 2})
            await trial.sandbox.post(f"sms/{number}/receipt", {"status": "UNDELIV"})
        states.append(await _state(trial, int(sms["id"])))
        await trial.next_day()
    assert [state in ("delivered", "failed") for state in states[:2]] == [True, True]
    assert states[1] == "delivered" and states[2] == "accepted"
    assert len([one for one in await trial.sandbox.sms() if NEUTRAL in one["text"]]) == 3


@pytest.mark.parametrize(("kind", "came"), [("drop_after", 1), ("half_reply", 1), ("500", 0)])
async def test_an_sms_in_doubt_is_never_sent_again(trial: Trial, kind: str, came: int) -> None:
    await trial.next_day()
    before = len(await trial.sandbox.sms())
    await trial.sandbox.fault("sms", kind, person=PHONE)
    await trial.posts(KOVALEVA, "7Б алгебра Соболева н")
    await trial.step("PT90S")
    await _let_doubts_pass(trial)
    assert len(await trial.sandbox.sms()) == before + came


async def test_a_database_that_hangs_up_in_the_middle_loses_nothing(trial: Trial) -> None:
    await trial.next_day()
    day = a_day(size=12)
    await day.begins(trial)
    for number, post in enumerate(day.posts):
        if number % 4 == 1:
            saving = asyncio.create_task(save(trial, post, day))
            await _cut_connections(trial)
            await saving
        else:
            await save(trial, post, day)
        await trial.settled()
        if number % 4 == 2:
            stepping = asyncio.create_task(trial.sandbox.advance("PT5M"))
            await _cut_connections(trial)
            await stepping
            await trial.settled()
    await trial.step("PT6M")
    await _let_doubts_pass(trial)
    times = await judge(trial, day)
    assert max(times.values()) <= 2


async def _cut_connections(trial: Trial) -> None:
    """As a restarted server does: every connection of the gateway ends at once."""
    server = EmbeddedServer(trial.gateway.home / "postgres")
    await asyncio.to_thread(server.start)
    try:
        connection = await asyncpg.connect(for_asyncpg(server.superuser_dsn("diary")))
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'diary' AND pid <> pg_backend_pid()"
        )
        await connection.close()
    finally:
        await asyncio.to_thread(server.stop)


async def _let_doubts_pass(trial: Trial) -> None:
    """Long enough for every retry and for every doubt to end, and well before the night."""
    for by in ("PT30S", "PT1M", "PT2M", "PT5M", "PT10M", "PT11M"):
        await trial.step(by)


async def _letters(trial: Trial, to: str) -> list[Any]:
    return [one for one in await trial.sandbox.mail() if one["to"] == [to] and "История" in one["text"]]


async def _state(trial: Trial, message: int) -> str:
    """How the gateway thinks a message ended: nobody else can tell."""
    server = EmbeddedServer(trial.gateway.home / "postgres")
    await asyncio.to_thread(server.start)
    try:
        rows = await read_database(server.runtime_dsn("diary"))
    finally:
        await asyncio.to_thread(server.stop)
    return str(next(row["state"] for row in rows["messages"] if row["id"] == message))
