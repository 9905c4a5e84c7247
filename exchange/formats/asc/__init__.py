"""aSc Timetables XML, in both dialects: «2008» with numbered days and «2012» with masks of days and weeks.

`masks` reads days and weeks, `people` who and what there is, `lessons` the week itself.
"""

from __future__ import annotations

from exchange.document import Document
from exchange.formats.asc.lessons import timetable
from exchange.formats.asc.people import People, bells
from journal_core.errors import Invalid
from journal_core.roll import Roll

__all__ = ["read_asc"]


def read_asc(document: Document) -> Roll:
    """Staff, classes with their teachers, bells and the week; rows that contradict themselves are doubts.

    Raises Invalid for an XML that holds no timetable at all. Pupils of the file are not read: lists of classes have
    more of them.
    """
    if document.root.tag != "timetable" or not document.elements.get("card"):
        raise Invalid("import.asc_no_cards")
    people = People.of(document)
    return people.roll() + bells(document) + timetable(document, people)
