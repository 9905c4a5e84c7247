"""Does an unknown word look like a pupil? Then it is asked about, never passed over in silence (rule 5)."""

from __future__ import annotations

import re

from bot.reading.names import NameIndex
from bot.reading.pieces import WordPiece
from bot.reading.vocabulary import DIMINUTIVES, NOT_NAMES

#: The endings of most Russian and Belarusian surnames, in their main case forms.
_SURNAME_ENDING = re.compile(
    r".{2,}(ов|ев|ова|еву|ову|ева|овой|евой|ин|ина|иной|ину|ский|ская|скому|ской|цкий|цкая|цкому|цкой|ович|евич"
    r"|овича|евича|овичу|евичу|енко|чук|чука|чуку|юк|юка|юку|ик|ику|ич|ичу|оу|еу|ава|авай|скі|цкі|віч|енка|ак|аку)"
)


def looks_like_name(word: WordPiece, names: NameIndex, *, starts: bool) -> bool:
    """Whether the word may be a pupil; at the start of a sentence a capital letter says nothing."""
    if word.person or word.key in DIMINUTIVES:
        return True
    if len(word.key) < 3 or word.key in NOT_NAMES:
        return False
    if word.capital and not starts:
        return True
    return ends_like_surname(word) or bool(names.suggest(word.key))


def ends_like_surname(word: WordPiece) -> bool:
    """«Сидоров», «Сідарэнка»."""
    return word.key not in NOT_NAMES and bool(_SURNAME_ENDING.fullmatch(word.key))
