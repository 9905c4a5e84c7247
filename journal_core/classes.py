"""Classes and subgroups, and the many ways a class's name is written.

Lists from different programs write «7B» with a Latin letter, «7 "Б"», «7-б»; all are one class.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Latin letters and the Cyrillic ones they are mistaken for in class names. Latin B is the shape of В,
#: but keyboards put it for Б as often, so `fold` needs the school's own classes to decide.
_LOOK_ALIKE = str.maketrans("ACEKMHTPOX", "АСЕКМНТРОХ")
_WRITTEN = re.compile(
    r"\s*(\d{1,2})\s*[-–—]?\s*[\"'«“„(]?\s*([^\W\d_])\s*[\"'»”“)]?\s*\.?\s*(?:класс|кл\.?)?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, order=True)
class ClassName:
    """A class by grade and letter: (7, "Б")."""

    grade: int
    letter: str

    def __str__(self) -> str:
        return f"{self.grade}{self.letter}"


def spellings(written: str) -> tuple[ClassName, ...]:
    """All classes that `written` may mean, most likely first; empty when it names no class.

    A Latin B gives two («7B» → 7В, 7Б): the caller takes the one the school has, or asks.
    """
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return ()
    grade, letter = int(match[1]), match[2].upper()
    if not 1 <= grade <= 12:
        return ()
    if letter == "B":
        return ClassName(grade, "В"), ClassName(grade, "Б")
    return (ClassName(grade, letter.translate(_LOOK_ALIKE)),)
