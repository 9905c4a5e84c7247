"""Which subject a message is about (rule 2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from bot.reading import subject_names
from bot.reading.lessons import Now
from bot.reading.phrases import Phrases
from bot.reading.pieces import SubjectPiece
from bot.reading.result import Topic, ask
from bot.reading.tokens import Token, key, tokenize
from journal_core.desk import Desk, DeskLesson, Load

Tiers = tuple[frozenset[str], ...]
_ENDS_OF_WORDS = "аяоеиіыійь"


@lru_cache(maxsize=256)
def subject_phrases(subjects: frozenset[str]) -> Phrases[Tiers]:
    """The phrases for all school subjects, and for those of the load that no list of ours names."""
    table: dict[str, Tiers] = {}
    for tiers, phrases in subject_names.lines():
        table[phrases] = tiers
    for subject in subjects:
        if not _listed(subject):
            stems = " ".join(_stem(token.key) for token in tokenize(subject) if token.text.isalpha())
            if stems:
                table[f"{stems};{stems.split()[0]}"] = (frozenset({_own(subject)}),)
    return Phrases(table, joints="./-")


def subject_at(tokens: Sequence[Token], i: int, phrases: Phrases[Tiers]) -> SubjectPiece | None:
    """The subject named at token `i`, «по» included."""
    start = i + (tokens[i].key in {"по", "па"})
    found = phrases.at(tokens, start)
    if found is None:
        return None
    tiers, end = found
    return SubjectPiece(i, end, tiers, " ".join(token.text for token in tokens[start:end]))


@lru_cache(maxsize=1)
def _listed_phrases() -> Phrases[Tiers]:
    return Phrases({phrases: tiers for tiers, phrases in subject_names.lines()}, joints="./-")


@lru_cache(maxsize=256)
def _listed(subject: str) -> frozenset[str]:
    """The subjects of our list that a school's name for a subject mentions: «Иностранный язык (английский)»."""
    tokens = tokenize(subject)
    concepts: set[str] = set()
    i = 0
    while i < len(tokens):
        found = _listed_phrases().at(tokens, i)
        if found is not None:
            concepts |= found[0][0]
        i = found[1] if found is not None else i + 1
    return frozenset(concepts)


def _stem(word: str) -> str:
    return f"{word.rstrip(_ENDS_OF_WORDS)}~" if len(word) > 4 else word


def _own(subject: str) -> str:
    return f"={key(subject)}"


def _concepts(subject: str) -> frozenset[str]:
    return _listed(subject) or frozenset({_own(subject)})


def settle_subject(mentions: Sequence[SubjectPiece], desk: Desk, class_id: int, now: Now, day: date | None) -> int:
    """The id of the subject, or a question."""
    load = [line for line in desk.load if line.class_id == class_id]
    if not mentions:
        return _omitted(load, desk, class_id, now, day)
    named = [_taught(mention, load) for mention in mentions]
    if len(set(named)) > 1 and not _overlap(named):
        raise ask(Topic.SUBJECT, word=mentions[-1].word, candidates=_names(load))
    common = frozenset.intersection(*named)
    if len(common) != 1:
        raise ask(Topic.SUBJECT, word=mentions[0].word, candidates=_names(load))
    return next(iter(common))


def _overlap(named: Sequence[frozenset[int]]) -> bool:
    """«лит» and «русская литература» in one message are one subject, if either can be."""
    return bool(frozenset.intersection(*named))


def _taught(mention: SubjectPiece, load: Sequence[Load]) -> frozenset[int]:
    """The subjects of the class that a mention may mean, nearest first: sought among what the teacher teaches."""
    for tier in mention.tiers:
        ids = frozenset(line.subject_id for line in load if _concepts(line.subject) & tier)
        if ids:
            return ids
    return frozenset()


def is_taught(mention: SubjectPiece, load: Sequence[Load]) -> bool:
    """Whether the teacher teaches this class what the mention names."""
    return bool(_taught(mention, load))


def _names(load: Sequence[Load]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.subject for line in load))


def _omitted(load: Sequence[Load], desk: Desk, class_id: int, now: Now, day: date | None) -> int:
    """The only one with this class, else that of the lesson going on or ended last, else a question."""
    ids = {line.subject_id for line in load}
    if len(ids) == 1:
        return ids.pop()
    lessons = [lesson for lesson in desk.lessons if lesson.class_id == class_id]
    if day is not None and day != now.today:
        of_day = {lesson.subject_id for lesson in lessons if lesson.date == day}
        if len(of_day) == 1:
            return of_day.pop()
        raise ask(Topic.SUBJECT, Topic.LESSON, candidates=_names(load))
    begun = now.begun(lessons)
    if not begun or _at_once(begun):
        raise ask(Topic.SUBJECT, candidates=_names(load))
    return begun[-1].subject_id


def _at_once(begun: Sequence[DeskLesson]) -> bool:
    """Two lessons of one class at one time cannot tell the subject."""
    last = [lesson for lesson in begun if lesson.starts_at == begun[-1].starts_at]
    return len({lesson.subject_id for lesson in last}) > 1
