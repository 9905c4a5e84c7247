"""Marks in a clause: name first, mark first, several values, several names (rule 5)."""

from __future__ import annotations

from bot.reading.line import Line
from bot.reading.pieces import CodePiece, NamePiece, Piece, ValuePiece, WorkPiece
from bot.reading.result import Topic


def read_values(line: Line, first: ValuePiece) -> None:
    """A mark, with the further marks of the same pupil."""
    values = _group(line, first)
    for value in values:
        if not value.good:
            line.ledger.doubt(Topic.MARK, word=value.value)
    said = tuple(value.value for value in values)
    if line.number_open and not line.waiting:
        line.ledger.doubt(Topic.MARK, word=first.value)  # «Козлова оп 9, 8»
    elif line.waiting:
        if len(said) > 1 and len(line.waiting) > 1:
            line.ledger.doubt(Topic.MARK, word=" ".join(said))  # «Лис, Рудь 9 8»
        line.ledger.mark(line.waiting, said)
        line.served()
    elif len(said) == 1 and _is_mark_first(line):
        line.open_head(first)
    else:
        line.ledger.doubt(Topic.MARK, Topic.PUPIL, word=first.value)


def mark_listed(line: Line, name: NamePiece, head: ValuePiece) -> None:
    """A name after «9:»."""
    line.ledger.mark([name], (head.value,))
    line.last = [name]


def _group(line: Line, first: ValuePiece) -> list[ValuePiece]:
    """«4 5», «4, 5», «4 и 5»: the marks of one pupil; a mark before a colon opens the next list."""
    values = [first]
    while True:
        at = line.past(line.at, ",", "и", "і")
        value = line.peek(at)
        if not isinstance(value, ValuePiece) or line.is_announced(at, ":"):
            return values
        if value.first - values[-1].last != at - line.at:
            return values  # words stand between them: «Лис 8, всем 9»
        if not line.waiting and at > line.at:
            return values  # «9, 8 ...» before names is no group
        values.append(value)
        line.at = at + 1


def _is_mark_first(line: Line) -> bool:
    """«9: Рудь, Шевчук», «8 Петровой, 9 Исаеву»: the run starts with a mark and ends with a name."""
    if line.run_started and not line.is_announced(line.at - 1, ":"):
        return False
    last: Piece | None = None
    for k in range(line.at, len(line.pieces)):
        piece = line.pieces[k]
        next_list = isinstance(piece, ValuePiece) and line.is_announced(k, ":")
        if next_list or isinstance(piece, CodePiece | WorkPiece):
            break
        if isinstance(piece, NamePiece | ValuePiece):
            last = piece
    return isinstance(last, NamePiece)
