"""Any class list: its header is found and guessed, its pupils and their guardians are read.

A list keeps what its secretary needed that day: title rows, a signature, merged cells. What is not asked for
is not read at all: neither kept, nor shown in a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exchange import cells, contacts, movement, people
from exchange.book import Book, Cell, Sheet
from exchange.class_names import class_in_label, class_in_title
from exchange.lines import Line, NotTaken
from exchange.tables import Header, find_header
from journal_core.roll import Doubt, FullName, GuardianRow, PupilRow, Roll, Where

_CLOSING = re.compile(
    r"(?:(?:классный|кл\.?|класны)\s*(?:руководитель|кіраўнік|рук\w*)|директор|дырэктар|зам(?:еститель|\.)|намеснік"
    r"|секретар|сакратар|подпись|подпіс|составил|исполнитель|итого|всего|усяго|разам|мальчиков|девочек|м\.\s*п\.)(?!\w)",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"^\d+\s*[.)]?\s+")
_TWO_PEOPLE = re.compile(r"[;\n/]|,(?=\s*[А-ЯЁІЎ])")


@dataclass(slots=True)
class _Reading:
    """A sheet being read: the class that holds until another title says otherwise."""

    book: Book
    sheet: Sheet
    header: Header
    region: str
    class_name: str

    def where(self, index: int) -> Where:
        return Where(self.book.file, self.sheet.name, index + 1)


def recognises(book: Book) -> bool:
    """Some sheet has a header with pupils' names."""
    return any(find_header(sheet) for sheet in book.sheets)


def read_class_list(book: Book, region: str) -> Roll:
    """Pupils of every sheet with a header; a sheet with other things on it is a doubt."""
    return sum((_read_sheet(book, sheet, region) for sheet in book.sheets), Roll())


def _read_sheet(book: Book, sheet: Sheet, region: str) -> Roll:
    header = find_header(sheet)
    if header is None:
        # A word alone is somebody's note; a table is something that its owner expects us to have read.
        table = sum(any(not cells.is_blank(cell) for cell in row) for row in sheet.rows) > 1
        skipped = Doubt(Where(book.file, sheet.name, 1), "import.sheet_skipped", {"sheet": sheet.name})
        return Roll(doubts=(skipped,) if table else ())
    reading = _Reading(book, sheet, header, region, _class_around(book, sheet, header))
    if not (header.says_class or reading.class_name or _has_dividers(reading)):
        lost = Doubt(reading.where(header.first), "import.class_unknown", {"sheet": sheet.name})
        return Roll(doubts=(lost,))
    return _read_rows(reading)


def _class_around(book: Book, sheet: Sheet, header: Header) -> str:
    above = [cells.text(cell) for row in sheet.rows[: header.first] for cell in row]
    titles = (class_in_title(text) for text in above)
    return next(filter(None, titles), "") or class_in_label(sheet.name) or class_in_label(book.stem)


def _has_dividers(reading: _Reading) -> bool:
    return any(_divider(row) for _, row in _rows(reading))


def _rows(reading: _Reading) -> Iterator[tuple[int, list[Cell]]]:
    start = reading.header.last + 1
    yield from enumerate(reading.sheet.rows[start:], start)


def _read_rows(reading: _Reading) -> Roll:
    pupils: list[PupilRow] = []
    doubts: list[Doubt] = []
    for index, row in _rows(reading):
        if divider := _divider(row):
            reading.class_name = divider
            continue
        line = Line(reading.where(index), reading.header.cells(row), reading.header.titles, reading.region)
        if not _is_pupil(line, row):
            continue
        try:
            pupils.append(_pupil(line, reading))
        except NotTaken as refusal:
            doubts.append(refusal.doubt)
        else:
            doubts.extend(line.doubts)
    return Roll(pupils=tuple(pupils), doubts=tuple(doubts))


def _divider(row: list[Cell]) -> str:
    """«5 «А» класс» alone in its row: the class of the rows below."""
    said = [cells.text(cell) for cell in row if not cells.is_blank(cell)]
    return class_in_title(said[0]) if len(said) == 1 and not _CLOSING.match(said[0]) else ""


def _is_pupil(line: Line, row: list[Cell]) -> bool:
    """Not an empty row, a signature, a sum, the header again, or the columns' numbers «1 2 3 …»."""
    said = [cells.text(cell) for cell in row if not cells.is_blank(cell)]
    words = [text for text in said if not text.isdigit()]
    if not words or _CLOSING.match(words[0]) or any("____" in text for text in said):
        return False
    read = {key: line.text(key) for key in line.cells if line.text(key)}
    repeated = all(value == line.title(key) for key, value in read.items())
    return bool(read) and not repeated


def _pupil(line: Line, reading: _Reading) -> PupilRow:
    name = _pupil_name(line)
    written_class = _class(line) or reading.class_name or line.refuse("import.class_missing")
    birth_date = line.day("birth_date", "import.birth_date_unread")
    left = movement.left(line, certain=movement.is_of_departed(reading.sheet.name))
    joined = movement.joined(line)
    guardians = _guardians(line, reading.header)
    return PupilRow(line.where, name, written_class, birth_date, guardians=guardians, joined=joined, left=left)


def _pupil_name(line: Line) -> FullName:
    name = people.split_name(_LEADING_NUMBER.sub("", line.text("full_name")))
    if "surname" in line.cells:
        name = FullName(line.text("surname"), line.text("name"), line.text("patronymic"))
        if "patronymic" not in line.cells and " " in name.name:  # a column «Имя, отчество»
            first, rest = name.name.split(" ", 1)
            name = FullName(name.surname, first, rest)
    if not all(any(sign.isalpha() for sign in part) for part in (name.surname, name.name)):
        line.refuse("import.pupil_no_name")
    return name if people.may_be_name(name) else line.refuse("import.name_odd", name=str(name))


def _class(line: Line) -> str:
    return line.text("class") or line.text("grade") + line.text("letter")


def _guardians(line: Line, header: Header) -> tuple[GuardianRow, ...]:
    found: list[GuardianRow] = []
    for guardian in header.guardians:
        found.extend(_guardian(line, guardian))
    return tuple(found)


def _guardian(line: Line, key: str) -> Iterator[GuardianRow]:
    relation = line.text(f"{key}.relation").casefold() or key.rstrip("0123456789")
    written, number = contacts.part_phone(line.text(f"{key}.full_name"))
    if number and not line.text(f"{key}.phone"):
        line.cells[f"{key}.phone"] = number
    names = _names(line, key, written)
    phone, email = line.phone(f"{key}.phone"), line.email(f"{key}.email")
    if not names and not phone and not email:
        return
    yield GuardianRow(line.where, names[0] if names else FullName("", ""), relation, phone, email)
    for name in names[1:]:
        yield GuardianRow(line.where, name, relation)


def _names(line: Line, key: str, written: str) -> list[FullName]:
    parts = FullName(*(line.text(f"{key}.{part}") for part in ("surname", "name", "patronymic")))
    if parts.surname or parts.name:
        return [parts]
    pieces = [piece for piece in _TWO_PEOPLE.split(written) if piece.strip()]
    if len(pieces) < 2 or any(len(piece.split()) < 2 for piece in pieces):
        pieces = [written] if written and not cells.says_none(written) else []
    return [people.split_name(piece) for piece in pieces]
