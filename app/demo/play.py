"""The play: servers up, school in, families linked, a day of lessons, the verdict; then it stays open."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from app.cli.stamps import office, server, stamp
from app.demo import notice, town
from app.demo.cast import Cast, Family, chatting, give_phones, link_in_the_chat, link_quietly
from app.demo.chat import pressed, waits_for
from app.demo.day import Ledger, Post, corrected, posts
from app.demo.paper import post_about, reach_on_paper
from app.demo.servers import BOT_NAME, TOKEN, GatewayProcess, SandboxAt, sandbox
from app.demo.story import Story, console, summary
from app.demo.verdict import Verdict, judge, received
from app.demo.ways import told
from app.demo.week import subscribe, summaries, who_subscribes
from app.foundation import Foundation, foundation
from app.logs import set_up
from app.settings import Settings
from exchange.files import read
from exchange.formats.workbook import write
from journal_core.actions.import_roll import import_roll
from journal_core.actions.inviting import NewSlip
from journal_core.actions.schools import NewSchool, add_school, change_school
from journal_core.roll import Roll
from journal_core.school import School
from sandbox.client import Person, Sandbox
from texts.catalog import words

DAY = date(2026, 11, 23)
ZONE = ZoneInfo("Europe/Minsk")
MORNING = datetime(2026, 11, 23, 7, 5, tzinfo=ZONE)
AFTER_LESSONS = datetime(2026, 11, 23, 15, 20, tzinfo=ZONE)
HOMEWORK = datetime(2026, 11, 23, 17, 0, tzinfo=ZONE)
FRIDAY = datetime(2026, 11, 27, 18, 0, tzinfo=ZONE)


@dataclass(slots=True)
class Stage:
    """Everything the play touches."""

    at: SandboxAt
    town: Sandbox
    gateway: GatewayProcess
    base: Foundation
    seen: int = 0  #: the last Bot API call told of


async def play(*, once: bool, port: int, plants: Sequence[str] = ()) -> bool:
    """Play the day; whether everybody heard once what was theirs, and nobody else did."""
    set_up("error")
    began = time.monotonic()
    async with _stage(port) as stage:
        starting = asyncio.create_task(stage.gateway.start())
        roll, school = await _open_school(stage)
        await starting
        cast = await _link_everybody(stage, roll, school)
        story = Story(cast, ZONE)
        verdict = await _lessons(stage, roll, cast, story, plants)
        verdict.violations = await stage.town.violations()
        families = len(cast.families) + len(cast.paper)
        summary(
            verdict,
            [
                ("учеников, классов", f"{len(roll.pupils)}, {len(roll.classes)}"),
                ("семей подключено (из них в чате)", f"{families} ({len(chatting(cast))})"),
                ("сыграно за", f"{time.monotonic() - began:.0f} с"),
            ],
        )
        if not once:
            await _stay_open(stage)
        return verdict.passed


@asynccontextmanager
async def _stage(port: int) -> AsyncIterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="diary-demo-") as folder:
        home = Path(folder)
        async with sandbox(MORNING, port=port) as at, Sandbox(at.http) as people:
            gateway = GatewayProcess(at, home)
            settings = Settings(  # the caller's own installation is not looked at
                _env_file=None,
                home=home,
                database="",
                secret=SecretStr(gateway.environment()["DIARY_SECRET"]),
                bot_name=BOT_NAME,
                clock=at.http,
                bot_api=at.http,
            )
            async with foundation(settings) as base:
                try:
                    async with told(base.database.ways(), people, ZONE):
                        yield Stage(at, people, gateway, base)
                finally:
                    await gateway.stop()


async def _open_school(stage: Stage) -> tuple[Roll, School]:
    """The school's own workbook, through the importer that a school uses."""
    began = time.monotonic()
    roll = town.school()
    workbook = await asyncio.to_thread(write, roll)
    new = NewSchool(town.NAME, "000", "by-state")
    school = await add_school(stage.base.store, server(), new, stamp("demo", MORNING))
    taken = await asyncio.to_thread(read, "school.xlsx", workbook, region=school.region)
    difference = await import_roll(stage.base.store, office(school), taken, stamp("demo", MORNING), today=DAY)
    console.print(
        f"«{school.name}»: учеников {len(roll.pupils)}, классов {len(roll.classes)}, сотрудников {len(roll.staff)}, "
        f"записей из файла {len(difference.lines)}, вопросов {len(difference.doubts)} "
        f"({time.monotonic() - began:.1f} с)"
    )
    return roll, school


