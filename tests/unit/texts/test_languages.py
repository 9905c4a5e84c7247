"""Belarusian and English say everything that Russian says, and each of them only in its own letters."""

from __future__ import annotations

import ast
import dataclasses
import hashlib
import itertools
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.reading import Understood, read
from journal_core.desk import DeskPupil
from journal_core.linking import CONSENT_VERSION
from journal_core.news import News
from journal_core.school import Channel, Level
from tests.unit.texts import named
from tests.unit.texts.catalogs import OTHERS, names_in, sentences, written
from tests.unit.texts.reading import seen
from tests.unit.texts.test_examples import ALGEBRA, examples
from tests.unit.texts.test_limits import taken
from tests.unit.texts.test_render import CHANNELS, EXAMPLES, LEVELS, said
from texts.catalog import words
from texts.render import push
from texts.screen import Screen
from texts.screens import desk, door, language

RUSSIAN = sentences("ru")

#: Sentences that are the same words as in Russian; whatever else is equal was not translated.
SAME = {
    "be": {
        "duration.seconds", "letter.absent", "letter.unexcused", "letter.excused", "letter.ill",
        "letter.late", "channel.telegram", "channel.sms",
        "button.menu", "button.back", "lesson.room", "mark.was", "mark.lesson", "import.file", "field.days",
        "push.menu", "push.due", "period.year", "period.exam",
        "paper.archive", "paper.date", "paper.slot", "paper.sign.day",
    },
    "en": {"channel.telegram"},
}  # fmt: skip

#: The consent's words as they were agreed to, with their version: new words are a new version (PRV-01).
AGREED = {"be": ("2025-11", "178c80115b35"), "en": ("2025-11", "0d92b5537696")}

#: Letters that a language has not: Belarusian none of these three, English no Cyrillic at all.
FOREIGN = {"be": re.compile("[ищъ]", re.IGNORECASE), "en": re.compile("[А-яЁёІіЎў]")}

#: What is typed as it stands: teachers' messages are read in Russian and Belarusian.
_QUOTED = re.compile(r"<code>.*?</code>|“[^”]*”")
_NO_WORDS = re.compile(r"\{.*?\}|<.*?>")
_VOWEL = "аеёіоуыэюяАЕЁІОУЫЭЮЯ"


def blanks(key: str) -> dict[str, object]:
    """Something for every detail that any form of a sentence asks for."""
    return {name: "x" for form in RUSSIAN[key] for name in names_in(form)}


@pytest.mark.parametrize("other", OTHERS)
def test_every_sentence_is_there_and_none_that_nobody_says(other: str) -> None:
    assert sorted(RUSSIAN.keys() - sentences(other).keys()) == [], "to be translated"
    assert sorted(sentences(other).keys() - RUSSIAN.keys()) == [], "no longer said"


@pytest.mark.parametrize("other", OTHERS)
def test_every_form_asks_for_the_same_details_as_in_russian(other: str) -> None:
    asked = {
        key: (names_in(form), set(blanks(key)))
        for key, forms in sentences(other).items()
        for form in forms
        if key in RUSSIAN and names_in(form) != set(blanks(key))
    }
    assert asked == {}


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_counted_has_every_form_of_the_language_and_nothing_else_has_forms(other: str) -> None:
    forms = {key: len(found) for key, found in sentences(other).items() if key in RUSSIAN}
    plurals = written(other).num_plurals
    assert {key: n for key, n in forms.items() if n != (plurals if len(RUSSIAN[key]) > 1 else 1)} == {}


@pytest.mark.parametrize("other", OTHERS)
def test_nothing_is_left_in_russian(other: str) -> None:
    equal = {
        key
        for key, forms in sentences(other).items()
        if forms == RUSSIAN.get(key) and re.search(r"[^\W\d_]", _NO_WORDS.sub("", "".join(forms)))
    }
    assert equal == SAME[other]


@pytest.mark.parametrize("other", OTHERS)
def test_a_sentence_is_whole_in_its_own_letters_and_typography(other: str) -> None:
    wrong = re.compile(
        r"\.\.\.|'| - | ,| \.(?!\w|\{)|[А-яЁёІіЎў][A-Za-z]|[A-Za-z][А-яЁёІіЎў]|" + ("[“”]" if other == "be" else "[«»]")
    )
    t = words(other)
    for key, forms in sentences(other).items():
        seen(t.html(key, **blanks(key)))
        for form in forms:
            assert form.strip() and "  " not in form.lstrip(), key
            assert not wrong.search(form), key
            assert not FOREIGN[other].search(_QUOTED.sub("", form)), key


def test_belarusian_writes_the_short_u_after_a_vowel_and_only_there() -> None:
    for key, forms in sentences("be").items():
        for form in forms:
            shown = re.sub(r"<.*?>", "", form)
            assert not re.search(rf"[{_VOWEL}] у", shown), key
            # The names of months all end in a vowel: «26 лістапада ў 12:00».
            assert not re.search(rf"(?<![{_VOWEL}])(?<![{_VOWEL}] )(?<!\{{date\}} )ў", shown), key


@pytest.mark.parametrize(
    ("other", "n", "counted"),
    [
        ("be", 1, "Прапушчаны 1 урок"),
        ("be", 3, "Прапушчана 3 урокі"),
        ("be", 5, "Прапушчана 5 урокаў"),
        ("be", 11, "Прапушчана 11 урокаў"),
        ("be", 21, "Прапушчаны 21 урок"),
        ("en", 1, "1 lesson missed"),
        ("en", 21, "21 lessons missed"),
        ("en", 0, "0 lessons missed"),
    ],
)
def test_counted_things_agree_with_their_number(other: str, n: int, counted: str) -> None:
    assert words(other)("absences.missed", n=n) == counted


