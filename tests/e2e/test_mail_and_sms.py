"""Families without a messenger: an address confirmed by a code, then letters with initials and neutral SMS."""

from __future__ import annotations

import pytest

from tests.e2e.paper import PAPER, by_mail, code_in, family_of
from tests.e2e.school import KOVALEVA, SOKOLOVA
from tests.e2e.trial import Trial

pytestmark = pytest.mark.asyncio(loop_scope="session")

LUKA = "Рысев Лука"
EVA = "Панкратова Ева"


async def test_an_imported_address_gets_nothing_before_it_is_confirmed(trial: Trial) -> None:
    emma = trial.parent(EVA)
    place = await trial.mark(emma)
    await trial.posts(KOVALEVA, "7Б Панкратова н")
    await trial.step("PT90S")
    assert len(await trial.since(emma, place)) == 1
    await emma.blocks()
    await trial.posts(SOKOLOVA, "7Б Панкратова 5")
    await trial.step("PT2H")
    letters = [one["to"] for one in await trial.sandbox.mail()]
    assert ["emma@list.example"] not in letters
    assert not [one for one in await trial.sandbox.sms() if one["to"].endswith("291110016")]
    await emma.unblocks()


async def test_the_class_teacher_enters_a_mailbox_and_is_told_the_code_of_the_letter(trial: Trial) -> None:
    vera = trial[SOKOLOVA]
    await family_of(trial, "Окунев Глеб")
    asked = await trial.presses(vera, "✉️")
    assert "Пришлите адрес почты" in asked.text and "согласие на бумаге" in asked.text
    sent = await trial.says(vera, f"foma@mail.example\n{PAPER}")
    assert "Код из шести цифр ушёл на" in sent.text and "foma@mail.example" not in sent.text
    letter = await trial.sandbox.next_mail(to="foma@mail.example")
    assert letter["text"] and letter["html"] and "Окунев" not in letter["text"] + letter["subject"]
    live = await trial.says(vera, code_in(letter["text"]))
    assert "Почта подтверждена" in live.text


async def test_a_mark_comes_by_mail_with_initials_when_the_chat_is_shut(trial: Trial) -> None:
    """Fails over: the chat is blocked, the letter follows, and says no value."""
    foma = trial.parent("Окунев Глеб")
    place = await trial.mark(foma)
    await foma.blocks()
    await trial.posts(KOVALEVA, "7Б Окунев 10")
    await trial.step("PT5M")
    letter = await trial.sandbox.next_mail(to="foma@mail.example")
    for said in (letter["text"], letter["html"]):
        assert "Алгебра" in said and "Г. О." in said
        assert "Окунев" not in said and "Глеб" not in said and ">10<" not in said
    assert "10" not in letter["subject"]
    assert letter["headers"]["Auto-Submitted"] == "auto-generated"
    await foma.unblocks()
    await trial.step("PT1H")
    assert await trial.since(foma, place) == []  # told once, by mail


async def test_darya_enters_her_own_mailbox_in_the_chat(trial: Trial) -> None:
    darya = trial.parent(LUKA)
    await trial.says(darya, "/menu")
    asked = await trial.presses(darya, "✉️ Получать на почту")
    assert "Пришлите адрес своей почты" in asked.text
    assert "не похоже на адрес" in (await trial.says(darya, "darya@mail")).text
    await trial.says(darya, "Darya@Mail.Example")
    letter = await trial.sandbox.next_mail(to="darya@mail.example")
    code = code_in(letter["text"])
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert "Код не подошёл" in (await trial.says(darya, wrong)).text
    assert "Почта подтверждена" in (await trial.says(darya, code)).text


async def test_an_absence_of_a_family_with_a_phone_only_is_a_neutral_sms(trial: Trial) -> None:
    vera, phone = trial[SOKOLOVA], "+375447654321"
    await family_of(trial, "Соболева Ника")
    await trial.presses(vera, "📱")
    await trial.says(vera, f"+375 44 765-43-21\n{PAPER}")
    code = await trial.sandbox.next_sms(to=phone)
    assert "Соболева" not in code["text"] and "Ника" not in code["text"]
    assert "Телефон подтверждён" in (await trial.says(vera, code_in(code["text"]))).text
    veronica = trial.parent("Соболева Ника")
    await veronica.blocks()
    await trial.posts(KOVALEVA, "7Б Соболева 6")
    await trial.step("PT10M")
    await trial.posts(SOKOLOVA, "7Б Соболева н")
    await trial.step("PT90S")
    sms = await trial.sandbox.next_sms(to=phone)
    assert sms["text"] == "Новая запись в школьном дневнике. Подробности у классного руководителя."
    came = [one for one in await trial.sandbox.sms() if one["to"] == phone]
    assert len(came) == 2  # the code and the absence; the mark is not worth an SMS
    await veronica.unblocks()


async def test_a_name_that_attacks_headers_stays_inside_the_letter(trial: Trial) -> None:
    name = "=?utf-8?q?=0ABcc:_spy@evil.example?= Хитрый"
    olga = trial.parent(name)
    await by_mail(trial, name, "olga@mail.example")
    await olga.blocks()
    await trial.posts(KOVALEVA, "7Б дз: §15 на завтра")
    await trial.until((await trial.local()).replace(hour=17, minute=1))
    letter = await trial.sandbox.next_mail(to="olga@mail.example")
    assert "§15" in letter["text"] and letter["to"] == ["olga@mail.example"]
    for one in await trial.sandbox.mail():
        assert "Bcc" not in one["headers"] and one["to"] != ["spy@evil.example"]
        assert "spy@evil.example" not in str(one["headers"])
    await olga.unblocks()
