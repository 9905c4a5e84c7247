"""Two more invented schools in the corpus' form, for the rules the development corpus shows only once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.unit.reading.schools import School, build

_BELLS = ("08:30 09:15", "09:25 10:10", "10:25 11:10", "11:25 12:10", "12:25 13:10", "13:20 14:05")
Week = dict[int, list[tuple[int, str, str, str | None]]]


def _timetable(monday: date, week: Week, holidays: tuple[date, date]) -> list[dict[str, Any]]:
    """Six weeks of lessons; `week`: weekday -> (slot, class, subject, group)."""
    lessons = []
    for n in range(42):
        day = monday + timedelta(days=n)
        if holidays[0] <= day <= holidays[1]:
            continue
        for slot, cls, subject, group in week.get(day.weekday(), []):
            start, end = _BELLS[slot - 1].split()
            lessons.append({"date": day.isoformat(), "slot": slot, "start": start, "end": end, "class": cls,
                            "subject": subject, "group": group})  # fmt: skip
    return lessons


def _pupils(names: str, prefix: str) -> list[dict[str, Any]]:
    """«Surname Name Patronymic groups» line by line."""
    found = []
    for n, line in enumerate(names.strip().splitlines(), 1):
        *name, groups = line.split()
        found.append({"id": f"{prefix}{n}", "name": " ".join(name), "groups": list(groups.strip("-"))})
    return found


_8A = """
Абрамов Глеб Ильич 1
Бык Тимофей Львович 1
Быков Егор Ильич 1
Быков Егор Павлович 2
Гусев Марк Олегович 1
Гусева Анна Олеговна 2
Диктант Пётр Андреевич 2
Заяц Олег Олегович 2
Ким Роза Вадимовна 1
Кравец Илья Антонович 2
Мороз Денис Петрович 1
Павлюк Ольга Юрьевна 2
Роман Ольга Ивановна 1
Салтыкова-Щербина Инна Львовна 2
Среда Полина Юрьевна 1
Черных Вера Петровна 2
"""
_6B = """
Антипов Лев Маркович 1
Берёзкина Нина Львовна 1
Воробей Юлия Олеговна 2
Зима Кира Андреевна 2
"""
_3V = """
Бусел Алесь Янавіч -
Вярбіцкі Мікола Пятровіч -
Дубоўская Ганна Янаўна -
Жук Марыя Васільеўна -
Кавалёў Ян Алегавіч -
Новік Света Сяргееўна -
Сіняўскі Антон Пятровіч -
"""

_ENGLISH: Week = {
    0: [(1, "8А", "Английский язык", "1"), (2, "8А", "Английский язык", "2"), (3, "6Б", "Английский язык", "1"),
        (5, "8А", "Литература", None)],
    2: [(1, "8А", "Литература", None), (2, "8А", "Литература", None), (4, "6Б", "Английский язык", "1")],
    4: [(1, "8А", "Английский язык", "2"), (2, "8А", "Английский язык", "1"), (3, "8В", "Русский язык", None)],
}  # fmt: skip
_PRIMARY: Week = {
    day: [(1, "3В", "Матэматыка", None), (2, "3В", "Беларуская мова", None), (3, "3В", "Літаратурнае чытанне", None),
          (4, "3В", "Руская мова" if day % 2 else "Чалавек і свет", None)]
    for day in range(5)
}  # fmt: skip


def english() -> School:
    """A five-point school; English in subgroups, literature, a class 8В beside no 8Б. Wednesday, 10:15."""
    load = [("8А", "Английский язык", "1"), ("8А", "Английский язык", "2"), ("6Б", "Английский язык", "1"),
            ("8А", "Литература", None), ("8В", "Русский язык", None)]  # fmt: skip
    return build({
        "now": "2027-02-10T10:15", "zone": "Europe/Moscow", "scale": "ru5",
        "classes": {"8А": {"pupils": _pupils(_8A, "a")}, "6Б": {"pupils": _pupils(_6B, "b")},
                    "8В": {"pupils": _pupils("Лапин Яков Львович -\nЛапина Яна Львовна -", "v")}},
        "teacher": {"name": "-", "load": [dict(zip(("class", "subject", "group"), x, strict=True)) for x in load]},
        "timetable": _timetable(date(2027, 1, 25), _ENGLISH, (date(2027, 2, 22), date(2027, 2, 28))),
    })  # fmt: skip


def primary() -> School:
    """A Belarusian primary class with all its subjects and one teacher. Wednesday, 11:00: reading is over... not."""
    subjects = ["Матэматыка", "Беларуская мова", "Літаратурнае чытанне", "Руская мова", "Чалавек і свет"]
    return build({
        "now": "2027-02-10T11:00", "zone": "Europe/Minsk", "scale": "by10",
        "classes": {"3В": {"pupils": _pupils(_3V, "c")}},
        "teacher": {"name": "-", "load": [{"class": "3В", "subject": s, "group": None} for s in subjects]},
        "timetable": _timetable(date(2027, 1, 25), _PRIMARY, (date(2027, 2, 22), date(2027, 2, 28))),
    })  # fmt: skip
