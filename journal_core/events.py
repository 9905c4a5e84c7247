"""What happened, in the past tense: written in the same transaction as what changed.

An event names its subject and revision; who must hear of it is the notifier's business. It holds numbers only:
words and values are looked up again when somebody is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What can happen that somebody may want to hear of."""

    MARK = "mark"  #: posted, corrected or removed: the revision tells
    ABSENCE = "absence"  #: noted, settled, corrected or removed
    HOMEWORK = "homework"  #: set, changed or withdrawn
    REMARK = "remark"  #: a teacher's words about a pupil at a lesson (002 1.3; 000 3.7.2)
    TERM_MARK = "term_mark"  #: of a quarter, a half-year, a year, an exam: set or corrected
    LESSON_CHANGED = "lesson_changed"  #: substituted, moved, cancelled, or all of that taken back
    CONCERN = "concern"  #: the school's word about a failing or truant pupil (001 4.3.10)
    CHILD_UNKNOWN = "child_unknown"  #: a family cannot say where the child is: the class teacher and deputies hear
    LINK_ASKED = "link_asked"  #: somebody used a code: the class teacher confirms
    LINK_SETTLED = "link_settled"  #: the class teacher confirmed or rejected: that adult hears
    ADULT_ADDED = "adult_added"  #: another adult was linked: the adults linked before hear
    ADDRESS_ADDED = "address_added"  #: the class teacher made an adult's address live: their others hear, and theirs
    NOTICE = "notice"  #: sent to a class, changed or recalled: the revision tells
    NOTICE_REMINDER = "notice_reminder"  #: those who have not pressed «Ознакомлен» are asked once more
    SUMMARY = "summary"  #: a person's weekly hour has come; the revision is its day's ordinal
    ADDRESS_CODE = "address_code"  #: a mailbox or phone is to be confirmed: the code goes there


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one subject."""

    kind: EventKind
    school_id: int
    subject: str  #: what it is about and its number: "mark:17", "notice_reminder:4", "link:3", "summary:<person>"
    revision: int  #: unique with kind and subject
    occurred_at: datetime
    urgent: bool = False
    pupil_id: int | None = None
    class_id: int | None = None
    subgroup_id: int | None = None
    lesson_id: int | None = None
    day: date | None = None  #: the day the thing belongs to, local to the school


def subject_id(subject: str) -> int:
    """The number in «mark:17»."""
    return int(subject.split(":")[1])
