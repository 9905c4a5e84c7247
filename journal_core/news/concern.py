"""A word of the school about one child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal_core.news.about import About


@dataclass(frozen=True, slots=True)
class ConcernNews:
    """The school asks the guardians of one child to look at its marks or its absences (001 4.3.10)."""

    about: About
    day: date
    kind: str  #: failing or truant
    text: str
    removed: bool = False
