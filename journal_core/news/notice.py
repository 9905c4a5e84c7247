"""Notices to the families of a class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal_core.files import StoredFile


@dataclass(frozen=True, slots=True)
class NoticeNews:
    """A notice to the families of a class: about no child, so no child is named."""

    notice_id: int
    pupil_id: int  #: through whose diary its buttons lead
    class_name: str
    day: date  #: on which it was sent
    text: str  #: empty once it is recalled
    files: tuple[StoredFile, ...]
    asks_ack: bool
    read: bool  #: this reader has pressed «Ознакомлен»
    recalled: bool
    captioned: bool  #: in a chat: its one file and the words are one message


@dataclass(frozen=True, slots=True)
class NoticeReminderNews:
    """«Вы ещё не отметили…», to those in whose family nobody has."""

    notice: NoticeNews


@dataclass(frozen=True, slots=True)
class NoticeChangedNews:
    """The notice says something else now, or is recalled: an edit makes no sound, and a letter cannot be edited."""

    notice: NoticeNews
