"""The sheets of days: terms and holidays, moved days, bells, and when which bells ring."""

from __future__ import annotations

from exchange.formats.workbook.columns import GRADES, SLOT, WEEK
from exchange.formats.workbook.layout import DAY_OFF, KINDS, Column, SheetLayout
from exchange.said import Said
from exchange.weekdays import WEEKDAYS

CALENDAR = SheetLayout(
    "terms",
    Said("Календарь", "Каляндар"),
    (
        Column(
            "kind",
            Said("Вид", "Від"),
            Said("Четверть, полугодие, учебный год или каникулы.", "Чвэрць, паўгоддзе, навучальны год або канікулы."),
            KINDS["quarter"],
            width=22,
            required=True,
            choices=tuple(KINDS.values()),
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
        GRADES,
    ),
)
MOVED_DAYS = SheetLayout(
    "moved_days",
    Said("Переносы", "Пераносы"),
    (
        Column(
            "day",
            Said("День", "Дзень"),
            Said("Обязательно. День.месяц.год.", "Абавязкова. Дзень.месяц.год."),
            Said("14.11.2026", "14.11.2026"),
            required=True,
            looks="day",
        ),
        Column(
            "weekday",
            Said("Учимся по расписанию", "Вучымся па раскладзе"),
            Said(
                "Обязательно. День недели или «выходной».",
                "Абавязкова. Дзень тыдня або «выхадны».",
            ),
            WEEKDAYS[0],
            width=26,
            required=True,
            choices=(*WEEKDAYS[:6], DAY_OFF),
        ),
        WEEK,
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
        Column(
            "bells",
            Said("Набор", "Набор"),
            Said(
                "Пусто — обычные. Иначе название: сокращённые, вторая смена.",
                "Пуста — звычайныя. Інакш назва: скарочаныя, другая змена.",
            ),
            Said("", ""),
            width=22,
        ),
    ),
)
BELL_DAYS = SheetLayout(
    "bell_days",
    Said("Когда какие звонки", "Калі якія званкі"),
    (
        Column(
            "bells",
            Said("Набор", "Набор"),
            Said("Обязательно. Как на листе «Звонки».", "Абавязкова. Як на лісце «Званкі»."),
            Said("сокращённые", "скарочаныя"),
            width=22,
            required=True,
        ),
        Column(
            "day",
            Said("День", "Дзень"),
            Said("Только в этот день. Пусто — в любой.", "Толькі ў гэты дзень. Пуста — у любы."),
            Said("24.12.2026", "24.12.2026"),
            looks="day",
        ),
        Column(
            "weekday",
            Said("День недели", "Дзень тыдня"),
            Said("По этим дням недели. Пусто — в любой.", "Па гэтых днях тыдня. Пуста — у любы."),
            Said("", ""),
            width=22,
            choices=WEEKDAYS[:6],
        ),
        GRADES,
    ),
)
