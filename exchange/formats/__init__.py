"""The formats we read, the most particular first: the first that recognises a book reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exchange.book import Book
from exchange.formats import class_list, grid, workbook
from journal_core.roll import Roll


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a school down. `read` is asked only when `recognises` said yes; it raises nothing."""

    name: str
    recognises: Callable[[Book], bool]
    read: Callable[[Book, str], Roll]  #: the book and the school's region ("BY")


FORMATS: tuple[Format, ...] = (
    Format("workbook", workbook.recognises, workbook.read_workbook),
    Format("grid", grid.recognises, grid.read_grid),
    Format("class_list", class_list.recognises, class_list.read_class_list),
)