async def _link_everybody(stage: Stage, roll: Roll, school: School) -> Cast:
    """Most families linked before, at home; sixty do it this morning, in the chat, with their class teacher."""
    began = time.monotonic()
    automatic = await change_school(stage.base.store, office(school), {"confirms_links": "нет"}, stamp("demo", MORNING))
    cast = await give_phones(stage.base, automatic, roll, stage.town, MORNING)
    talking = chatting(cast)
    await link_quietly(stage.base, [one for one in cast.families if one not in talking], MORNING)
    await stage.gateway.settled()  # what these links brought is told before sixty people talk at once
    await change_school(stage.base.store, office(automatic), {"confirms_links": "да"}, stamp("demo", MORNING))
    leaders = {row.written_class: row.class_teacher for row in roll.classes}
    turns = {name: asyncio.Lock() for name in leaders}

    async def one(family: Family) -> None:
        leader = leaders[family.class_name]
        assert leader
        # One after another in a class: the class teacher has one pair of hands.
        async with turns[family.class_name]:
            await link_in_the_chat(family, cast.teachers[leader])

    async def on_paper(slip: NewSlip) -> None:
        leader = leaders[slip.class_name]
        assert leader
        async with turns[slip.class_name]:
            cast.on_paper.append(await reach_on_paper(slip, cast.teachers[leader], stage.town))

    await asyncio.gather(*(on_paper(slip) for slip in cast.paper), *(one(family) for family in talking))
    await asyncio.gather(*(subscribe(family, cast) for family in who_subscribes(talking, posts(roll, cast, DAY))))
    await stage.gateway.settled()
    console.print(
        f"подключено семей: {len(cast.families) + len(cast.on_paper)}, из них {len(talking)} сегодня утром в чате "
        f"({time.monotonic() - began:.1f} с)"
    )
    console.print(f"страница с телефонами, почтой и SMS: [link={stage.at.http}]{stage.at.http}[/link]")
    return cast


async def _lessons(stage: Stage, roll: Roll, cast: Cast, story: Story, plants: Sequence[str]) -> Verdict:
    """The day by its lessons, a notice, the evening's homework, and the summary on Friday.

    Every step waits until the gateway has nothing due.
    """
    since = await stage.town.advance(timedelta(minutes=1))
    ledger = Ledger()
    day = [*posts(roll, cast, DAY), *(post_about(family, roll, DAY.weekday()) for family in cast.on_paper)]
    for slot in sorted({post.slot for post in day}):
        await _lesson(stage, [post for post in day if post.slot == slot], cast, ledger, story)
    await _step(stage, story, AFTER_LESSONS)
    await _notice(stage, roll, cast, ledger, story)
    await _step(stage, story, HOMEWORK)
    await _step(stage, story, HOMEWORK + timedelta(minutes=30))
    for defect in plants:  # while a message may still be taken away: 48 hours
        await _plant(stage, defect, ledger)
    story.chapter("Пятница, 18:00: сводка за неделю")
    summaries(ledger, cast, FRIDAY)
    await stage.town.set_clock(FRIDAY)
    await stage.gateway.summaries(FRIDAY)
    await _step(stage, story, FRIDAY)
    families = [family.phone for family in cast.families]
    arrivals = await received(families, stage.town, since)
    return judge(ledger.expected, arrivals)


