"""A school of any regulation, and a matter with steps, for tests of the office's rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from journal_core.office.matters import Filed, Matter, Names, Step, Taken
from journal_core.school import PROFILES, Jurisdiction, School

M = TypeVar("M", bound=Matter)

TODAY = date(2026, 10, 7)  #: a Wednesday
NOON = datetime(2026, 10, 7, 9, 0, tzinfo=UTC)


def school(profile: str = "000") -> School:
    """A school of this regulation with nothing amended."""
    made = PROFILES[profile]
    return School(1, "Школа № 1", made, Jurisdiction.RU_PRIVATE, ZoneInfo(made.zone), made.scale)


def filed(matter: M, *steps: Step, number: int = 1, names: Names | None = None) -> Filed[M]:
    """A matter opened at noon that took a step each hour after."""
    taken = (Taken(n, step, NOON + timedelta(hours=n), note=f"шаг {n}") for n, step in enumerate(steps, 1))
    return Filed(number, matter, NOON, tuple(taken), names or Names())
