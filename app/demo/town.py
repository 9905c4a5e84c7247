"""An invented school of real size, as the roll that its workbook holds: 24 classes, their teachers and families."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from random import Random

from app.demo.names import Registry
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

NAME = "Гимназия № 12 г. Примерска"
CLASSES = (*(f"{grade}{letter}" for grade in range(1, 12) for letter in "АБ"), "5В", "7В")
A_CLASS = 26  #: pupils
FATHERS = 0.3  #: share of pupils whose list names a father too
ENGLISH = "Английский язык"

#: Subject → lessons a week and how many classes one teacher can take.
PLAN = {
    "Математика": (5, 4),
    "Русский язык": (3, 5),
    "Русская литература": (2, 5),
    "Белорусский язык": (3, 5),
    "Белорусская литература": (2, 5),
    "История": (2, 8),
    "География": (2, 8),
    "Биология": (2, 8),
    "Физика": (2, 8),
    "Информатика": (1, 16),
    "Физкультура": (2, 8),
    ENGLISH: (3, 5),
}
PRIMARY = ("Русский язык", "Математика", "Чтение", "Человек и мир")
BELLS = ("08:30", "09:25", "10:25", "11:25", "12:20", "13:15", "14:10")
DAYS, SLOTS = 5, 6


def teacher_of(row: TimetableRow) -> FullName:
    """Who gives a lesson; a timetable may leave it open, this school's never does. Raises ValueError otherwise."""
    if row.teacher is None:
        raise ValueError(f"{row.written_class}, {row.subject}: nobody gives this lesson")
    return row.teacher


@dataclass(slots=True)
class _Timetable:
    """Who is busy when, while the timetable is made."""

    busy: set[tuple[FullName, int, int]] = field(default_factory=set)
    rows: list[TimetableRow] = field(default_factory=list)

    def free(self, teachers: tuple[FullName, ...], day: int, slot: int) -> bool:
        return all((teacher, day, slot) not in self.busy for teacher in teachers)

    def put(self, name: str, subject: str, teachers: tuple[FullName, ...], day: int, slot: int) -> None:
        for number, teacher in enumerate(teachers, 1):
            self.busy.add((teacher, day, slot))
            group = str(number) if len(teachers) > 1 else ""
            room = str(100 + CLASSES.index(name))
            self.rows.append(TimetableRow(_place("Расписание"), day, slot, name, subject, teacher, group, room))


def _place(sheet: str) -> Where:
    return Where("school.xlsx", sheet, 0)


def school(seed: int = 12) -> Roll:
    """The whole school; the same seed gives the same school."""
    chance = Random(seed)
    registry = Registry(chance)
    pupils = [pupil for name in CLASSES for pupil in _class(name, registry, chance)]
    table, staff, leaders = _teaching(registry, chance)
    return Roll(
        pupils=tuple(pupils),
        classes=tuple(ClassRow(_place("Классы"), name, leaders[name]) for name in CLASSES),
        staff=tuple(staff),
        timetable=tuple(table.rows),
        terms=_calendar(),
        bells=tuple(_bells()),
    )


def _class(name: str, registry: Registry, chance: Random) -> Iterator[PupilRow]:
    grade = int(name[:-1])
    taken: set[str] = set()
    for number in range(A_CLASS):
        pupil, family = registry.child(taken)
        born = date(2019 - grade, chance.randint(1, 12), chance.randint(1, 28))
        group = ((ENGLISH, str(1 + number % 2)),) if grade >= 5 else ()
        yield PupilRow(
            _place("Ученики"), pupil, name, born, guardians=_family(family, registry, chance), subgroups=group
        )


def _family(surname: int, registry: Registry, chance: Random) -> tuple[GuardianRow, ...]:
    def adult(relation: str, *, woman: bool) -> GuardianRow:
        phone = f"+37529{chance.randrange(2_000_000, 9_999_999)}"
        return GuardianRow(_place("Ученики"), registry.adult(woman=woman, surname=surname), relation, phone)

    mother = adult("мать", woman=True)
    return (mother, adult("отец", woman=False)) if chance.random() < FATHERS else (mother,)


