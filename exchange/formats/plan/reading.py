"""A workbook of plans read: titles, header, sections, topics; sums and signatures are left out.

Whose plan a sheet is stands in its titles («Класс: 7 «Б»», «Предмет: алгебра») or in its name («7Б Алгебра»); a
sheet that does not say is for the course that whoever reads the file names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exchange import cells
from exchange.book import Book, Cell, Sheet
from exchange.class_names import class_in_label, class_in_title
from exchange.headers import normal
from exchange.lines import Line
from journal_core.plans.plan import LONGEST, MOST_HOURS, PlanTopic
from journal_core.roll import Doubt, Where

_TITLES = {
    "topic": r"(?:тем[аы]|содержание|тэма)(?: (?:урок\w*|заняти\w*|раздел\w*|материал\w*|ўрока))?",
    "hours": r"(?:(?:кол во|количество|число|колькасць) )?(?:час\w*|гадзін\w*|ч)",
    "section": r"(?:раздел|модуль|глава|блок|раздзел)(?: \w+)?",
    "homework": r"(?:домашн\w+|дамашн\w+) (?:задани\w+|работ\w+|заданн\w+)|д з|дз",
}
_CLOSING = re.compile(
    r"(?:итого|всего|усяго|разам|учитель|настаўнік|подпись|согласовано|утверждаю)(?!\w)", re.IGNORECASE
)
_SUBJECT = re.compile(r"(?:предмет|прадмет|дисциплина)\w*\s*[:–-]\s*[«\"]?([^«»\";:]+)", re.IGNORECASE)
_IN_HOURS = re.compile(r"\(?\s*(\d{1,2})\s*(?:час\w*|ч\b|гадз\w*)\.?\s*\)?\s*$", re.IGNORECASE)
_DEPTH = 15  #: rows in which a header may begin


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan as a file says it, before anybody believed it."""

    where: Where
    written_class: str  #: empty when the sheet does not say
    subject: str  #: empty when the sheet does not say
    topics: tuple[PlanTopic, ...]
    doubts: tuple[Doubt, ...]


def read_plans(book: Book) -> tuple[WrittenPlan, ...]:
    """The plans of a book's sheets; sheets without a column of topics are left out."""
    return tuple(plan for sheet in book.sheets if (plan := _read(book, sheet)))


def _read(book: Book, sheet: Sheet) -> WrittenPlan | None:
    found = _header(sheet)
    if found is None:
        return None
    index, columns, titles = found
    taken = list(_topics(book, sheet, index, columns, titles))
    topics = tuple(one for one in taken if isinstance(one, PlanTopic))
    doubts = tuple(one for one in taken if isinstance(one, Doubt))
    above = [cells.text(cell) for row in sheet.rows[:index] for cell in row]
    written_class = next(filter(None, map(class_in_title, above)), "") or class_in_label(sheet.name)
    named = (match[1].strip() for text in above if (match := _SUBJECT.search(text)))
    subject = next(named, "") or _subject_of(sheet.name)
    return WrittenPlan(Where(book.file, sheet.name, index + 1), written_class, subject, topics, doubts)


def _subject_of(label: str) -> str:
    """«7Б Алгебра» → «Алгебра»; nothing of a name like «Лист1»."""
    rest = re.sub(r"\d{1,2}\s*[-«\"]?\s*[^\W\d_]?[»\"]?(?!\w)", " ", label).strip(" ,.-")
    return "" if re.fullmatch(r"(?:лист|sheet|ктп|план|аркуш)?\s*\d*", rest, re.IGNORECASE) else rest


def _header(sheet: Sheet) -> tuple[int, dict[str, int], dict[str, str]] | None:
    for index, row in enumerate(sheet.rows[:_DEPTH]):
        columns: dict[str, int] = {}
        titles: dict[str, str] = {}
        for column, cell in enumerate(row):
            title = normal(cells.text(cell))
            key = next((key for key, pattern in _TITLES.items() if re.fullmatch(pattern, title)), None)
            if key and key not in columns:
                columns[key], titles[key] = column, cells.text(cell)
        if "topic" in columns and len(columns) > 1:
            return index, columns, titles
    return None


def _topics(
    book: Book, sheet: Sheet, header: int, columns: dict[str, int], titles: dict[str, str]
) -> Iterator[PlanTopic | Doubt]:
    section = ""
    for index, row in enumerate(sheet.rows[header + 1 :], header + 1):
        said = [cell for cell in row if not cells.is_blank(cell)]
        first = cells.text(said[0]) if said else ""
        if _CLOSING.match(first):
            continue
        here = {key: row[column] if column < len(row) else None for key, column in columns.items()}
        line = Line(Where(book.file, sheet.name, index + 1), here, titles, "")
        if _is_section(said, line):
            section = _IN_HOURS.sub("", first).strip(" .")
        elif line.text("topic"):
            yield _topic(line, section)


def _is_section(said: list[Cell], line: Line) -> bool:
    """One text alone in its row, across the table or with its sum of hours: «Раздел 1. Дроби (12 ч)»."""
    words = [cell for cell in said if isinstance(cell, str) and not cells.text(cell).isdecimal()]
    named = bool(said) and bool(re.match(r"(?:раздел|глава|модуль|раздзел)\b", cells.text(said[0]), re.IGNORECASE))
    return len(words) == 1 and (named or (not line.text("topic") and len(said) == 1))


def _topic(line: Line, section: str) -> PlanTopic | Doubt:
    written = line.text("hours")
    hours = cells.number(line.cells.get("hours")) if written else 1
    if not hours or hours > MOST_HOURS:
        return Doubt(line.where, "import.number_unread", {"column": line.title("hours"), "value": written[:60]})
    title = line.text("topic")[:LONGEST]
    return PlanTopic(title, hours, line.text("section") or section, line.text("homework"))
