"""What a family asks in plain words: «сегодня», «што зададзена на заўтра?», “marks”. Simple rules, no guessing.

Russian, Belarusian and English are read alike, whatever language the person chose: many speak two of them.
"""

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


def _plain(text: str) -> str:
    """Small letters, without what people leave out when they type: dots of «ё», apostrophes."""
    return re.sub("['’ʼ]", "", text.lower().replace("ё", "е"))


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in _plain(line).split())


#: Beginnings of words, the day before the thing: «оценки за сегодня» is a day, and a day shows its marks.
_STEMS = (
    (Ask.TOMORROW, _words("завтра", "заўтра заутра", "tomorrow")),
    (Ask.TODAY, _words("сегодня седня", "сёння сеньня", "today")),
    (Ask.WEEK, _words("недел расписани", "тыдзен тыдн расклад", "week timetable schedule")),
    (Ask.MARKS, _words("оценк оценок отмет", "адзнак ацэнк ацэнак", "mark grade")),
    (
        Ask.HOMEWORK,
        _words(
            "задани задал задан домашк дз урок домашн",
            "заданн задалі зададзен дамашк дамашн хатн ўрок",
            "homework assignment task lesson",
        ),
    ),
    (Ask.ABSENCES, _words("пропуск прогул опозда посещ", "прагул спазн спазніў наведв", "absen missed attendance")),
    (
        Ask.MENU,
        _words(
            "меню помощ помоги привет здравствуй начать справк",
            "дапамо дапамаж прывіт вітаю пачаць даведк",
            "menu help hello start",
        ),
    ),
)

#: Words that may stand around them in a message that is certainly a question to the diary.
_FILLERS = frozenset(
    _words(
        "что какие какая какой как на по за у нас мне меня моя мой дай покажи показать посмотреть есть ли и а в во к",
        "ко эту этой этот все всё пожалуйста ребенка сына дочки дочери домой там был будет были будут добрый день",
        "вечер утро дневник наши свои последние новые",
        "што якія якая які як па ў нам мяне мая дай пакажы паказаць паглядзець ёсць ці гэты гэтым гэту гэтую увесь",
        "ўвесь усе ўсе калі ласка дзіцяці дачкі дадому дома быў будзе былі будуць добры дзень вечар раніца раніцы",
        "дзённік нашы свае апошнія новыя",
        "what whats is are was were the a an my our his her me us for of on in to do we i have has there show see give",
        "please which how any all this new last child childs son sons daughter daughters kid kids school diary good",
        "morning afternoon evening day hi and",
    )
)
_WORD = re.compile(r"[а-яіўa-z]+")
LONGEST = 12  #: words; a longer message is no question to the diary


def asked(text: str, *, strictly: bool) -> Ask | None:
    """What is asked for. Strictly: only when the message is nothing but a question, so a teacher's post is none."""
    said = _WORD.findall(_plain(text))
    if not said or len(said) > LONGEST or (strictly and re.search(r"\d", text)):
        return None
    if strictly and not all(word in _FILLERS or _about(word) for word in said):
        return None
    found = {about for word in said if (about := _about(word))}
    return next((about for about, _ in _STEMS if about in found), None)


def _about(word: str) -> Ask | None:
    return next((about for about, stems in _STEMS if word.startswith(stems)), None)


def subject_asked(text: str, subjects: tuple[str, ...]) -> str | None:
    """The subject named after «по», «па» or “in”: «оценки по математике», «адзнакі па фізіцы»."""
    match = re.search(r"\b(?:по|па|in)\s+([а-яіўa-z]{3,})", _plain(text))
    if match is None:
        return None
    # Endings are let go of one letter at a time: «физике» is physics and not physical culture.
    for kept in (match[1][: len(match[1]) - cut] for cut in range(min(3, len(match[1]) - 3) + 1)):
        for stem in (kept, _hardened(kept)):
            if found := next((one for one in subjects if _begins(one, stem)), None):
                return found
    return None


def _hardened(stem: str) -> str:
    """«фізіц» is «фізік»: Belarusian softens the last consonant before the ending of the case."""
    return stem[:-1] + "к" if stem.endswith("ц") else stem


def _begins(subject: str, stem: str) -> bool:
    return any(word.startswith(stem) for word in _WORD.findall(_plain(subject)))
