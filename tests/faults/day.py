"""A day of posts, and what every family must hold in its hands when the day is over.

Each post says one thing of one child that no other post says, so that on the phones a copy and a loss can be told
from another message: history has a topic for each, homework a number, an absence a child.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle

from tests.e2e import school
from tests.e2e.school import KOVALEVA, ORLOV, SOKOLOVA
from tests.e2e.trial import Trial

#: Families that live in the chat alone.
CHATS = (
    "Иванов Пётр",
    "Сидоров Владимир",
    "Ёлкина Галина",
    "Бобров Денис",
    "Воробьёва Кира",
    "Гусев Тимур",
    "Дроздова Мила",
    "Яковлев Дмитрий",
    "Щукина Тося",
    "Абрамов Илья",
    "Белов Артём",
    "Волкова Майя",
)
#: class → who posts into it, by subject
TEACHERS = {
    "7Б": ((KOVALEVA, "алгебра"), (SOKOLOVA, "история"), (ORLOV, "физика")),
    "7А": ((KOVALEVA, "алгебра"), (SOKOLOVA, "история"), (ORLOV, "физика")),
    "8А": ((KOVALEVA, "алгебра"), (SOKOLOVA, "история"), (ORLOV, "физика")),
}


@dataclass(frozen=True)
class Post:
    """One message of a teacher about one child."""

    teacher: str
    text: str
    child: str
    said: str  #: what the push of it says, and no other push to this family


@dataclass
class Day:
    """The posts of a day; those saved so far."""

    posts: list[Post] = field(default_factory=list)
    saved: list[Post] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)  #: child → where the family's chat stood in the morning

    async def begins(self, trial: Trial) -> None:
        """What families heard before is not of this day."""
        for child in {post.child for post in self.posts}:
            self.places[child] = await trial.mark(trial.parent(child))


def a_day(children: tuple[str, ...] = CHATS, size: int = 25) -> Day:
    """`size` posts in turn over the children: each child hears of a subject once."""
    posts = []
    for number, child in zip(range(size), cycle(children), strict=False):
        found = next(one for one in school.CHILDREN if one.name == child)
        teacher, subject = TEACHERS[found.class_name][number // len(children)]
        value = 4 + number % 6
        surname = child.split()[0]
        text = f"{found.class_name} {subject} {surname} {value}"
        posts.append(Post(teacher, text, child, f"{subject.capitalize()}: {value}"))
    return Day(posts)


async def save(trial: Trial, post: Post, day: Day) -> None:
    """The teacher writes and saves; if the gateway dies meanwhile, they look again and press again, as people do."""
    teacher = trial[post.teacher]
    message = await teacher.says(post.text)
    card = None
    async with asyncio.timeout(30):
        while card is None:
            fresh = [one for one in await trial.bubbles(teacher) if one.message_id > message]
            card = next((one for one in fresh if "✅ Сохранить" in str(one.buttons)), None)
            if card is None:
                await trial.sandbox.get(f"people/{teacher.id}/wait", timeout=0.2)
    day.saved.append(post)
    await teacher.presses("✅ Сохранить", card.message_id, wait=0.01)


async def heard(trial: Trial, day: Day) -> dict[str, list[str]]:
    """What each family's chat holds: lines of marks, as they stand."""
    lines: dict[str, list[str]] = {}
    for child in dict.fromkeys(post.child for post in day.posts):
        bubbles = await trial.since(trial.parent(child), day.places[child])
        lines[child] = [line for one in bubbles for line in one.text.splitlines() if " · " in line]
    return lines


async def judge(trial: Trial, day: Day) -> Counter[str]:
    """How often each post was heard; asserts that none was lost. Keys are «child: what was said»."""
    lines = await heard(trial, day)
    times: Counter[str] = Counter()
    for post in day.saved:
        times[f"{post.child}: {post.said}"] = sum(line.startswith(post.said) for line in lines[post.child])
    lost = [key for key, count in times.items() if not count]
    assert not lost, f"never heard: {lost}"
    return times
