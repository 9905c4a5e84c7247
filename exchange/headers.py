"""What a column's title means, in the many words of Russian and Belarusian lists.

A title becomes a key: "surname", "birth_date", … or "<guardian>.<part>" as in "мать.phone". A title that says
anything more than we ask for («СНИЛС», «Место работы матери») has no key, and its column is never read.
"""

from __future__ import annotations

import re

_PLAIN = {
    "surname": ("фамилия", "прозвішча", "прозвище"),
    "name": ("имя", "імя", "имя отчество", "имя и отчество", "імя і імя па бацьку"),
    "patronymic": ("отчество", "імя па бацьку"),
    "full_name": (
        "",  # «Учащийся», «Ученик»: what is left when the pupil's word is taken away
        "фио",
        "ф и о",
        "фамилия имя отчество",
        "фамилия и имя",
        "фамилия имя",
        "прозвішча імя імя па бацьку",
        "прозвішча імя",
    ),
    "class": ("класс", "клас", "класс литера", "класс группа"),
    "grade": ("параллель", "паралель", "номер класса"),
    "letter": ("литера", "литер", "літара", "буква", "буква класса", "литера класса"),
    "remark": ("примечание", "примечания", "заметка", "движение", "заўвага", "заўвагі", "нататкі"),
    "left": ("выбыл", "выбыл а", "выбытие", "дата выбытия", "дата отчисления", "выбыў", "выбыцце", "дата выбыцця"),
    "joined": ("прибыл", "прибыл а", "дата прибытия", "дата зачисления", "прыбыў", "дата прыбыцця", "дата залічэння"),
    "birth_date": ("дата рождения", "дата рожд", "др", "д р", "дата нараджэння", "день рождения"),
}
_PARTS = {
    "phone": r"телефон[аы]?|тел|тэлефона?|моб|мобильный|мабільны|сотовый|контактный|контакт|номер|phone",
    "email": r"e|mail|email|эл|электронн\w*|почт[аы]|пошт[аы]|адрес|адрас",
    "relation": r"кем|приходится|степень|родства|родство|кім|даводзіцца|роднасць",
    "surname": r"фамилия|прозвішча",
    "name": r"имя|імя",
    "patronymic": r"отчество",
    # «Мать (ФИО, телефон)» is a name's column too: the number is found in the cell's text.
    "full_name": r"ф|и|о|фио|фамилия|имя|отчество|прозвішча|імя|па|бацьку|тел|телефон|тэлефон",
}
#: A part's title is made of these words; one of them must be there, so that «адрес» alone is not an e-mail.
_SIGNS = {
    "phone": r"тел|тэл|моб|сот|phone|маб",
    "email": r"mail|почт|пошт",
    "relation": r"кем|род|кім|роднасц",
}
_PUPIL = re.compile(
    r"\b(?:учащ\w*|ученик\w*|учениц\w*|обучающ\w*|реб[её]н\w*|детей|вучн\w*|вучань|навучэн\w*|дзіця\w*)"
)
_GUARDIANS = (
    ("мать", re.compile(r"\b(?:мать|матери|мама|мамы|маці|маме)\b")),
    ("отец", re.compile(r"\b(?:отец|отца|папа|папы|бацька)\b")),
    ("опекун", re.compile(r"\b(?:опекун\w*|апякун\w*)\b")),
    (
        "родитель",
        re.compile(
            r"\b(?:родител\w*|законн\w*\s+представител\w*|представител\w*|бацьк[іо]\w*|законн\w*\s+прадстаўнік\w*)\b"
        ),
    ),
)


def normal(title: str) -> str:
    """A title for comparing: small letters, ё as е, no punctuation, digits apart from letters."""
    words = re.sub(r"[\W_]+", " ", title.casefold().replace("ё", "е"))
    return " ".join(re.sub(r"(?<=[^\W\d])(?=\d)", " ", words).split())


def key_of(title: str) -> str | None:
    """The key of a title; None when we do not read such a column.

    A phone, mail or relation that does not say whose it is has an empty guardian: ".phone".
    """
    words = normal(title)
    if not words:
        return None
    pupil, said_pupil = _PUPIL.subn(" ", words)
    rest = " ".join(pupil.split())
    for key, titles in _PLAIN.items():
        if rest in titles and (rest or said_pupil):
            return key
    return None if said_pupil else _guardian_key(words)


def _guardian_key(words: str) -> str | None:
    who, rest = _guardian(words)
    number = re.search(r"(?<!\d)[1-9](?!\d)", rest)
    if number:
        rest = f"{rest[: number.start()]} {rest[number.end() :]}"
    part = _part(rest.split(), named=bool(who))
    if part is None:
        return None
    return f"{who}{number[0] if number and (who or part) else ''}.{part}"


def _guardian(words: str) -> tuple[str, str]:
    # The patronymic of Belarusian titles is «імя па бацьку»: no father is meant there.
    if "па бацьку" in words:
        return "", words
    for who, pattern in _GUARDIANS:
        rest, times = pattern.subn(" ", words)
        if times:
            return who, rest
    return "", words


def _part(words: list[str], *, named: bool) -> str | None:
    if not words:
        return "full_name" if named else None
    for part, allowed in _PARTS.items():
        if not all(re.fullmatch(allowed, word) for word in words):
            continue
        sign = _SIGNS.get(part)
        if (sign is None and named) or (sign and any(re.match(sign, word) or "mail" in word for word in words)):
            return part
    return None
