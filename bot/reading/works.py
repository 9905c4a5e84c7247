"""What the marks are for: a work name as a heading before marks, or as a label after one (rule 5)."""

from __future__ import annotations

from bot.reading.line import Line, is_one
from bot.reading.pieces import CodePiece, CountPiece, NamePiece, ReferencePiece, ValuePiece, WorkPiece
from bot.reading.result import Topic


def read_work(line: Line, work: WorkPiece) -> None:
    """After a mark, in brackets or last in its line: a label. Before marks: a heading."""
    here = line.at - 1
    marked = bool(line.last) and not line.waiting and line.ledger.has_mark(line.last[-1])
    if marked and (is_one(line.peek(here - 1), "(") or line.name_after(here) is None):
        _label(line, work, here)
    elif line.waiting:
        if line.name_after(here) is not None or line.names_follow:
            line.ledger.doubt(Topic.MARK)  # «Лис к/р 9, Рудь 8»
        line.ledger.work = work.kind
    else:
        if marked and (work.loose or is_one(line.peek(line.at), ",")):
            line.ledger.doubt(Topic.MARK)  # «Лис 9 за ответ, Рудь 8»
        line.ledger.work = work.kind
        _skip_title(line)
    line.run_started = line.run_started and not marked


def _label(line: Line, work: WorkPiece, here: int) -> None:
    """It labels the one pupil just before; «Лис 9 за ответ. Рудь 8» in one line could be either."""
    bracketed = is_one(line.peek(here - 1), "(")
    if not bracketed and not line.ends_line and line.names_follow:
        line.ledger.doubt(Topic.MARK)
    line.ledger.label(line.last, work.kind)


def _skip_title(line: Line) -> None:
    """The work's own number and other words up to the colon are no marks."""
    line.head, line.last = None, []
    k = line.at
    while k < len(line.pieces) and not isinstance(line.pieces[k], NamePiece):
        if is_one(line.pieces[k], ":") and k > line.at and not _is_list_of_its_own(line, k):
            line.at = k + 1
            return
        k += 1
    if isinstance(line.peek(line.at), ReferencePiece):
        line.at += 1 + isinstance(line.peek(line.at + 1), CountPiece | ValuePiece)
    elif isinstance(line.peek(line.at), ValuePiece) and isinstance(line.peek(line.at + 1), NamePiece):
        _skip_number(line)


def _is_list_of_its_own(line: Line, k: int) -> bool:
    """«к/р: 9: Лис»: the colon after a mark, when the work already had its own."""
    return is_one(line.peek(line.at), ":") and isinstance(line.pieces[k - 1], ValuePiece)


def _skip_number(line: Line) -> None:
    """«тест 2 Авдеев 8»: the number is the test's if each name has its mark without it, else who knows."""
    rest = [piece for piece in line.pieces[line.at :] if isinstance(piece, NamePiece | ValuePiece | CodePiece)]
    if isinstance(rest[-1], NamePiece):
        line.ledger.doubt(Topic.MARK)
    line.at += 1
