"""Files that people hand to the school: what is taken, under what name, and what is turned away.

Nothing here opens, runs or draws a file; its first bytes say enough. A name is somebody's words: it is cleaned before
it is kept, so that no header, path or screen can be fooled by it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from journal_core.errors import Invalid

MOST_BYTES = 10 * 1024 * 1024
NAME = 80  #: characters, the ending included


class FileKind(StrEnum):
    """How a messenger shows it."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class NewFile:
    """What somebody sent, checked and cleaned."""

    kind: FileKind
    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is kept; its bytes stay where they are."""

    id: int
    kind: FileKind
    name: str
    size: int  #: bytes


#: First bytes of pictures that every messenger and mail program shows.
_PICTURES = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF8", "image/gif"))
#: First bytes of programs: PE, ELF, Mach-O (both orders, 32 and 64 bits, fat; Java classes begin alike), scripts, dex.
_PROGRAMS = (
    b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe", b"#!", b"dex\n", b"L\x00\x00\x00\x01\x14\x02\x00",
)  # fmt: skip
#: What an archive holds when it is a program: of Android, of Java.
_INSIDE = (b"AndroidManifest.xml", b"META-INF/MANIFEST.MF", b"classes.dex")
#: Programs that are text or look like a document from their first bytes.
_ENDINGS = frozenset(
    "exe com scr pif bat cmd msi msp ps1 psm1 vbs vbe js jse wsf wsh hta lnk reg jar apk dll cpl app sh".split()
)
_MIME = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}")
_PLAIN = "application/octet-stream"
_ENCODED_WORD = re.compile(r"=\?[^\s?]*\?[bBqQ]\?[^\s?]*\?=")


def taken(kind: FileKind, name: str, mime: str, data: bytes) -> NewFile:
    """The file as it is kept. Raises Invalid for one that is empty, too large, or a program.

    A photo that is no picture becomes a document: a messenger would refuse it among photos.
    """
    check_size(len(data))
    picture = next((found for first, found in _PICTURES if data.startswith(first)), None)
    shown = cleaned(name) or ("photo.jpg" if kind is FileKind.PHOTO else "file")
    if is_program(shown, data):
        raise Invalid("file.program", name=shown)
    if kind is FileKind.PHOTO and not picture:
        kind = FileKind.DOCUMENT
    said = mime.lower()
    return NewFile(kind, shown, picture or (said if _MIME.fullmatch(said) else _PLAIN), data)


def check_size(size: int) -> None:
    """Raise Invalid for an empty file and for one over the limit."""
    if not size:
        raise Invalid("file.empty")
    if size > MOST_BYTES:
        raise Invalid("file.too_large", megabytes=str(MOST_BYTES // (1024 * 1024)))


def is_program(name: str, data: bytes) -> bool:
    """Whether somebody's computer or phone might run it."""
    if name.rpartition(".")[2].lower() in _ENDINGS and "." in name:
        return True
    return data.startswith(_PROGRAMS) or (data.startswith(b"PK") and any(one in data for one in _INSIDE))


def cleaned(name: str) -> str:
    """The name without folders, unseen characters and anything that means something to a mail's header."""
    name = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in name)
    name = _ENCODED_WORD.sub("", name.replace("\\", "/").rpartition("/")[2])
    name = " ".join(re.sub(r'[<>:"|?*]', "", name).split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:
        return name[:NAME]
    return f"{stem[: NAME - len(ending) - 1].rstrip()}.{ending}"