@pytest.mark.parametrize("other", OTHERS)
def test_the_consent_was_agreed_to_in_these_words(other: str) -> None:
    agreed = "".join(form for key in ("consent.text", *sorted(door.CARRIES.values())) for form in sentences(other)[key])
    assert (CONSENT_VERSION, hashlib.sha256(agreed.encode()).hexdigest()[:12]) == AGREED[other], (
        "the words of the consent changed: give them a new CONSENT_VERSION and note it here"
    )


def own_words() -> frozenset[str]:
    """The words that the people of these tests typed themselves, and their initials."""
    constants = (
        node.value
        for node in ast.walk(ast.parse(Path(named.__file__).read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return _with_initials(" ".join(constants))


def _with_initials(text: str) -> frozenset[str]:
    found = re.findall(r"\w+", text)
    return frozenset(found) | {one[0] for one in found}


def foreign_words(shown: str, language: str, own: frozenset[str]) -> list[str]:
    """Words in letters that the language has not, without people's own and what is quoted as it is typed."""
    found = re.findall(r"\w+", re.sub(r"<[^>]*>", " ", _QUOTED.sub(" ", shown)))
    return [one for one in found if FOREIGN[language].search(one) and one not in own]


def labelled(screen: Screen) -> str:
    """The text and everything on and over the buttons, but the choice of a language, which speaks all of them."""
    labels = [button.label for row in screen.rows for button in row]
    return " \n".join([screen.text, *(one for one in labels if one != language.language_button().label), screen.alert])


@pytest.mark.parametrize("other", OTHERS)
def test_every_screen_stands_in_one_language_within_the_messenger_s_limits(
    other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named, "T", words(other))
    own = own_words()
    for screen in named.every_screen("Ω"):
        taken(screen)
        assert foreign_words(labelled(screen), other, own) == [], screen.text
    for screen in named.every_screen("слово " * 300, times=40):
        taken(screen)


def every_push(channels: tuple[Channel, ...] = tuple(Channel)) -> Iterator[tuple[str, News, Channel, Level]]:
    for (template, news), level in itertools.product(EXAMPLES, LEVELS):
        yield from ((template, news, channel, level) for channel in CHANNELS[template] if channel in channels)


@pytest.mark.parametrize("other", OTHERS)
def test_every_push_stands_in_one_language(other: str) -> None:
    for template, news, channel, level in every_push():
        found = push(template, news, channel, level, other)
        if found.screen:
            taken(found.screen)
        assert "push." not in said(found) and "None" not in said(found)
        assert foreign_words(said(found), other, typed_in(news)) == [], template


@pytest.mark.parametrize(("other", "health"), [("be", r"хвар|хвор"), ("en", r"\bill")])
def test_no_push_ever_says_that_somebody_was_ill(other: str, health: str) -> None:
    assert re.search(health, words(other)("absence.ill"))
    for template, news, channel, level in every_push():
        assert not re.search(health, said(push(template, news, channel, level, other)).lower()), template


def typed_in(news: object) -> frozenset[str]:
    """Every word that people typed into what is told."""
    values = [getattr(news, one.name) for one in dataclasses.fields(news)]  # type: ignore[arg-type]
    values = [part for one in values for part in (one if isinstance(one, tuple) else (one,))]
    texts = _with_initials(" ".join(one for one in values if isinstance(one, str)))
    return texts.union(*(typed_in(one) for one in values if dataclasses.is_dataclass(one)))


@pytest.mark.parametrize("other", OTHERS)
def test_an_sms_costs_no_more_than_in_russian(other: str) -> None:
    for template, news, channel, level in every_push((Channel.SMS,)):
        russian, found = (segments(push(template, news, channel, level, one).text) for one in ("ru", other))
        assert found <= russian, template


def segments(text: str) -> int:
    """Parts of an SMS in UCS-2: 70 signs in one, 67 in each of several (3GPP TS 23.040)."""
    return 1 if len(text) <= 70 else -(-len(text) // 67)


def test_the_belarusian_examples_for_a_teacher_are_understood_by_a_belarusian_list() -> None:
    names = (("Іваноў", "Пётр"), ("Пятрова", "Ганна"), ("Сідараў", "Іван"))
    pupils = tuple(DeskPupil(number, *name, "", frozenset()) for number, name in enumerate(names, 1))
    own = dataclasses.replace(ALGEBRA, classes=(dataclasses.replace(ALGEBRA.classes[0], pupils=pupils),))
    t, at = words("be"), datetime(2025, 11, 26, 9, 20, tzinfo=ZoneInfo("Europe/Minsk"))
    for example in {*examples(desk.teacher_menu(t).text), *examples(desk.not_understood(t).text)}:
        assert isinstance(read(example, at, own), Understood), example
    for day in ("на пт", "на 27.11"):
        assert day in desk.question(("date",), None, (), t).text
    assert isinstance(read("учора 7Б алгебра Іваноў 9", at, own), Understood)


def test_the_choice_of_a_language_is_found_by_whoever_reads_one_of_them() -> None:
    assert language.language_button().label == "🌐 Язык / Мова / Language"


@pytest.mark.parametrize("spoken", ["ru", *OTHERS])
def test_the_page_of_languages_names_each_by_itself_and_marks_the_present_one(spoken: str) -> None:
    screen = language.language(words(spoken))
    taken(screen)
    names = {"ru": "Русский", "be": "Беларуская", "en": "English"}
    labels = [row[0].label for row in screen.rows[:-1]]
    assert labels == [f"✅ {name}" if one == spoken else name for one, name in names.items()]
    assert seen(screen.text).startswith("Язык / Мова / Language")
