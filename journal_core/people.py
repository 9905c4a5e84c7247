"""People: records of a file, persons who speak, the accounts they speak from, and who acts.

A guardian or teacher of an import is a record. A `Person` comes into being when somebody links an `Account` to a
record; one person may hold many records (mother of two, teacher and parent).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journal_core.school import Channel


@dataclass(frozen=True, slots=True)
class Account:
    """Where a person can be reached: a chat, a mailbox or a phone. Never a bare Telegram number."""

    channel: Channel
    address: str  #: chat id, e-mail in lower case, or E.164 phone

    def __str__(self) -> str:
        return f"{self.channel}:{self.address}"


class Role(StrEnum):
    """A hat somebody wears when acting. Values are the duties of the workbook."""

    GUARDIAN = "guardian"
    PUPIL = "pupil"
    TEACHER = "teacher"
    CLASS_TEACHER = "class_teacher"
    DEPUTY = "deputy"
    HEAD = "head"
    ADMINISTRATOR = "administrator"
    SECRETARY = "secretary"


#: Duties a staff record may have; class teacher is a duty towards one class and stands with the class.
DUTIES = (Role.TEACHER, Role.DEPUTY, Role.HEAD, Role.ADMINISTRATOR, Role.SECRETARY)


@dataclass(frozen=True, slots=True)
class Person:
    """A person acting in one of their roles, from one of their accounts."""

    id: int
    role: Role
    account: Account | None = None

    def __str__(self) -> str:
        return f"person:{self.id}/{self.role}"


@dataclass(frozen=True, slots=True)
class Operator:
    """Who typed a command on the server."""

    user: str  #: the operating system's user

    def __str__(self) -> str:
        return f"operator:{self.user}"


@dataclass(frozen=True, slots=True)
class Job:
    """A scheduled job of the gateway itself."""

    name: str

    def __str__(self) -> str:
        return f"job:{self.name}"


Actor = Person | Operator | Job
