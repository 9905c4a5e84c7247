"""News: what a push speaks of, as it stands at the moment of sending.

One dataclass a message; `storage` gathers it after `access` has agreed, `texts` finds the words. No word is here.
"""

from __future__ import annotations

from journal_core.news.about import About
from journal_core.news.alarm import ChildUnknownNews
from journal_core.news.concern import ConcernNews
from journal_core.news.correction import CorrectionNews
from journal_core.news.lesson import (
    AbsenceNews,
    AbsenceSaid,
    HomeworkNews,
    HomeworkSaid,
    MarkSaid,
    MarksNews,
    RemarkSaid,
    RemarksNews,
)
from journal_core.news.links import AddressAddedNews, AddressCodeNews, AdultAddedNews, LinkAskedNews, LinkSettledNews
from journal_core.news.notice import NoticeChangedNews, NoticeNews, NoticeReminderNews
from journal_core.news.term import Period, TermMarkSaid, TermMarksNews
from journal_core.news.timetable import LessonChangeSaid, LessonChangesNews
from journal_core.news.week import ChildWeek, Missed, SummaryNews

News = (
    MarksNews
    | AbsenceNews
    | HomeworkNews
    | RemarksNews
    | CorrectionNews
    | TermMarksNews
    | LessonChangesNews
    | ConcernNews
    | SummaryNews
    | ChildUnknownNews
    | LinkAskedNews
    | LinkSettledNews
    | AdultAddedNews
    | AddressAddedNews
    | AddressCodeNews
    | NoticeNews
    | NoticeReminderNews
    | NoticeChangedNews
)

__all__ = [
    "About",
    "AbsenceNews",
    "AbsenceSaid",
    "AddressAddedNews",
    "AddressCodeNews",
    "AdultAddedNews",
    "ChildUnknownNews",
    "ChildWeek",
    "ConcernNews",
    "CorrectionNews",
    "HomeworkNews",
    "HomeworkSaid",
    "LessonChangeSaid",
    "LessonChangesNews",
    "LinkAskedNews",
    "LinkSettledNews",
    "MarkSaid",
    "MarksNews",
    "Missed",
    "News",
    "NoticeChangedNews",
    "NoticeNews",
    "NoticeReminderNews",
    "Period",
    "RemarkSaid",
    "RemarksNews",
    "SummaryNews",
    "TermMarkSaid",
    "TermMarksNews",
]
