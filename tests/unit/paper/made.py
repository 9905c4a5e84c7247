"""Pages of the journal made up for tests: as many lessons, pupils and words as a test asks for."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from pypdf import PdfReader

from journal_core.diary import Average, Day, LessonLine, MarkCell
from journal_core.entries.attendance import AbsenceCode
from journal_core.lessons import Span
from journal_core.pages import (
    ClassSheet,
    PageCell,
    PageLesson,
    PagePupil,
    PupilWeek,
    SheetCell,
    SheetRow,
    SubjectPage,
)
from journal_core.term_marks.setting import TermKind
from texts.catalog import words

T = words("ru")
FIRST, END = date(2026, 9, 1), date(2026, 11, 1)
TERM = Span(FIRST, END)
SURNAMES = (
    "Беляков Никанор", "Воронова Ия", "Гуляева Варвара", "Ёлкина Галина", "Жуковский Святослав", "Зайцев Пётр",
    "Иванова Анна", "Константинопольская-Преображенская Александра", "Лис Мария", "Мельник Фома",
)  # fmt: skip
TOPIC = "Решение систем линейных уравнений способом подстановки"
HOMEWORK = "§ 12, № 345–349, 352 (б, в)"


def pupils(count: int, lessons: tuple[PageLesson, ...] = ()) -> tuple[PagePupil, ...]:
    """So many pupils with a mark here, an absence there; the last came in the middle of the term."""
    found = []
    for number in range(count):
        cells = {
            lesson.id: cell
            for index, lesson in enumerate(lessons)
            if (cell := _cell(number * 7 + index * 3, lesson.day)) is not None
        }
        days = (Span(date(2026, 10, 1), END),) if number == count - 1 and count > 1 else (TERM,)
        name = SURNAMES[number % len(SURNAMES)]
        found.append(PagePupil(number + 1, name, days, cells, str(number % 10 + 1)))
    return tuple(found)


def at_years_end(made: SubjectPage) -> SubjectPage:
    """The same page when the year is over: everybody has a year's mark, the first an exam's and a final one."""
    kinds = (TermKind.YEAR, TermKind.EXAM, TermKind.FINAL)
    ended = [
        replace(pupil, year_marks=dict(zip(kinds[: 1 if index else 3], ("7", "5", "6"), strict=False)))
        for index, pupil in enumerate(made.pupils)
    ]
    return replace(made, pupils=tuple(ended))


def _cell(seed: int, day: date) -> PageCell | None:
    codes = list(AbsenceCode)
    if seed % 11 == 0:
        code = codes[seed % len(codes)]
        return PageCell(absence=code, minutes=12 if code is AbsenceCode.LATE else None)
    if seed % 4 == 0:
        return PageCell((MarkCell(seed, str(seed % 10 + 1), day),))
    if seed % 17 == 0:
        return PageCell((MarkCell(seed, "10", day), MarkCell(seed + 1, "9", day)))
    return None


def lessons(count: int, *, topic: str = TOPIC, homework: str = HOMEWORK) -> tuple[PageLesson, ...]:
    """So many lessons, a school day each."""
    days = [day for day in Span(FIRST, FIRST + timedelta(days=count * 2 + 7)).days() if day.weekday() < 5][:count]
    return tuple(
        PageLesson(n + 1, day, n % 6 + 1, "Ковалёва Н. П.", topic, homework, day + timedelta(days=2))
        for n, day in enumerate(days)
    )


def page(
    of: int = 30, taught: tuple[PageLesson, ...] = (), *, subject: str = "Алгебра", subgroup: str = ""
) -> SubjectPage:
    """A page of `of` pupils."""
    return SubjectPage(
        school="Государственное учреждение образования «Гимназия № 1 г. Молодечно»",
        class_name="7Б",
        subject=subject,
        subgroup=subgroup,
        term="I четверть",
        span=TERM,
        teachers=("Ковалёва Н. П.",),
        lessons=taught,
        pupils=pupils(of, taught),
    )


def sheet(of: int = 30, subjects: int = 14) -> ClassSheet:
    """A term sheet of `of` pupils."""
    names = (
        "Алгебра", "Английский язык", "Белорусская литература", "Белорусский язык", "Биология", "Всемирная история",
        "География", "Геометрия", "Информатика", "История Беларуси в контексте всемирной истории", "Русская литература",
        "Русский язык", "Трудовое обучение", "Физика", "Физическая культура и здоровье", "Химия",
    )  # fmt: skip
    taught = tuple((n + 1, names[n % len(names)]) for n in range(subjects))
    rows = tuple(
        SheetRow(
            number + 1,
            SURNAMES[number % len(SURNAMES)],
            {
                subject: SheetCell(Average(Decimal(400 + number * 13 + subject * 7) / 100, 9), str(number % 10 + 1))
                for subject, _ in taught
                if (number + subject) % 5
            },
            missed=number,
            unexcused=number % 3,
            ill=number // 2,
            late=number % 2,
        )
        for number in range(of)
    )
    return ClassSheet("Гимназия № 1", "7Б", "Соколова В. П.", "I четверть", TERM, taught, rows)


def week(pupil: str = "Иванова Анна", *, homework: str = HOMEWORK, lessons: int = 6, remark: str = "") -> PupilWeek:
    """A week of five days."""
    subjects = ("Алгебра", "Белорусский язык", "Английский язык", "Физика", "История Беларуси", "Труд", "Химия")
    days = []
    for offset in range(5):
        day = date(2026, 10, 5) + timedelta(days=offset)
        lines = tuple(
            LessonLine(
                offset * 10 + slot,
                slot,
                time(7 + slot),
                time(7 + slot, 45),
                subjects[(slot + offset) % len(subjects)],
                due=(homework,) if slot % 2 else (),
                marks=(MarkCell(slot, str(slot + 3), day),) if (slot + offset) % 3 == 0 else (),
                absence=AbsenceCode.LATE if offset == slot else None,
                minutes=5 if offset == slot else None,
                remark=remark,
            )
            for slot in range(1, lessons + 1)
        )
        days.append(Day(day, lines))
    return PupilWeek("Гимназия № 1", "7Б", 1, pupil, date(2026, 10, 5), tuple(days))


def printed(pdf: bytes) -> list[str]:
    """The text of each page, its lines joined by spaces."""
    return [" ".join(found.extract_text().split()) for found in PdfReader(io.BytesIO(pdf)).pages]
