"""Arguments for any verb or view, made from its own signature: numbers of a school, and values of each type.

What cannot be made is said by name: teach `NUMBERS` where its numbers stand, or `VALUES` what its type looks like.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import count
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from journal_core.calendar.days import BellUse, MovedDay
from journal_core.entries.entry import LessonEntry, MarkEntry
from journal_core.entries.marks import Work
from journal_core.entries.revisions import Stamp
from journal_core.files import FileKind, NewFile
from journal_core.lessons import Span
from journal_core.notices import NoticeEntry
from journal_core.office.mistakes import Mistake
from journal_core.people import Operator, Role
from journal_core.ports.rights import Adult
from journal_core.roll import Roll
from journal_core.school import Channel, School
from tests.storage.town import MONDAY, NOON, TODAY

PEPPER = b"pepper of the tests"
_commands = count(1)


@dataclass(frozen=True)
class Maker:
    """Makes arguments out of one school's numbers, or of several mixed."""

    school: School
    numbers: Mapping[str, int]
    word: str
    command: str = ""  #: of a lesson posted, for what is corrected or taken back

    def value(self, name: str, hint: Any) -> Any:
        """One value; raises LookupError when nobody taught how."""
        if name == "command_id":
            return self.command
        if name in WORDS:
            return WORDS[name]
        if get_origin(hint) is type:
            return Mistake
        if hint in VALUES and not (hint is int and name in self.numbers):
            return VALUES[hint](self)
        if name.removesuffix("s") in self.numbers and _is_number(hint):
            number = self.numbers[name.removesuffix("s")]
            return number if name in self.numbers else [number]
        if get_origin(hint) in (Union, UnionType):
            return self._of_union(name, hint)
        if get_origin(hint) is not None:
            return self._several(name, hint)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint))
        if dataclasses.is_dataclass(hint):
            return self._record(hint)
        raise LookupError(f"{name}: {hint}")

    def _of_union(self, name: str, hint: Any) -> Any:
        inner = [one for one in get_args(hint) if one is not NoneType]
        if NoneType in get_args(hint) and not any(_is_number(one) and name in self.numbers for one in inner):
            return None
        return self.value(name, inner[0])

    def _several(self, name: str, hint: Any) -> Any:
        origin, inner = get_origin(hint), get_args(hint)
        if origin is not None and issubclass(origin, Sequence):
            return (self.value(name, inner[0]),)
        raise LookupError(f"{name}: {hint}")

    def _record(self, hint: Any) -> Any:
        types = get_type_hints(hint)
        wanted = [
            one.name for one in dataclasses.fields(hint) if one.init and (_required(one) or one.name in self.numbers)
        ]
        return hint(**{name: self.value(name, types[name]) for name in wanted})


def _required(field: Any) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _is_number(hint: Any) -> bool:
    if get_origin(hint) in (Union, UnionType) or get_origin(hint) is not None:
        return any(_is_number(one) for one in get_args(hint))
    return hint is int


def stamped() -> Stamp:
    """The next command."""
    return Stamp(f"crossing {next(_commands)}", Operator("admin"), NOON, "telegram", "решение суда")


#: Texts that must be what they are.
WORDS: dict[str, Any] = {
    "class_name": "7Б",
    "address": "family@example.by",
    "language": "ru",
    "changes": {"grace": "6m"},
}
VALUES: dict[Any, Callable[[Maker], Any]] = {
    str: lambda of: of.word,
    int: lambda of: 1,
    bool: lambda of: True,
    bytes: lambda of: PEPPER,
    date: lambda of: TODAY,
    date | None: lambda of: TODAY,
    datetime: lambda of: NOON,
    time: lambda of: time(8),
    timedelta: lambda of: timedelta(days=14),
    Stamp: lambda of: stamped(),
    School: lambda of: of.school,
    Role: lambda of: Role.DEPUTY,
    Channel: lambda of: Channel.EMAIL,
    Roll: lambda of: Roll(),
    Span: lambda of: Span(MONDAY, TODAY),
    Work: lambda of: Work(of.word, 2),
    MovedDay: lambda of: MovedDay(TODAY + timedelta(days=3), None),
    BellUse: lambda of: BellUse(of.word, None, TODAY, None),
    NewFile: lambda of: NewFile(FileKind.DOCUMENT, "1.pdf", "application/pdf", b"%PDF"),
    Adult: lambda of: Adult(of.numbers["pupil_id"], guardian_id=of.numbers["guardian_id"]),
    NoticeEntry: lambda of: NoticeEntry(of.word, asks_ack=True),
    LessonEntry: lambda of: LessonEntry(
        of.numbers["lesson_id"], topic=of.word, marks=(MarkEntry(of.numbers["pupil_id"], ("9",)),)
    ),
}
