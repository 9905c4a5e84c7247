"""What these tests tell of remarks, term marks, changed lessons and concerns."""

from __future__ import annotations

from datetime import date

from journal_core.news import (
    About,
    ChildUnknownNews,
    ConcernNews,
    CorrectionNews,
    LessonChangeSaid,
    LessonChangesNews,
    News,
    Period,
    RemarkSaid,
    RemarksNews,
    TermMarkSaid,
    TermMarksNews,
)
from tests.unit.texts.petya import DAY, ONLY, PETYA

FRIDAY = date(2026, 10, 9)
QUARTER, YEAR = Period("term", "I четверть"), Period("year")

UNKNOWN = ChildUnknownNews("Иванов Пётр", "7Б", DAY)
CANCELLED = LessonChangeSaid(DAY, 2, "Алгебра", cancelled=True)
SUBSTITUTED = LessonChangeSaid(DAY, 3, "Алгебра", instead="Физика", teacher="Орлов О. И.")
ANOTHER_TEACHER = LessonChangeSaid(DAY, 4, "История", teacher="Орлов О. И.", room="305")
MOVED = LessonChangeSaid(FRIDAY, 1, "Химия", to_day=date(2026, 10, 12), to_slot=4)
RESTORED = LessonChangeSaid(FRIDAY, 5, "Химия")


def remarks(about: About = PETYA) -> RemarksNews:
    return RemarksNews(
        about,
        DAY,
        (
            RemarkSaid("Алгебра", "Хорошо работал у доски."),
            RemarkSaid("История", "Забыл контурную карту.", corrected=True),
            RemarkSaid("Химия", "Отвлекался.", removed=True),
        ),
    )


def term_marks(about: About = PETYA) -> TermMarksNews:
    return TermMarksNews(
        about,
        (
            TermMarkSaid(QUARTER, "Алгебра", "8"),
            TermMarkSaid(QUARTER, "История", "7", was="6"),
            TermMarkSaid(QUARTER, "Химия", "3", was="3", removed=True),
            TermMarkSaid(YEAR, "Алгебра", "9"),
            TermMarkSaid(Period("exam"), "Алгебра", "10"),
            TermMarkSaid(Period("final"), "Алгебра", "9"),
        ),
    )


def changes(about: About = PETYA) -> LessonChangesNews:
    return LessonChangesNews(about, (CANCELLED, SUBSTITUTED, ANOTHER_TEACHER, MOVED, RESTORED))


def concern(kind: str, about: About = PETYA, *, removed: bool = False) -> ConcernNews:
    return ConcernNews(about, DAY, kind, "Три двойки за неделю, поговорим в четверг.", removed)


def _line(kind: str, was: str, now: str, period: Period | None = None) -> CorrectionNews:
    return CorrectionNews(PETYA, "Алгебра", kind, was, now, period=period)


SCHOOL_NEWS: list[tuple[str, News]] = [
    ("remark", remarks()),
    ("remark", remarks(ONLY)),
    ("term_mark", term_marks()),
    ("term_mark", term_marks(ONLY)),
    ("lesson_changed", changes()),
    ("lesson_changed", changes(ONLY)),
    ("child_unknown", UNKNOWN),
    ("concern", concern("failing")),
    ("concern", concern("truant", ONLY)),
    ("concern", concern("truant", removed=True)),
    ("correction", _line("remark", "Молодец", "Умница")),
    ("correction", _line("remark", "Молодец", "")),
    *(("correction", _line("term_mark", "7", "4", period)) for period in (QUARTER, YEAR)),
    ("correction", _line("term_mark", "", "4", QUARTER)),
    ("correction", _line("term_mark", "7", "", QUARTER)),
    ("correction", CorrectionNews(PETYA, "", "concern", "a", "")),
    *(
        ("correction", CorrectionNews(PETYA, "Алгебра", "lesson_changed", "a", "b", lesson=one))
        for one in (CANCELLED, SUBSTITUTED, ANOTHER_TEACHER, MOVED, RESTORED)
    ),
]
