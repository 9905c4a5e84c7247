"""A teacher's message read at every desk they have: as an entry, or as the question to ask."""

from __future__ import annotations

from dataclasses import dataclass

from bot.means import Means
from bot.passes import teacher_desks
from bot.reading import NotUnderstood, Question, Understood, read
from bot.speaker import Speaker
from journal_core.access import TeacherDesk
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, MarkEntry
from texts.screen import Screen
from texts.screens import desk


@dataclass(frozen=True, slots=True)
class Read:
    """What a message says, at one of the teacher's desks."""

    teacher: TeacherDesk
    said: LessonEntry | Screen  #: an entry, or the question that must be asked first


async def read_post(text: str, speaker: Speaker, means: Means) -> Read | None:
    """What the message says; of two schools the one where it is clear. None when it is about no lesson.

    Raises Refused when no school lets this channel carry a post.
    """
    asked: Read | None = None
    for teacher in teacher_desks(speaker):
        at = speaker.stamp.at
        found = read(text, teacher.school.local(at), await means.diary.desk(teacher, at))
        match found:
            case Understood():
                return Read(teacher, entry_of(found))
            case Question():
                about = tuple(topic.value for topic in found.about)
                screen = desk.question(about, found.word, found.candidates, speaker.words)
                asked = asked or Read(teacher, screen)
            case NotUnderstood():
                continue
    return asked


def entry_of(found: Understood) -> LessonEntry:
    """The journal's entry that a clear message makes."""
    homework = found.homework
    return LessonEntry(
        found.lesson.id,
        found.topic,
        HomeworkEntry(homework.text, homework.due) if homework else None,
        tuple(MarkEntry(one.pupil.id, one.values, one.work) for one in found.marks),
        tuple(AbsenceEntry(one.pupil.id, one.code, one.minutes) for one in found.attendance),
    )
