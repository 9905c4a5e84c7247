"""The catalog and the code say the same keys, with the same details, in whole Russian sentences."""

from __future__ import annotations

import re

import pytest

from tests.unit.texts.catalogs import names_in, sentences
from tests.unit.texts.named import T
from tests.unit.texts.reading import seen
from tests.unit.texts.spoken import KEY, constants, spoken

#: Keys put together from a setting's name (`journal_core.settings.choice`).
COMPOSED = {f"school.{setting}_unknown" for setting in ("profile", "jurisdiction", "scale")}
RUSSIAN = sentences("ru")
PLURAL = {key: forms for key, forms in RUSSIAN.items() if len(forms) > 1}
SECTIONS = {key.partition(".")[0] for key in RUSSIAN}


def of_a_push(key: str) -> bool:
    return key.startswith("push.")


def test_every_key_that_is_said_is_in_the_catalog() -> None:
    missing = {one.key: one.where for one in spoken() if one.key not in RUSSIAN and not of_a_push(one.key)}
    assert not missing
    assert RUSSIAN.keys() >= COMPOSED


def test_every_key_that_a_push_says_is_in_the_catalog() -> None:
    assert {one.key: one.where for one in spoken() if one.key not in RUSSIAN and of_a_push(one.key)} == {}


def test_every_key_that_a_table_of_the_code_holds_is_in_the_catalog() -> None:
    held = {one for one in constants() if KEY.fullmatch(one) and one.partition(".")[0] in SECTIONS}
    names_of_files = {one for one in held if one.endswith((".txt", ".html", ".css", ".csv", ".xlsx", ".py"))}
    assert {one for one in held - names_of_files - RUSSIAN.keys() if not of_a_push(one)} == set()


def test_no_key_of_the_catalog_is_left_unsaid() -> None:
    said = {one.key for one in spoken()} | constants() | COMPOSED
    assert {key for key in RUSSIAN if key not in said} == set()


def test_no_sentence_asks_for_a_detail_that_is_not_given() -> None:
    asked = {
        (one.key, one.where): lacking
        for one in spoken()
        if one.details is not None
        for sentence in RUSSIAN.get(one.key, ())
        if (lacking := names_in(sentence) - one.details)
    }
    assert not asked


@pytest.mark.parametrize("key", sorted(RUSSIAN))
def test_a_sentence_is_whole_and_its_markup_is_the_messenger_s(key: str) -> None:
    for sentence in RUSSIAN[key]:
        assert sentence.strip(), "not translated"
        assert "  " not in sentence.lstrip()
        assert not re.search(r"[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]", sentence), "letters of two alphabets in a word"
        assert not re.search(r"\.\.\.|[“”]| - | ,| \.(?!\w|\{)", sentence), "typography: … « » —"
        seen(T.html(key, **dict.fromkeys(names_in(sentence), "x")))


@pytest.mark.parametrize("key", sorted(PLURAL))
def test_a_plural_has_three_forms_that_ask_for_the_same(key: str) -> None:
    forms = PLURAL[key]
    assert len(forms) == 3
    assert len({frozenset(names_in(form)) for form in forms}) == 1


@pytest.mark.parametrize("key", sorted(PLURAL))
def test_one_and_twenty_one_take_the_same_form_and_eleven_another(key: str) -> None:
    def form(n: int) -> str:
        blanks = {name: "x" for form in PLURAL[key] for name in names_in(form)} | {"n": n}
        return T(key, **blanks).replace(str(n), "#")

    assert form(1) == form(21)
    assert form(3) == form(22)
    assert form(5) == form(11) == form(0)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "Пропущен 1 урок"),
        (3, "Пропущено 3 урока"),
        (5, "Пропущено 5 уроков"),
        (11, "Пропущено 11 уроков"),
        (21, "Пропущен 21 урок"),
    ],
)
def test_counted_things_agree_with_their_number(n: int, said: str) -> None:
    assert T("absences.missed", n=n) == said


def test_a_key_that_nobody_wrote_is_an_error_and_not_a_silence() -> None:
    with pytest.raises(KeyError):
        T("nobody.wrote_this")


def test_what_a_person_typed_is_escaped_and_the_catalog_s_markup_stands() -> None:
    assert T.html("family.title", pupil="<b>&") == "<b>&lt;b&gt;&amp;</b>"
