"""The people of these tests: the Ivanov family, their teachers, and what stands in their diaries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from journal_core.access import Child, ClassDesk, Grants, StaffHat
from journal_core.diary import (
    AbsenceLine,
    Day,
    HomeworkLine,
    LessonLine,
    MarkCard,
    MarkCell,
    SubjectMarks,
    TermMarks,
    Week,
)
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, LessonFacts, LessonPage, MarkEntry
from journal_core.entries.marks import SCALES, WorkKind
from journal_core.errors import Invalid
from journal_core.people import Account, Role
from journal_core.ports.diary import AbsenceToSettle, Family, LinkLine, Reach
from journal_core.school import PROFILES, Channel, Jurisdiction, School
from journal_core.wishes import CHOSEN, Chosen, Hour, Kind, Timing, Weekly
from tests.unit.texts.named_notices import notice_screens
from texts.catalog import words
from texts.screen import Screen
from texts.screens import class_desk, desk, door, family, menu, refusal, settings, summary

T = words("ru")
MONDAY = date(2025, 11, 24)
WEDNESDAY = date(2025, 11, 26)
NOON = datetime(2025, 11, 26, 9, 0, tzinfo=UTC)  #: 12:00 in Minsk


def school(name: str = "Гимназия № 1", jurisdiction: Jurisdiction = Jurisdiction.BY_STATE) -> School:
    return School(1, name, PROFILES["000"], jurisdiction, ZoneInfo("Europe/Minsk"), SCALES["by10"])


def child(
    name: str = "Аня",
    surname: str = "Иванова",
    pupil_id: int = 11,
    *,
    consented: bool = True,
    confirmed: bool = True,
    law: Jurisdiction = Jurisdiction.BY_STATE,
) -> Child:
    return Child(pupil_id, school(jurisdiction=law), surname, name, 7, "7Б", consented, confirmed)


ANYA = child()
PETYA = child("Петя", "Иванов", 12)
DESK_7B = ClassDesk(3, school(), 7, "7Б")
WEEKLY = Weekly(Hour(4, time(18)), Channel.EMAIL, chosen=False)  #: Fridays at six
HOURS = [time(hour) for hour in range(7, 21)]


def grants(*children: Child, roles: tuple[Role, ...] = (), classes: tuple[ClassDesk, ...] = ()) -> Grants:
    hats = tuple(StaffHat(3, school(), role) for role in roles)
    return Grants(1, Account(Channel.TELEGRAM, "1001"), "ru", children, hats, classes)


def cell(value: str = "9", number: int = 1, day: date = WEDNESDAY, was: str | None = None, weight: int = 1) -> MarkCell:
    return MarkCell(number, value, day, WorkKind.TEST, weight, was)


def lesson(said: str = "", slot: int = 1, marks: tuple[MarkCell, ...] = ()) -> LessonLine:
    """A lesson; whatever people type in it is `said` when given."""
    return LessonLine(
        slot,
        slot,
        time(8, 30),
        time(9, 15),
        said or "Алгебра",
        said or "12",
        said or "Дроби",
        (said or "§12 №345",),
        marks,
    )


def page(said: str = "") -> LessonPage:
    facts = LessonFacts(9, 1, 7, None, 3, said or "Алгебра", said or "7Б", WEDNESDAY, 3, said, 7)
    return LessonPage(facts, {1: said or "Иванов Пётр", 2: said or "Петрова Анна", 3: said or "Сидоров Иван"})


def entry(said: str = "") -> LessonEntry:
    return LessonEntry(
        9,
        said or "Дроби",
        HomeworkEntry(said or "§12 №345", date(2025, 11, 28)),
        (MarkEntry(1, (said or "9",)), MarkEntry(2, ("8", "7"), WorkKind.TEST)),
        (AbsenceEntry(3, AbsenceCode.ABSENT),),
    )


def card(said: str = "") -> MarkCard:
    history = ((NOON, said or "7"), (NOON + timedelta(days=1), "4"))
    return MarkCard(
        5, said or "Алгебра", cell(f"<{said}>" if said else "4", was=said or "7"), said or "Дроби", said, NOON, history
    )


def link(said: str = "", state: str = "awaiting") -> LinkLine:
    return LinkLine(4, said or "Иванов Пётр", said or "мать", said or "Иванова Ольга", NOON, state)


def ivanovs(said: str = "") -> Family:
    mother = Reach(1, said or "Иванова Ольга", said or "мать", (Channel.TELEGRAM,), (Channel.EMAIL,))
    return Family(11, said or "Иванова Аня", (mother, Reach(2, said or "Иванов Ян", said or "отец", (), ())))


def truancy(said: str = "", proposed: AbsenceCode | None = AbsenceCode.ILL) -> AbsenceToSettle:
    return AbsenceToSettle(5, said or "Сидоров Иван", 3, said or "Алгебра", AbsenceCode.ABSENT, proposed)


def by_mail() -> Chosen:
    """Somebody with a mailbox alone, who gets the summary there."""
    return Chosen((Channel.EMAIL,), WEEKLY, {(11, Channel.EMAIL, Kind.ABSENCES): Timing.SUMMARY})


def every_screen(said: str, *, times: int = 3) -> Iterator[Screen]:
    """Every screen there is, with `said` wherever a person types, and lists `times` long."""
    yield from _family_screens(said, times)
    yield from _desk_screens(said, times)
    yield from _class_screens(said, times)
    yield from notice_screens(said, times, T)
    yield from _door_screens(said)


def _family_screens(said: str, times: int) -> Iterator[Screen]:
    own = Child(11, school(said), said or "И", said, 7, said, consented=True, confirmed=True)
    marks = tuple(cell(f"<{said}>", number, was=said) for number in range(times))
    lessons = tuple(lesson(said, slot, marks) for slot in range(1, times + 1))
    tasks = tuple(HomeworkLine(WEDNESDAY + timedelta(days=n // 5), said, said, MONDAY) for n in range(times))
    missed = tuple(AbsenceLine(MONDAY, 2, said, AbsenceCode.LATE, 7) for _ in range(times))
    term = TermMarks(said, tuple(SubjectMarks(said, marks) for _ in range(max(times // 20, 1))))
    for many in (False, True):
        yield family.child_menu(own, many, T)
        yield family.day(own, Day(WEDNESDAY, lessons, said), WEDNESDAY, many, T)
        yield family.week(own, Week(MONDAY, (Day(MONDAY, lessons), Day(WEDNESDAY, (), said))), MONDAY, many, T)
        yield family.marks(own, term, 0, many, T)
        yield family.marks(own, term, 10**6, many, T)
        yield family.mark(own, card(said), many, T)
        yield family.homework(own, tasks, MONDAY, 0, many, T)
        yield family.absences(own, missed, 1, many, T)
    everybody = grants(own, own, child(consented=False), child(confirmed=False), roles=tuple(Role), classes=(DESK_7B,))
    yield from _settings_screens(own, everybody)
    yield menu.menu(everybody, T)
    yield menu.children(everybody, T)


def _settings_screens(own: Child, everybody: Grants) -> Iterator[Screen]:
    silent: dict[tuple[int | None, Channel, Kind], Timing] = {
        (None, channel, kind): Timing.OFF for channel in Channel for kind in CHOSEN
    }
    for chosen in (by_mail(), Chosen(tuple(Channel), None, silent), Chosen((Channel.TELEGRAM,), None)):
        yield settings.settings(chosen, T)
        yield summary.summary(chosen, WEEKLY.hour, HOURS, T)
        for channel in chosen.channels:
            yield settings.news(own, own.name, chosen, channel, CHOSEN, T)
            yield settings.sure(own, channel, T)
    yield settings.settings(None, T)
    yield settings.whose_news(everybody, (own, own), Channel.TELEGRAM, T)


def _desk_screens(said: str, times: int) -> Iterator[Screen]:
    many = LessonEntry(9, said, entry(said).homework, entry(said).marks * times, entry(said).attendance * times)
    yield desk.card(4, page(said), many, (said,) * times, T)
    yield desk.correction_card(4, page(said), many, LessonEntry(9), T)
    yield desk.correction_card(4, page(said), LessonEntry(9), many, T)
    yield desk.saved(4, page(said), many, timedelta(minutes=5), T)
    for about in ("class", "subject", "lesson", "pupil", "mark", "date", "other"):
        yield desk.question((about,), said, (said,) * times, T)
        yield desk.question((about,), None, (), T)
    yield from (desk.undone(times, T), desk.undone(0, T), desk.dropped(T), desk.not_understood(T))
    yield from (desk.teacher_menu(T), desk.gone(T))


def _class_screens(said: str, times: int) -> Iterator[Screen]:
    own = ClassDesk(3, school(said), 7, said)
    yield class_desk.class_menu(own, T, MONDAY)
    yield class_desk.waiting_links(own, (link(said),) * times, 1, T)
    for state in ("live", "rejected", "revoked"):
        yield class_desk.link_settled(link(said, state), T)
    yield class_desk.families(own, (ivanovs(said),) * times, 0, T)
    yield class_desk.family(own, ivanovs(said), {1: by_mail(), 2: by_mail()}, T)
    for adult in ivanovs(said).adults:
        yield summary.summary_for(own, 11, adult, WEEKLY, HOURS, T)
    yield class_desk.to_settle(own, MONDAY, (truancy(said),) * times, 0, T)
    yield class_desk.absence_settled(truancy(said), AbsenceCode.EXCUSED, T)
    for channel in (Channel.EMAIL, Channel.SMS):
        yield class_desk.ask_address(said, channel, T)
        yield class_desk.ask_own_address(channel, T)
        yield class_desk.address_asked(channel, said, T)
        yield class_desk.address_live(channel, T)


def _door_screens(said: str) -> Iterator[Screen]:
    yield from (door.ask_birth_date(T), door.ask_code(T), door.date_unread(T), door.not_accepted(T))
    for channel in Channel:
        yield door.consent(4, said, school(said, Jurisdiction.RU_STATE), channel, T)
    yield from (door.awaiting(said, T), door.linked(said, 11, T), door.staff_linked(said, T))
    yield from (door.consent_refused(T), door.rejected(T), refusal.old_button(T), refusal.broken(T))
    yield refusal.refusal(Invalid("entry.not_on_scale", value=said, pupil=said, scale="1–10"), T)
