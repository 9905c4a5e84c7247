"""What is done at a lesson, and of what type it is (003 4.2 а: «выполненные задания и тип этих заданий»)."""

from __future__ import annotations

#: Types a teacher chooses from; a word of their own is as good.
TYPES = (
    "устный опрос",
    "работа с учебником",
    "решение задач",
    "упражнения",
    "практикум",
    "лабораторная работа",
    "письменная работа",
    "чтение",
    "работа в группах",
    "обсуждение",
)

MOST_TYPE = 60  #: characters
MOST_TASK = 500


def spelled(written: str) -> str:
    """A type as the list spells it, however it was typed; another word as it is."""
    words = " ".join(written.split())
    return words.casefold() if words.casefold() in TYPES else words
