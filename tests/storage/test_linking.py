"""A code opens once, for the right family, and nothing can be learnt by trying (SEC-01..07)."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.inviting import invite_class, invite_staff
from journal_core.actions.linking import Redeemed
from journal_core.errors import Conflict, Refused, Unknown
from journal_core.linking import ALPHABET, Secret, grouped
from tests.storage.office import BIRTHDAY, MARIA, OLEG, PEPPER, STRANGER, Office, chat
from tests.storage.town import build_town


@pytest.fixture
async def office(owner: AsyncEngine, runtime: AsyncEngine) -> Office:
    """«Гимназия № 1» on Wednesday noon; nobody is linked."""
    return Office(await build_town(owner), runtime, owner)


def wrong(code: str, at: int = -1) -> str:
    """The same code with one symbol changed."""
    symbols = list(code)
    symbols[at] = ALPHABET[ALPHABET.index(symbols[at]) - 1]
    return "".join(symbols)


async def refusal(office: Office, *args: object, **kwargs: object) -> tuple[str, dict[str, str]]:
    """What a refused guess is told: all of it."""
    with pytest.raises(Refused) as refused:
        await office.redeem(*args, **kwargs)  # type: ignore[arg-type]
    return refused.value.code, refused.value.details


SAME_ANSWER: tuple[str, dict[str, str]] = ("link.not_accepted", {})


async def test_every_adult_of_the_class_gets_a_slip_and_a_pupil_without_any_gets_one(office: Office) -> None:
    slips = await office.slips()
    assert set(slips) == {"Аня", "Борис", "Вова", "Галя"}
    assert (str(slips["Аня"].adult), slips["Аня"].relation) == ("Иванова Мария", "мать")
    assert (slips["Вова"].adult, slips["Вова"].relation) == (None, "законный представитель")
    assert slips["Аня"].class_name == "7Б"
    assert (slips["Аня"].expires_at - office.now).days == 14


async def test_a_class_may_be_written_as_people_write_it_but_must_exist(office: Office) -> None:
    assert len(await office.slips("7 «б» класс")) == 4
    for name in ("9А", "вся школа"):
        with pytest.raises(Unknown, match="link.no_such_class"):
            await office.slips(name)


async def test_the_linked_and_the_barred_get_no_slip(office: Office) -> None:
    await office.link(MARIA, "Аня")
    await office.do(
        "INSERT INTO bar (guardian_id, pupil_id, actor, since) VALUES (:guardian, :pupil, 'суд', now())",
        guardian=office.town.guardians["Олег"],
        pupil=office.town.pupils["Борис"],
    )
    assert set(await office.slips()) == {"Вова", "Галя"}


async def test_a_new_slip_voids_the_earlier_one_of_the_same_adult(office: Office) -> None:
    first, second = await office.slips(), await office.slips()
    assert await refusal(office, MARIA, first["Аня"].secret.code) == SAME_ANSWER
    assert (await office.redeem(MARIA, second["Аня"].secret.code)).awaiting


async def test_an_inviting_command_said_twice_makes_no_second_set_of_codes(office: Office) -> None:
    stamp = office.stamp(command_id="invite 7Б")
    await invite_class(office.store, office.admin, "7Б", stamp, PEPPER)
    with pytest.raises(Conflict, match="link.slips_made_before"):
        await invite_class(office.store, office.admin, "7Б", stamp, PEPPER)
    assert await office.count("invitation") == 4


async def test_no_code_and_no_token_stands_anywhere_in_the_database(office: Office) -> None:
    slips = [*(await office.slips()).values(), await office.staff_slip("Ковалёва")]
    await office.redeem(MARIA, slips[0].secret.code)
    await refusal(office, STRANGER, wrong(slips[1].secret.code))
    tables = await office.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    rows = [await office.ask(f'SELECT t::text FROM "{table}" t') for (table,) in tables]
    dump = "".join(str(row[0]) for of_table in rows for row in of_table)
    assert "Иванова" in dump
    for secret in (slip.secret for slip in slips):
        for clear in (secret.code, secret.code[4:], grouped(secret.code), secret.token):
            assert clear not in dump
            assert clear.encode().hex() not in dump
            assert clear not in repr(slips)


async def test_a_code_opens_however_it_is_typed(office: Office) -> None:
    code = (await office.slips())["Аня"].secret.code
    cyrillic = grouped(code).translate(str.maketrans("ABCEHKMPTXY3", "АВСЕНКМРТХУЗ")).lower()
    redeemed = await office.redeem(MARIA, f" {cyrillic.replace('-', ' — ')} ")
    assert redeemed == Redeemed(
        redeemed.link_id, "guardian", redeemed.person_id, redeemed.school, redeemed.pupil_id, "И. А., 7Б", True, False
    )


async def test_a_deep_link_opens_too_and_asks_for_the_birth_date_as_well(office: Office) -> None:
    token = (await office.slips())["Аня"].secret.token
    assert await refusal(office, STRANGER, token, None) == SAME_ANSWER
    assert await refusal(office, STRANGER, token, date(2013, 10, 18)) == SAME_ANSWER
    assert (await office.redeem(MARIA, token)).pupil_short == "И. А., 7Б"


async def test_every_failure_has_one_and_the_same_answer(office: Office) -> None:
    old = await office.slips()
    slips = await office.slips()
    used = slips["Борис"].secret.code
    await office.redeem(OLEG, used)
    await office.do(
        "INSERT INTO bar (guardian_id, pupil_id, actor, since) VALUES (:guardian, :pupil, 'суд', now())",
        guardian=office.town.guardians["Мария"],
        pupil=office.town.pupils["Аня"],
    )
    await office.do("UPDATE pupil SET birth_date = NULL WHERE id = :id", id=office.town.pupils["Галя"])
    guesses: list[tuple[str, date | None]] = [
        ("нет", BIRTHDAY),  # no code at all
        (wrong(slips["Вова"].secret.code), BIRTHDAY),
        (wrong(slips["Вова"].secret.code, 0), BIRTHDAY),  # unknown selector
        (Secret.fresh().token, BIRTHDAY),
        (slips["Вова"].secret.code, date(2013, 1, 1)),
        (slips["Вова"].secret.code, None),
        (old["Вова"].secret.code, BIRTHDAY),  # revoked
        (used, BIRTHDAY),
        (slips["Аня"].secret.code, BIRTHDAY),  # barred
        (slips["Галя"].secret.code, BIRTHDAY),  # the school lacks the birth date
        (slips["Галя"].secret.code, None),
    ]
    for number, (key, birth_date) in enumerate(guesses):
        assert await refusal(office, chat(100 + number), key, birth_date) == SAME_ANSWER
    office.later(days=14)
    assert await refusal(office, chat(200), slips["Вова"].secret.code) == SAME_ANSWER  # expired
    assert await office.count("link") == 1


async def test_fifty_at_once_open_a_code_once(office: Office) -> None:
    code = (await office.slips())["Аня"].secret.code
    tries = (office.redeem(chat(1000 + n), code) for n in range(50))
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, Redeemed) for one in answers) == 1
    assert sum(isinstance(one, Refused) and one.code == "link.not_accepted" for one in answers) == 49
    assert await office.count("person") == 1
    assert await office.count("linking_failure") == 49


async def test_a_redeeming_said_twice_has_one_answer_and_spends_one_code(office: Office) -> None:
    code = (await office.slips())["Аня"].secret.code
    first = await office.redeem(MARIA, code, command_id="update 17")
    assert await office.redeem(MARIA, code, command_id="update 17") == first
    assert await refusal(office, STRANGER, wrong(code), command_id="update 18") == SAME_ANSWER
    assert await refusal(office, STRANGER, wrong(code), command_id="update 18") == SAME_ANSWER
    assert await office.count("linking_failure") == 1


async def test_after_five_failures_the_account_waits_though_the_code_is_right(office: Office) -> None:
    code = (await office.slips())["Аня"].secret.code
    for _ in range(5):
        await refusal(office, MARIA, wrong(code))
    assert await refusal(office, MARIA, code) == SAME_ANSWER
    assert await office.count("linking_failure") == 5  # kept although every redeeming was refused
    office.later(minutes=14)
    assert await refusal(office, MARIA, code) == SAME_ANSWER
    office.later(minutes=1)
    assert (await office.redeem(MARIA, code)).awaiting


async def test_fifty_guesses_of_one_account_at_once_are_five(office: Office) -> None:
    code = (await office.slips())["Аня"].secret.code
    await asyncio.gather(*(refusal(office, STRANGER, wrong(code)) for _ in range(50)))
    assert await office.count("linking_failure") == 5


async def test_one_stranger_cannot_lock_a_parent_out(office: Office) -> None:
    code = (await office.slips())["Аня"].secret.code
    for _ in range(3):
        for _ in range(5):
            await refusal(office, STRANGER, wrong(code))
        office.later(hours=3)
    assert (await office.redeem(MARIA, code)).awaiting


async def test_guesses_of_three_people_close_the_typed_code_and_leave_the_paper_open(office: Office) -> None:
    secret = (await office.slips())["Аня"].secret
    for stranger in (chat(666), chat(667), chat(668)):
        for _ in range(4):
            await refusal(office, stranger, wrong(secret.code))
    assert await refusal(office, MARIA, secret.code) == SAME_ANSWER
    assert (await office.redeem(MARIA, secret.token)).awaiting
    assert (await office.redeem(MARIA, (await office.slips())["Борис"].secret.code)).merged  # a new slip is open


async def test_a_found_slip_closes_after_ten_wrong_birth_dates(office: Office) -> None:
    token = (await office.slips())["Аня"].secret.token
    for number in range(10):
        await refusal(office, chat(700 + number), token, date(2013, 1, 1 + number))
    assert await refusal(office, MARIA, token) == SAME_ANSWER


async def test_a_hundred_guesses_an_hour_stop_the_schools_typed_codes(office: Office) -> None:
    slips = await office.slips()
    await office.do(
        "INSERT INTO linking_failure (channel, address, selector, at) "
        "SELECT 'telegram', n::text, '2222', :now FROM generate_series(1, 100) n",
        now=office.now,
    )
    office.later(minutes=5)
    assert await refusal(office, MARIA, slips["Аня"].secret.code) == SAME_ANSWER
    assert (await office.redeem(OLEG, slips["Борис"].secret.token)).awaiting
    office.later(hours=1)
    assert (await office.redeem(MARIA, slips["Аня"].secret.code)).awaiting


async def test_where_the_law_forbids_the_messenger_the_code_stays_good(office: Office) -> None:
    code = (await office.slips())["Аня"].secret.code
    await office.do("UPDATE school SET jurisdiction = 'ru-state'")
    assert await refusal(office, MARIA, code) == ("link.channel_forbidden", {})
    assert await refusal(office, STRANGER, wrong(code)) == SAME_ANSWER  # told to nobody who merely guesses
    await office.do("UPDATE school SET jurisdiction = 'by-state'")
    assert (await office.redeem(MARIA, code)).awaiting


async def test_staff_need_no_birth_date_and_are_live_at_once_for_a_day(office: Office) -> None:
    slip = await office.staff_slip("Ковалёва")
    assert (slip.kind, slip.pupil, str(slip.adult)) == ("staff", None, "Ковалёва Нина Петровна")
    redeemed = await office.redeem(chat(50), slip.secret.code, None)
    assert (redeemed.kind, redeemed.awaiting, redeemed.pupil_short) == ("staff", False, "")
    late = await office.staff_slip("Орлов")
    office.later(hours=24)
    assert await refusal(office, chat(51), late.secret.token, None) == SAME_ANSWER
    assert await office.events() == []


async def test_all_staff_who_are_not_linked_are_invited_but_nobody_of_another_school(office: Office) -> None:
    await office.redeem(chat(50), (await office.staff_slip("Ковалёва")).secret.code, None)
    slips = await invite_staff(office.store, office.admin, None, office.stamp(), PEPPER)
    assert {slip.adult.surname for slip in slips if slip.adult} == {"Орлов", "Лис", "Соколова"}
    with pytest.raises(Unknown, match="link.no_such_staff"):
        await invite_staff(office.store, office.admin, [10**6], office.stamp(), PEPPER)
