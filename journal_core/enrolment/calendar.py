"""Terms, holidays and bells of a roll.

A calendar taken by halves is no calendar: terms that cannot be refuse the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from journal_core.enrolment.books import Books, school_year
from journal_core.enrolment.names import fold
from journal_core.enrolment.records import BellRecord, TermRecord
from journal_core.lessons import Bell, Span
from journal_core.roll import BellRow, TermRow, Where


def take_terms(books: Books, rows: Iterable[TermRow]) -> None:
    """Terms and holidays by kind, name and school year. Overlapping terms are fatal."""
    seen: dict[int, Where] = {}
    for row in rows:
        if row.last < row.first:
            books.refuse(row.where, "term_backwards", term=row.name)
            continue
        key = (row.kind, fold(row.name), school_year(row.first))
        span = Span(row.first, row.last + timedelta(days=1))
        found = books.terms.find(key)
        name = " ".join(row.name.split())
        stood = found[0] if found else TermRecord(books.terms.fresh(), row.kind, name, span)
        if stood.id in seen and stood.span != span:
            books.refuse(row.where, "term_twice", term=row.name, row=str(seen[stood.id].row))
            continue
        seen[stood.id] = row.where
        books.terms.put(replace(stood, span=span), row.where)
    _apart(books, seen)


def _apart(books: Books, seen: dict[int, Where]) -> None:
    terms = sorted((one for one in books.terms.all() if one.kind == "term"), key=lambda one: one.span.first)
    for earlier, later in pairwise(terms):
        if later.span.first < earlier.span.end:
            where = seen.get(later.id) or seen.get(earlier.id)
            if where is not None:
                books.refuse(where, "terms_overlap", term=later.name, other=earlier.name)


def take_bells(books: Books, rows: Iterable[BellRow]) -> None:
    """Bells by slot."""
    seen: dict[int, Where] = {}
    for row in rows:
        bell = Bell(row.slot, row.starts_at, row.ends_at)
        if row.ends_at <= row.starts_at:
            books.doubt(row.where, "bell_backwards", slot=str(row.slot))
            continue
        found = books.bells.find(row.slot)
        stood = found[0] if found else BellRecord(books.bells.fresh(), bell)
        if stood.id in seen and stood.bell != bell:
            books.doubt(row.where, "bell_twice", slot=str(row.slot), row=str(seen[stood.id].row))
            continue
        seen[stood.id] = row.where
        books.bells.put(replace(stood, bell=bell), row.where)
