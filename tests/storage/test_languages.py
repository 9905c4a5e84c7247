"""The language somebody chose is kept, written down, and spoken on every channel."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.redeeming import redeem
from journal_core.actions.speaking import choose_language
from journal_core.errors import NotLinked
from journal_core.school import Channel
from tests.postgres import Database
from tests.storage.office import BIRTHDAY, MARIA, PEPPER, STRANGER, Office
from tests.storage.postroom import Postroom, open_postroom
from tests.storage.town import build_town


@pytest.fixture
async def office(owner: AsyncEngine, runtime: AsyncEngine) -> Office:
    """«Гимназия № 1» on Wednesday noon; nobody is linked."""
    return Office(await build_town(owner), runtime, owner)


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    yield opened
    await opened.worker.end()


async def spoken_to_maria(office: Office) -> str:
    grants = await office.grants(MARIA)
    assert grants is not None
    return grants.language


async def test_whoever_links_is_spoken_to_in_the_language_of_their_phone(office: Office) -> None:
    slip = (await office.slips())["Аня"]
    await redeem(office.store, MARIA, slip.secret.code, BIRTHDAY, office.stamp(), PEPPER, "be")
    assert await spoken_to_maria(office) == "be"


async def test_a_choice_is_kept_and_stands_in_the_audit_once(office: Office) -> None:
    await office.link(MARIA, "Аня")
    stamp = office.stamp()
    for _ in ("said", "said again"):
        await choose_language(office.store, await office.grants(MARIA), "en", stamp)
    assert await spoken_to_maria(office) == "en"
    [row] = await office.ask("SELECT subject, details FROM audit WHERE action = 'choose_language'")
    assert row.subject.startswith("person:")
    assert row.details == {"language": "en"}


async def test_an_old_command_said_again_does_not_bring_the_old_language_back(office: Office) -> None:
    await office.link(MARIA, "Аня")
    first, second = office.stamp(), office.stamp()
    for stamp, language in ((first, "en"), (second, "be"), (first, "en")):
        await choose_language(office.store, await office.grants(MARIA), language, stamp)
    assert await spoken_to_maria(office) == "be"


async def test_one_person_s_choice_is_nobody_else_s(office: Office) -> None:
    await office.link(MARIA, "Аня")
    await office.do("INSERT INTO person (created_at) VALUES (now())")
    await choose_language(office.store, await office.grants(MARIA), "be", office.stamp())
    assert sorted(row.language for row in await office.ask("SELECT language FROM person")) == ["be", "ru"]


async def test_a_stranger_has_no_language_to_keep(office: Office) -> None:
    with pytest.raises(NotLinked):
        await choose_language(office.store, await office.grants(STRANGER), "be", office.stamp())
    assert await office.count("audit") == 0


@pytest.mark.parametrize(
    ("language", "in_the_chat", "in_a_letter"),
    [
        ("be", "Алгебра: <b>7</b> · ср 07.10", "Новая адзнака: Алгебра"),
        ("en", "Алгебра: <b>7</b> · Wed 7 Oct", "New mark: Алгебра"),
    ],
)
async def test_a_push_and_a_letter_speak_the_reader_s_language(
    room: Postroom, language: str, in_the_chat: str, in_a_letter: str
) -> None:
    await room.adult("Мария", Channel.TELEGRAM)
    await room.adult("Олег", Channel.EMAIL, of="Аня")
    await room.do("UPDATE person SET language = :language", language=language)
    await room.mark("7")
    [told] = await room.say(minutes=5)
    assert in_the_chat in told
    [letter] = await room.say(Channel.EMAIL)
    assert in_a_letter in letter
