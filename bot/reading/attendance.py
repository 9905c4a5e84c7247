"""Attendance in a clause: a code after its name or before its list, and minutes of the late (rule 6)."""

from __future__ import annotations

from bot.reading.line import Line, is_one
from bot.reading.pieces import CodePiece, CountPiece, MinutesPiece, NamePiece, Piece, ValuePiece
from bot.reading.result import Topic
from journal_core.entries.attendance import AbsenceCode

_LATE = AbsenceCode.LATE


def read_code(line: Line, code: CodePiece) -> None:
    """Whose code it is: the list's after it, the name's before it, or the name's after it."""
    here = line.at - 1
    line.run_started = False
    if _opens_list(line, here, code):
        line.ledger.bare.extend(line.waiting)
        line.waiting = []
        line.open_head(code)
        return
    minutes = _minutes_after(line) if code.code is _LATE else None
    if line.waiting:
        _give_to_waiting(line, code, minutes)
    elif line.name_after(line.at - 1) is not None:
        _give_to_next(line, code, here, minutes)
    elif line.last:
        _give_to_last(line, code, minutes)
    elif not code.short:
        line.ledger.doubt(Topic.PUPIL)


def take_into_list(line: Line, name: NamePiece, head: CodePiece) -> None:
    """A name after «н:»; the list ends before a name with its own mark or code."""
    news = line.news_of(line.at - 1)
    if isinstance(news, ValuePiece) and head.code is not _LATE:
        if line.joined_before() or line.listed == 0:
            line.ledger.doubt(Topic.PUPIL, Topic.MARK, word=name.word)
        line.open_run(name)
    elif isinstance(news, CodePiece) and line.listed and not line.is_announced(line.index(news)):
        if line.name_after(line.index(news)) is not None:
            line.ledger.doubt(Topic.PUPIL, word=name.word)  # «н: Лис, Рудь оп Савич»: whose is «оп»?
        line.open_run(name)
    else:
        _note_listed(line, name, head, news)


def read_minutes(line: Line, piece: MinutesPiece) -> None:
    """«опоздала Савич, на 5 минут»: the minutes of the late pupil just before."""
    said = line.ledger.absences[-1] if line.ledger.absences else None
    mine = said is not None and bool(line.last) and said.name is line.last[-1]
    if said is not None and mine and said.code is _LATE and said.minutes is None:
        said.minutes = piece.minutes
    elif line.waiting or line.last:
        line.ledger.doubt(Topic.MARK, word=str(piece.minutes))


def _opens_list(line: Line, here: int, code: CodePiece) -> bool:
    """A colon or dash after the code; but «Рудь оп - 5» is Рудь's."""
    own_number = code.code is _LATE and bool(line.waiting) and isinstance(line.peek(here + 2), ValuePiece)
    return line.is_announced(here) and not own_number


def _note_listed(line: Line, name: NamePiece, head: CodePiece, news: Piece | None) -> None:
    minutes = line.minutes
    if head.code is _LATE and isinstance(news, ValuePiece | MinutesPiece):
        line.at = line.index(news) + 1
        minutes = _as_minutes(line, news)
        if line.listed and not head.plural:
            line.ledger.doubt(Topic.MARK, Topic.PUPIL, word=name.word)  # «опоздал Гринь, Савич 9»
    line.ledger.absent([name], head.code, minutes)
    line.listed += 1
    line.last = [name]


def _give_to_waiting(line: Line, code: CodePiece, minutes: int | None) -> None:
    """The code belongs to the name before it; to several names only where it says so."""
    together = (code.plural and not code.short) or line.joined_waiting()
    if len(line.waiting) > 1 and not together:
        line.ledger.doubt(Topic.PUPIL, word=line.waiting[0].word)
    line.ledger.absent(line.waiting, code.code, minutes)
    line.served()
    line.head = None
    line.number_open = code.code is _LATE and not line.minutes_named


def _give_to_next(line: Line, code: CodePiece, here: int, minutes: int | None) -> None:
    """The name before has its own news, so the code belongs to the name after, unless that has its own too."""
    after = line.name_after(line.at - 1)
    if line.last and after is not None:
        news = line.news_of(after)
        comma = any(is_one(piece, ",") for piece in line.pieces[here + 1 : after])
        closed = isinstance(news, CodePiece) and line.name_after(line.index(news)) is None
        if comma or closed or minutes is not None or isinstance(news, ValuePiece):
            line.ledger.doubt(Topic.PUPIL, Topic.MARK)  # «Козлова 9 опоздала, Рудь 8»
    line.open_head(code, minutes)


def _give_to_last(line: Line, code: CodePiece, minutes: int | None) -> None:
    """«Козлова 9 опоздала на 7 минут»; a mark of an absent pupil is doubtful."""
    contradicts = code.code is not _LATE and any(line.ledger.has_mark(name) for name in line.last)
    if contradicts or len(line.last) > 1:
        line.ledger.doubt(Topic.PUPIL, Topic.MARK, word=line.last[-1].word)
    line.ledger.absent(line.last, code.code, minutes)
    line.head = None
    line.number_open = code.code is _LATE and not line.minutes_named


def _minutes_after(line: Line) -> int | None:
    """The number right after a late code: «оп 5», «опоздал на 10 мин», «оп - 5»; a time of day is no minutes."""
    at = line.past(line.at, "на", "у", "в", ":", "-", "–", "—", "(")
    piece = line.peek(at)
    line.minutes_named = isinstance(piece, MinutesPiece)
    if not isinstance(piece, ValuePiece | MinutesPiece | CountPiece):
        return None
    line.at = at + 1
    return None if isinstance(piece, CountPiece) else _as_minutes(line, piece)


def _as_minutes(line: Line, piece: ValuePiece | MinutesPiece) -> int | None:
    if isinstance(piece, MinutesPiece):
        return piece.minutes
    if piece.value.isascii() and piece.value.isdigit() and len(piece.value) < 3:
        return int(piece.value)
    line.ledger.doubt(Topic.MARK, word=piece.value)
    return None
