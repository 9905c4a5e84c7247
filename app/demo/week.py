"""The end of the week: some families asked for the summary in the chat, those without a messenger get it anyway."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.demo.cast import Cast, Family
from app.demo.chat import pressed
from app.demo.day import Expected, Ledger, Post
from texts.catalog import words

SUBSCRIBERS = 8  #: of the families that talk this morning


def who_subscribes(talking: list[Family], day: Iterable[Post]) -> list[Family]:
    """First those who will get a mark today: their week has something to say."""
    marked = {family.pupil_id for post in day for family, _ in post.marked if post.fate != "undone"}
    return sorted(talking, key=lambda family: family.pupil_id not in marked)[:SUBSCRIBERS]


async def subscribe(family: Family, cast: Cast) -> None:
    """Settings, the summary, on: the school's own hour will do."""
    t = words("ru")
    await family.phone.says("/settings")
    screen = await family.phone.hears(t("summary.none"))
    screen = await pressed(family.phone, screen, t("button.summary"))
    on = next(label for label in screen.labels if label.startswith(t("button.summary_on", hour="")))
    await pressed(family.phone, screen, on)
    cast.subscribers.append(family)


def summaries(ledger: Ledger, cast: Cast, at: datetime) -> None:
    """What Friday's hour must bring: one each."""
    where = [f"phone:{family.phone.id}" for family in cast.subscribers]
    where += [f"{'mail' if family.by_mail else 'sms'}:{family.address}" for family in cast.on_paper]
    for place in where:
        ledger.expected.append(Expected(place, ("недел",), at, "сводка за неделю"))
