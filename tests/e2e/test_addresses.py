"""Buttons are addresses, never permissions: whoever forges one sees nothing that is not theirs.

The matrix is every class of `texts.addresses.ADDRESSES` × five forgers, its fields filled with what belongs to another
family. A new class is in the matrix by itself; one with a new kind of field fails until `Stolen` or `WORDS` knows it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
import pytest_asyncio

from sandbox.client import Bubble, Person
from tests.e2e.school import KOVALEVA, LIS, ORLOV, RUCHEY, SOKOLOVA
from tests.e2e.trial import Trial, the_child
from texts.addresses import (
    ADDRESSES,
    AbsenceId,
    AskAddress,
    ClassId,
    DraftId,
    GiveConsent,
    GuardianId,
    LinkId,
    MarkId,
    NoticeId,
    NoticeOf,
    OneMark,
    Page,
    PupilId,
    SaveDraft,
    SettleAbsence,
    field_types,
    pack,
    unpack,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

VICTIM = "Лосева Фаина"  #: of 7Б, whose mark is the word «незач»
WAITING = "Ершов Никита"  #: of 8А, whose mother waits for the tap
#: Nothing of this may stand on a forger's screen.
SECRETS = ("Лосев", "Фаин", "Агния", "незач", "Ершов", "Никита", "Лариса", "тайная тема", "тайный сбор", "ushi@mail")
#: Who presses: another family of the class, of another class, a teacher, another class's teacher, a stranger.
FORGERS = ("Гусева Раиса Тимуровна", "Яковлева Зоя Дмитриевна", ORLOV, LIS, "Прохожая")
#: What a person may lawfully know: Орлов teaches the victim's class, Лис leads the waiting one.
ALLOWED = {
    LIS: ("Ершов", "Никита", "Лариса"),
}
WORDS: dict[str, tuple[Any, ...]] = {
    "channel": ("email", "ushi"),
    "chosen": ("ru", "nonsense"),
    "code": ("excused", "late", "nonsense"),
    "given": (1, 0),
    "accept": (1, 0),
    "kind": ("absences", "nonsense"),
    "timing": ("off", "nonsense"),
    "sure": (1,),
    "wanted": (1,),
    "place": (0,),
    "minute": (6 * 24 * 60, 2**40),
}


@dataclass(frozen=True)
class Stolen:
    """Numbers that belong to others."""

    ids: dict[Any, tuple[int, ...]]
    day: date


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stolen(running: Trial, looked_over: None) -> Stolen:
    """What a forger could guess: the numbers on other people's buttons."""
    trial = running
    await trial.school_hours()
    await trial.posts(KOVALEVA, "7Б тема: тайная тема. Лосева незач")
    await trial.posts(SOKOLOVA, "7Б Лосева нп")
    open_card = await trial.says(trial[KOVALEVA], "7Б Лосева 9")
    await trial.step("PT10M")
    agnia, vera = trial.parent(VICTIM), trial[SOKOLOVA]
    pupil = _pupil(await trial.says(agnia, "сегодня"))
    mark = _found(await trial.says(agnia, "оценки"), OneMark)
    await trial.says(vera, "/start")
    await trial.presses(vera, "🏫 Класс 7Б")
    absence = _found(await trial.presses(vera, "📋 Пропуски за сегодня"), SettleAbsence)
    await trial.says(vera, "/start")
    await trial.presses(vera, "🏫 Класс 7Б")
    families = await trial.presses(vera, "👨‍👩‍👧 Семьи")
    while not [one for row in families.buttons for one in row if VICTIM in one.label]:
        families = await trial.presses(vera, "Дальше ›", families)
    guardian = _found(await trial.presses(vera, VICTIM, families), AskAddress)
    link = await _somebody_waits(trial)
    card, notice = _found(open_card, SaveDraft), await _a_notice(trial)
    return Stolen(
        {
            PupilId: (pupil,),
            MarkId: (mark.mark,),
            AbsenceId: (absence.absence,),
            ClassId: (guardian.class_id, notice.class_id),
            NoticeId: (notice.notice,),
            GuardianId: (guardian.guardian,),
            LinkId: (link, 1),
            DraftId: (card.draft, card.draft - 1),
            Page: (0,),
        },
        (await trial.local()).date(),
    )


