"""The ways back that a letter offers its reader; an empty one is not offered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Street:
    """Links of one letter, and whether an answer to it is read."""

    stop: str = ""
    confirm: str = ""
    seen: str = ""
    replies: bool = False


NO_STREET = Street()  #: nothing but the class teacher's ear
