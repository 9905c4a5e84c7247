"""A trial: one sandbox and one gateway as processes, on a stepped clock, with a school made through the real path.

Tests speak to it as people would: they say, press and read, and step the clock. `settled` is the signal they wait
for: everything said was handled, everything due was told.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.demo.servers import GatewayProcess
from app.demo.servers import sandbox as sandbox_process
from exchange.formats import workbook
from sandbox.client import Bubble, Person, Sandbox
from tests.e2e import school
from tests.history import Watchman

MINSK = ZoneInfo("Europe/Minsk")
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=MINSK)
#: Every lesson of the day is over, and the school's homework has not left yet.
SCHOOL_HOURS = time(11, 0), time(15, 30)
SETTLES = 60.0  #: seconds
#: Words of the gateway's log that no good day has.
TROUBLE = ("Traceback", "task_failed", "job_failed", "never retrieved", "update_failed")

Slips = dict[tuple[str, str], dict[str, Any]]  #: by (pupil, adult), («», staff) for staff


@dataclass
class Trial:
    """A running pair and the people in it."""

    sandbox: Sandbox
    gateway: GatewayProcess
    watchman: Watchman
    people: dict[str, Person] = field(default_factory=dict)
    _chats: Iterable[int] = field(default_factory=lambda: count(1001))

    async def newcomer(self, name: str, **more: Any) -> Person:
        """Somebody with a phone that the bot has never seen."""
        made = await self.sandbox.person(next(iter(self._chats)), name, **more)
        self.people[name] = made
        return made

    def __getitem__(self, name: str) -> Person:
        """A person by full name; «Мария Иванова» stands in the workbook as «Иванова Мария Ильинична»."""
        return self.people[name]

    def parent(self, child: str) -> Person:
        """The first adult of a child of the workbook."""
        return self.people[the_child(child).adults[0].name]

    async def settled(self) -> None:
        """Return once everything said is handled and nothing is left that is due now."""
        async with asyncio.timeout(SETTLES):
            while True:
                if not any(one["pending"] for one in await self.sandbox.get("webhook")):
                    counts = await self.gateway.health()
                    if not any(counts[name] for name in ("events", "inbox", "due", "leased")):
                        return
                await asyncio.sleep(0.02)

    async def step(self, by: timedelta | str) -> None:
        """Let time pass, and whatever comes due with it."""
        await self.settled()
        await self.sandbox.advance(by)
        await self.settled()

    async def local(self) -> datetime:
        """The school's wall clock."""
        return (await self.sandbox.now()).astimezone(MINSK)

    async def until(self, moment: datetime) -> None:
        """Step to a moment; a past one is passed over."""
        await self.settled()
        if moment > await self.sandbox.now():
            await self.sandbox.set_clock(moment)
        await self.settled()

    async def school_hours(self) -> datetime:
        """Today if the lessons are over and the evening is far, else the next school day at that hour."""
        now = await self.local()
        day = now
        while day.weekday() > 4 or (day.date() == now.date() and now.time() > SCHOOL_HOURS[1]):
            day = (day + timedelta(days=1)).replace(hour=7, minute=30)
        await self.until(datetime.combine(day.date(), SCHOOL_HOURS[0], MINSK))
        return await self.local()

    async def next_day(self) -> datetime:
        """School hours of the next school day."""
        now = await self.local()
        await self.until(now.replace(hour=SCHOOL_HOURS[1].hour, minute=SCHOOL_HOURS[1].minute + 1))
        return await self.school_hours()

    async def command(self, *arguments: str) -> str:
        """A command line of the administrator."""
        return await self.gateway.command(*arguments)

    async def slips(self, *command: str) -> Slips:
        """Fresh slips: `slips("invite", "7Б")` or `slips("staff", "invite")`."""
        path = self.gateway.home / f"{' '.join(command)}.json"
        await self.command(*command, "--json", str(path))
        made = json.loads(path.read_text())
        path.unlink()
        return {(one["pupil"], one["adult"]): one for one in made}

    async def bubbles(self, person: Person) -> list[Bubble]:
        """The bot's messages in a chat, as they stand now."""
        return [one for one in await person.screen() if one.by == "bot" and not one.deleted]

    async def mark(self, person: Person) -> int:
        """A place in a chat: `since` tells what came after it."""
        await self.settled()
        return max((one.message_id for one in await person.screen()), default=0)

    async def since(self, person: Person, place: int) -> list[Bubble]:
        """The bot's messages that came after a place, once everything due has come."""
        await self.settled()
        return [one for one in await self.bubbles(person) if one.message_id > place]

    async def says(self, person: Person, text: str) -> Bubble:
        """Say something; the one answer to it."""
        place = await person.says(text)
        answers = await self.since(person, place)
        assert len(answers) == 1, f"{person.name} said «{text}» and heard {[one.text for one in answers]}"
        return answers[0]

    async def presses(self, person: Person, label: str, on: Bubble | None = None) -> Bubble:
        """Press a button (the newest so called) that is answered by a screen; that screen."""
        await self.settled()
        alert = await person.presses(label, on.message_id if on else None)
        await self.settled()
        newest = max(await self.bubbles(person), key=lambda one: one.seq)
        assert newest.text, f"{person.name} pressed «{label}» and got only «{alert}»"
        return newest

    async def posts(self, teacher: str, text: str) -> tuple[int, Bubble]:
        """A teacher's message, its card and the tap that saves it: the message's number and what the card says."""
        person = self.people[teacher]
        message = await person.says(text)
        cards = await self.since(person, message)
        assert len(cards) == 1 and _has(cards[0], "✅ Сохранить"), [one.text for one in cards]
        saved = await self.presses(person, "✅ Сохранить", cards[0])
        assert "Сохранено" in saved.text, saved.text
        return message, saved

    async def look_over(self) -> None:
        """What must hold of any trial, whatever was done to it: call it when everything has settled."""
        await self.settled()
        assert await self.sandbox.violations() == []
        assert self.troubles() == [], f"see {self.gateway.log}"
        complaints = await self.watchman.complaints()
        assert complaints == [], "\n".join(complaints)

    def troubles(self) -> list[str]:
        """Lines of the gateway's log that should not be there."""
        log = self.gateway.log
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        return [line for line in lines if any(word in line for word in TROUBLE)]

    async def last_words(self) -> str:
        """The end of every chat that was spoken in and where the log lies: printed with a failure."""
        shown = [f"gateway's log: {self.gateway.log}"]
        for name, person in self.people.items():
            bubbles = (await person.screen())[-3:]
            if bubbles:
                shown.append(f"--- {name} ({person.id})")
                shown += [f"[{one.message_id} {one.by}{' deleted' * one.deleted}] {one.text}" for one in bubbles]
        return "\n".join(shown)


