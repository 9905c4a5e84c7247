"""Whom a push is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """The child a push is about; `many` when the reader has several, and only then the name is said in the chat."""

    pupil_id: int
    surname: str
    name: str
    class_name: str
    many: bool

    @property
    def full(self) -> str:
        """«Пётр Иванов»."""
        return f"{self.name} {self.surname}"

    @property
    def initials(self) -> str:
        """«П. И.»: all that a channel at the level of initials may carry."""
        return f"{self.name[:1]}. {self.surname[:1]}."
