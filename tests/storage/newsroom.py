"""What else the school tells: remarks, term marks, changed lessons, concerns. Stands in the post room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from journal_core.events import EventKind
from tests.storage.postroom import Postroom
from tests.storage.town import PUPILS, TODAY

#: Columns of every revision's stamp.
_STAMP = {"command_id": "c", "actor": "a", "salt": "s"}


@dataclass
class Newsroom:
    """Writes revisions and their events, as the verbs do."""

    room: Postroom

    async def remark(
        self, text: str, *, of: str = "Аня", number: int = 70, change: str = "set", line: str = "algebra"
    ) -> None:
        """A teacher's words about a child at today's lesson."""
        lesson, pupil = self.room.town.lesson(line), self.room.town.pupils[of]
        row = {"lesson_id": lesson, "pupil_id": pupil, "text": text}
        await self._write(EventKind.REMARK, "remark_revision", "remark_id", number, change, row, pupil, TODAY)

    async def term_mark(
        self,
        value: str,
        *,
        of: str = "Аня",
        number: int = 80,
        change: str = "set",
        subject: str = "Алгебра",
        kind: str = "term",
    ) -> None:
        """A mark of the first quarter, or of another kind."""
        pupil = self.room.town.pupils[of]
        [term] = await self.room.ask("SELECT id FROM term WHERE name = 'I четверть'")
        row = {
            "kind": kind,
            "year": 2026,
            "term_id": term if kind == "term" else None,
            "class_id": self.room.town.classes[PUPILS[of][1]],
            "subject_id": self.room.town.subjects[subject],
            "pupil_id": pupil,
            "value": value,
        }
        await self._write(EventKind.TERM_MARK, "term_mark_revision", "term_mark_id", number, change, row, pupil, TODAY)

    async def lesson_changed(
        self,
        line: str,
        day: date,
        *,
        change: str = "set",
        subject: str = "",
        teacher: str = "",
        cancelled: bool = False,
        to: tuple[date, int] | None = None,
    ) -> None:
        """A lesson of 7Б is not as the timetable has it."""
        town, lesson = self.room.town, self.room.town.lesson(line, day)
        [(slot, home)] = await self.room.ask("SELECT slot, subject_id FROM lesson WHERE id = :id", id=lesson)
        row = {
            "school_id": town.school.id,
            "home_day": day,
            "home_slot": slot,
            "home_subject_id": home,
            "staff_id": town.staff[teacher] if teacher else None,
            "subject_id": town.subjects[subject] if subject else None,
            "day": to[0] if to else None,
            "slot": to[1] if to else None,
            "cancelled": cancelled,
        }
        kind = EventKind.LESSON_CHANGED
        await self._write(kind, "lesson_change", "lesson_id", lesson, change, row, None, day)

    async def concern(self, text: str, *, of: str = "Аня", what: str = "truant", change: str = "set") -> None:
        """The school's word to a child's family."""
        pupil = self.room.town.pupils[of]
        row = {
            "school_id": self.room.town.school.id,
            "class_id": self.room.town.classes[PUPILS[of][1]],
            "pupil_id": pupil,
            "day": TODAY,
            "what": what,
            "text": text,
        }
        await self._write(EventKind.CONCERN, "concern_revision", "concern_id", 60, change, row, pupil, TODAY)

    async def _write(
        self,
        kind: EventKind,
        table: str,
        key: str,
        number: int,
        change: str,
        row: dict[str, Any],
        pupil: int | None,
        day: date,
    ) -> None:
        found = await self.room.ask(f"SELECT coalesce(max(revision), 0) FROM {table} WHERE {key} = :n", n=number)
        revision, at = found[0] + 1, self.room.clock.now()
        whole = {key: number, "revision": revision, "change": change, **row, **_STAMP, "recorded_at": at}
        names = ", ".join(whole)
        await self.room.do(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in whole)})", **whole)
        class_id = self.room.town.classes["7Б"]
        await self.room.happened(
            kind, f"{kind}:{number}", revision, pupil_id=pupil, class_id=class_id, day=day
        )  # fmt: skip
