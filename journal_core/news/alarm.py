"""What the school itself hears at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ChildUnknownNews:
    """For the class teacher and the deputies: the family does not know where the child is."""

    pupil: str  #: «Иванова Аня»
    class_name: str
    day: date
