"""The notices of these tests: with and without files, read, recalled, long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journal_core.files import FileKind, StoredFile
from journal_core.news import News, NoticeChangedNews, NoticeNews, NoticeReminderNews

MEGABYTE = 1024 * 1024
LIST = StoredFile(4, FileKind.DOCUMENT, "список.pdf", 2 * MEGABYTE)
FILM = StoredFile(5, FileKind.DOCUMENT, "фильм.mp4", 9 * MEGABYTE)
PHOTO = StoredFile(6, FileKind.PHOTO, "зал.jpg", MEGABYTE)
MEETING = NoticeNews(
    3, 12, "7Б", date(2026, 10, 7), "Собрание в 18:00.\nКабинет 204.", (), True, False, False, False
)  # fmt: skip
WITH_FILES = replace(MEETING, files=(LIST, FILM, PHOTO))
CAPTIONED = replace(MEETING, files=(PHOTO,), captioned=True)
RECALLED = replace(MEETING, text="", recalled=True)

NOTICES: list[tuple[str, News]] = [
    ("notice", MEETING),
    ("notice", WITH_FILES),
    ("notice", CAPTIONED),
    ("notice", replace(MEETING, text="Слово " * 400)),
    ("notice", replace(MEETING, text="", files=(LIST,), asks_ack=False)),
    ("notice", replace(MEETING, read=True)),
    ("notice", RECALLED),
    ("notice_reminder", NoticeReminderNews(WITH_FILES)),
    ("notice_changed", NoticeChangedNews(MEETING)),
    ("notice_changed", NoticeChangedNews(RECALLED)),
]
