"""What of a plan was given: by the topics written at the lessons held, and what that leaves to do.

A topic written at a lesson is the plan's when it says the same words; a lesson with other words, or with none, gives
no hour of it. Clauses: 000 2.5; 001 2.8 (families see how the programme goes); 003 2.2.10, 4.3(2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from journal_core.plans.plan import PlanTopic, folded

OFFERED = 3  #: topics that are offered for a lesson


@dataclass(frozen=True, slots=True)
class Progress:
    """A topic with its hours given so far; never more than it has."""

    topic: PlanTopic
    given: int

    @property
    def done(self) -> bool:
        """Every hour of it was given."""
        return self.given == self.topic.hours


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """How far a plan is carried out."""

    topics: tuple[Progress, ...]
    held: int  #: lessons so far
    unwritten: int  #: of them without any topic
    outside: int  #: of them with a topic that the plan has not, or has no hours left for
    left: int  #: lessons still to come in the year

    @property
    def hours(self) -> int:
        """Of the whole plan."""
        return sum(one.topic.hours for one in self.topics)

    @property
    def given(self) -> int:
        """Hours of the plan that were given."""
        return sum(one.given for one in self.topics)

    @property
    def behind(self) -> int:
        """отставание: hours that the lessons held should have given and did not."""
        return max(0, min(self.held, self.hours) - self.given)

    @property
    def short(self) -> int:
        """Hours for which no lesson is left; the plan must be made denser."""
        return max(0, self.hours - self.given - self.left)

    @property
    def percent(self) -> int:
        """Of the plan's hours, rounded down: 100 is all of them."""
        return 100 * self.given // self.hours if self.hours else 0


def fulfilment(topics: Sequence[PlanTopic], held: Sequence[str], left: int) -> Fulfilment:
    """`held` are the topics written at the lessons so far, in their order; empty for a lesson without one.

    Of topics that repeat their words the earlier is given first.
    """
    progress = _progress(topics, held)
    unwritten = sum(not written for written in held)
    outside = len(held) - unwritten - sum(one.given for one in progress)
    return Fulfilment(progress, len(held), unwritten, outside, left)


def offered(topics: Sequence[PlanTopic], held: Sequence[str]) -> tuple[PlanTopic, ...]:
    """What to offer for the next lesson: the topic under way or after the last one given, and those around it.

    First what follows the furthest topic given, then what was passed over; a plan given to its end offers nothing.
    """
    progress = _progress(topics, held)
    begun = [place for place, one in enumerate(progress) if one.given]
    last = begun[-1] if begun else 0
    ahead = [one.topic for one in progress[last:] if not one.done]
    passed = [one.topic for one in progress[:last] if not one.done]
    return tuple((ahead + passed)[:OFFERED])


def _progress(topics: Sequence[PlanTopic], held: Sequence[str]) -> tuple[Progress, ...]:
    left = Counter(folded(written) for written in held if written)
    found = []
    for topic in topics:
        given = min(topic.hours, left[folded(topic.title)])
        left[folded(topic.title)] -= given
        found.append(Progress(topic, given))
    return tuple(found)
