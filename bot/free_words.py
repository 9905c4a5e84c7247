"""What a family asks in plain words: «сегодня», «оценки», «что задали на завтра?». Simple rules, no guessing."""

from __future__ import annotations

import re
from enum import StrEnum


class Ask(StrEnum):
    """What is asked for; values are the slash commands."""

    TOMORROW = "tomorrow"
    TODAY = "today"
    WEEK = "week"
    MARKS = "marks"
    HOMEWORK = "homework"
    ABSENCES = "absences"
    MENU = "menu"


#: Beginnings of words, the day before the thing: «оценки за сегодня» is a day, and a day shows its marks.
_STEMS = (
    (Ask.TOMORROW, ("завтра",)),
    (Ask.TODAY, ("сегодня", "седня")),
    (Ask.WEEK, ("недел", "расписани")),
    (Ask.MARKS, ("оценк", "оценок", "отмет")),
    (Ask.HOMEWORK, ("задани", "задал", "задан", "домашк", "дз", "урок", "домашн")),
    (Ask.ABSENCES, ("пропуск", "прогул", "опозда", "посещ")),
    (Ask.MENU, ("меню", "помощ", "помоги", "привет", "здравствуй", "начать", "справк")),
)

#: Words that may stand around them in a message that is certainly a question to the diary.
_FILLERS = frozenset(
    "что какие какая какой как на по за у нас мне меня моя мой дай покажи показать посмотреть есть ли и а в во к ко "
    "эту этой этот все всё пожалуйста ребенка сына дочки дочери домой там был были будет будут добрый день вечер утро "
    "дневник наши свои последние новые".split()
)
_WORD = re.compile(r"[а-яa-z]+")
LONGEST = 12  #: words; a longer message is no question to the diary


def asked(text: str, *, strictly: bool) -> Ask | None:
    """What is asked for. Strictly: only when the message is nothing but a question, so a teacher's post is none."""
    said = _WORD.findall(text.lower().replace("ё", "е"))
    if not said or len(said) > LONGEST or (strictly and re.search(r"\d", text)):
        return None
    if strictly and not all(word in _FILLERS or _about(word) for word in said):
        return None
    found = {about for word in said if (about := _about(word))}
    return next((about for about, _ in _STEMS if about in found), None)


def _about(word: str) -> Ask | None:
    return next((about for about, stems in _STEMS if word.startswith(stems)), None)


def subject_asked(text: str, subjects: tuple[str, ...]) -> str | None:
    """The subject named after «по»: «оценки по математике»."""
    match = re.search(r"\bпо\s+([а-я]{3,})", text.lower().replace("ё", "е"))
    if match is None:
        return None
    # Endings are let go of one letter at a time: «физике» is physics and not physical culture.
    for stem in (match[1][: len(match[1]) - cut] for cut in range(min(3, len(match[1]) - 3) + 1)):
        if found := next((one for one in subjects if _begins(one, stem)), None):
            return found
    return None


def _begins(subject: str, stem: str) -> bool:
    return any(word.startswith(stem) for word in _WORD.findall(subject.lower().replace("ё", "е")))
