"""Where a list says its class when no column does: in a title, between the rows, in the sheet's or the
file's name.
"""

from __future__ import annotations

import re

from journal_core.classes import spellings

_NAME = r"(?<![\w№])(?<!№ )(\d{1,2}\s*(?:-?(?:го|й|ый|ой)\s*)?[-–—]?\s*[«\"'“„(]?\s*[^\W\d_]\s*[»\"'”“)]?)"
#: «Список учащихся 7 «Б» класса», «7Б кл.»
_BEFORE = re.compile(_NAME + r"\s*(?:клас\w*|кл)\b", re.IGNORECASE)
#: «Класс: 7 Б», «учащиеся класса 7-б»
_AFTER = re.compile(r"\bклас\w*\s*[:№–-]?\s*" + _NAME.replace(r"(?<!№ )", "") + r"(?!\w)", re.IGNORECASE)
_ALONE = re.compile(_NAME + r"(?!\w)")
#: In «3 в 1» the letter is a word; a class in the midst of other words is «3В», «3-в» or «3 В».
_STRAY = re.compile(r"\d\s+[^\W\d_]$(?<=[a-zа-яёіў])")
_ORDINAL = re.compile(r"(?<=\d)\s*-?(?:го|й|ый|ой)\b", re.IGNORECASE)


def class_in_title(title: str) -> str:
    """The class that a title names beside the word «класс», as it writes it («7 «Б»»); empty when none."""
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(title):
            if found := _known(match[1]):
                return found
    return ""


def class_in_label(label: str) -> str:
    """The class in a sheet's or a file's name («7Б», «Список 7-Б»); empty when none, or more than one."""
    words = label.replace("_", " ").strip()
    found = {name for match in _ALONE.finditer(words) if not _STRAY.search(match[1]) and (name := _known(match[1]))}
    return class_in_title(words) or _known(words) or (found.pop() if len(found) == 1 else "")


def _known(written: str) -> str:
    name = " ".join(_ORDINAL.sub("", written).split())
    return name if spellings(name) else ""
