"""One chat message of a teacher as what the diary records: the story of the reading.

tokens, then class, then the pieces, then the parts; then subject, lesson, and whom and when the parts mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.reading.borders import Borders
from bot.reading.classes import find_classes, settle_class, split_glued
from bot.reading.found import Parts
from bot.reading.homework import read_homework, settle_due
from bot.reading.lessons import Now, explicit_day, settle_lesson
from bot.reading.names import name_index
from bot.reading.numbers import phones
from bot.reading.parts import PartsReader
from bot.reading.pieces import ClassPiece
from bot.reading.pupils import read_attendance, read_marks
from bot.reading.result import HomeworkRead, NotUnderstood, Question, Unclear, Understood
from bot.reading.scan import Context, scan
from bot.reading.sections import part
from bot.reading.subjects import is_taught, settle_subject, subject_phrases
from bot.reading.tasks import TaskReader
from bot.reading.tokens import Token, clean, key, tokenize
from bot.reading.vocabulary import CODES, INTRO, TOPIC, WORK
from journal_core.desk import Desk, DeskLesson, DeskPupil


def read(text: str, at: datetime, desk: Desk) -> Understood | Question | NotUnderstood:
    """What the message records. `at` is the moment it was written, in the school's zone."""
    text, now = clean(text), Now(at.date(), at.time())
    tokens = _tokens(text, desk)
    mentions = find_classes(tokens, desk, name_index(_everybody(desk)).surnames.__contains__)
    class_id, unclear = _class(list(mentions.values()), desk, now)
    parts = _parts(text, tokens, mentions, desk, class_id, now)
    if not parts.found and not parts.doubts:
        return NotUnderstood()
    if class_id is None:
        return unclear or NotUnderstood()
    try:
        return _understand(parts, desk, class_id, now)
    except Unclear as question:
        return replace(question.question, class_id=class_id)


def _tokens(text: str, desk: Desk) -> tuple[Token, ...]:
    names = name_index(_everybody(desk))
    subjects = subject_phrases(frozenset(line.subject for line in desk.load))

    def known(word: str) -> bool:
        phrases = (INTRO, TOPIC, WORK, CODES, subjects)
        return word in names.surnames or any(table.knows(word) for table in phrases)

    return split_glued(tokenize(text), known)


def _everybody(desk: Desk) -> tuple[DeskPupil, ...]:
    return tuple(pupil for cls in desk.classes for pupil in cls.pupils)


def _class(mentions: Sequence[ClassPiece], desk: Desk, now: Now) -> tuple[int | None, Question | None]:
    """The class, or the question that stands in its way."""
    try:
        return settle_class(mentions, desk, now), None
    except Unclear as unclear:
        return None, unclear.question


def _parts(
    text: str,
    tokens: tuple[Token, ...],
    mentions: dict[int, ClassPiece],
    desk: Desk,
    class_id: int | None,
    now: Now,
) -> Parts:
    """The parts of the message; while the class is unclear, the names of all the teacher's classes count."""
    pupils = next((cls.pupils for cls in desk.classes if cls.id == class_id), None)
    names = name_index(pupils if pupils is not None else _everybody(desk))
    load = [line for line in desk.load if class_id is None or line.class_id == class_id]
    context = Context(
        today=now.today,
        scale=desk.scale,
        names=names,
        strangers=name_index(_everybody(desk)),
        subjects=subject_phrases(frozenset(line.subject for line in desk.load)),
        group_names=frozenset(key(line.subgroup) for line in load if line.subgroup),
        classes=mentions,
        phones=phones(text, tokens),
    )
    pieces = scan(tokens, context)
    sections = part(pieces, tokens, Borders(pieces, tokens, names))
    tasks = TaskReader(text, tokens, lambda piece: is_taught(piece, load), bool(context.group_names))
    return PartsReader(tasks, names).read(sections)


def _understand(parts: Parts, desk: Desk, class_id: int, now: Now) -> Understood:
    """Subject, lesson, pupils and due day, in this order; the first doubt is raised."""
    day = explicit_day(parts.past)
    subject_id = settle_subject(parts.subjects, desk, class_id, now, day)
    lesson = settle_lesson(desk, class_id, subject_id, parts.groups, now, day)
    if parts.doubts:
        raise Unclear(parts.doubts[0])
    marks = read_marks(parts.ledger, lesson)
    attendance = read_attendance(parts.ledger, lesson)
    return Understood(lesson, parts.topic, _homework(parts, lesson, desk, now), marks, attendance)


def _homework(parts: Parts, lesson: DeskLesson, desk: Desk, now: Now) -> HomeworkRead | None:
    if not parts.task:
        return None
    return read_homework(parts.task, settle_due(parts.due, lesson, desk, now))
