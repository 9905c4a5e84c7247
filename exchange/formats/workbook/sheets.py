"""The sheets of the workbook, column by column: what each means to the person who fills it."""

from __future__ import annotations

from exchange.formats.workbook.columns import CLASS, CODE, EMAIL, NAME, PATRONYMIC, PHONE, SLOT, SURNAME, WEEK
from exchange.formats.workbook.days import BELL_DAYS, BELLS, CALENDAR, MOVED_DAYS
from exchange.formats.workbook.family import pupils
from exchange.formats.workbook.layout import DUTIES, EXAMPLE, Column, SheetLayout
from exchange.said import Said
from exchange.weekdays import WEEKDAYS

_DUTIES = Column(
    "duties",
    Said("Обязанности", "Абавязкі"),
    Said(
        "Пусто — учитель. Несколько — через точку с запятой: учитель; заместитель директора.",
        "Пуста — настаўнік. Некалькі — праз кропку з коскай: настаўнік; намеснік дырэктара.",
    ),
    Said("учитель", "настаўнік"),
    width=34,
    choices=tuple(DUTIES.values()),
)
STAFF = SheetLayout(
    "staff",
    Said("Сотрудники", "Супрацоўнікі"),
    (SURNAME, NAME, PATRONYMIC, _DUTIES, PHONE, EMAIL, CODE),
)
CLASSES = SheetLayout(
    "classes",
    Said("Классы", "Класы"),
    (
        CLASS,
        Column(
            "class_teacher",
            Said("Классный руководитель", "Класны кіраўнік"),
            Said(
                "Фамилия, имя, отчество, как на листе «Сотрудники».",
                "Прозвішча, імя, імя па бацьку, як на лісце «Супрацоўнікі».",
            ),
            Said("Иванова Мария Петровна", "Іванова Марыя Пятроўна"),
            width=34,
        ),
    ),
)
TIMETABLE = SheetLayout(
    "timetable",
    Said("Расписание", "Расклад"),
    (
        Column(
            "weekday",
            Said("День недели", "Дзень тыдня"),
            Said("Обязательно.", "Абавязкова."),
            WEEKDAYS[0],
            width=22,
            required=True,
            choices=WEEKDAYS[:6],
        ),
        SLOT,
        CLASS,
        Column(
            "subject",
            Said("Предмет", "Прадмет"),
            Said("Обязательно.", "Абавязкова."),
            Said("Английский язык", "Англійская мова"),
            width=26,
            required=True,
        ),
        Column(
            "subgroup",
            Said("Подгруппа", "Падгрупа"),
            Said("Пусто — весь класс.", "Пуста — увесь клас."),
            Said("1", "1"),
            width=12,
        ),
        Column(
            "teacher",
            Said("Учитель", "Настаўнік"),
            Said(
                "Как на листе «Сотрудники». Пусто — пока никто.",
                "Як на лісце «Супрацоўнікі». Пуста — пакуль ніхто.",
            ),
            Said("Иванова Мария Петровна", "Іванова Марыя Пятроўна"),
            width=34,
        ),
        Column(
            "room",
            Said("Кабинет", "Кабінет"),
            Said("Если известен.", "Калі вядомы."),
            Said("301", "301"),
            width=10,
        ),
        WEEK,
        Column(
            "since",
            Said("С какого дня", "З якога дня"),
            Said("Пусто — с этого дня. Иначе прежнее расписание держится до него.", "Пуста — з гэтага дня."),
            Said("", ""),
            looks="day",
        ),
    ),
)


def sheets(guardians: int = 2) -> tuple[SheetLayout, ...]:
    """All sheets, in the order they stand."""
    return (pupils(guardians), STAFF, CLASSES, TIMETABLE, CALENDAR, MOVED_DAYS, BELLS, BELL_DAYS)


def example_of(layout: SheetLayout, language: str) -> list[str]:
    """The example row's texts: the first cell says that it is one."""
    first, *rest = (column.example.to(language) for column in layout.columns)
    return [f"{EXAMPLE.to(language)} {first}", *rest]
