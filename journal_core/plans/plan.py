"""КТП: the topics of a class and subject in their order, with hours; compared with the curriculum.

Clauses: 001 4.4.4 (the teacher makes it; its hours are the curriculum's), 003 3.2.4, 4.3(2); 000 2.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from journal_core.errors import Invalid

MOST_TOPICS = 400  #: of one plan; six lessons a week of a year are 204
MOST_HOURS = 40  #: of one topic
LONGEST = 300  #: characters of a title


@dataclass(frozen=True, slots=True)
class PlanTopic:
    """One topic of a plan."""

    title: str
    hours: int = 1
    section: str = ""  #: «Дроби», what several topics belong to
    homework: str = ""  #: as the plan proposes it


@dataclass(frozen=True, slots=True)
class LessonPlan:
    """A plan as the school keeps it."""

    id: int
    class_id: int
    subgroup_id: int | None
    subject_id: int
    year: int  #: 2026 is 2026/27
    topics: tuple[PlanTopic, ...]

    @property
    def hours(self) -> int:
        """Of all topics."""
        return sum(topic.hours for topic in self.topics)


class Fit(StrEnum):
    """How a plan's hours stand to what they are measured by."""

    EQUAL = "equal"
    MORE = "more"
    FEWER = "fewer"
    UNKNOWN = "unknown"  #: nobody said how many there should be


def fit(hours: int, asked: int | None) -> Fit:
    """A plan of `hours` against `asked`: the curriculum's, or the calendar's lessons of the year."""
    if asked is None:
        return Fit.UNKNOWN
    return Fit.MORE if hours > asked else Fit.FEWER if hours < asked else Fit.EQUAL


def check(topics: Sequence[PlanTopic]) -> None:
    """Raise Invalid for a plan that cannot be: empty, too long, a topic without words or without hours."""
    if not topics:
        raise Invalid("plan.empty")
    if len(topics) > MOST_TOPICS:
        raise Invalid("plan.too_long", most=str(MOST_TOPICS))
    for number, topic in enumerate(topics, 1):
        if not folded(topic.title) or len(topic.title) > LONGEST:
            raise Invalid("plan.title", number=str(number), most=str(LONGEST))
        if not 0 < topic.hours <= MOST_HOURS:
            raise Invalid("plan.hours", number=str(number), most=str(MOST_HOURS))


class Alteration(StrEnum):
    """What a new plan does to a place of the one that stands."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the difference that is shown before a plan is taken."""

    alteration: Alteration
    number: int  #: of the topic, from 1
    before: PlanTopic | None
    after: PlanTopic | None


def difference(standing: Sequence[PlanTopic], said: Sequence[PlanTopic]) -> tuple[PlanLine, ...]:
    """How `said` differs from what stands, place by place; nothing when they are the same."""
    return tuple(_lines(standing, said))


def _lines(standing: Sequence[PlanTopic], said: Sequence[PlanTopic]) -> Iterator[PlanLine]:
    for number in range(1, max(len(standing), len(said)) + 1):
        before = standing[number - 1] if number <= len(standing) else None
        after = said[number - 1] if number <= len(said) else None
        if before is None:
            yield PlanLine(Alteration.ADDED, number, None, after)
        elif after is None:
            yield PlanLine(Alteration.REMOVED, number, before, None)
        elif before != after:
            yield PlanLine(Alteration.CHANGED, number, before, after)


_NUMBERED = re.compile(r"^\s*(?:(?:урок|тема)\s+\d+\s*[.):–-]?|\d+(?:\.\d+)*\s*[.)])\s*", re.IGNORECASE)


def folded(title: str) -> str:
    """A topic for comparing: small letters, ё as е, no number before it («12.», «Урок 5:»), no punctuation."""
    plain = _NUMBERED.sub("", title.casefold().replace("ё", "е"))
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())
