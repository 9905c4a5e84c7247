"""The programme as a family sees it: what is done and what is ahead, by subject (001 2.8; 000 3.7.2)."""

from __future__ import annotations

from dataclasses import dataclass

from journal_core.plans.fulfilment import Fulfilment


@dataclass(frozen=True, slots=True)
class Programme:
    """One subject of a child."""

    subject: str
    hours: int
    given: int
    done: tuple[str, ...]  #: titles, in the plan's order
    ahead: tuple[str, ...]


def programme(subject: str, found: Fulfilment) -> Programme:
    """A plan's progress in a family's words."""
    return Programme(
        subject,
        found.hours,
        found.given,
        tuple(one.topic.title for one in found.topics if one.done),
        tuple(one.topic.title for one in found.topics if not one.done),
    )
