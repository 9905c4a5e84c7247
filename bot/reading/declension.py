"""All case forms of a name, for recognition only: a form too many makes a question, a form too few too."""

from __future__ import annotations

from functools import cache

from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from bot.reading.tokens import key

#: Belarusian endings: (nominative ending, what replaces it in the other cases). The first that fits is taken.
_BELARUSIAN_MALE = (
    (("скі", "цкі"), -1, ("іага", "іаму", "ага", "аму", "ім")),
    (("ский", "цкий"), -2, ("ага", "аму", "ім")),
    (("ау", "еу", "оу"), -1, ("ва", "ву", "вым", "ве")),
    (("ов", "ев"), 0, ("а", "у", "ым", "е")),
    (("ін", "ын", "ин"), 0, ("а", "у", "ым", "е")),
    (("ы",), -1, ("ага", "аму", "ым")),
    (("ка", "га", "ха"), -1, ("і", "у", "ай", "у", "ы")),
    (("а", "я"), -1, ("ы", "у", "ай", "е", "і", "ю", "яй")),
    (("аяц",), -2, ("йца", "йцу", "йцем", "йцам", "йце")),
    (("ец", "эц"), -2, ("ца", "цу", "цом", "цам", "цы")),
    (("ок", "ак", "ек"), -2, ("ка", "ку", "ком", "кам", "ке")),
    (("ень",), -3, ("ня", "ню", "нем", "не")),
    (("ей",), -2, ("ья", "ью", "ьем", "ье", "я", "ю", "ем")),
    (("ь", "й"), -1, ("я", "ю", "ем", "ям", "і", "е")),
    (("о", "е", "и", "і", "у", "ю", "э"), 0, ()),
    (("",), 0, ("а", "у", "ом", "ам", "ем", "е", "ы")),
)
_BELARUSIAN_FEMALE = (
    (("ская", "цкая"), -2, ("ай", "ую", "аю")),
    (("ова", "ева", "ава", "ина", "іна", "ына"), -1, ("ай", "у", "аю", "ою", "ой")),
    (("ая",), -2, ("ай", "ую", "ой", "ою")),
    (("ка", "га", "ха"), -1, ("і", "цы", "зе", "у", "ай", "ой", "ою")),
    (("а",), -1, ("ы", "е", "у", "ай", "ой", "ою")),
    (("я",), -1, ("і", "и", "е", "ю", "яй", "ей", "ею")),
    (("",), 0, ()),
)


@cache
def _maker() -> PetrovichDeclinationMaker:
    """The rules are read from their file at the first name, not at import."""
    return PetrovichDeclinationMaker()


@cache
def surname_forms(surname: str, female: bool | None) -> frozenset[str]:
    """Every form of a surname as it is looked up; `female` is None where the patronymic does not tell."""
    forms: set[str] = set()
    for is_female in (False, True) if female is None else (female,):
        forms |= _declined(NamePart.LASTNAME, surname, is_female)
        forms |= _belarusian(key(surname), is_female)
    return frozenset(forms)


@cache
def first_name_forms(name: str, female: bool | None) -> frozenset[str]:
    """Every form of a first name."""
    forms: set[str] = set()
    for is_female in (False, True) if female is None else (female,):
        forms |= _declined(NamePart.FIRSTNAME, name, is_female)
        forms |= _belarusian(key(name), is_female)
    return frozenset(forms)


@cache
def patronymic_forms(patronymic: str, female: bool | None) -> frozenset[str]:
    """Every form of a patronymic."""
    return frozenset(_declined(NamePart.MIDDLENAME, patronymic, bool(female))) if patronymic else frozenset()


def is_female(patronymic: str) -> bool | None:
    """The gender a patronymic shows, Russian or Belarusian; None if it shows none."""
    word = key(patronymic)
    if word.endswith(("вна", "чна", "шна", "уна", "кызы")):
        return True
    if word.endswith(("ич", "іч", "ыч", "оглы")):
        return False
    return None


def _declined(part: NamePart, name: str, female: bool) -> set[str]:
    gender = Gender.FEMALE if female else Gender.MALE
    return {key(_maker().make(part, gender, case, name)) for case in Case} | {key(name)}


def _belarusian(name: str, female: bool) -> set[str]:
    """The Belarusian endings, which teachers also put to Russian names: «няма Козловай»."""
    for endings, cut, others in _BELARUSIAN_FEMALE if female else _BELARUSIAN_MALE:
        if name.endswith(endings):
            stem = name[:cut] if cut else name
            return {name} | {stem + other for other in others}
    return {name}