def _has(bubble: Bubble, label: str) -> bool:
    return any(button.label == label for row in bubble.buttons for button in row)


def the_child(name: str) -> school.Child:
    """A child of the workbook by name."""
    return next(one for one in school.CHILDREN if one.name == name)


@asynccontextmanager
async def pair(home: Path, now: datetime = MONDAY, **variables: str) -> AsyncIterator[Trial]:
    """A sandbox and a gateway that runs, with no school yet. The caller gives an empty folder."""
    home.mkdir(parents=True, exist_ok=True)
    async with sandbox_process(now, log=home / "sandbox.log") as at, Sandbox(at.http) as client:
        # One phone walks through every screen here, faster than any thumb: its pace is not what is tested.
        gateway = GatewayProcess(at, home / "gateway", {"DIARY_PACE": "100000", **variables})
        await gateway.start()
        try:
            yield Trial(client, gateway, Watchman(gateway.home, client))
        finally:
            await gateway.stop()


async def found_school(trial: Trial) -> None:
    """The school as an administrator makes it; links are automatic until `opened` is over."""
    book = trial.gateway.home / school.WORKBOOK
    book.write_bytes(workbook.write(school.roll()))
    await trial.command("school", "add", school.NAME, "--profile", "000", "--jurisdiction", "by-state")
    await trial.command("import", str(book))


async def let_in(trial: Trial, children: Iterable[school.Child]) -> None:
    """Staff and the families of `children` link by their slips, each person in one chat; no tap is asked for."""
    await trial.command("school", "set", "confirms_links=no")
    wanted = list(children)
    classes = dict.fromkeys(child.class_name for child in wanted)
    commands = [("staff", "invite"), *(("invite", class_name) for class_name in classes)]
    staff, *slips = await asyncio.gather(*(trial.slips(*command) for command in commands))
    await asyncio.gather(*(_staff_comes_in(trial, adult, slip) for (_, adult), slip in staff.items()))
    for class_name, made in zip(classes, slips, strict=True):  # a mother of two comes in for one after the other
        families = [(child, adult) for child in wanted if child.class_name == class_name for adult in child.adults]
        await asyncio.gather(*(come_in(trial, child, adult, made) for child, adult in families))
    await trial.command("school", "set", "confirms_links=yes")
    await trial.settled()


async def _staff_comes_in(trial: Trial, name: str, slip: dict[str, Any]) -> None:
    person = await trial.newcomer(name)
    await person.says(f"/start {slip['token']}")
    await person.presses("Я сотрудник школы", (await person.hears("дату рождения")).message_id)
    await person.sees("Вы вошли как сотрудник школы")


async def come_in(trial: Trial, child: school.Child, adult: school.Adult, slips: Slips) -> Person:
    """An adult links by the deep link of their slip; a mother of two does so twice from one chat."""
    person = trial.people.get(adult.name) or await trial.newcomer(adult.name)
    await person.says(f"/start {slips[str(school.full(child.name)), adult.name]['token']}")
    await person.hears("дату рождения")
    await person.says(f"{child.born:%d.%m.%Y}")
    asked = await person.hears("Согласие на обработку данных")
    await person.presses("✅ Да, даю согласие", asked.message_id)
    await person.sees("Дневник открыт")
    return person
