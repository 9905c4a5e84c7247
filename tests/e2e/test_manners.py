"""Never silence, never at night, never lost: how the bot behaves when people and channels do not."""

from __future__ import annotations

import pytest

from tests.e2e.school import KOVALEVA, SOKOLOVA
from tests.e2e.trial import Trial

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("said", ["ыыы", "🙂", "asdf qwer", "/nosuchcommand", "1234567890" * 40, "<b>&lt;", "К7М2"])
async def test_nonsense_gets_a_helpful_answer_from_a_parent_a_teacher_and_a_stranger(trial: Trial, said: str) -> None:
    stranger = trial.people.get("Прохожий") or await trial.newcomer("Прохожий")
    for person in (trial.parent("Щукина Тося"), trial[KOVALEVA], stranger):
        assert len((await trial.says(person, said)).text) > 20


async def test_a_picture_a_file_and_a_contact_are_answered(trial: Trial) -> None:
    kapitolina = await trial.newcomer("Капитолина", phone="+375291119999")
    for deed in (
        kapitolina.says(caption="вот", photo=PIXEL),
        kapitolina.says(photo=PIXEL),
        kapitolina.says(document=("list.txt", b"text")),
        kapitolina.shares_contact(),
    ):
        place = await deed
        assert len(await trial.since(kapitolina, place)) == 1


async def test_an_old_or_forged_button_is_answered_with_a_way_on(trial: Trial) -> None:
    tosya = trial.parent("Щукина Тося")
    menu = await trial.says(tosya, "/menu")
    for data in ("d0.t.1", "d1.nosuch.1", "d1.t", "d1.t.-5", "x" * 64, "d1.t.zzzzzzzzzzzzzzzz", "💥"):
        place = await trial.mark(tosya)
        alert = await tosya.presses_data(menu.message_id, data)
        assert alert or await trial.since(tosya, place), data


async def test_a_mark_of_the_evening_waits_for_the_morning_and_a_reply_does_not(trial: Trial) -> None:
    kapitolina = trial.parent("Щукина Тося")
    now = await trial.local()
    await trial.until(now.replace(hour=20, minute=58))
    place = await trial.mark(kapitolina)
    await trial.posts(KOVALEVA, "7А Щукина 9")
    await trial.step("PT30M")
    assert await trial.since(kapitolina, place) == []
    asked = await trial.says(kapitolina, "оценки")  # 21:28, and the diary answers
    assert "Алгебра — 9" in asked.text
    await trial.step("PT9H31M")
    assert [one.message_id for one in await trial.since(kapitolina, asked.message_id)] == []
    await trial.step("PT1M")
    [push] = await trial.since(kapitolina, asked.message_id)
    assert "Алгебра: 9" in push.text


async def test_an_urgent_absence_passes_the_quiet_hours(trial: Trial) -> None:
    zoya = trial.parent("Яковлев Дмитрий")
    now = await trial.local()
    await trial.until(now.replace(hour=21, minute=10))
    place = await trial.mark(zoya)
    await trial.posts(KOVALEVA, "7А Яковлев н")
    await trial.step("PT90S")
    [push] = await trial.since(zoya, place)
    assert "Пропуск уроков" in push.text
    await trial.next_day()


async def test_a_parent_who_blocked_the_bot_and_came_back_hears_again(trial: Trial) -> None:
    zoya = trial.parent("Яковлев Дмитрий")
    await zoya.blocks()
    await trial.posts(KOVALEVA, "7А Яковлев 4")
    await trial.step("PT10M")
    await zoya.unblocks()
    place = await trial.mark(zoya)
    await trial.says(zoya, "/menu")
    await trial.posts(KOVALEVA, "7А Яковлев 7")
    await trial.step("PT5M")
    [push] = [one for one in await trial.since(zoya, place) if "Алгебра: 7" in one.text]
    assert "4" not in push.text.split("·")[0]


async def test_people_speaking_at_once_are_all_answered(trial: Trial) -> None:
    people = [trial.parent(name) for name in ("Иванов Пётр", "Сидоров Владимир", "Гусев Тимур", "Норкина Злата")]
    places = [await person.says("неделя") for person in people]
    for person, place in zip(people, places, strict=True):
        [week] = await trial.since(person, place)
        assert "Эта неделя" in week.text


async def test_a_teacher_who_is_unclear_is_asked_and_nothing_is_saved(trial: Trial) -> None:
    place = await trial.mark(trial.parent("Иванов Пётр"))
    answer = await trial.says(trial[SOKOLOVA], "7Б Ивановский 9")
    assert "✅ Сохранить" not in [one.label for row in answer.buttons for one in row]
    await trial.step("PT10M")
    assert await trial.since(trial.parent("Иванов Пётр"), place) == []


#: The smallest picture there is.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
