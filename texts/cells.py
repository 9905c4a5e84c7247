"""What stands in a cell of the journal, as a teacher would write it: «8/10», «Н», «О5»."""

from __future__ import annotations

from collections.abc import Sequence

from journal_core.entries.attendance import AbsenceCode
from journal_core.pages import PageCell, PageLesson, PagePupil, SubjectPage
from journal_core.term_marks.setting import TermKind
from texts.catalog import Words

#: The letters of absence, in the order of a legend.
LETTERS = {
    AbsenceCode.ABSENT: "letter.absent",
    AbsenceCode.EXCUSED: "letter.excused",
    AbsenceCode.UNEXCUSED: "letter.unexcused",
    AbsenceCode.ILL: "letter.ill",
    AbsenceCode.LATE: "letter.late",
}
_MEANINGS = {
    AbsenceCode.ABSENT: "absence.absent",
    AbsenceCode.EXCUSED: "absence.excused",
    AbsenceCode.UNEXCUSED: "absence.unexcused",
    AbsenceCode.ILL: "absence.ill",
    AbsenceCode.LATE: "absence.late",
}
#: What a term mark stands for, where it is not a term with a name of its own.
PERIODS = {TermKind.YEAR: "period.year", TermKind.EXAM: "period.exam", TermKind.FINAL: "period.final"}
REMARK = "*"  #: beside the marks where a teacher left words; the words stand elsewhere


def parts(cell: PageCell, t: Words) -> list[str]:
    """The marks, the letter of absence and the sign of a remark, one by one: ["8", "О5", "*"]."""
    said = [mark.value for mark in cell.marks]
    if cell.absence is not None:
        minutes = str(cell.minutes) if cell.absence is AbsenceCode.LATE and cell.minutes else ""
        said.append(t(LETTERS[cell.absence]) + minutes)
    return [*said, REMARK] if cell.remark else said


def whole(cell: PageCell, t: Words) -> str:
    """All of it in one line: «8/О5»."""
    return "/".join(parts(cell, t))


def legend(t: Words) -> str:
    """«Н – пропуск, причина пока неизвестна; УП – …»."""
    return "; ".join(f"{t(letter)} – {t(_MEANINGS[code])}" for code, letter in LETTERS.items())


def away(pupil: PagePupil, lesson: PageLesson) -> bool:
    """Whether the pupil did not belong to the class or subgroup on the lesson's day."""
    return not any(lesson.day in span for span in pupil.days)


def sums(page: SubjectPage, t: Words) -> list[str]:
    """The titles of the columns after the lessons: the average, the term's mark, then what `year_sums` gives."""
    return [t("paper.average"), t("paper.term_mark"), *(t(PERIODS[kind]).capitalize() for kind in page.year_kinds())]


def year_sums(page: SubjectPage, pupil: PagePupil) -> list[str]:
    """The year's, the exam's and the final mark of those that anybody on the page has."""
    return [pupil.year_marks.get(kind, "") for kind in page.year_kinds()]


def about_lesson(lesson: PageLesson, usual: Sequence[str], t: Words) -> str:
    """The topic, and who gave the lesson when it was not the page's own teacher."""
    if lesson.teacher and lesson.teacher not in usual[:1]:
        return f"{lesson.topic} ({t('paper.given_by', teacher=lesson.teacher)})".strip()
    return lesson.topic


def about_homework(lesson: PageLesson, t: Words) -> str:
    """«№ 14–17, к 09.10»."""
    if not lesson.homework or lesson.due is None:
        return lesson.homework
    return t("paper.homework_due", homework=lesson.homework, day=f"{lesson.due:%d.%m}")


def about_tasks(lesson: PageLesson) -> str:
    """«практикум: № 14–17; тест: вариант 2»."""
    return "; ".join(f"{kind}: {done}" if kind and done else kind or done for kind, done in lesson.tasks)
