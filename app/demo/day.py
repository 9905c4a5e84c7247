"""The day that is played: what teachers write, and what must arrive where because of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from app.demo.cast import Cast, Family, PaperFamily
from app.demo.town import teacher_of
from journal_core.roll import FullName, Roll, TimetableRow

#: Lessons that somebody writes about, by slot; each is another class.
POSTS_A_LESSON = 5
MARKED = 3  #: pupils a post
TASKS = ("§12 №345, 347", "стр. 78 упр. 5", "выучить правило на с. 45", "карточка 3", "§8 читать")


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that must arrive once: words that stand together in one message."""

    where: str  #: "phone:20017", "mail:…" or "sms:…"
    words: tuple[str, ...]
    posted_at: datetime
    story: str
    until: datetime | None = None  #: before which it must be there; None: the same day

    def fits(self, text: str, at: datetime) -> bool:
        """Whether a message that came at `at` is this one."""
        in_time = at < self.until if self.until else at.date() == self.posted_at.date()
        return self.posted_at <= at and in_time and all(word.lower() in text.lower() for word in self.words)


@dataclass(frozen=True, slots=True)
class Post:
    """One message of one teacher, about one lesson of the day."""

    slot: int
    teacher: FullName
    class_name: str
    subject: str
    text: str
    marked: tuple[tuple[Family, str], ...] = ()
    absent: tuple[Family, ...] = ()
    homework: str = ""
    fate: str = "kept"  #: kept, undone within the grace, or corrected after it
    paper: PaperFamily | None = None  #: it is about a family without a messenger


@dataclass(slots=True)
class Ledger:
    """Everything that must arrive, and nothing else may."""

    expected: list[Expected] = field(default_factory=list)

    def post(self, post: Post, cast: Cast, at: datetime) -> None:
        """What a saved post must bring."""
        if post.paper:
            self.expected.append(_on_paper(post.paper, post.subject, at))
        if post.fate == "undone":
            return
        for family, value in post.marked:
            told = str(int(value) - 2) if post.fate == "corrected" and family is post.marked[0][0] else value
            self._family(cast, family, (f"{post.subject}: {told}",), at, f"{post.subject} {told}")
        for family in post.absent:
            self._family(cast, family, ("Пропуск", post.subject), at, f"Н, {post.subject}")
        if post.homework:
            for family in cast.pupils_of(post.class_name):
                self._homework(f"phone:{family.phone.id}", post, at)
            for other in cast.on_paper:
                if other.class_name == post.class_name and other.by_mail:  # SMS is not spent on homework
                    self._homework(f"mail:{other.address}", post, at)

    def _homework(self, where: str, post: Post, at: datetime) -> None:
        self.expected.append(Expected(where, (post.subject, post.homework), at, f"дз, {post.subject}"))

    def correction(self, post: Post, cast: Cast, at: datetime) -> None:
        """The line that answers the edited message."""
        family, value = post.marked[0]
        words = ("Исправлено", f"{value} → {int(value) - 2}", post.subject)
        self._family(cast, family, words, at, f"исправление, {post.subject}")

    def _family(self, cast: Cast, family: Family, words: tuple[str, ...], at: datetime, story: str) -> None:
        for adult in cast.parents_of(family.pupil_id):
            self.expected.append(Expected(f"phone:{adult.phone.id}", words, at, story))


def posts(roll: Roll, cast: Cast, day: date, seed: int = 12) -> Iterator[Post]:
    """The day's messages in the order of its lessons; no pupil is marked twice, so each arrival is told apart."""
    chance = Random(seed)
    busy: set[int] = set()
    lessons = [row for row in roll.timetable if row.weekday == day.weekday() and not row.subgroup]
    for slot in sorted({row.slot for row in lessons}):
        here = [row for row in lessons if row.slot == slot and row.teacher in cast.teachers]
        chance.shuffle(here)
        for number, row in enumerate(here[:POSTS_A_LESSON]):
            yield _post(row, number, cast, busy, chance)


def _post(row: TimetableRow, number: int, cast: Cast, busy: set[int], chance: Random) -> Post:
    free = [family for family in cast.pupils_of(row.written_class) if family.pupil_id not in busy]
    chosen = chance.sample(free, min(MARKED + 1, len(free)))
    busy.update(family.pupil_id for family in chosen)
    graded = int(row.written_class[:-1]) > 2  # no marks in the first two grades (000)
    marked = tuple((family, str(chance.randint(5, 10))) for family in chosen[:MARKED]) if graded else ()
    absent = tuple(chosen[MARKED:])
    homework = chance.choice(TASKS) if number == 0 and row.slot in (1, 3, 5) else ""
    fate = {1: "undone", 2: "corrected"}.get(number, "kept") if row.slot in (2, 4) and marked else "kept"
    if fate == "undone":
        absent = ()
    parts = [", ".join(f"{family.pupil.surname} {value}" for family, value in marked)]
    parts += [f"{family.pupil.surname} н" for family in absent]
    parts += [f"дз {homework}"] if homework else []
    text = f"{row.written_class} {row.subject.lower()}: " + ". ".join(part for part in parts if part)
    return Post(row.slot, teacher_of(row), row.written_class, row.subject, text, marked, absent, homework, fate)


def corrected(post: Post) -> str:
    """The same message with its first mark two lower, as the teacher edits it."""
    family, value = post.marked[0]
    return post.text.replace(f"{family.pupil.surname} {value}", f"{family.pupil.surname} {int(value) - 2}", 1)


def _on_paper(family: PaperFamily, subject: str, at: datetime) -> Expected:
    """Mail says the subject and initials, SMS says nothing but that there is something (their privacy levels)."""
    if family.by_mail:
        return Expected(f"mail:{family.address}", (subject,), at, f"почта, {subject}")
    return Expected(f"sms:{family.address}", ("запись",), at, "SMS")
