"""A class teacher's notice: written with a picture, counted, sent, acknowledged by some, the rest reminded."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from app.demo.cast import PAPER_CLASSES, Cast, Family
from app.demo.chat import pressed, waits_for
from app.demo.day import Expected, Ledger
from sandbox.client import Bubble, Person
from texts.catalog import words

CLASS = PAPER_CLASSES[0]  #: one of its families has mail only
TEXT = "В пятницу, 27 ноября, в 18:30 родительское собрание, кабинет 210. Решим, едем ли на экскурсию."
POSTER = Path(__file__).parent / "poster.png"
READERS = 18  #: families that press «Ознакомлен»
LASTS = timedelta(minutes=10)  #: until the reminder


async def send(teacher: Person) -> Bubble:
    """The class, its notices, one message with a picture, one tap; the page of the notice that was sent."""
    t = words("ru")
    await teacher.says("/menu")
    screen = await teacher.hears("Классному")
    for label in (t("button.class", class_name=CLASS), t("button.notices"), t("button.write_notice")):
        screen = await pressed(teacher, screen, label)
    await teacher.says(caption=TEXT, photo=("poster.png", POSTER.read_bytes()))
    card = await teacher.hears("Получат")
    return await pressed(teacher, card, t("button.send_notice"))


def reach(ledger: Ledger, cast: Cast, at: datetime) -> None:
    """The notice comes to every family of the class, once."""
    for place in _places(cast, cast.pupils_of(CLASS)):
        ledger.expected.append(Expected(place, ("родительское собрание",), at, "объявление", at + LASTS))


async def read(cast: Cast) -> None:
    """Some press «Ознакомлен» on the message itself."""
    t = words("ru")
    for family in cast.pupils_of(CLASS)[:READERS]:
        came = await family.phone.sees("родительское собрание")
        await family.phone.presses(t("push.seen_link"), message=came.message_id)
        await waits_for(family.phone, came.message_id, lambda bubble: t("push.notice_read") in bubble.labels)


async def remind(teacher: Person, sent: Bubble) -> str:
    """The class teacher looks again and reminds the rest; the line with who has got it."""
    page = await pressed(teacher, sent, words("ru")("button.refresh"))
    bell = next(label for label in page.labels if label.startswith("🔔"))
    await teacher.presses(bell, message=page.message_id)
    return next(line for line in page.text.splitlines() if "ознаком" in line)


def reminded(ledger: Ledger, cast: Cast, at: datetime) -> None:
    """The reminder comes to those who did not press, and to nobody else."""
    for place in _places(cast, cast.pupils_of(CLASS)[READERS:]):
        ledger.expected.append(Expected(place, ("ещё не отметили",), at, "напоминание"))


def _places(cast: Cast, families: list[Family]) -> list[str]:
    """Their phones, and the mailbox of the family that has no messenger."""
    by_mail = [f"mail:{family.address}" for family in cast.on_paper if family.class_name == CLASS]
    return [f"phone:{family.phone.id}" for family in families] + by_mail
