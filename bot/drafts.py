"""What drafts hold: kinds, lifetimes, and a lesson's card as JSON both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, MarkEntry
from journal_core.entries.marks import WorkKind
from journal_core.files import FileKind, StoredFile
from notifier.ports import Draft

#: Cards of lessons.
LESSON = "lesson"
CORRECTION = "correction"
CARDS = (LESSON, CORRECTION)

#: Questions whose answer is typed; the next text that can be an answer goes there.
BIRTH_DATE = "birth_date"  #: {"key"}: a code or token that waits for the child's birth date
OWN_ADDRESS = "own_address"  #: {"channel"}
OWN_CODE = "own_code"  #: {"channel"}
ADDRESS_FOR = "address_for"  #: {"class_id", "guardian", "channel"}
CODE_FOR = "code_for"  #: the same
AWAITING = (BIRTH_DATE, OWN_ADDRESS, OWN_CODE, ADDRESS_FOR, CODE_FOR)

#: A notice: asked for, then a card that grows with every message; and another text for one that was sent.
NOTICE = "notice"
NOTICE_CHANGE = "notice_change"
NOTICES = (NOTICE, NOTICE_CHANGE)

CARD_LIVES = timedelta(hours=12)  #: a card may be saved on the evening of the day it was written
QUESTION_LIVES = timedelta(minutes=15)
NOTICE_LIVES = timedelta(hours=1)


def made_by(draft: Draft, once: str) -> bool:
    """Whether the draft was opened for this very update, which comes again because its reply was lost."""
    return draft.command_id.endswith(f":{once}")


@dataclass(frozen=True, slots=True)
class Card:
    """What a lesson's card would do."""

    school_id: int
    entry: LessonEntry
    corrects: str = ""  #: the command that posted the message first, when this corrects it
    before: LessonEntry | None = None  #: what the message said before


def write_card(card: Card) -> dict[str, Any]:
    """The card as a draft's content."""
    return {
        "school": card.school_id,
        "entry": write_entry(card.entry),
        "corrects": card.corrects,
        "before": write_entry(card.before) if card.before else None,
    }


def read_card(content: Mapping[str, Any]) -> Card:
    """The card of a draft's content."""
    before = content["before"]
    return Card(
        content["school"],
        read_entry(content["entry"]),
        content["corrects"],
        read_entry(before) if before is not None else None,
    )


def write_entry(entry: LessonEntry) -> dict[str, Any]:
    """A lesson's entry as JSON."""
    homework = entry.homework
    return {
        "lesson": entry.lesson_id,
        "topic": entry.topic,
        "homework": [homework.text, homework.due.isoformat()] if homework else None,
        "marks": [[one.pupil_id, list(one.values), one.work] for one in entry.marks],
        "attendance": [[one.pupil_id, one.code, one.minutes] for one in entry.attendance],
    }


def read_entry(content: Mapping[str, Any]) -> LessonEntry:
    """The entry that `write_entry` wrote."""
    homework = content["homework"]
    return LessonEntry(
        content["lesson"],
        content["topic"],
        HomeworkEntry(homework[0], date.fromisoformat(homework[1])) if homework else None,
        tuple(
            MarkEntry(pupil, tuple(values), WorkKind(work) if work is not None else None)
            for pupil, values, work in content["marks"]
        ),
        tuple(AbsenceEntry(pupil, AbsenceCode(code), minutes) for pupil, code, minutes in content["attendance"]),
    )


@dataclass(frozen=True, slots=True)
class Writing:
    """A notice, or the change of one, as far as its class teacher has written it."""

    class_id: int
    text: str = ""
    text_message: str = ""  #: the teacher's own message that made the text
    files: tuple[tuple[int, StoredFile], ...] = ()  #: by the number of the message each came in
    asks_ack: bool = True
    notice: int = 0  #: the notice that was sent or is to be changed

    @property
    def stored(self) -> tuple[StoredFile, ...]:
        """The files in the order of their messages."""
        return tuple(file for _, file in self.files)

    def has(self, message_id: int) -> bool:
        """Whether the file of this message is there already."""
        return any(number == message_id for number, _ in self.files)

    def with_file(self, message_id: int, file: StoredFile) -> Writing:
        """The same with one file more; the pieces of an album may come in any order."""
        return replace(self, files=tuple(sorted((*self.files, (message_id, file)), key=lambda one: one[0])))


def write_writing(writing: Writing) -> dict[str, Any]:
    """A notice being written as a draft's content."""
    return {
        "class_id": writing.class_id,
        "text": writing.text,
        "text_message": writing.text_message,
        "files": [[number, one.id, one.kind, one.name, one.size] for number, one in writing.files],
        "asks_ack": writing.asks_ack,
        "notice": writing.notice,
    }


def read_writing(content: Mapping[str, Any]) -> Writing:
    """What `write_writing` wrote."""
    files = ((number, StoredFile(one, FileKind(kind), *rest)) for number, one, kind, *rest in content["files"])
    return Writing(
        content["class_id"],
        content["text"],
        content["text_message"],
        tuple(files),
        content["asks_ack"],
        content["notice"],
    )
