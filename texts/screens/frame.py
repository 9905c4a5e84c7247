"""What screens have in common: the title with the child's name, the row home, the pager, names of codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup

from journal_core.access import Child
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.explaining import Explained
from journal_core.entries.marks import WorkKind
from journal_core.people import Role
from journal_core.school import Channel
from texts.addresses import Address, ChildMenu, Children, Menu, PupilId
from texts.catalog import Words
from texts.paging import Part, line
from texts.screen import Button

Rows = tuple[tuple[Button, ...], ...]

NAME = 40  #: characters a name or a subject may take in a line
LABEL = 30  #: characters a button may carry before phones cut it

#: Where the catalog keeps the words of codes.
WORK: dict[str, str] = {
    WorkKind.TEST: "work.test",
    WorkKind.QUIZ: "work.quiz",
    WorkKind.LAB: "work.lab",
    WorkKind.PRACTICE: "work.practice",
    WorkKind.DICTATION: "work.dictation",
    WorkKind.MULTIPLE_CHOICE: "work.multiple_choice",
    WorkKind.ORAL: "work.oral",
}
ABSENCE = {
    AbsenceCode.ABSENT: "absence.absent",
    AbsenceCode.UNEXCUSED: "absence.unexcused",
    AbsenceCode.EXCUSED: "absence.excused",
    AbsenceCode.ILL: "absence.ill",
    AbsenceCode.LATE: "absence.late",
}
LETTER = {
    AbsenceCode.ABSENT: "letter.absent",
    AbsenceCode.UNEXCUSED: "letter.unexcused",
    AbsenceCode.EXCUSED: "letter.excused",
    AbsenceCode.ILL: "letter.ill",
    AbsenceCode.LATE: "letter.late",
}
FAMILY = {
    Explained.ILL: "settle.says_ill",
    Explained.DOCTOR: "settle.says_doctor",
    Explained.FAMILY: "settle.says_family",
    Explained.AT_SCHOOL: "settle.says_at_school",
    Explained.UNKNOWN: "settle.says_unknown",
}
CHANNEL = {Channel.TELEGRAM: "channel.telegram", Channel.EMAIL: "channel.email", Channel.SMS: "channel.sms"}
ROLE = {
    Role.GUARDIAN: "role.guardian",
    Role.PUPIL: "role.pupil",
    Role.TEACHER: "role.teacher",
    Role.CLASS_TEACHER: "role.class_teacher",
    Role.DEPUTY: "role.deputy",
    Role.HEAD: "role.head",
    Role.ADMINISTRATOR: "role.administrator",
    Role.SECRETARY: "role.secretary",
}


def button(label: str, address: Address) -> Button:
    """A button whose label a phone shows whole."""
    return Button(line(label, LABEL) or "…", address)


def chosen_button(label: str, is_chosen: bool, address: Address) -> Button:
    """One of several choices; the one that holds is marked."""
    return button(f"✅ {label}" if is_chosen else label, address)


def titled(child: Child, many: bool, title: str, t: Words) -> Markup:
    """The title in bold; the child's name above it when there are several."""
    said = Markup("<b>{}</b>").format(title)
    return t.html("child.above", child=line(child.short, NAME)) + Markup("\n") + said if many else said


def home(child: Child, many: bool, t: Words) -> tuple[Button, ...]:
    """The row every screen of a child ends with.

    With one child the person's own menu is the child's, and it keeps the hats they wear besides.
    """
    if not many:
        return (menu_button(t),)
    own = ChildMenu(PupilId(child.pupil_id))
    return (button(t("button.menu"), own), button(t("button.other_child"), Children()))


def menu_button(t: Words) -> Button:
    """The way to the first page of whoever presses."""
    return button(t("button.menu"), Menu())


def menu_row(t: Words) -> Rows:
    """A keyboard of nothing but the way home."""
    return ((menu_button(t),),)


def pager(part: Part[object], to: Callable[[int], Address], t: Words) -> Rows:
    """The row that turns pages; none when there is one page."""
    turns = []
    if part.page:
        turns.append(button(t("button.back"), to(part.page - 1)))
    if part.page + 1 < part.count:
        turns.append(button(t("button.further"), to(part.page + 1)))
    return (tuple(turns),) if turns else ()


def page_note(part: Part[object], t: Words) -> Markup:
    """«страница 2 из 5», when there are several."""
    return t.html("list.page", page=part.page + 1, count=part.count) if part.count > 1 else Markup("")


def in_rows(buttons: Iterable[Button], width: int) -> Iterator[tuple[Button, ...]]:
    """Buttons `width` to a row."""
    row: list[Button] = []
    for one in buttons:
        row.append(one)
        if len(row) == width:
            yield tuple(row)
            row = []
    if row:
        yield tuple(row)


def work_words(work: str, t: Words) -> str:
    """«контрольная»; a kind of the school's own by its name."""
    return t(WORK[work]) if work in WORK else line(work, NAME)


def absence_words(code: AbsenceCode, minutes: int | None, t: Words) -> str:
    """«опоздание на 10 минут», «пропуск по болезни»."""
    if code is AbsenceCode.LATE and minutes:
        return t("absence.late_minutes", n=minutes)
    return t(ABSENCE[code])