def _teaching(registry: Registry, chance: Random) -> tuple[_Timetable, list[StaffRow], dict[str, FullName]]:
    staff = [
        StaffRow(_place("Сотрудники"), registry.adult(woman=True), (duty,))
        for duty in ("head", "deputy", "administrator")
    ]
    primary = [name for name in CLASSES if int(name[:-1]) < 5]
    older = [name for name in CLASSES if int(name[:-1]) >= 5]
    leaders: dict[str, FullName] = {name: registry.adult(woman=True) for name in primary}
    load = _load(older, registry, chance)
    table = _Timetable()
    for name in primary:
        for day in range(DAYS):
            for slot in range(1, 5):
                table.put(name, PRIMARY[(slot + day) % len(PRIMARY)], (leaders[name],), day, slot)
    for name in older:
        _lay_out(name, load[name], table, chance)
    teachers = dict.fromkeys(teacher_of(row) for row in table.rows)
    free = [teacher for teacher in teachers if teacher not in leaders.values()]
    for name in older:
        mine = [teacher_of(row) for row in table.rows if row.written_class == name and row.teacher in free]
        leaders[name] = mine[0]
        free.remove(mine[0])
    staff += [StaffRow(_place("Сотрудники"), teacher, ("teacher",)) for teacher in teachers]
    return table, staff, leaders


def _load(classes: list[str], registry: Registry, chance: Random) -> dict[str, dict[str, tuple[FullName, ...]]]:
    """Who teaches what to whom: one teacher takes several classes, English is taught in two groups by two."""
    load: dict[str, dict[str, tuple[FullName, ...]]] = {name: {} for name in classes}
    for subject, (_, most) in PLAN.items():
        for start in range(0, len(classes), most):
            teachers = tuple(registry.adult(woman=chance.random() < 0.8) for _ in range(2 if subject == ENGLISH else 1))
            for name in classes[start : start + most]:
                load[name][subject] = teachers
    return load


def _lay_out(name: str, load: dict[str, tuple[FullName, ...]], table: _Timetable, chance: Random) -> None:
    """Put a class's week into free places, hardest subjects first; at most one lesson of a subject a day."""
    places = [(day, slot) for slot in range(1, SLOTS + 1) for day in range(DAYS)]
    taken: set[tuple[int, int]] = set()
    for subject in sorted(load, key=lambda one: -PLAN[one][0]):
        used: set[int] = set()
        for _ in range(PLAN[subject][0]):
            fits = [
                (day, slot)
                for day, slot in places
                if (day, slot) not in taken and day not in used and table.free(load[subject], day, slot)
            ]
            if not fits:
                continue
            day, slot = min(fits, key=lambda place: (place[1], chance.random()))
            taken.add((day, slot))
            used.add(day)
            table.put(name, subject, load[subject], day, slot)


def _calendar() -> tuple[TermRow, ...]:
    def row(kind: str, name: str, first: date, last: date) -> TermRow:
        return TermRow(_place("Календарь"), kind, name, first, last)

    return (
        row("term", "I четверть", date(2026, 9, 1), date(2026, 10, 31)),
        row("holiday", "Осенние каникулы", date(2026, 11, 1), date(2026, 11, 8)),
        row("term", "II четверть", date(2026, 11, 9), date(2026, 12, 24)),
        row("holiday", "Зимние каникулы", date(2026, 12, 25), date(2027, 1, 10)),
        row("term", "III четверть", date(2027, 1, 11), date(2027, 3, 27)),
        row("holiday", "Весенние каникулы", date(2027, 3, 28), date(2027, 4, 4)),
        row("term", "IV четверть", date(2027, 4, 5), date(2027, 5, 31)),
    )


def _bells() -> Iterator[BellRow]:
    for slot, start in enumerate(BELLS, 1):
        begins = time.fromisoformat(start)
        minutes = begins.hour * 60 + begins.minute + 45
        yield BellRow(_place("Звонки"), slot, begins, time(minutes // 60, minutes % 60))
