"""People without a messenger answer: by the link in the mail, by a reply, by one press of a mail program, by SMS."""

from __future__ import annotations

import pytest

from tests.e2e.paper import PAPER, by_mail, by_sms, code_in, family_of
from tests.e2e.school import KOVALEVA, SOKOLOVA
from tests.e2e.street import letters_to, link_in, opened, pressed, replied, texted
from tests.e2e.trial import Trial

pytestmark = pytest.mark.asyncio(loop_scope="session")

OLGA, RIMMA, TAISIA = "olga@mail.example", "rimma@mail.example", "taisia@mail.example"
NELLY = "+375447654322"


async def test_grandmother_olga_presses_the_link_in_the_mail_and_her_address_is_live(trial: Trial) -> None:
    vera = trial[SOKOLOVA]
    await family_of(trial, "Вербицкая Алиса")
    await trial.presses(vera, "✉️")
    await trial.says(vera, f"{OLGA}\n{PAPER}")
    letter = await trial.sandbox.next_mail(to=OLGA)
    link = link_in(letter, "confirm")
    status, words = await opened(link)
    assert (status, "o•••@mail.example" in words, "Подтвердить" in words) == (200, True, True)
    assert "Алиса" not in words and "Вербицкая" not in words
    await _nothing_comes(trial, "Вербицкая", OLGA)  # a scanner that opens links has confirmed nothing
    status, words = await pressed(link)
    assert (status, "подтверждён" in words) == (200, True)
    assert "подтверждён" in (await pressed(link))[1]  # pressed twice
    await trial.posts(KOVALEVA, "7Б Вербицкая 9")
    await trial.step("PT10M")
    came = await trial.sandbox.next_mail(to=OLGA)
    assert "Алгебра" in came["text"] and "ответьте на это письмо словом СТОП" in came["text"]


async def test_olga_answers_stop_and_hears_no_more_until_she_answers_start(trial: Trial) -> None:
    [*_, letter] = [one for one in await trial.sandbox.mail() if one["to"] == [OLGA]]
    await replied(trial, letter, "Спасибо большое, Алиса молодец! Стоп не надо.")
    await trial.posts(KOVALEVA, "7Б Вербицкая 8")
    await trial.step("PT10M")
    letter = await trial.sandbox.next_mail(to=OLGA)
    await trial.sandbox.post(f"mail/{letter['n']}/reply", {"text": "стоп", "auto": True})  # a machine answers
    await replied(trial, letter, "Стоп")
    await _nothing_comes(trial, "Вербицкая", OLGA)
    await replied(trial, letter, "старт")
    await trial.posts(KOVALEVA, "7Б Вербицкая 7")
    await trial.step("PT10M")
    assert "Алгебра" in (await trial.sandbox.next_mail(to=OLGA))["text"]


async def test_rimma_stops_by_one_press_of_her_mail_program_and_takes_it_back_on_the_page(trial: Trial) -> None:
    await by_mail(trial, "Громова Дина", RIMMA)
    await trial.posts(KOVALEVA, "7Б Громова 9")
    await trial.step("PT10M")
    letter = await trial.sandbox.next_mail(to=RIMMA)
    link = link_in(letter, "stop")
    assert letter["headers"]["List-Unsubscribe"] == f"<{link}>"
    status, words = await opened(link)
    assert status == 200 and "r•••@mail.example" in words and "Дина" not in words
    await trial.posts(KOVALEVA, "7Б Громова 8")  # looking has stopped nothing
    await trial.step("PT10M")
    await trial.sandbox.next_mail(to=RIMMA)
    assert (await trial.sandbox.post(f"mail/{letter['n']}/unsubscribe"))["http"] == 200
    await _nothing_comes(trial, "Громова", RIMMA)
    status, words = await pressed(link, what="resume")
    assert (status, "снова приходят" in words) == (200, True)
    await trial.posts(KOVALEVA, "7Б Громова 7")
    await trial.step("PT10M")
    await trial.sandbox.next_mail(to=RIMMA)


async def test_a_forged_link_and_a_letter_answered_by_a_stranger_do_nothing(trial: Trial) -> None:
    [*_, letter] = [one for one in await trial.sandbox.mail() if one["to"] == [RIMMA]]
    link = link_in(letter, "stop")
    forged = link[:-1] + ("A" if link[-1] != "A" else "B")
    foreign = link.replace("/stop/", "/confirm/"), link.replace("/stop/", "/seen/"), f"{link}x", forged
    answers = [await opened(one) for one in foreign] + [await pressed(one, what="all") for one in foreign]
    assert len(set(answers)) == 1 and answers[0][0] == 404 and "Ссылка не действует" in answers[0][1]
    await trial.posts(KOVALEVA, "7Б Громова 6")
    await trial.step("PT10M")
    await trial.sandbox.next_mail(to=RIMMA)


async def test_a_code_asked_for_anew_makes_the_old_link_void_and_a_reply_confirms(trial: Trial) -> None:
    vera, letters = trial[SOKOLOVA], []
    for _ in range(2):
        await trial.step("PT1M")
        await family_of(trial, "Евсеева Нора")
        await trial.presses(vera, "✉️")
        await trial.says(vera, f"{TAISIA}\n{PAPER}")
        letters.append(await trial.sandbox.next_mail(to=TAISIA))
    old, new = letters
    assert (await pressed(link_in(old, "confirm")))[0] == 404
    await replied(trial, old, "да")
    await replied(trial, new, f"что это? {(int(code_in(new['text'])) + 1) % 1_000_000:06d}")
    await _nothing_comes(trial, "Евсеева", TAISIA)
    await replied(trial, new, "Да, подтверждаю")
    await trial.posts(KOVALEVA, "7Б Евсеева 9")
    await trial.step("PT10M")
    assert "Алгебра" in (await trial.sandbox.next_mail(to=TAISIA))["text"]


async def test_a_letter_that_comes_back_buries_its_mailbox(trial: Trial) -> None:
    [*_, letter] = [one for one in await trial.sandbox.mail() if one["to"] == [TAISIA]]
    for status in ("4.2.2", "5.7.1"):
        await trial.sandbox.post(f"mail/{letter['n']}/bounce", {"status": status})
    await trial.posts(KOVALEVA, "7Б Евсеева 8")
    await trial.step("PT10M")
    letter = await trial.sandbox.next_mail(to=TAISIA)
    for _ in range(2):
        assert (await trial.sandbox.post(f"mail/{letter['n']}/bounce", {"status": "5.1.1"}))["http"] == 200
    await _nothing_comes(trial, "Евсеева", TAISIA)


async def test_nelly_answers_by_sms_and_an_alarm_is_not_lost_by_one_word(trial: Trial) -> None:
    await by_sms(trial, "Жукова Лилия", NELLY)
    await texted(trial, NELLY, "СТОП")
    await texted(trial, NELLY.removeprefix("+"), "Стоп")
    await texted(trial, "+375290000000", "СТОП")  # somebody whom we do not know
    before = await _texts(trial)
    await trial.posts(SOKOLOVA, "7Б Жукова н")
    await trial.step("PT90S")
    assert await _texts(trial) == before + 1


async def _texts(trial: Trial) -> int:
    await trial.settled()
    return sum(one["to"] == NELLY for one in await trial.sandbox.sms())


async def _nothing_comes(trial: Trial, surname: str, address: str) -> None:
    """A mark that would have been a letter is none."""
    before = await letters_to(trial, address)
    await trial.posts(KOVALEVA, f"7Б {surname} 10")
    await trial.step("PT5M")
    assert await letters_to(trial, address) == before
