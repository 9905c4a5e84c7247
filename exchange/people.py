"""Names as lists write them: in one cell, in three, with initials, with «оглы»."""

from __future__ import annotations

import re

from exchange.cells import clean
from journal_core.roll import FullName

_GLUED_INITIALS = re.compile(r"(?<=\w\.)(?=\w)")
_SPACED_HYPHEN = re.compile(r"\s+[-–]\s+|\s+[-–](?=\w)|(?<=\w)[-–]\s+")
_FORMULA = re.compile(r"\s*[=+@-][\w(]")
#: Keeps the words of one part together in a cell that holds a whole name: «Аль Хасан», name «Мария».
_BOND = "\N{NO-BREAK SPACE}"


def split_name(written: str) -> FullName:
    """«Гюльмамедов Али Вагиф оглы» → surname, name, and all the rest as the patronymic; any part may be
    empty.
    """
    plain = re.sub(r"[ \t\r\n]+", " ", written).strip(" ,;")
    tidy = _GLUED_INITIALS.sub(" ", _SPACED_HYPHEN.sub("-", plain)).replace(",", " ")
    words = tidy.split(" ") if " " in tidy else tidy.split()
    parts = [part for word in words if (part := clean(word))]
    surname, name, *rest = (*parts, "", "")
    return FullName(surname, name, " ".join(rest).strip())


def may_be_name(name: FullName) -> bool:
    """Whether it may be a name: it has a letter and is no formula. What else people are called is not ours to judge."""
    written = str(name)
    return any(sign.isalpha() for sign in written) and not _FORMULA.match(written)


def join_name(name: FullName) -> str:
    """The name for one cell, so that `split_name` finds the same parts again."""
    parts = [name.surname.replace(" ", _BOND), name.name.replace(" ", _BOND), name.patronymic]
    return " ".join(part for part in parts if part)
