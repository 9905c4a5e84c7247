"""What a teacher is warned of on the card, before saving: nothing is forbidden, nothing happens unseen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import LessonEntry, LessonPage
from texts.catalog import Words
from texts.paging import line

TYPED = 60  #: characters of what stands already


def warnings(page: LessonPage, entry: LessonEntry, t: Words) -> tuple[str, ...]:
    """Sentences about what stands on the page already, and what the message says against itself."""
    return (*_marks_standing(page, entry, t), *_absent_with_marks(page, entry, t), *_replaced(page, entry, t))


def _marks_standing(page: LessonPage, entry: LessonEntry, t: Words) -> Iterator[str]:
    standing: dict[int, list[str]] = defaultdict(list)
    for mark in page.marks:
        standing[mark.pupil_id].append(mark.value)
    for pupil_id in dict.fromkeys(one.pupil_id for one in entry.marks):
        if values := standing.get(pupil_id):
            yield t("warning.mark_stands", pupil=page.pupils[pupil_id], values=", ".join(values))


def _absent_with_marks(page: LessonPage, entry: LessonEntry, t: Words) -> Iterator[str]:
    """Marked away by this message or an earlier one, and given a mark."""
    marked = {one.pupil_id for one in entry.marks}
    away = {one.pupil_id for one in entry.attendance}
    said = {one.pupil_id: one.code for one in page.absences} | {one.pupil_id: one.code for one in entry.attendance}
    spoken_of = marked | away
    marked |= {one.pupil_id for one in page.marks}
    for pupil_id, code in said.items():
        if code is not AbsenceCode.LATE and pupil_id in marked & spoken_of and pupil_id in page.pupils:
            yield t("warning.absent_with_mark", pupil=page.pupils[pupil_id])


def _replaced(page: LessonPage, entry: LessonEntry, t: Words) -> Iterator[str]:
    topic, homework = page.lesson.topic, page.homework
    if topic and entry.topic and entry.topic.strip() != topic:
        yield t("warning.topic_replaced", topic=line(topic, TYPED))
    if homework and entry.homework and (homework.text, homework.due) != (entry.homework.text, entry.homework.due):
        yield t("warning.homework_replaced", text=line(homework.text, TYPED))
