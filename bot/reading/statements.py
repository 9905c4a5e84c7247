"""Marks and attendance in one clause, read from left to right (rules 5 and 6)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.attendance import read_code, read_minutes, take_into_list
from bot.reading.clauses import Clause, is_separate
from bot.reading.ledger import Ledger
from bot.reading.line import Line
from bot.reading.marks import mark_listed, read_values
from bot.reading.pieces import (
    ClassPiece,
    CodePiece,
    FillerPiece,
    MinutesPiece,
    NamePiece,
    Piece,
    SignPiece,
    ValuePiece,
    WorkPiece,
)
from bot.reading.works import read_work


def read_statements(clause: Clause, ledger: Ledger, *, names_follow: bool) -> None:
    """Read one clause to its end; names nothing was said about are left bare."""
    telling = tuple(piece for piece in clause.pieces if not _is_noise(piece))
    line = Line(telling, ledger, clause.ends_line, names_follow)
    while line.at < len(line.pieces):
        piece = line.pieces[line.at]
        line.at += 1
        _read_piece(line, piece)
    ledger.bare.extend(line.waiting)


def _read_piece(line: Line, piece: Piece) -> None:
    if isinstance(piece, NamePiece):
        _read_name(line, piece)
    elif isinstance(piece, ValuePiece):
        read_values(line, piece)
    elif isinstance(piece, CodePiece):
        read_code(line, piece)
    elif isinstance(piece, MinutesPiece):
        read_minutes(line, piece)
    elif isinstance(piece, WorkPiece):
        read_work(line, piece)
    elif is_separate(piece):
        _separate(line, piece)


def _read_name(line: Line, name: NamePiece) -> None:
    line.number_open = False
    if isinstance(line.head, CodePiece):
        take_into_list(line, name, line.head)
    elif isinstance(line.head, ValuePiece):
        mark_listed(line, name, line.head)
    else:
        line.open_run(name)


def _separate(line: Line, piece: Piece) -> None:
    """A class, subject or date between names and marks closes what was open."""
    line.ledger.bare.extend(line.waiting)
    line.waiting = []
    if isinstance(piece, ClassPiece):
        line.head = None


def _is_noise(piece: Piece) -> bool:
    """Fillers that join nothing."""
    if isinstance(piece, SignPiece):
        return piece.sign not in {",", ":", "-", "–", "—", "(", ")"}
    return isinstance(piece, FillerPiece) and piece.key not in {"и", "і", "по", "па", "на"}


def names_in(clauses: Sequence[Clause]) -> bool:
    """Whether any of the clauses names a pupil."""
    return any(clause.has(NamePiece) for clause in clauses)
