"""Where one part of a message ends and another begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading import vocabulary as say
from bot.reading.likeness import ends_like_surname, looks_like_name
from bot.reading.names import NameIndex
from bot.reading.pieces import (
    AllPresentPiece,
    BreakPiece,
    ClassPiece,
    CodePiece,
    CountPiece,
    DayPiece,
    FillerPiece,
    GroupPiece,
    MinutesPiece,
    NamePiece,
    Piece,
    ReferencePiece,
    SignPiece,
    SubjectPiece,
    ValuePiece,
    VerbPiece,
    WordPiece,
    WorkPiece,
)
from bot.reading.tokens import Kind, Token
from journal_core.entries.attendance import AbsenceCode

_HEADER = (ClassPiece, SubjectPiece, GroupPiece, DayPiece, FillerPiece)
#: After these a surname is a word of the task: «сказка про Зайчика».
_GOVERNING = frozenset("про о об обо для из от с со у басня басню сказка сказку рассказ стих".split())


@dataclass(frozen=True)
class Borders:
    """The pieces of one message, asked about what stands where."""

    pieces: Sequence[Piece]
    tokens: Sequence[Token]
    names: NameIndex

    def starts_sentence(self, k: int) -> bool:
        """Whether a message, line or sentence starts at piece `k`."""
        return k == 0 or isinstance(self.pieces[k - 1], BreakPiece)

    def sentence_end(self, k: int) -> int:
        """Where the sentence of piece `k` ends; a semicolon ends none."""
        while k < len(self.pieces) and not self._is_break(k, but=";"):
            k += 1
        return k

    def after_header(self, k: int) -> int:
        """Past class, subject, group, dates and greetings."""
        while k < len(self.pieces) and isinstance(self.pieces[k], (*_HEADER, SignPiece)):
            k += 1
        return k

    def task_start(self, k: int) -> int | None:
        """Where the task starts, if the sentence at `k`, less class, subject and dates, is task-like (rule 4)."""
        head = self.after_header(k)
        if head >= len(self.pieces):
            return None
        if isinstance(self.pieces[head], ReferencePiece):
            return head
        if not isinstance(self.pieces[head], VerbPiece):
            return None
        sentence = " ".join(
            token.key for piece in self.pieces[head : self.sentence_end(head)]
            for token in self.tokens[piece.first : piece.last]
        )  # fmt: skip
        return None if any(affair in sentence for affair in say.AFFAIRS) else head

    def is_topic(self, k: int) -> bool:
        """«тема» introduces a topic unless it is a word among words: «сложная тема»."""
        after = self.pieces[k + 1] if k + 1 < len(self.pieces) else None
        announced = (isinstance(after, SignPiece) and after.sign in ":-–—") or self._words(k) > 1
        if after is None or (not announced and self._is_remark(after)):
            return False
        before = self.pieces[k - 1] if k else None
        return announced or not isinstance(before, WordPiece) or k < 2 or self._follows_task(k)

    def _words(self, k: int) -> int:
        return self.pieces[k].last - self.pieces[k].first

    def _is_remark(self, after: Piece) -> bool:
        """«тема сложная», «тема 5»: about a topic, no topic."""
        number = isinstance(after, ValuePiece | CountPiece | CodePiece)
        return number or self.tokens[after.first].key in say.NOT_A_TOPIC

    def _follows_task(self, k: int) -> bool:
        """Dictated without punctuation, a topic may follow a task: «§5 повторить правило тема дроби»."""
        return any(isinstance(piece, ReferencePiece | VerbPiece) for piece in self.pieces[:k])

    def part_starts(self, k: int, *, in_task: bool) -> bool:
        """Whether marks or attendance start at piece `k`; `in_task`: words of a task or topic stand before it."""
        piece = self.pieces[k]
        if isinstance(piece, AllPresentPiece):
            return True
        if isinstance(piece, NamePiece):
            return self._name_with_news(k, in_task)
        if isinstance(piece, CodePiece):
            return self._code_with_names(k)
        if isinstance(piece, ValuePiece):
            return self._starts_clause(k) and self._mark_first(k)
        if isinstance(piece, WorkPiece):
            return self._heading(k, in_task)
        if isinstance(piece, WordPiece):
            return self._stranger_with_news(k)
        return False

    def _is_break(self, k: int, but: str = "") -> bool:
        piece = self.pieces[k]
        return isinstance(piece, BreakPiece) and piece.sign != but

    def _starts_clause(self, k: int) -> bool:
        """A sentence starts here, or all before it in the sentence is a date already cut out."""
        while k > 0 and isinstance(self.pieces[k - 1], DayPiece | FillerPiece):
            k -= 1
        return self.starts_sentence(k)

    def _after_comma(self, k: int) -> bool:
        before = self.pieces[k - 1] if k else None
        return isinstance(before, DayPiece) or (isinstance(before, SignPiece) and before.sign in ",)")

    def _name_with_news(self, k: int, in_task: bool) -> bool:
        """A name, or a list of names, with a mark or a code after it."""
        before = self.tokens[self.pieces[k].first - 1].key if self.pieces[k].first else ""
        if in_task and before in _GOVERNING:
            return False
        at = self._over_names(k)
        if at >= len(self.pieces):
            return False
        news = self.pieces[at]
        if isinstance(news, ValuePiece):
            free = not in_task or self._starts_clause(k) or self._after_comma(k)
            return news.good or free or len(news.value.rstrip("+-–—")) < 3
        return isinstance(news, CodePiece | MinutesPiece)

    def _over_names(self, k: int) -> int:
        """Past names, commas, «и», «по», a dash or colon."""
        while k < len(self.pieces):
            piece = self.pieces[k]
            joint = (isinstance(piece, SignPiece) and piece.sign in ",-–—:(") or (
                isinstance(piece, FillerPiece) and piece.key in {"и", "і", "по", "па"}
            )
            if not joint and not isinstance(piece, NamePiece):
                break
            k += 1
        return k

    def _next(self, k: int, signs: str) -> Piece | None:
        """The next piece after `k`, past signs of these."""
        k += 1
        while k < len(self.pieces):
            piece = self.pieces[k]
            line_end = isinstance(piece, BreakPiece) and piece.sign == "\n" and "\n" in signs
            if not line_end and not (isinstance(piece, SignPiece) and piece.sign in signs):
                return piece
            k += 1
        return None

    def _code_with_names(self, k: int) -> bool:
        """«н: Лис», «болеют Лис и Рудь», «Отсутствует Сидоров»; the «б» of «№ 5 б» is none."""
        code = self.pieces[k]
        assert isinstance(code, CodePiece)
        direct = self.pieces[k + 1] if k + 1 < len(self.pieces) else None
        if isinstance(direct, NamePiece):
            return not code.short or self._starts_clause(k) or self._after_comma(k)
        after = self._next(k, ":-–—")
        if isinstance(direct, SignPiece) and isinstance(after, NamePiece):
            return True
        stranger = isinstance(after, WordPiece) and (after.capital or looks_like_name(after, self.names, starts=True))
        announced = isinstance(direct, SignPiece) and direct.sign == ":"
        return stranger and self._starts_clause(k) and (announced or not code.short)

    def _mark_first(self, k: int) -> bool:
        """«9: Рудь, Шевчук» or «8 Петровой, 9 Исаеву» at the start of a line or sentence."""
        after = self._next(k, ":-–—\n)")
        if isinstance(after, NamePiece):
            return True
        colon = self.pieces[k + 1] if k + 1 < len(self.pieces) else None
        stranger = isinstance(after, WordPiece) and looks_like_name(after, self.names, starts=False)
        return stranger and isinstance(colon, SignPiece) and colon.sign in ":-–—"

    def _heading(self, k: int, in_task: bool) -> bool:
        """A work name is a heading where marks follow it; else, inside a task, it is just text."""
        at = k + 1
        colon = False
        while at < len(self.pieces) and not isinstance(self.pieces[at], NamePiece):
            piece = self.pieces[at]
            if isinstance(piece, ValuePiece) and self._mark_first(at) and (colon or self.starts_sentence(at)):
                break
            colon = colon or (isinstance(piece, SignPiece) and piece.sign == ":")
            plain = isinstance(piece, ValuePiece | SignPiece | ReferencePiece) or self._is_line_end(at)
            if not plain and not (self._colon_ahead(at) and not self._is_break(at)):
                return False
            at += 1
        if at >= len(self.pieces) or (isinstance(self.pieces[at], NamePiece) and not self._name_with_news(at, False)):
            return False
        return not in_task or self._starts_clause(k) or colon or not self._governed(k)

    def _governed(self, k: int) -> bool:
        """«подготовиться к к/р»: the work is what the task is for."""
        before = self.tokens[self.pieces[k].first - 1].key if self.pieces[k].first else ""
        return before in {"к", "ко", "по", "для", "да", "на", "с", "из", "в"}

    def _is_line_end(self, k: int) -> bool:
        piece = self.pieces[k]
        return isinstance(piece, BreakPiece) and piece.sign == "\n"

    def _colon_ahead(self, k: int) -> bool:
        """Whether a colon comes before the next name and the end of the line."""
        while k < len(self.pieces) and not isinstance(self.pieces[k], NamePiece) and not self._is_break(k):
            piece = self.pieces[k]
            if isinstance(piece, SignPiece) and piece.sign == ":":
                return True
            k += 1
        return False

    def _stranger_with_news(self, k: int) -> bool:
        """An unknown word in the place of a name: it ends the task, and will be asked about."""
        word = self.pieces[k]
        assert isinstance(word, WordPiece)
        after = self._next(k, "-–—")
        if not isinstance(after, ValuePiece | CodePiece):
            return False
        clause = self._starts_clause(k)
        if isinstance(after, CodePiece) and after.code is AbsenceCode.ABSENT and not clause and not word.capital:
            return False  # «§5, вопросов нет»
        if clause and self._is_graded(word, after):
            return True
        if clause or self._after_comma(k):
            return looks_like_name(word, self.names, starts=clause)
        return bool(self.names.suggest(word.key)) or (word.capital and ends_like_surname(word))

    def _is_graded(self, word: WordPiece, news: ValuePiece | CodePiece) -> bool:
        """«Ким 8» in a line of its own: a pupil of another class for all we know, not «Слова 8»."""
        if not word.capital or not isinstance(news, ValuePiece) or not news.good or word.key in say.NOT_NAMES:
            return False
        after = self.tokens[news.last] if news.last < len(self.tokens) else None
        counted = after is not None and after.kind is Kind.WORD and not after.capital
        return word.key[0] >= "а" and not counted
