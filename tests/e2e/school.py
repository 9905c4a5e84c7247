"""«Гимназия № 1» as its workbook tells it: the people that the end-to-end and the fault tests speak of.

Every test that posts about a child has a family of its own here, so that tests do not disturb each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from journal_core.roll import (
    BellRow,
    ClassRow,
    FullName,
    GuardianRow,
    PupilRow,
    Roll,
    StaffRow,
    TermRow,
    TimetableRow,
    Where,
)

NAME = "Гимназия № 1"
WORKBOOK = "school.xlsx"
#: On the workbook's rows, which are read again from the file.
NOWHERE = Where("", "", 0)


@dataclass(frozen=True)
class Adult:
    """A guardian as the workbook names them."""

    name: str  #: «Иванова Мария Ильинична»
    relation: str = "мать"
    phone: str = ""
    email: str = ""

    @property
    def first(self) -> str:
        """The name they are called by in tests."""
        return self.name.split()[1]


@dataclass(frozen=True)
class Child:
    """A pupil with the adults of the workbook; `linked` ones have linked before the tests begin."""

    name: str  #: «Иванов Пётр», unique
    class_name: str
    born: date
    adults: tuple[Adult, ...]
    linked: bool = True


def _child(name: str, class_name: str, day: int, *adults: Adult, linked: bool = True) -> Child:
    grade = int(class_name[:-1])
    return Child(name, class_name, date(2019 - grade + 1, 1 + day % 12, 1 + day % 28), adults, linked)


def _mother(name: str, phone: str = "", email: str = "") -> Adult:
    return Adult(name, "мать", phone, email)


def _father(name: str, phone: str = "", email: str = "") -> Adult:
    return Adult(name, "отец", phone, email)


#: A mother of two: the same name and phone beside both children.
ROSA = _mother("Мороз Роза Львовна", "+375291110001")

CHILDREN = (
    # 7Б: everything about marks, absences and homework
    _child("Иванов Пётр", "7Б", 1, _mother("Иванова Мария Ильинична")),
    _child("Петрова Анна", "7Б", 2, _father("Петров Олег Иванович"), _mother("Петрова Инна Марковна")),
    _child("Сидоров Владимир", "7Б", 3, _mother("Сидорова Ирина Олеговна")),
    _child("Ёлкина Галина", "7Б", 4, _mother("Ёлкина Жанна Яновна")),
    _child("Бобров Денис", "7Б", 5, _father("Бобров Захар Денисович")),
    _child("Воробьёва Кира", "7Б", 6, _mother("Воробьёва Лидия Петровна")),
    _child("Гусев Тимур", "7Б", 7, _mother("Гусева Раиса Тимуровна")),
    _child("Дроздова Мила", "7Б", 8, _mother("Дроздова Тамара Ивановна")),
    _child("Журавлёв Марк", "7Б", 9, _mother("Журавлёва Алла Марковна")),
    _child("Зайцева Лера", "7Б", 10, _mother("Зайцева Полина Юрьевна")),
    _child("Карась Степан", "7Б", 11, _mother("Карась Светлана Фёдоровна")),
    _child("Лебедева Яна", "7Б", 12, _mother("Лебедева Нонна Карловна")),
    _child("Мороз Юлия", "7Б", 13, ROSA),
    _child("Норкина Злата", "7Б", 14, _mother("Норкина Клара Оттовна")),
    _child("Окунев Глеб", "7Б", 15, _father("Окунев Фома Глебович")),
    _child("Панкратова Ева", "7Б", 16, _mother("Панкратова Эмма Львовна", "+375291110016", "emma@list.example")),
    _child("Рысев Лука", "7Б", 17, _mother("Рысева Дарья Лукинична")),
    _child("Соболева Ника", "7Б", 18, _mother("Соболева Вероника Ильинична")),
    _child("Лосева Фаина", "7Б", 30, _mother("Лосева Агния Ильинична")),
    # People without a messenger, who answer letters and texts
    _child("Вербицкая Алиса", "7Б", 41, Adult("Вербицкая Ольга Сергеевна", "бабушка"), linked=False),
    _child("Громова Дина", "7Б", 42, _mother("Громова Римма Павловна"), linked=False),
    _child("Евсеева Нора", "7Б", 43, _mother("Евсеева Таисия Львовна"), linked=False),
    _child("Жукова Лилия", "7Б", 44, _mother("Жукова Нелли Юрьевна"), linked=False),
    # Their school copied this name from somewhere strange.
    _child("Уткин <b>&", "7Б", 19, _mother("Уткина Майя Юрьевна")),
    _child("=?utf-8?q?=0ABcc:_spy@evil.example?= Хитрый", "7Б", 20, _mother("Хитрая Ольга Ивановна")),
    # 7А
    _child("Мороз Константин", "7А", 21, ROSA),
    _child("Яковлев Дмитрий", "7А", 22, _mother("Яковлева Зоя Дмитриевна")),
    _child("Щукина Тося", "7А", 23, _mother("Щукина Капитолина Павловна")),
    # 7А: those who read the weekly summary, with a chat and without
    _child("Цветков Роман", "7А", 31, _mother("Цветкова Мария Павловна")),
    _child("Фролова Нина", "7А", 32, Adult("Фролова Ольга Ивановна", "бабушка"), linked=False),
    _child("Хомич Вера", "7А", 33, _father("Хомич Пётр Андреевич"), linked=False),
    # 9Б: those whom the class teacher writes notices to: in the chat, by mail, and not at all
    _child("Тихонов Лев", "9Б", 34, _mother("Тихонова Мария Ильинична")),
    _child("Ушакова Ника", "9Б", 35, _father("Ушаков Олег Петрович")),
    _child("Филин Тарас", "9Б", 36, Adult("Филина Ольга Ивановна", "бабушка"), linked=False),
    _child("Шубина Яна", "9Б", 37, _mother("Шубина Инга Львовна"), linked=False),
    # 8А: those who link in the tests
    _child("Абрамов Илья", "8А", 24, _mother("Абрамова Юлия Ильинична"), _father("Абрамов Савва Ильич"), linked=False),
    _child("Белов Артём", "8А", 25, _mother("Белова Ульяна Борисовна"), linked=False),
    _child("Волкова Майя", "8А", 26, _mother("Волкова Регина Игоревна"), linked=False),
    _child("Грач Матвей", "8А", 27, _mother("Грач Белла Матвеевна"), linked=False),
    _child("Дятлова Варвара", "8А", 28, _mother("Дятлова Софья Глебовна"), linked=False),
    _child("Ершов Никита", "8А", 29, _mother("Ершова Лариса Никитична"), linked=False),
)

KOVALEVA = "Ковалёва Нина Петровна"
SOKOLOVA = "Соколова Вера Павловна"
ORLOV = "Орлов Олег Ильич"
LIS = "Лис Анна Львовна"
RUCHEY = "Ручей Нина Олеговна"
CLASSES = {"7Б": SOKOLOVA, "7А": ORLOV, "8А": LIS, "9Б": RUCHEY}
STAFF = {
    KOVALEVA: "teacher",
    SOKOLOVA: "teacher",
    ORLOV: "teacher",
    LIS: "teacher",
    RUCHEY: "teacher",
    "Зубр Марк Аронович": "head",
}

#: class → (subject, teacher) of slots 1, 2 and 3, every day from Monday to Friday
LESSONS = {
    "7Б": (("Алгебра", KOVALEVA), ("История", SOKOLOVA), ("Физика", ORLOV)),
    "7А": (("Физика", ORLOV), ("Алгебра", KOVALEVA), ("История", SOKOLOVA)),
    "8А": (("История", SOKOLOVA), ("Физика", ORLOV), ("Алгебра", KOVALEVA)),
}
BELLS = ((time(8, 0), time(8, 45)), (time(8, 55), time(9, 40)), (time(9, 50), time(10, 35)))
TERMS = (
    ("term", "1 четверть", date(2026, 9, 1), date(2026, 10, 31)),
    ("holiday", "Осенние каникулы", date(2026, 11, 1), date(2026, 11, 8)),
    ("term", "2 четверть", date(2026, 11, 9), date(2027, 1, 16)),
)


def full(name: str) -> FullName:
    """«Иванова Мария Ильинична» as a file's name."""
    surname, first, *rest = name.split()
    if surname.startswith("=?"):
        return FullName(*name.rsplit(" ", 1))
    return FullName(surname, first, " ".join(rest))


def roll() -> Roll:
    """The whole school, to be written as a workbook."""
    return Roll(
        pupils=tuple(_pupil(child) for child in CHILDREN),
        classes=tuple(ClassRow(NOWHERE, name, full(leader)) for name, leader in CLASSES.items()),
        staff=tuple(StaffRow(NOWHERE, full(name), (duty,)) for name, duty in STAFF.items()),
        timetable=tuple(
            TimetableRow(NOWHERE, day, slot, name, subject, full(teacher), room=str(100 + slot))
            for name, lessons in LESSONS.items()
            for day in range(5)
            for slot, (subject, teacher) in enumerate(lessons, 1)
        ),
        terms=tuple(TermRow(NOWHERE, *term) for term in TERMS),
        bells=tuple(BellRow(NOWHERE, slot, *bell) for slot, bell in enumerate(BELLS, 1)),
    )


def _pupil(child: Child) -> PupilRow:
    adults = tuple(GuardianRow(NOWHERE, full(one.name), one.relation, one.phone, one.email) for one in child.adults)
    return PupilRow(NOWHERE, full(child.name), child.class_name, child.born, guardians=adults)
