"""What somebody means who answers with a word: stop, start, yes, or six digits. Anything longer means nothing here.

A sentence that begins with «стоп» may be about something else («Стоп, а почему 4?»), so only a line of nothing but
such words and politeness counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What is meant."""

    STOP = "stop"
    START = "start"
    YES = "yes"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Meant:
    """An intent, and the digits of a code."""

    intent: Intent
    code: str = ""


_WORDS = {
    Intent.STOP: "стоп stop отписаться отписать отпишите отпишитесь отписка unsubscribe спыніць спыніце адпісацца",
    Intent.START: "старт start возобновить вернуть аднавіць вярнуць resume",
    Intent.YES: "да подтверждаю yes confirm так пацвярджаю",
}
_POLITE = frozenset("пожалуйста прошу меня please me калі ласка мяне".split())
_MEANS = {word: intent for intent, words in _WORDS.items() for word in words.split()}
_CODE = re.compile(r"(?<![\d-])(\d{3})[ \u00a0-]?(\d{3})(?![\d-])")


def meant(text: str) -> Meant | None:
    """What a short text means: its first line, or else its six digits wherever they stand."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    words = re.findall(r"[^\W_]+", first.casefold())
    intents = {_MEANS[word] for word in words if word in _MEANS}
    if len(intents) == 1 and all(word in _MEANS or word in _POLITE for word in words):
        return Meant(intents.pop())
    found = _CODE.search(text)
    return Meant(Intent.CODE, found[1] + found[2]) if found else None
