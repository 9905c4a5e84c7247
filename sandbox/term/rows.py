"""A row of a table: a sentence, what the documents say happens, and the play that finds out what does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from sandbox.term.desk import Desk

Play = Callable[[Desk], Awaitable[str]]


@dataclass(frozen=True)
class Row:
    sentence: str
    expected: str
    play: Play


@dataclass
class Theme:
    """The rows of one table, in the order they are played."""

    title: str
    rows: list[Row] = field(default_factory=list)

    def row(self, sentence: str, expected: str) -> Callable[[Play], Play]:
        def keep(play: Play) -> Play:
            self.rows.append(Row(sentence, expected, play))
            return play

        return keep


async def seen(row: Row, desk: Desk) -> str:
    """What the play saw; a play that fails has seen its own failure, and what it ordered is taken back."""
    try:
        return await row.play(desk)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        await desk.control("faults", {"clear": True})
