"""What a school takes of the files that people hand to it: by the first bytes, under a name that fools nobody."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.errors import Invalid
from journal_core.files import MOST_BYTES, NAME, FileKind, NewFile, check_size, cleaned, is_program, taken

PHOTO, DOCUMENT = FileKind.PHOTO, FileKind.DOCUMENT
JPEG, PNG, GIF = b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a"
PLAIN = "application/octet-stream"


@pytest.mark.parametrize(("data", "mime"), [(JPEG, "image/jpeg"), (PNG, "image/png"), (GIF, "image/gif")])
@pytest.mark.parametrize("kind", FileKind)
def test_a_picture_is_what_its_first_bytes_say_whatever_was_said_of_it(kind: FileKind, data: bytes, mime: str) -> None:
    assert taken(kind, "зал.bmp", "text/html", data) == NewFile(kind, "зал.bmp", mime, data)


def test_a_photo_that_is_no_picture_becomes_a_document() -> None:
    assert taken(PHOTO, "зал.jpg", "image/jpeg", b"<html>").kind is DOCUMENT


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("application/pdf", "application/pdf"),
        ("Application/PDF", "application/pdf"),
        ("", PLAIN),
        ("application/pdf; name=x", PLAIN),
        ("text/html\r\nBcc: everybody@example.by", PLAIN),
    ],
)
def test_of_a_document_only_a_plain_type_is_believed(said: str, kept: str) -> None:
    assert taken(DOCUMENT, "список.pdf", said, b"%PDF").mime == kept


@pytest.mark.parametrize(("kind", "data", "name"), [(PHOTO, PNG, "photo.jpg"), (DOCUMENT, b"%PDF", "file")])
@pytest.mark.parametrize("written", ["", " . ", "/tmp/"])
def test_whatever_comes_without_a_name_is_called_what_it_is(
    kind: FileKind, data: bytes, name: str, written: str
) -> None:
    assert taken(kind, written, "", data).name == name


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("установка.exe", b"hello"),
        ("фото.jpg.EXE", JPEG),
        ("список.pdf", b"MZ\x90"),
        ("список.pdf", b"\x7fELF"),
        ("список.pdf", b"#!/bin/sh"),
        ("игра.zip", b"PK\x03\x04 AndroidManifest.xml"),
        ("игра.zip", b"PK\x03\x04 META-INF/MANIFEST.MF"),
        ("игра.zip", b"PK\x03\x04 classes.dex"),
    ],
)
def test_a_program_is_turned_away_by_its_ending_or_by_what_it_is(name: str, data: bytes) -> None:
    with pytest.raises(Invalid) as turned_away:
        taken(DOCUMENT, name, "application/pdf", data)
    assert (turned_away.value.code, turned_away.value.details) == ("file.program", {"name": name})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("exe", b"hello"),
        ("отчёт.docx", b"PK\x03\x04 word/document.xml"),
        ("урок.txt", b"What classes.dex is in a program"),
        ("урок.txt", b"Why a program begins with MZ"),
    ],
)
def test_whatever_only_speaks_of_programs_is_none(name: str, data: bytes) -> None:
    assert not is_program(name, data)


def refusal(size: int) -> tuple[str, dict[str, str]]:
    with pytest.raises(Invalid) as refused:
        check_size(size)
    return refused.value.code, refused.value.details


def test_an_empty_file_and_one_over_ten_megabytes_are_turned_away() -> None:
    check_size(1)
    check_size(MOST_BYTES)
    assert refusal(0) == ("file.empty", {})
    assert refusal(MOST_BYTES + 1) == ("file.too_large", {"megabytes": "10"})
    with pytest.raises(Invalid, match=r"file\.empty"):
        taken(DOCUMENT, "пусто.txt", "text/plain", b"")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("список 7Б.pdf", "список 7Б.pdf"),
        ("/home/anna/тайна/список.pdf", "список.pdf"),
        ("C:\\Users\\Anna\\список.pdf", "список.pdf"),
        ("../../.profile", "profile"),
        ("..  список..", "список"),
        (" список \t 7Б\u00a0\u2028 .pdf", "список 7Б.pdf"),
        ("список\r\nBcc: кто-то.pdf", "список Bcc кто-то.pdf"),
        ("fdp.\u202eтоп\u200b.exe", "fdp. топ.exe"),
        ("\ud83dсписок.pdf", "список.pdf"),
        ('<a>:"|?*.pdf', "a.pdf"),
        ("=?utf-8?B?0YE=?= список.pdf", "список.pdf"),
        ("=?utf-8?Q?=2E?=exe.=?utf-8?b?eA==?=exe", "exe.exe"),
        ("СПИСОК.XLSX", "СПИСОК.XLSX"),
    ],
)
def test_a_name_is_shown_without_folders_and_without_what_fools_a_screen_or_a_header(written: str, shown: str) -> None:
    assert cleaned(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("о" * 80, "о" * 80),
        ("о" * 81, "о" * 80),
        ("о" * 76 + ".pdf", "о" * 76 + ".pdf"),
        ("о" * 77 + ".pdf", "о" * 76 + ".pdf"),
        ("о" * 75 + " слово.pdf", "о" * 75 + ".pdf"),
        (" о" * 60 + ".numbers1", "о" + " о" * 35 + ".numbers1"),
        ("о" * 80 + ".template", "о" * 71 + ".template"),
        ("о" * 80 + ".templates", "о" * 80),
        ("собрание в среду", "собрание в среду"),
    ],
)
def test_a_long_name_is_cut_before_its_ending(written: str, shown: str) -> None:
    assert cleaned(written) == shown


@given(st.text())
def test_whatever_a_file_is_called_its_name_is_short_and_harmless(written: str) -> None:
    name = cleaned(written)
    assert len(name) <= NAME
    assert not set(name) & set('/\\<>:"|?*') and not name.startswith(".")
    assert not any(unicodedata.category(one).startswith("C") for one in name)
