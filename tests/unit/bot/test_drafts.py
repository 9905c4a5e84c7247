"""A card outlives a restart: what is written as JSON is read back the same."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.drafts import Card, Writing, read_card, read_writing, write_card, write_writing
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, MarkEntry
from journal_core.entries.marks import WorkKind
from journal_core.files import FileKind, StoredFile

numbers = st.integers(1, 2**63 - 1)
texts = st.text(max_size=50)
entries = st.builds(
    LessonEntry,
    numbers,
    st.none() | texts,
    st.none() | st.builds(HomeworkEntry, texts, st.dates(date(2020, 1, 1), date(2040, 1, 1))),
    st.lists(
        st.builds(MarkEntry, numbers, st.lists(texts, max_size=3).map(tuple), st.none() | st.sampled_from(WorkKind))
    ).map(tuple),
    st.lists(st.builds(AbsenceEntry, numbers, st.sampled_from(AbsenceCode), st.none() | st.integers(1, 240))).map(
        tuple
    ),
)


@given(st.builds(Card, numbers, entries, texts, st.none() | entries))
def test_a_card_is_read_back_as_it_was_written(card: Card) -> None:
    assert read_card(json.loads(json.dumps(write_card(card)))) == card


files = st.builds(StoredFile, numbers, st.sampled_from(FileKind), texts, numbers)
writings = st.builds(
    Writing, numbers, texts, texts, st.lists(st.tuples(numbers, files)).map(tuple), st.booleans(), numbers
)


@given(writings)
def test_a_notice_being_written_is_read_back_as_it_was(writing: Writing) -> None:
    assert read_writing(json.loads(json.dumps(write_writing(writing)))) == writing
