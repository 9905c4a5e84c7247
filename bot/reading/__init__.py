"""Understanding what a teacher writes: one chat message, what the diary records.

The rules are those of `tests/corpus/quickposts/README.md`; the numbers in the docstrings are its own.
"""

from bot.reading.reader import read
from bot.reading.result import (
    AttendanceRead,
    HomeworkRead,
    MarkRead,
    NotUnderstood,
    Question,
    Topic,
    Understood,
)

__all__ = [
    "AttendanceRead",
    "HomeworkRead",
    "MarkRead",
    "NotUnderstood",
    "Question",
    "Topic",
    "Understood",
    "read",
]
