"""A message parted into homework, topic, and the rest, where marks and attendance stand (rules 4, 7, 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading import vocabulary as say
from bot.reading.borders import Borders
from bot.reading.pieces import (
    BreakPiece,
    ClassPiece,
    DayPiece,
    FillerPiece,
    GroupPiece,
    IntroPiece,
    NoHomeworkPiece,
    Piece,
    Role,
    SignPiece,
    SubjectPiece,
    TopicPiece,
    WordPiece,
)
from bot.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of pieces: the words of a homework or of a topic."""

    pieces: tuple[Piece, ...]
    introduced: bool = True
    doubtful: bool = False  #: an unknown word or a day of unknown meaning stands right before it


@dataclass
class Sections:
    """The message in parts; `rest` has a break «|» where a homework or topic was."""

    homework: list[Chunk] = field(default_factory=list)
    topics: list[Chunk] = field(default_factory=list)
    rest: list[Piece] = field(default_factory=list)


def part(pieces: Sequence[Piece], tokens: Sequence[Token], borders: Borders) -> Sections:
    """Walk the message once; each piece goes to the homework, the topic, or the rest."""
    sections = Sections()
    k = 0
    while k < len(pieces):
        starts = borders.starts_sentence(k)
        if starts and (end := _small_talk(pieces, tokens, borders, k)) > k:
            sections.rest.append(_gap(pieces[k]))
            k = end
        elif starts and (task := borders.task_start(k)) is not None:
            sections.rest.extend(pieces[k:task])
            doubtful = _after_loose_day(sections.rest)
            k = _take_homework(sections, pieces, borders, task, introduced=False, doubtful=doubtful)
        elif isinstance(pieces[k], IntroPiece):
            k = _take_introduced(sections, pieces, borders, k)
        elif isinstance(pieces[k], TopicPiece) and borders.is_topic(k):
            k = _take_topic(sections, pieces, borders, k + 1)
        else:
            sections.rest.append(pieces[k])
            k += 1
    return sections


def _gap(piece: Piece) -> BreakPiece:
    return BreakPiece(piece.first, piece.first, "|")


def _small_talk(pieces: Sequence[Piece], tokens: Sequence[Token], borders: Borders, k: int) -> int:
    """Where a sentence to the bot or a note to oneself ends; `k` if the sentence at `k` is neither."""
    head = borders.after_header(k)
    end = borders.sentence_end(k)
    if head >= end:
        return k
    word = tokens[pieces[head].first].key
    negated = word == "не" and pieces[head].last < len(tokens) and tokens[pieces[head].last].key in say.REMINDERS
    if word in say.REMINDERS or negated:
        return end
    last = pieces[end] if end < len(pieces) else None
    asked = isinstance(last, BreakPiece) and last.sign == "?"
    if word in say.QUESTION_WORDS:
        return end
    return end if asked and not any(isinstance(piece, IntroPiece) for piece in pieces[k:end]) else k


def _after_loose_day(rest: Sequence[Piece]) -> bool:
    """«завтра принести циркуль»: nobody said whether that is when it is due."""
    for piece in reversed(rest):
        if isinstance(piece, DayPiece) and piece.role is Role.LOOSE:
            return True
        if not isinstance(piece, ClassPiece | SubjectPiece | GroupPiece | DayPiece | FillerPiece | SignPiece):
            return False
    return False


def _take_introduced(sections: Sections, pieces: Sequence[Piece], borders: Borders, k: int) -> int:
    """From «дз»: past further introductions («на дом задали»), then the task itself."""
    before = sections.rest[-1] if sections.rest else None
    doubtful = (isinstance(before, WordPiece) and before is pieces[k - 1]) or _after_loose_day(sections.rest)
    k += 1
    while k < len(pieces) and isinstance(pieces[k], IntroPiece):
        k += 1
    return _take_homework(sections, pieces, borders, k, introduced=True, doubtful=doubtful)


def _take_homework(
    sections: Sections, pieces: Sequence[Piece], borders: Borders, k: int, *, introduced: bool, doubtful: bool = False
) -> int:
    """The task runs on to the next recognised part or the end of the message."""
    end = k
    while end < len(pieces) and not _ends_homework(pieces, borders, end, first=end == k):
        end += 1
    chunk = tuple(pieces[k:end])
    tail_intro = end < len(pieces) and isinstance(pieces[end], IntroPiece) and not introduced
    if tail_intro and _only_days(pieces, borders, end + 1):
        # «§5, №7 — дз на пт»: the introduction comes last.
        after = _rest_of_homework(pieces, borders, end + 1)
        chunk, end = chunk + tuple(pieces[end:after]), after
    sections.homework.append(Chunk(chunk, introduced, doubtful))
    sections.rest.append(BreakPiece(0, 0, "|"))
    return end


def _ends_homework(pieces: Sequence[Piece], borders: Borders, k: int, *, first: bool) -> bool:
    if isinstance(pieces[k], IntroPiece | NoHomeworkPiece):
        return True
    if isinstance(pieces[k], TopicPiece):
        return borders.is_topic(k)
    return borders.part_starts(k, in_task=not first)


def _rest_of_homework(pieces: Sequence[Piece], borders: Borders, k: int) -> int:
    while k < len(pieces) and not _ends_homework(pieces, borders, k, first=False):
        k += 1
    return k


def _only_days(pieces: Sequence[Piece], borders: Borders, k: int) -> bool:
    """Whether nothing but days and the like stands from `k` to where the homework ends."""
    after = _rest_of_homework(pieces, borders, k)
    return all(
        isinstance(piece, SignPiece | BreakPiece | FillerPiece | SubjectPiece)
        or (isinstance(piece, DayPiece) and piece.role is Role.DUE)
        for piece in pieces[k:after]
    )


def _take_topic(sections: Sections, pieces: Sequence[Piece], borders: Borders, k: int) -> int:
    """Up to the next recognised part or the end of the line; the first line may be empty («Тема:» alone)."""
    while k < len(pieces) and _opens_topic(pieces[k]):
        k += 1
    end = k
    while end < len(pieces) and not _ends_topic(pieces, borders, end, k):
        end += 1
    sections.topics.append(Chunk(tuple(pieces[k:end])))
    sections.rest.append(BreakPiece(0, 0, "|"))
    return end


def _opens_topic(piece: Piece) -> bool:
    return isinstance(piece, BreakPiece) or (isinstance(piece, SignPiece) and piece.sign in ":-–—")


def _ends_topic(pieces: Sequence[Piece], borders: Borders, k: int, first: int) -> bool:
    piece = pieces[k]
    if isinstance(piece, IntroPiece | NoHomeworkPiece) or (isinstance(piece, BreakPiece) and piece.sign == "\n"):
        return True
    if isinstance(piece, TopicPiece) and k > first:
        return borders.is_topic(k)
    if k > first and borders.starts_sentence(k) and borders.task_start(k) is not None:
        return True
    return borders.part_starts(k, in_task=k > first)
