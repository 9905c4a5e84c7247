"""Homework: the teacher's own words for the task, and the lesson it is due at (rule 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.reading import vocabulary as say
from bot.reading.dates import next_monday
from bot.reading.lessons import Now
from bot.reading.pieces import DayPiece, Far, FillerPiece, Piece, Role
from bot.reading.result import HomeworkRead, Topic, ask
from bot.reading.tokens import Token, is_punctuation, key
from journal_core.desk import Desk, DeskLesson

#: Stands in the text where a piece was cut out.
_CUT = "\x00"
_OPENING = '«"“„(['
_TIDY = (
    (re.compile(rf"[(\[]\s*{_CUT}\s*[)\]]"), _CUT),  # «§5 (на пт)»
    (re.compile(rf"{_CUT}(\s*{_CUT})+"), _CUT),
    (re.compile(rf"\s*,\s*{_CUT}\s*,"), ","),  # «§5, на пт, №7»
    (re.compile(rf"\s*{_CUT}\s*(?=[,.;!?)])"), ""),  # «§5 на пт, №7»
    (re.compile(rf"{_CUT}\s*:"), _CUT),  # «на пт: §5»
    (re.compile(rf"\s*{_CUT}\s*"), " "),
)
_GREETING_AROUND = re.compile(r"(?:^|(?<=[.!?\n,]))[^.!?\n,]+(?=[.!?\n,]|$)")


def task_text(text: str, tokens: Sequence[Token], pieces: Sequence[Piece], cut: Sequence[Piece]) -> str:
    """The text of the pieces without those to cut out, trimmed of emoji, greetings and stray punctuation."""
    if not pieces:
        return ""
    start, end = tokens[pieces[0].first].start, tokens[pieces[-1].last - 1].end
    out: list[str] = []
    for piece in sorted((p for p in cut if p in pieces), key=lambda p: p.first):
        out += [text[start : tokens[piece.first].start], _CUT]
        start = tokens[piece.last - 1].end
    out.append(text[start:end])
    tidy = "".join(out)
    for pattern, instead in _TIDY:
        tidy = pattern.sub(instead, tidy)
    return trim(_without_greetings(trim(tidy)))


def trim(text: str) -> str:
    """Without emoji, spaces and stray punctuation at the ends; closing brackets and quotes stay."""
    start, end = 0, len(text)
    while start < end and not (text[start].isalnum() or text[start] in f"§№{_OPENING}"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ')»"”]%°!?'):
        end -= 1
    return text[start:end]


def _without_greetings(text: str) -> str:
    """Greetings and thanks at the ends are left out: «§5. Спасибо!», «Добрый день, §5»."""
    parts = [found.span() for found in _GREETING_AROUND.finditer(text)]
    while parts and _is_greeting(text[slice(*parts[-1])]):
        text = text[: parts.pop()[0]]
    while parts and _is_greeting(text[slice(*parts[0])]):
        cut = parts.pop(0)[1]
        text = text[cut:]
        parts = [(a - cut, b - cut) for a, b in parts]
    return text


def _is_greeting(part: str) -> bool:
    found = [key(word) for word in re.findall(r"[^\W\d_]+", part)]
    only_words = not any(char.isdigit() or (is_punctuation(char) and char in "§№") for char in part)
    return bool(found) and only_words and all(word in say.GREETINGS for word in found)


def is_talk(tokens: Sequence[Token], pieces: Sequence[Piece]) -> bool:
    """«дз сделали все», «дз скину позже»: about homework, no homework."""
    words = [piece for piece in pieces if not isinstance(piece, FillerPiece | DayPiece)]
    return bool(words) and tokens[words[0].first].key in say.NOT_A_TASK


def settle_due(days: Sequence[DayPiece], lesson: DeskLesson, desk: Desk, now: Now) -> DeskLesson:
    """The lesson the homework is due at; a day without one, or not after the lesson, is a question."""
    own = [other for other in desk.lessons if _same(other, lesson)]
    later = [other for other in own if other.date > lesson.date]
    named: set[date | Far] = {piece.day for piece in days if piece.role is Role.DUE}
    word = days[0].word if days else None
    if len(named) > 1 or Far.UNKNOWN in named or any(piece.role is Role.LOOSE for piece in days):
        raise ask(Topic.DATE, word=word)
    day = named.pop() if named else Far.NEXT_LESSON
    if day is Far.NEXT_WEEK:
        monday = next_monday(now.today)
        later = [other for other in later if 0 <= (other.date - monday).days < 7]
    elif isinstance(day, date):
        later = [other for other in later if other.date == day]
    if not later:
        raise ask(Topic.DATE, word=word)
    return min(later, key=lambda other: (other.date, other.starts_at, other.slot))


def _same(one: DeskLesson, other: DeskLesson) -> bool:
    return (one.class_id, one.subject_id, one.subgroup_id) == (other.class_id, other.subject_id, other.subgroup_id)


def read_homework(text: str, due: DeskLesson) -> HomeworkRead:
    """The homework as recorded."""
    return HomeworkRead(" ".join(text.split()), due.date, due)
