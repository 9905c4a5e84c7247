"""Вера and what she sends: pictures and papers as a messenger tells of them, a notice on its way."""

from __future__ import annotations

from typing import Any

from journal_core.people import Account
from tests.fakes.messenger import Bubble
from tests.unit.bot.rig import CLASS_7B, VERA, Rig
from texts.addresses import (
    Address,
    ClassId,
    NoticeId,
    SendNotice,
    WriteNotice,
)
from texts.catalog import words

T = words("ru")
OWN = ClassId(CLASS_7B)
JPEG, PDF = b"\xff\xd8\xff picture", b"%PDF-1.7"
FIRST = NoticeId(71)  #: what the fakes call the first notice


def picture(name: str, size: int | None = 100) -> dict[str, Any]:
    """A photo in two sizes, the small one last: servers promise no order."""
    large = {"file_id": name, "file_unique_id": name, "width": 1280, "height": 960, "file_size": size}
    return {"photo": [large, {**large, "file_id": f"{name}, small", "width": 90, "height": 67}]}


def paper(name: str, file_id: str = "paper", size: int | None = 100) -> dict[str, Any]:
    """A document."""
    about = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "mime_type": "application/pdf"}
    return {"document": {**about, "file_size": size}}


async def asked(rig: Rig) -> None:
    """Вера has pressed «Написать»."""
    rig.messenger.sent |= {"photo": JPEG, "second": JPEG + b"2", "paper": PDF}
    await rig.presses(VERA, WriteNotice(OWN))
    assert "Напишите объявление одним сообщением" in rig.seen(VERA).text


async def sent(rig: Rig, text: str = "Собрание в 18:00", **more: Any) -> None:
    """Вера has sent a notice; the message that made it has the number 40."""
    await asked(rig)
    await rig.says(VERA, text, message_id=40, **more)
    await rig.presses(VERA, address(rig, SendNotice), on=number_of(rig, VERA))


def address(rig: Rig, kind: type[Address], who: Account = VERA) -> Address:
    """Where the newest button of a kind leads."""
    found = [b.address for one in rig.messenger.told(who) for row in one.screen.rows for b in row]
    return next(one for one in reversed(found) if type(one) is kind)


def number_of(rig: Rig, who: Account) -> str:
    """The newest message's."""
    return next(number for number, one in reversed(rig.messenger.bubbles.items()) if one.account == who)


def cards(rig: Rig) -> list[Bubble]:
    """Every card in Вера's chat."""
    return [one for one in rig.messenger.told(VERA) if "Ничего ещё не отправлено" in one.text]
