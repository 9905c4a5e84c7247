"""What a file would change reads in words: no numbers of weekdays, no names of columns."""

from __future__ import annotations

import pytest

from journal_core.enrolment.difference import Kind, Line
from journal_core.roll import Where
from tests.unit.texts.named import T
from texts.screens import roll

ROW_5 = Where("школа.xlsx", "Ученики", 5)


@pytest.mark.parametrize(
    ("kind", "what", "details", "said"),
    [
        (Kind.PUPIL, "new", {"pupil": "Иванов Пётр", "class": "7Б"}, "новый ученик Иванов Пётр"),
        (
            Kind.PUPIL,
            "changed",
            {"pupil": "Иванов Пётр", "field": "birth_date", "before": "–", "after": "17.10.2013"},
            "Иванов Пётр: дата рождения – → 17.10.2013",
        ),
        (
            Kind.STAFF,
            "changed",
            {"staff": "Котова Инна", "field": "duties", "before": "teacher", "after": "teacher, deputy"},
            "Котова Инна: должности учитель → учитель, заместитель директора",
        ),
        (
            Kind.TIMETABLE_LINE,
            "gone",
            {"class": "7Б", "subject": "Химия", "subgroup": "", "weekday": "2", "slot": "3", "teacher": "", "room": ""},
            "7Б, среда, 3-й урок: Химия, больше нет",
        ),
        (
            Kind.GUARDIANSHIP,
            "changed",
            {"guardian": "Иванова Ольга", "pupil": "Иванов Пётр", "field": "relation", "before": "–", "after": "мать"},
            "Иванов Пётр, Иванова Ольга: кем приходится – → мать",
        ),
        (Kind.MOVED_DAY, "new", {"day": "14.11.2026", "works": "0"}, "14.11.2026: день по расписанию — понедельник"),
        (
            Kind.MOVED_DAY,
            "changed",
            {"day": "14.11.2026", "works": "0", "field": "works", "before": "0", "after": ""},
            "14.11.2026: по расписанию понедельник → выходной",
        ),
        (
            Kind.BELL_USE,
            "new",
            {"class": "7Б", "day": "", "weekday": "5", "bells": "короткие"},
            "звонки «короткие»: 7Б, суббота",
        ),
        (
            Kind.TIMETABLE_LINE,
            "new",
            {
                "class": "7Б",
                "subject": "Химия",
                "subgroup": "",
                "weekday": "2",
                "slot": "3",
                "teacher": "",
                "room": "",
                "week": "A",
            },
            "7Б, среда (неделя A), 3-й урок: Химия, –",
        ),
    ],
)
def test_a_change_is_told_in_words(kind: Kind, what: str, details: dict[str, str], said: str) -> None:
    assert roll.changed(Line(kind, what, ROW_5, details), T) == said
