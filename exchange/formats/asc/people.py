"""Who and what an aSc file names: teachers, classes, groups, subjects, rooms, and when lessons ring."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from exchange import cells, people
from exchange.contacts import email
from exchange.document import Document, Element
from journal_core.roll import BellRow, ClassRow, Doubt, FullName, Roll, StaffRow, Where

#: «1 группа», «Группа 2», «1-я подгруппа» are the group «1» and «2» of everybody else's lists.
_GROUP = re.compile(r"\W*(?:-?[яй]\b)?\W*\b(?:под)?(?:групп\w*|груп\w*|гр)\b\.?\W*", re.IGNORECASE)


def where(document: Document, element: Element) -> Where:
    """The element's line; its tag is what a sheet is elsewhere."""
    return Where(document.file, element.tag, element.line)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a class; without a name it is the whole class."""

    class_id: str
    name: str


@dataclass(frozen=True, slots=True)
class People:
    """The file's own numbers and what they stand for."""

    teachers: dict[str, FullName] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    staff_rows: tuple[StaffRow, ...] = ()
    class_rows: tuple[ClassRow, ...] = ()

    @staticmethod
    def of(document: Document) -> People:
        """All of it; what refers to nothing is simply not there."""
        found = {tag: {one.get("id"): one for one in document.elements.get(tag, ())} for tag in _TAGS}
        teachers = {key: name for key, one in found["teacher"].items() if (name := _teacher(one)).surname}
        classes = {key: cells.clean(one.get("name") or one.get("short")) for key, one in found["class"].items()}
        return People(
            teachers,
            classes,
            {key: _group(one) for key, one in found["group"].items()},
            {key: cells.clean(one.get("name") or one.get("short")) for key, one in found["subject"].items()},
            {key: cells.clean(one.get("short") or one.get("name")) for key, one in found["classroom"].items()},
            tuple(_staff(document, found["teacher"][key], name) for key, name in teachers.items()),
            tuple(
                ClassRow(where(document, one), classes[key], teachers.get(one.get("teacherid")))
                for key, one in found["class"].items()
            ),
        )

    def roll(self) -> Roll:
        """Staff and classes; who has a surname alone, or initials, cannot be written down as a member of staff."""
        whole = tuple(row for row in self.staff_rows if row.name.name and not row.name.name.endswith("."))
        asked = tuple(
            Doubt(row.where, "import.asc_teacher", {"teacher": str(row.name)})
            for row in self.staff_rows
            if row not in whole
        )
        return Roll(staff=whole, classes=self.class_rows, doubts=asked)


_TAGS = ("teacher", "class", "group", "subject", "classroom")


def _teacher(one: Element) -> FullName:
    """By surname and name, where the patronymic stands beside the name; else by the whole name."""
    if one.get("lastname") and one.get("firstname"):
        return people.split_name(f"{one.get('lastname')} {one.get('firstname')}")
    return people.split_name(one.get("name") or one.get("short"))


def _staff(document: Document, one: Element, name: FullName) -> StaffRow:
    # Who else they are in the school an aSc file does not know.
    return StaffRow(where(document, one), name, ("teacher",), email=email(one.get("email")) or "", adds=True)


def _group(one: Element) -> Group:
    whole = one.get("entireclass") == "1"
    return Group(one.get("classid"), "" if whole else group_name(one.get("name")))


def group_name(written: str) -> str:
    """The group's name without the word «группа»; as written when nothing else is left."""
    clean = cells.clean(written)
    return _GROUP.sub(" ", clean).strip() or clean


def bells(document: Document) -> Roll:
    """When each period begins and ends; a period without times rings no bell."""
    rows: list[BellRow] = []
    doubts: list[Doubt] = []
    for one in document.elements.get("period", ()):
        slot = cells.number(one.get("period") or one.get("short") or one.get("name"))
        begins, ends = cells.clock(one.get("starttime")), cells.clock(one.get("endtime"))
        if slot is None or begins is None or ends is None or ends <= begins:
            doubts.append(Doubt(where(document, one), "import.asc_period", {"slot": one.get("period")}))
        else:
            rows.append(BellRow(where(document, one), slot, begins, ends))
    return Roll(bells=tuple(rows), doubts=tuple(doubts))
