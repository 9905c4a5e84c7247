"""The sheet «Ученики»: a pupil with class and subgroups, and the columns of each guardian."""

from __future__ import annotations

from exchange.formats.workbook.columns import CLASS, CODE, EMAIL, JOINED, LEFT, NAME, PATRONYMIC, PHONE, SURNAME
from exchange.formats.workbook.layout import Column, SheetLayout
from exchange.said import Said


def guardian_columns(number: int) -> tuple[Column, ...]:
    """The columns of a pupil's guardian: 1, 2, …"""
    said = Said(f"Представитель {number}", f"Прадстаўнік {number}")
    mother = number == 1

    def column(part: str, title: Said, note: Said, example: Said, width: int) -> Column:
        full = Said(f"{said.ru}: {title.ru}", f"{said.be}: {title.be}")
        return Column(f"guardian{number}.{part}", full, note, example, width)

    return (
        column(
            "relation",
            Said("кем приходится", "кім даводзіцца"),
            Said("Мать, отец, опекун…", "Маці, бацька, апякун…"),
            Said("мать", "маці") if mother else Said("отец", "бацька"),
            18,
        ),
        column(
            "full_name",
            Said("ФИО", "ПІБ"),
            Said("Фамилия, имя, отчество через пробел.", "Прозвішча, імя, імя па бацьку праз прабел."),
            Said("Иванова Анна Олеговна", "Іванова Ганна Алегаўна") if mother else Said("", ""),
            30,
        ),
        column("phone", Said("телефон", "тэлефон"), PHONE.note, PHONE.example if mother else Said("", ""), 20),
        column("email", Said("e-mail", "e-mail"), EMAIL.note, EMAIL.example if mother else Said("", ""), 24),
    )


def pupils(guardians: int = 2) -> SheetLayout:
    """«Ученики» with columns for so many guardians; a template has two, a filled workbook as many as
    needed.
    """
    subgroups = Column(
        "subgroups",
        Said("Подгруппы", "Падгрупы"),
        Said(
            "Предмет и подгруппа через двоеточие, несколько — через точку с запятой.",
            "Прадмет і падгрупа праз двукроп'е, некалькі — праз кропку з коскай.",
        ),
        Said("Английский язык: 1; Информатика: 2", "Англійская мова: 1; Інфарматыка: 2"),
        width=34,
    )
    birth = Column(
        "birth_date",
        Said("Дата рождения", "Дата нараджэння"),
        Said(
            "День.месяц.год: 17.10.2013. Нужна, чтобы семья могла подключиться.",
            "Дзень.месяц.год: 17.10.2013. Патрэбна, каб сям'я магла падключыцца.",
        ),
        Said("17.10.2013", "17.10.2013"),
        looks="day",
    )
    families = tuple(column for number in range(1, guardians + 1) for column in guardian_columns(number))
    columns = (SURNAME, NAME, PATRONYMIC, CLASS, birth, subgroups, CODE, JOINED, LEFT, *families)
    return SheetLayout("pupils", Said("Ученики", "Вучні"), columns)
