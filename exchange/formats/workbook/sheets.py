"""The six sheets of the workbook, column by column: what each means to the person who fills it."""

from __future__ import annotations

from exchange.formats.workbook.columns import CLASS, CODE, EMAIL, NAME, PATRONYMIC, PHONE, SLOT, SURNAME
from exchange.formats.workbook.family import pupils
from exchange.formats.workbook.layout import DUTIES, EXAMPLE, KINDS, WEEKDAYS, Column, Said, SheetLayout

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
            Said("Обязательно. Как на листе «Сотрудники».", "Абавязкова. Як на лісце «Супрацоўнікі»."),
            Said("Иванова Мария Петровна", "Іванова Марыя Пятроўна"),
            width=34,
            required=True,
        ),
        Column(
            "room",
            Said("Кабинет", "Кабінет"),
            Said("Если известен.", "Калі вядомы."),
            Said("301", "301"),
            width=10,
        ),
    ),
)
CALENDAR = SheetLayout(
    "terms",
    Said("Календарь", "Каляндар"),
    (
        Column(
            "kind",
            Said("Вид", "Від"),
            Said("Четверть (полугодие) или каникулы.", "Чвэрць (паўгоддзе) або канікулы."),
            KINDS["term"],
            width=22,
            required=True,
            choices=(*KINDS.values(), Said("полугодие", "паўгоддзе")),
        ),
        Column(
            "name",
            Said("Название", "Назва"),
            Said("Обязательно.", "Абавязкова."),
            Said("1 четверть", "1 чвэрць"),
            width=26,
            required=True,
        ),
        Column(
            "first",
            Said("Первый день", "Першы дзень"),
            Said("День.месяц.год.", "Дзень.месяц.год."),
            Said("01.09.2026", "01.09.2026"),
            required=True,
            looks="day",
        ),
        Column(
            "last",
            Said("Последний день", "Апошні дзень"),
            Said("Входит в срок.", "Уваходзіць у тэрмін."),
            Said("31.10.2026", "31.10.2026"),
            required=True,
            looks="day",
        ),
    ),
)
BELLS = SheetLayout(
    "bells",
    Said("Звонки", "Званкі"),
    (
        SLOT,
        Column(
            "starts_at",
            Said("Начало", "Пачатак"),
            Said("Часы:минуты.", "Гадзіны:хвіліны."),
            Said("8:30", "8:30"),
            width=12,
            required=True,
            looks="clock",
        ),
        Column(
            "ends_at",
            Said("Конец", "Канец"),
            Said("Часы:минуты.", "Гадзіны:хвіліны."),
            Said("9:15", "9:15"),
            width=12,
            required=True,
            looks="clock",
        ),
    ),
)


def sheets(guardians: int = 2) -> tuple[SheetLayout, ...]:
    """All sheets, in the order they stand."""
    return (pupils(guardians), STAFF, CLASSES, TIMETABLE, CALENDAR, BELLS)


def example_of(layout: SheetLayout, language: str) -> list[str]:
    """The example row's texts: the first cell says that it is one."""
    first, *rest = (column.example.to(language) for column in layout.columns)
    return [f"{EXAMPLE.to(language)} {first}", *rest]
