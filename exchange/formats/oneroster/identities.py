"""The numbers of records in a OneRoster that we write: the same record has the same one in any installation.

A number that came with an import is kept. Others are made of what a person would know the record by, so that a
second export, from here or from wherever the first was taken to, speaks of the same people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from journal_core.exports import OutAdult, OutClass, OutMark, OutPupil, OutStaff, OutTaught, OutWork
from journal_core.roll import FullName

_SPACE = UUID("6d1f7a52-0b4e-5c0e-9d57-2f6b8a1c3e49")


@dataclass(frozen=True, slots=True)
class Identities:
    """Of one school."""

    school: str  #: its name

    def of(self, kind: str, *parts: object) -> str:
        """A number for `parts`, which nothing else of this kind in this school has in common."""
        return str(uuid5(_SPACE, "\x1f".join([self.school, kind, *(str(part) for part in parts)])))

    @property
    def org(self) -> str:
        return self.of("org")

    def pupil(self, pupil: OutPupil) -> str:
        return pupil.external_id or self.of("pupil", *_parts(pupil.name), pupil.birth_date or "")

    def staff(self, one: OutStaff) -> str:
        return one.external_id or self.of("staff", *_parts(one.name))

    def adult(self, one: OutAdult) -> str:
        return self.of("adult", *_parts(one.name), one.phone, one.email, one.relation)

    def term(self, system: str, name: str, first: date) -> str:
        return self.of("term", system, name, first)

    def homeroom(self, one: OutClass) -> str:
        return self.of("class", one.name)

    def taught(self, class_name: str, one: OutTaught | OutWork, subgroup: str) -> str:
        return self.of("taught", class_name, one.subject, subgroup)

    def work(self, taught: str, one: OutWork) -> str:
        return self.of("work", taught, one.day, one.slot, one.work)

    def mark(self, work: str, pupil: str, mark: OutMark) -> str:
        return self.of("mark", work, pupil, mark.ordinal)


def _parts(name: FullName) -> tuple[str, str, str]:
    return name.surname, name.name, name.patronymic
