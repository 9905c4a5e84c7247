"""Questions whose answer is typed: which open draft the next text belongs to.

A text that cannot be an answer is left to the other routers, so a teacher's post is never swallowed; a slash
command or the button «Отмена» leaves the question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message

from bot.drafts import AWAITING, BIRTH_DATE, CODE_FOR, NOTICE, OWN_CODE, QUESTION_LIVES, made_by
from bot.means import Means
from bot.said import text_of
from bot.speaker import Speaker
from journal_core import linking
from journal_core.school import Channel
from notifier.ports import Draft

_CODE = re.compile(r"\W*(?:\d[\s-]?){4,8}\W*")
_PHONE = re.compile(r"[+(]?\d[\d\s()+.–-]{5,}")
_LIKE_A_DATE = re.compile(r"[\d\s./-]{4,12}(?:г\.?)?")


async def ask(
    kind: str,
    content: Mapping[str, Any],
    speaker: Speaker,
    means: Means,
    *,
    after: Draft | None = None,
    lives: timedelta = QUESTION_LIVES,
) -> Draft:
    """Wait for an answer. Whatever else was asked is left, but the question `after` which this one comes.

    That one is closed once the reply is out: until then the same update may come again and find it.
    """
    if after is None:
        await leave(speaker, means)
    return await means.drafts.open(
        speaker.account,
        kind,
        content,
        at=speaker.stamp.at,
        expires_at=speaker.stamp.at + lives,
        once=speaker.once,
    )


async def leave(speaker: Speaker, means: Means) -> None:
    """Forget what was asked before this update; what it asked itself stays when it comes again."""
    kinds: tuple[str, ...] = (*AWAITING, NOTICE)
    while kinds:
        draft = await means.drafts.current(speaker.account, kinds, speaker.stamp.at)
        if draft is None:
            return
        if not made_by(draft, speaker.once):
            await means.drafts.settle(draft, "dropped")
        kinds = _without(kinds, draft)


class Awaited(Filter):
    """A text that can be the answer to what was asked; gives `draft` and `text`."""

    async def __call__(self, event: Message, speaker: Speaker, means: Means) -> bool | dict[str, object]:
        text = text_of(event)
        if not text or text.startswith("/"):
            return False
        kinds: tuple[str, ...] = AWAITING
        while kinds:
            draft = await means.drafts.current(speaker.account, kinds, speaker.stamp.at)
            if draft is None:
                return False
            # Nothing answers a question that it asked itself: it only comes again.
            own = made_by(draft, speaker.once)
            if not own and may_answer(draft, text, stranger=speaker.grants is None):
                return {"draft": draft, "text": text}
            kinds = _without(kinds, draft)
        return False


def _without(kinds: tuple[str, ...], draft: Draft) -> tuple[str, ...]:
    """The kinds still to look through: of each at most one question is open."""
    return tuple(kind for kind in kinds if kind != draft.kind)


def may_answer(draft: Draft, text: str, *, stranger: bool) -> bool:
    """Whether `text` can be what the draft waits for; a mistyped answer can, a sentence cannot."""
    if draft.kind == BIRTH_DATE:
        # Another code takes the place of this one; a stranger has nothing else to say.
        return linking.normalise(text) is None and (stranger or bool(_LIKE_A_DATE.fullmatch(text)))
    if draft.kind in (OWN_CODE, CODE_FOR):
        return bool(_CODE.fullmatch(text))
    first = text.splitlines()[0]
    if draft.content["channel"] == Channel.EMAIL:
        return "@" in first or len(text.split()) == 1
    return bool(_PHONE.match(first)) or len(text.split()) == 1


def split_note(text: str, channel: Channel) -> tuple[str, str]:
    """An address and the words after it: the next lines, or the rest of its own."""
    first, *rest = text.strip().splitlines()
    if rest:
        return first.strip(), " ".join(" ".join(rest).split())
    if channel is Channel.EMAIL:
        address, _, note = first.partition(" ")
        return address.rstrip(",;"), note.strip(" ,;")
    number = _PHONE.match(first)
    return (number[0].strip(), first[number.end() :].strip(" ,;")) if number else (first, "")
