"""The door over real letters: looking changes nothing, pressing does, and every wrong link gets the same page."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.people import Account
from journal_core.school import Channel
from notifier.answers import Deed
from notifier.tickets import Place, opened, seal
from tests.postgres import Database
from tests.storage.office import PEPPER
from tests.storage.street import KEY, OLGA, PHONE, Street, open_street
from web.manners import GUESSES

#: That one word ends; an absence is asked about twice, in the chat.
EVERYTHING = {"marks", "homework", "notices", "summary"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
async def street(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Street]:
    opened = await open_street(database, runtime, owner)
    yield opened
    await opened.room.worker.end()


async def live(street: Street, account: Account = OLGA) -> None:
    """Мария's address, confirmed by its letter."""
    await street.entered(account)
    ticket = await street.ticket(account.channel)
    if account.channel is Channel.SMS:
        assert await street.answers.confirm_phone(account, "", "yes")
        return
    letter = await street.answers.letter(ticket, Deed.CONFIRM)
    assert letter is not None and await street.answers.confirm(letter)


async def letter_about_a_mark(street: Street) -> str:
    """The ticket of a letter that a live address got."""
    await street.room.mark("9")
    street.room.clock.later(minutes=5)
    return await street.ticket()


def reply(ticket: str, text: str, sender: str = OLGA.address, *more: str) -> bytes:
    """A letter as a relay hands it over; it names what it answers by the number that our letter had."""
    answered = opened(PEPPER, ticket)
    number = seal(PEPPER, answered, Place.NUMBER) if answered else ticket
    lines = [
        f"From: Ольга <{sender}>",
        "To: answers@school.by",
        "Subject: Re: =?utf-8?b?0J7RgtC80LXRgtC60LA=?=",
        f"In-Reply-To: <{number}@school.by>",
        "Message-ID: <1@example.by>",
        "Content-Type: text/plain; charset=utf-8",
        *more,
        "",
        text,
        "",
        "7 октября, Школьный дневник:",
        "> Алгебра: новая отметка, 123456",
    ]
    return "\r\n".join(lines).encode()


async def test_looking_changes_nothing_and_the_page_says_no_name(street: Street) -> None:
    await live(street)
    ticket = await letter_about_a_mark(street)
    async with street.door() as client:
        for _ in range(3):
            answer = await client.get(f"/stop/{ticket}")
            page = await answer.text()
    assert answer.status == 200 and "o•••@example.by" in page
    assert not re.search("Аня|Иванов|Алгебра|olga@", page)
    assert await street.off(OLGA) == set()


async def test_every_page_is_closed_to_scripts_caches_and_strangers(street: Street) -> None:
    await live(street)
    ticket = await letter_about_a_mark(street)
    async with street.door() as client:
        for path in (f"/stop/{ticket}", "/stop/forged", "/confirm/forged", "/seen/forged"):
            answer = await client.get(path)
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "noindex" in answer.headers["X-Robots-Tag"]
            page = await answer.text()
            assert "<script" not in page and "src=" not in page and "href=" not in page
            assert "//" not in page.partition("<body>")[2]


@pytest.mark.parametrize("form", [{"what": "all"}, ONE_CLICK])
async def test_a_press_on_the_page_or_in_the_mail_program_stops_everything(
    street: Street, form: dict[str, str]
) -> None:
    await live(street)
    ticket = await letter_about_a_mark(street)
    async with street.door() as client:
        answer = await client.post(f"/stop/{ticket}", data=form)
        assert answer.status == 200 and "больше не придут" in await answer.text()
        assert await street.off(OLGA) == EVERYTHING
        await client.post(f"/stop/{ticket}", data=form)
        assert await street.off(OLGA) == EVERYTHING
        answer = await client.post(f"/stop/{ticket}", data={"what": "resume"})
        assert answer.status == 200 and "снова приходят" in await answer.text()
    assert await street.off(OLGA) == set()


async def test_a_press_that_another_site_made_for_her_stops_nothing(street: Street) -> None:
    await live(street)
    ticket = await letter_about_a_mark(street)
    async with street.door() as client:
        for site in ("cross-site", "same-site"):
            answer = await client.post(f"/stop/{ticket}", data={"what": "all"}, headers={"Sec-Fetch-Site": site})
            assert answer.status == 404
        assert (await client.post(f"/stop/{ticket}", data={"what": "everything"})).status == 404
        assert (await client.post(f"/stop/{ticket}")).status == 404
    assert await street.off(OLGA) == set()


async def test_every_wrong_link_gets_the_same_page(street: Street) -> None:
    await street.entered(OLGA)
    code = await street.ticket()
    street.room.clock.later(minutes=11)
    wrong = [
        f"/confirm/{code}",  # too old
        f"/stop/{code}",  # for another deed
        f"/seen/{code}",
        f"/confirm/{code[:-1]}",  # not whole
        f"/confirm/{seal(PEPPER, 999_999)}",  # of no letter
        f"/confirm/{seal(b'another', 1)}",  # of another installation
        "/stop/%00",
        "/stop/" + "a" * 2000,
    ]
    async with street.door() as client:
        said = set()
        for path in wrong:
            for answer in (await client.get(path), await client.post(path)):
                said.add((answer.status, await answer.text()))
    [(status, page)] = said
    assert status == 404 and "Ссылка не действует" in page and "классного руководителя" in page