async def _a_notice(trial: Trial) -> NoticeOf:
    """Nina has told something to the families of 9Б: where the page of it is."""
    nina = trial[RUCHEY]
    await trial.says(nina, "/start")
    for label in ("🏫 Класс 9Б", "📣 Объявления", "✍️ Написать"):
        await trial.presses(nina, label)
    card = await trial.says(nina, "тайный сбор")
    page = await trial.presses(nina, "📣 Отправить", card)
    found: NoticeOf = _found(page, NoticeOf)
    return found


async def _somebody_waits(trial: Trial) -> int:
    """Лариса has used her code and not yet agreed: the number of her link."""
    slips = await trial.slips("invite", "8А")
    larisa = await trial.newcomer("Лариса")
    slip = next(one for (pupil, _), one in slips.items() if pupil == WAITING)
    await trial.says(larisa, f"/start {slip['token']}")
    asked = await trial.says(larisa, f"{the_child(WAITING).born:%d.%m.%Y}")
    return int(_found(asked, GiveConsent).link)


def _found(bubble: Bubble, kind: type[Any]) -> Any:
    """The first address of a kind on a screen."""
    read = [unpack(button.data) for row in bubble.buttons for button in row if button.data]
    return next(one for one in read if isinstance(one, kind))


def _pupil(bubble: Bubble) -> int:
    """The number of the pupil a screen is about."""
    read = [unpack(button.data) for row in bubble.buttons for button in row if button.data]
    return next(int(getattr(one, "pupil")) for one in read if hasattr(one, "pupil"))  # noqa: B009 (any address)


def forged(verb: str, stolen: Stolen) -> Iterator[str]:
    """Every address of a class that the stolen numbers make. KeyError for a kind of field nobody thought of."""
    kind = ADDRESSES[verb]
    values: list[tuple[Any, ...]] = []
    for name, hint in field_types(kind).items():
        if hint is date:
            values.append((stolen.day, stolen.day - timedelta(days=stolen.day.weekday())))
        else:
            values.append(WORDS[name] if hint in (str, int) else stolen.ids[hint])
    for chosen in product(*values):
        yield pack(kind(*chosen))


@pytest.mark.parametrize("verb", sorted(ADDRESSES))
async def test_a_forged_press_shows_nothing_of_another_family_and_is_answered(
    trial: Trial, stolen: Stolen, verb: str
) -> None:
    await asyncio.gather(*(_forges(trial, name, stolen, verb) for name in FORGERS))


async def _forges(trial: Trial, name: str, stolen: Stolen, verb: str) -> None:
    """One forger presses every address of a class; answers are paced by the second, so forgers go side by side."""
    forger = trial.people.get(name) or await trial.newcomer(name)
    await forger.says("/start")
    await trial.settled()
    for data in forged(verb, stolen):
        said = await _what_comes_of(trial, forger, data)
        if not said:  # the screen says already what the press would show: another one must change
            await forger.says("K7M2-9PXT-4ACE")
            said = await _what_comes_of(trial, forger, data)
        assert said, f"{name} pressed {data} and nothing happened"
        leaked = [one for one in SECRETS if one in said and one not in ALLOWED.get(name, ())]
        assert not leaked, f"{name} pressed {data} and saw {leaked}: {said}"


async def _what_comes_of(trial: Trial, forger: Person, data: str) -> str:
    """Press on the newest screen: the alert and every message that changed."""
    before = await _newest(trial, forger)
    pressed = (await trial.bubbles(forger))[-1].message_id
    alert = await forger.presses_data(pressed, data)
    await trial.settled()
    return (alert or "") + " ".join(_read(one) for one in await trial.bubbles(forger) if one.seq > before)


async def _newest(trial: Trial, person: Person) -> int:
    await trial.settled()
    return max(one.seq for one in await person.screen())


def _read(bubble: Bubble) -> str:
    labels = " ".join(button.label for row in bubble.buttons for button in row)
    return f"{bubble.text} {bubble.html} {labels}"


async def test_after_all_that_the_journal_is_as_it_was(trial: Trial, stolen: Stolen) -> None:
    agnia, larisa = trial.parent(VICTIM), trial["Лариса"]
    marks = await trial.says(agnia, "оценки")
    assert "незач" in marks.text
    assert "Алгебра: 9" not in [one.label for row in marks.buttons for one in row]
    assert "причина пока неизвестна" in (await trial.says(agnia, "пропуски")).text
    agreed = await trial.presses(larisa, "✅ Да, даю согласие")
    assert "классный руководитель подтвердил" in agreed.text
