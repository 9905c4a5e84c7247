"""A slip, a birth date, a consent and the class teacher's tap; no name is said before success."""

from __future__ import annotations

import pytest
import pytest_asyncio

from journal_core.linking import ALPHABET
from sandbox.client import Person
from tests.e2e import school
from tests.e2e.school import LIS
from tests.e2e.trial import Slips, Trial, the_child

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOT_ACCEPTED = "Код не подошёл"
YES = "✅ Да, даю согласие"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def slips(running: Trial) -> Slips:
    """Fresh slips of 8А, whose families link here."""
    return await running.slips("invite", "8А")


def slip(slips: Slips, child: str, adult: int = 0) -> dict[str, str]:
    """The slip of a child's adult."""
    one = the_child(child)
    return slips[str(school.full(one.name)), one.adults[adult].name]


def born(child: str) -> str:
    """As a parent types it."""
    return f"{the_child(child).born:%d.%m.%Y}"


async def test_yulia_links_by_the_code_she_types_and_anna_lvovna_confirms(trial: Trial, slips: Slips) -> None:
    yulia = await trial.newcomer("Юлия")
    anna = trial[LIS]
    assert "пришлите код" in (await trial.says(yulia, "/start")).text
    # Typed on a Russian keyboard, in small letters, with spaces for dashes.
    code = slip(slips, "Абрамов Илья")["code"].lower().translate(str.maketrans("abcehkmptxy", "авсенкмртху"))
    asked = await trial.says(yulia, code.replace("-", " "))
    assert "дату рождения" in asked.text
    agreed = await trial.says(yulia, born("Абрамов Илья").replace(".", " "))
    assert "Согласие на обработку данных" in agreed.text
    assert "Абрамов" not in agreed.text and "Илья" not in agreed.text
    place = await trial.mark(anna)
    waiting = await trial.presses(yulia, YES, agreed)
    assert "классный руководитель подтвердил" in waiting.text
    [push] = await trial.since(anna, place)
    assert "Абрамов Илья" in push.text and "Абрамова Юлия" in push.text
    assert "Илья" not in (await trial.says(yulia, "сегодня")).text
    heard = await trial.mark(yulia)
    await trial.presses(anna, "✅ Подтвердить", push)
    [opened] = await trial.since(yulia, heard)
    assert "дневник открыт" in opened.text.lower() and "Илья А." in opened.text
    assert "Сегодня" in (await trial.says(yulia, "сегодня")).text


async def test_savva_links_second_by_the_deep_link_and_yulia_is_told(trial: Trial, slips: Slips) -> None:
    savva = await trial.newcomer("Савва")
    place = await trial.mark(trial["Юлия"])
    await _links(trial, savva, slip(slips, "Абрамов Илья", 1)["token"], "Абрамов Илья")
    await _confirms(trial, "Абрамов Илья")
    [told] = await trial.since(trial["Юлия"], place)
    assert "отец" in told.text
    assert "Сегодня" in (await trial.says(savva, "сегодня")).text


async def test_wrong_code_wrong_date_and_used_code_get_one_and_the_same_answer(trial: Trial, slips: Slips) -> None:
    used = slip(slips, "Абрамов Илья")["code"]
    good = slip(slips, "Белов Артём")["code"]
    wrong = "".join(ALPHABET[(ALPHABET.index(one) + 1) % len(ALPHABET)] for one in good if one != "-")
    answers = set()
    for name, code, date in (
        ("Чужой первый", wrong, born("Белов Артём")),
        ("Чужой второй", good, "01.01.2001"),
        ("Чужой третий", used, born("Абрамов Илья")),
    ):
        stranger = await trial.newcomer(name)
        asked = await trial.says(stranger, code)
        answer = await trial.says(stranger, date)
        answers.add((asked.text, answer.text))
        assert NOT_ACCEPTED in answer.text
        assert not any(word in asked.text + answer.text for word in ("Белов", "Артём", "Абрамов", "Илья", "8А"))
    assert len(answers) == 1


async def test_who_is_rejected_sees_nothing_and_is_told_what_to_do(trial: Trial, slips: Slips) -> None:
    stranger = await trial.newcomer("Не мать")
    anna = trial[LIS]
    place = await trial.mark(anna)
    await _links(trial, stranger, slip(slips, "Белов Артём")["token"], "Белов Артём")
    [push] = await trial.since(anna, place)
    heard = await trial.mark(stranger)
    await trial.presses(anna, "✖ Отклонить", push)
    [told] = await trial.since(stranger, heard)
    assert "не подтвердил" in told.text and "Белов" not in told.text
    assert "Артём" not in (await trial.says(stranger, "сегодня")).text


async def test_who_gives_no_consent_leaves_the_diary_closed(trial: Trial, slips: Slips) -> None:
    regina = await trial.newcomer("Регина")
    await trial.says(regina, f"/start {slip(slips, 'Волкова Майя')['token']}")
    asked = await trial.says(regina, born("Волкова Майя"))
    refused = await trial.presses(regina, "Нет, не даю", asked)
    assert "Дневник остаётся закрытым" in refused.text
    assert "Майя" not in (await trial.says(regina, "сегодня")).text


async def test_a_misspelt_date_may_be_typed_again(trial: Trial, slips: Slips) -> None:
    bella = await trial.newcomer("Белла")
    await trial.says(bella, slip(slips, "Грач Матвей")["code"])
    assert "Не получилось прочитать дату" in (await trial.says(bella, "тридцатого мая")).text
    assert "Согласие" in (await trial.says(bella, born("Грач Матвей"))).text


async def test_a_guesser_waits_after_five_wrong_codes_and_hears_the_same(trial: Trial, slips: Slips) -> None:
    guesser = await trial.newcomer("Угадчик")
    answers = []
    for _ in range(5):
        await trial.says(guesser, "K7M2-9PXT-4ACE")
        answers.append((await trial.says(guesser, "01.02.2013")).text)
    await trial.says(guesser, slip(slips, "Дятлова Варвара")["code"])
    answers.append((await trial.says(guesser, born("Дятлова Варвара"))).text)
    assert len(set(answers)) == 1 and NOT_ACCEPTED in answers[0]
    await trial.step("PT16M")
    await trial.says(guesser, slip(slips, "Дятлова Варвара")["code"])
    assert "Согласие" in (await trial.says(guesser, born("Дятлова Варвара"))).text


async def _links(trial: Trial, person: Person, token: str, child: str) -> None:
    """By the deep link, with the consent given."""
    await trial.says(person, f"/start {token}")
    asked = await trial.says(person, born(child))
    await trial.presses(person, YES, asked)


async def _confirms(trial: Trial, child: str) -> None:
    """The class teacher finds the waiting adult in the list of the class."""
    anna = trial[LIS]
    await trial.says(anna, "/start")
    await trial.presses(anna, "🏫 Класс 8А")
    listed = await trial.presses(anna, "👋 Ждут подтверждения")
    [line] = [line for line in listed.text.splitlines() if child in line]
    await trial.presses(anna, f"✅ {line.partition('.')[0]}: подтвердить", listed)
