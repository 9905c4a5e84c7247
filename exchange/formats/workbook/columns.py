"""Columns that stand on more than one sheet of the workbook."""

from __future__ import annotations

from exchange.formats.workbook.layout import WEEKS, Column
from exchange.said import Said

SURNAME = Column(
    "surname",
    Said("Фамилия", "Прозвішча"),
    Said("Обязательно.", "Абавязкова."),
    Said("Иванова", "Іванова"),
    required=True,
)
NAME = Column("name", Said("Имя", "Імя"), Said("Обязательно.", "Абавязкова."), Said("Мария", "Марыя"), required=True)
PATRONYMIC = Column(
    "patronymic",
    Said("Отчество", "Імя па бацьку"),
    Said("Если есть.", "Калі ёсць."),
    Said("Петровна", "Пятроўна"),
)
CLASS = Column(
    "class",
    Said("Класс", "Клас"),
    Said("Обязательно. Цифра и буква: 7Б.", "Абавязкова. Лічба і літара: 7Б."),
    Said("7Б", "7Б"),
    width=9,
    required=True,
)
CODE = Column(
    "external_id",
    Said("Код", "Код"),
    Said(
        "Номер из другой программы, если есть: по нему строка узнаётся при повторной загрузке.",
        "Нумар з іншай праграмы, калі ёсць: па ім радок пазнаецца пры паўторнай загрузцы.",
    ),
    Said("", ""),
    width=12,
)
PHONE = Column(
    "phone",
    Said("Телефон", "Тэлефон"),
    Said("С кодом: +375 29 123-45-67 или 8 029 123-45-67.", "З кодам: +375 29 123-45-67 або 8 029 123-45-67."),
    Said("+375 29 123-45-67", "+375 29 123-45-67"),
    width=20,
)
EMAIL = Column(
    "email",
    Said("E-mail", "E-mail"),
    Said("Один адрес.", "Адзін адрас."),
    Said("maria@example.by", "maria@example.by"),
    width=24,
)
SLOT = Column(
    "slot",
    Said("Урок", "Урок"),
    Said("Обязательно. Номер урока в дне: 1, 2, 3…", "Абавязкова. Нумар урока ў дні: 1, 2, 3…"),
    Said("1", "1"),
    width=8,
    required=True,
)
WEEK = Column(
    "week",
    Said("Неделя", "Тыдзень"),
    Said("А или Б, если недели чередуются. Пусто — каждая.", "А або Б, калі тыдні чаргуюцца. Пуста — кожны."),
    Said("", ""),
    width=10,
    choices=tuple(WEEKS.values()),
)
GRADES = Column(
    "grades",
    Said("Параллели", "Паралелі"),
    Said("Номера через запятую: 10, 11. Пусто — все.", "Нумары праз коску: 10, 11. Пуста — усе."),
    Said("", ""),
    width=14,
)
JOINED = Column(
    "joined",
    Said("Прибыл", "Прыбыў"),
    Said("Первый день в классе. Пусто — с начала года.", "Першы дзень у класе. Пуста — з пачатку года."),
    Said("", ""),
    looks="day",
)
LEFT = Column(
    "left",
    Said("Выбыл", "Выбыў"),
    Said(
        "Первый день без ученика: с него его нет в классе, всё записанное остаётся.",
        "Першы дзень без вучня: з яго яго няма ў класе, усё запісанае застаецца.",
    ),
    Said("", ""),
    looks="day",
)
