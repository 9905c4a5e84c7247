"""Pupils by what a teacher writes: a surname in any case form, alone or with a first name or initials (rule 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from bot.reading.declension import first_name_forms, is_female, patronymic_forms, surname_forms
from bot.reading.pieces import NamePiece
from bot.reading.tokens import Kind, Token, key
from bot.reading.vocabulary import VALUE_WORDS
from journal_core.desk import DeskPupil

#: How like a surname a word must be to propose it, and by how much likelier than the next pupil.
LIKENESS, GAP = 0.88, 0.03

Pupils = frozenset[DeskPupil]
_NOBODY: Pupils = frozenset()
#: One-letter words that are not initials when written small and without a point.
_LITTLE_WORDS = frozenset("иіавскуояж")


@dataclass
class NameIndex:
    """All case forms of the names of one class."""

    surnames: dict[str, Pupils] = field(default_factory=dict)
    first_names: dict[str, Pupils] = field(default_factory=dict)
    patronymics: dict[str, Pupils] = field(default_factory=dict)

    def suggest(self, word: str) -> tuple[str, ...]:
        """The pupils a misspelt surname may mean, to propose and never to record; empty without a clear winner."""
        best: dict[DeskPupil, float] = {}
        for form, pupils in self.surnames.items():
            likeness = JaroWinkler.normalized_similarity(key(word), form)
            for pupil in pupils:
                best[pupil] = max(best.get(pupil, 0.0), likeness)
        ranked = sorted(best.items(), key=lambda entry: -entry[1])
        if not ranked or ranked[0][1] < LIKENESS:
            return ()
        close = [pupil for pupil, likeness in ranked if likeness > ranked[0][1] - GAP]
        same_surname = len({pupil.surname for pupil in close}) == 1
        return tuple(full_name(pupil) for pupil in close) if len(close) == 1 or same_surname else ()


def full_name(pupil: DeskPupil) -> str:
    """«Беляков Никанор»."""
    return f"{pupil.surname} {pupil.name}"


@lru_cache(maxsize=256)
def name_index(pupils: tuple[DeskPupil, ...]) -> NameIndex:
    """The index of one class, made once as long as its list stays the same."""
    index = NameIndex()
    for pupil in pupils:
        female = is_female(pupil.patronymic)
        _add(index.surnames, surname_forms(pupil.surname, female), pupil)
        _add(index.first_names, first_name_forms(pupil.name, female), pupil)
        _add(index.patronymics, patronymic_forms(pupil.patronymic, female), pupil)
    return index


def _add(table: dict[str, Pupils], forms: frozenset[str], pupil: DeskPupil) -> None:
    for form in forms:
        table[form] = table.get(form, _NOBODY) | {pupil}


def name_at(tokens: Sequence[Token], i: int, index: NameIndex) -> NamePiece | None:
    """The pupil named at token `i`: surname first, first name first, or initials first."""
    return _surname_first(tokens, i, index) or _first_name_first(tokens, i, index) or _initials_first(tokens, i, index)


def _surname(tokens: Sequence[Token], i: int, index: NameIndex) -> tuple[Pupils, int] | None:
    """A surname of one word or of two with a hyphen."""
    if i >= len(tokens) or tokens[i].kind is not Kind.WORD:
        return None
    if i + 2 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 1].glued and tokens[i + 2].glued:
        double = f"{tokens[i].key}-{tokens[i + 2].key}"
        if double in index.surnames:
            return index.surnames[double], i + 3
    pupils = index.surnames.get(tokens[i].key)
    return (pupils, i + 1) if pupils else None


def _surname_first(tokens: Sequence[Token], i: int, index: NameIndex) -> NamePiece | None:
    found = _surname(tokens, i, index)
    if found is None:
        return None
    pupils, end = found
    given = _first_name(tokens, end, index)
    if given is not None:
        return _with_first_name(tokens, i, found, given, index)
    initials, after = _initials(tokens, end, pupils)
    if initials:
        return _piece(tokens, i, after, _by_initials(pupils, initials))
    return _piece(tokens, i, end, pupils)


def _with_first_name(
    tokens: Sequence[Token], i: int, surname: tuple[Pupils, int], given: tuple[Pupils, int], index: NameIndex
) -> NamePiece:
    """«Быкова Зинаида»; a first name that fits another pupil only belongs to the surname after it, if to any."""
    pupils, end = surname
    bearers, after = given
    following = _surname(tokens, after, index)
    if following is not None and following[0] & bearers and not pupils & bearers:
        return _piece(tokens, i, end, pupils)
    if tokens[end].key in index.surnames and index.surnames[tokens[end].key] - pupils:
        return _piece(tokens, i, after, pupils | index.surnames[tokens[end].key])
    after, bearers = _with_patronymic(tokens, after, pupils & bearers, index)
    return _piece(tokens, i, after, bearers)


def _first_name(tokens: Sequence[Token], i: int, index: NameIndex) -> tuple[Pupils, int] | None:
    if i >= len(tokens) or tokens[i].kind is not Kind.WORD:
        return None
    pupils = index.first_names.get(tokens[i].key)
    return (pupils, i + 1) if pupils else None


def _with_patronymic(tokens: Sequence[Token], i: int, pupils: Pupils, index: NameIndex) -> tuple[int, Pupils]:
    """Past a patronymic, if one follows; it must fit too."""
    if i < len(tokens) and tokens[i].key in index.patronymics and tokens[i].key not in index.surnames:
        return i + 1, pupils & index.patronymics[tokens[i].key]
    return i, pupils


def _first_name_first(tokens: Sequence[Token], i: int, index: NameIndex) -> NamePiece | None:
    given = _first_name(tokens, i, index)
    if given is None:
        return None
    after, bearers = _with_patronymic(tokens, given[1], given[0], index)
    found = _surname(tokens, after, index)
    return found and _piece(tokens, i, found[1], found[0] & bearers)


def _initials_first(tokens: Sequence[Token], i: int, index: NameIndex) -> NamePiece | None:
    """«Н. Беляков», «Н.Е. Беляков»."""
    letters: list[str] = []
    at = i
    while len(letters) < 2 and _is_dotted_letter(tokens, at) and tokens[at].capital:
        letters.append(tokens[at].key)
        at += 2
    found = _surname(tokens, at, index) if letters else None
    return found and _piece(tokens, i, found[1], _by_initials(found[0], letters))


def _is_dotted_letter(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and _is_letter(tokens, i) and tokens[i + 1].text == "." and tokens[i + 1].glued


def _is_letter(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].kind is Kind.WORD and len(tokens[i].text) == 1


def _initials(tokens: Sequence[Token], i: int, pupils: Pupils) -> tuple[list[str], int]:
    """The initials after a surname and where they end; none where the letter is a code or a little word."""
    if not _is_letter(tokens, i):
        return [], i
    first, dotted = tokens[i], _is_dotted_letter(tokens, i)
    end = i + 1 + dotted
    letters = [first.key]
    if _is_dotted_letter(tokens, end) and tokens[end].capital == first.capital:
        letters.append(tokens[end].key)
        end += 2
    fits = bool(_by_initials(pupils, letters[:1]))
    if first.key in {"н", "б"}:
        return (letters, end) if fits and _is_mark(tokens, end) else ([], i)
    if dotted or (first.capital and first.key not in _LITTLE_WORDS):
        return letters, end
    # «быкова з 9» and «ЛИС В 9»: without a point only a letter that fits and stands before a mark is an initial.
    plain = first.key not in _LITTLE_WORDS or first.capital
    return (letters, end) if fits and plain and _is_mark(tokens, end) else ([], i)


def _is_mark(tokens: Sequence[Token], i: int) -> bool:
    while i < len(tokens) and tokens[i].kind is Kind.SIGN and tokens[i].text in "-–—:":
        i += 1
    return i < len(tokens) and (tokens[i].kind is Kind.NUMBER or tokens[i].key in VALUE_WORDS)


def _by_initials(pupils: Pupils, letters: Sequence[str]) -> Pupils:
    def fits(pupil: DeskPupil) -> bool:
        given = (pupil.name, pupil.patronymic)
        return all(not name or key(name).startswith(letter) for letter, name in zip(letters, given, strict=False))

    return frozenset(pupil for pupil in pupils if fits(pupil))


def _piece(tokens: Sequence[Token], first: int, last: int, pupils: Pupils) -> NamePiece:
    ordered = tuple(sorted(pupils, key=lambda pupil: pupil.id))
    return NamePiece(first, last, ordered, " ".join(token.text for token in tokens[first:last]))