async def test_whoever_guesses_is_sent_off_and_whoever_has_a_letter_is_not(street: Street) -> None:
    await live(street)
    ticket = await letter_about_a_mark(street)
    async with street.door() as client:
        statuses = [(await client.get("/stop/guess")).status for _ in range(GUESSES + 2)]
        assert (statuses[0], statuses[-1]) == (404, 429)
        assert (await client.get(f"/stop/{ticket}")).status == 200


async def test_the_page_speaks_its_reader_s_language(street: Street) -> None:
    await live(street)
    ticket = await letter_about_a_mark(street)
    await street.room.do("UPDATE person SET language = 'be'")
    async with street.door() as client:
        page = await (await client.get(f"/stop/{ticket}", headers={"Accept-Language": "en"})).text()
        assert '<html lang="be">' in page and "Больш не дасылаць?" in page
        page = await (await client.get("/stop/forged", headers={"Accept-Language": "de, en-GB;q=0.9"})).text()
        assert '<html lang="en">' in page and "This link does not work" in page


async def test_a_reply_stops_what_it_answers_and_only_from_the_mailbox_it_went_to(street: Street) -> None:
    await live(street)
    ticket = await letter_about_a_mark(street)
    async with street.door() as client:

        async def brought(letter: bytes, key: str = KEY) -> int:
            return (await client.post(f"/mail/incoming/{key}", data=letter)).status

        assert await brought(reply(ticket, "стоп"), "guess") == 404
        assert await brought(reply(ticket, "стоп", "oleg@example.by")) == 200
        assert await brought(reply(seal(b"another", 1), "стоп")) == 200
        assert await brought(reply(ticket, "Спасибо! Можно ли узнать тему?")) == 200
        assert await brought(reply(ticket, "стоп", OLGA.address, "Auto-Submitted: auto-replied")) == 200
        assert await brought(b"\xff\x00 no letter at all") == 200
        assert await street.off(OLGA) == set()
        assert await brought(reply(ticket, "стоп")) == 200
        assert await street.off(OLGA) == EVERYTHING
        assert await brought(reply(ticket, "старт")) == 200
        assert await street.off(OLGA) == set()


async def test_a_yes_to_the_letter_of_a_code_confirms(street: Street) -> None:
    await street.entered(OLGA)
    ticket = await street.ticket()
    async with street.door() as client:
        await client.post(f"/mail/incoming/{KEY}", data=reply(ticket, "нет, кто это?"))
        assert await street.state(OLGA) == "unconfirmed"
        await client.post(f"/mail/incoming/{KEY}", data=reply(ticket, "Да"))
    assert await street.state(OLGA) == "live"


async def test_a_stop_by_sms_ends_it_for_everybody_who_has_that_phone(street: Street) -> None:
    await live(street, PHONE)
    async with street.door() as client:

        async def texted(text: str, phone: str = "375291234567") -> None:
            answer = await client.post(f"/sms/incoming/{KEY}", data={"phone": phone, "mes": text})
            assert (answer.status, await answer.text()) == (200, "ok")

        await texted("СТОП", "375290000000")
        await texted("Стоп! А где Аня?")
        await texted("СТОП", "")
        assert await street.off(PHONE) == set()
        await texted("СТОП")
        await texted("СТОП", PHONE.address)
        assert await street.off(PHONE) == EVERYTHING
        await texted("старт")
        assert await street.off(PHONE) == set()


@pytest.mark.parametrize("known", [{"id": "17"}, {"time": "07.10.2026 12:00:00"}])
async def test_an_old_stop_that_the_gateway_brings_once_more_changes_nothing(
    street: Street, known: dict[str, str]
) -> None:
    await live(street, PHONE)
    async with street.door() as client:

        async def texted(text: str, **more: str) -> None:
            form = {"phone": "375291234567", "mes": text, **more}
            assert (await client.post(f"/sms/incoming/{KEY}", data=form)).status == 200
            street.room.clock.later(minutes=1)

        await texted("СТОП", **known)
        await texted("старт", id="18")
        await texted("СТОП", **known)
        assert await street.off(PHONE) == set()
        await texted("СТОП", id="19")
        assert await street.off(PHONE) == EVERYTHING
        await texted("старт", id="18")
        assert await street.off(PHONE) == EVERYTHING


async def test_an_old_letter_that_the_relay_brings_once_more_stops_nothing(street: Street) -> None:
    await live(street)
    ticket = await letter_about_a_mark(street)
    async with street.door() as client:
        for text in ("стоп", "старт", "стоп"):
            assert (await client.post(f"/mail/incoming/{KEY}", data=reply(ticket, text))).status == 200
            street.room.clock.later(minutes=1)
    assert await street.off(OLGA) == set()
