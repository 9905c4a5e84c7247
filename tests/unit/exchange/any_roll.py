"""Any roll that a workbook can say, for hypothesis."""

from __future__ import annotations

from datetime import date, time

from hypothesis import strategies as st

from journal_core.calendar.terms import System
from journal_core.lessons import Week
from journal_core.roll import (
    BellDayRow,
    BellRow,
    ClassRow,
    FullName,
    GuardianRow,
    MovedDayRow,
    PupilRow,
    Roll,
    StaffRow,
    TermRow,
    TimetableRow,
)
from tests.unit.exchange.making import NOWHERE

letters = "абвгдежзійклмнопрстуўыэюяёABCxyz"
word = st.text(letters, min_size=2, max_size=12).map(str.title)
names = st.builds(FullName, st.builds("{} {}".format, word, word) | word, word, st.just("") | word)
phones = st.just("") | st.integers(290000000, 299999999).map(lambda number: f"+375{number}")
mails = st.just("") | st.integers(0, 999).map(lambda number: f"parent{number}@example.by")
days = st.dates(date(1990, 1, 1), date(2050, 1, 1))
clocks = st.tuples(st.integers(6, 20), st.integers(0, 59)).map(lambda at: time(*at))
places = st.just(NOWHERE)
weeks = st.sampled_from(Week)
grades = st.frozensets(st.integers(1, 11), max_size=3).map(lambda some: tuple(sorted(some)))
guardians = st.builds(GuardianRow, places, names, st.sampled_from(["мать", "отец", ""]), phones, mails)
duties = st.sampled_from(["teacher", "deputy", "head", "administrator", "secretary"])
rolls = st.builds(
    Roll,
    st.lists(
        st.builds(
            PupilRow,
            places,
            names,
            st.sampled_from(["7Б", "7B", "10 «А»"]),
            st.none() | days,
            st.just("") | word,
            st.lists(guardians, max_size=3).map(tuple),
            st.lists(st.tuples(word, word), max_size=2).map(tuple),
            st.none() | days,
            st.none() | days,
        ),
        max_size=4,
    ).map(tuple),
    st.lists(st.builds(ClassRow, places, word, st.none() | names), max_size=3).map(tuple),
    st.lists(
        st.builds(
            StaffRow,
            places,
            names,
            st.lists(duties, unique=True).map(tuple),
            phones,
            mails,
            st.just("") | word,
        ),
        max_size=3,
    ).map(tuple),
    st.lists(
        st.builds(
            TimetableRow,
            places,
            st.integers(0, 6),
            st.integers(0, 12),
            word,
            word,
            st.none() | names,
            st.just("") | word,
            word,
            weeks,
            st.none() | days,
        ),
        max_size=3,
    ).map(tuple),
    st.lists(
        st.builds(
            lambda kind, name, ends, system, grades: TermRow(
                NOWHERE, kind, name, min(ends), max(ends), system if kind == "term" else System.QUARTER, grades
            ),
            st.sampled_from(["term", "holiday"]),
            word,
            st.tuples(days, days),
            st.sampled_from(System),
            grades,
        ),
        max_size=3,
    ).map(tuple),
    st.lists(
        st.builds(
            lambda slot, start, bells: BellRow(NOWHERE, slot, start, time(23, 5), bells),
            st.integers(0, 12),
            clocks,
            st.just("") | word,
        ),
        max_size=3,
    ).map(tuple),
    moved_days=st.lists(st.builds(MovedDayRow, places, days, st.none() | st.integers(0, 6), weeks), max_size=2).map(
        tuple
    ),
    bell_days=st.lists(
        st.builds(BellDayRow, places, word, st.none() | days, st.none() | st.integers(0, 6), grades), max_size=2
    ).map(tuple),
)