async def _lesson(stage: Stage, day: list[Post], cast: Cast, ledger: Ledger, story: Story) -> None:
    """The end of one lesson: teachers write, the grace passes, families hear."""
    hours = town.BELLS[day[0].slot - 1]
    ends = datetime.combine(DAY, datetime.strptime(hours, "%H:%M").time(), ZONE) + timedelta(minutes=46)  # noqa: DTZ007
    await _step(stage, story, ends)
    story.chapter(f"{day[0].slot}-й урок закончился")
    at = await stage.town.now()
    messages = await asyncio.gather(*(_post(post, cast) for post in day))
    for post in day:
        ledger.post(post, cast, at)
        story.said(post, at)
    await _step(stage, story, at + timedelta(seconds=91))
    await _step(stage, story, at + timedelta(minutes=5, seconds=1))
    for post, message in zip(day, messages, strict=True):
        if post.fate == "corrected":
            await _correct(stage, post, message, cast, ledger, story)


async def _notice(stage: Stage, roll: Roll, cast: Cast, ledger: Ledger, story: Story) -> None:
    """A class teacher's notice, and ten minutes later a reminder to those who have not pressed «Ознакомлен»."""
    story.chapter(f"Классный руководитель {notice.CLASS} пишет объявление")
    leader = next(row.class_teacher for row in roll.classes if row.written_class == notice.CLASS)
    assert leader
    teacher, at = cast.teachers[leader], await stage.town.now()
    sent = await notice.send(teacher)
    notice.reach(ledger, cast, at)
    await _step(stage, story, at + timedelta(minutes=1))
    await notice.read(cast)
    later = at + notice.LASTS
    await _step(stage, story, later)
    console.print(f"         {await notice.remind(teacher, sent)}", markup=False)
    notice.reminded(ledger, cast, later)
    await _step(stage, story, later + timedelta(minutes=1))


async def _post(post: Post, cast: Cast) -> int:
    """One message, one card, one tap; and a second tap where the teacher thinks better of it."""
    teacher = cast.teachers[post.teacher]
    message = await teacher.says(post.text)
    card = await teacher.hears(post.class_name)
    await teacher.presses(card.buttons[0][0].label, message=card.message_id)
    undo = words("ru")("button.undo")
    saved = await waits_for(teacher, card.message_id, lambda bubble: undo in bubble.labels)
    if post.fate == "undone":
        await pressed(teacher, saved, undo)
    return message


async def _correct(stage: Stage, post: Post, message: int, cast: Cast, ledger: Ledger, story: Story) -> None:
    """The teacher edits the message in the chat well after the families have read it."""
    at = await stage.town.advance(timedelta(minutes=10))
    teacher = cast.teachers[post.teacher]
    await teacher.edits(message, corrected(post))
    card = await teacher.hears("→")
    await teacher.presses(card.buttons[0][0].label, message=card.message_id)
    ledger.correction(post, cast, at)
    await _step(stage, story, at + timedelta(minutes=6))


async def _step(stage: Stage, story: Story, to: datetime) -> None:
    """Let the clock stand at `to` and wait until everything due has left."""
    if await stage.town.now() < to:
        await stage.town.set_clock(to)
    await stage.gateway.settled()
    calls = await stage.town.calls(after=stage.seen)
    if calls:
        stage.seen = max(call["seq"] for call in calls)
    story.arrived(calls)


async def _plant(stage: Stage, defect: str, ledger: Ledger) -> None:
    """What a broken gateway would do, so that the verdict can be seen to notice: a push lost, or one too many."""
    chat = int(next(one.where for one in ledger.expected if one.where.startswith("phone:")).partition(":")[2])
    if defect == "stray":
        await stage.town.as_bot("sendMessage", TOKEN, chat_id=chat, text="Физика: 2")
        return
    for bubble in await Person(stage.town, chat, "").screen():
        if bubble.by == "bot":
            await stage.town.as_bot("deleteMessage", TOKEN, chat_id=chat, message_id=bubble.message_id)


async def _stay_open(stage: Stage) -> None:
    """The page, the bot and the clock go on until somebody presses Ctrl+C."""
    await stage.town.flow()
    console.print(f"\nВсё остаётся открытым: {stage.at.http}. Нажмите Ctrl+C, чтобы закончить.")
    stop = asyncio.Event()
    with contextlib.suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
