"""Words are cut where people would cut them, and pages never run out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from texts.paging import fitted, joined, length, line, part
from texts.screen import TEXT_LIMIT


def test_what_fits_stays_as_it_is() -> None:
    assert line("§12 №345", 8) == "§12 №345"


def test_a_long_line_ends_at_a_word() -> None:
    assert line("решить задачи, повторить правило", 18) == "решить задачи…"


def test_a_word_without_end_is_cut_inside() -> None:
    assert line("а" * 30, 10) == "а" * 9 + "…"


def test_several_lines_become_one() -> None:
    assert line(" §12\n\n\t№345 ", 20) == "§12 №345"


@given(st.text(), st.integers(2, 50))
def test_a_line_never_outgrows_its_room(text: str, room: int) -> None:
    assert len(line(text, room)) <= room


def test_a_message_is_measured_as_it_is_read() -> None:
    assert length(Markup("<b>а&amp;б</b>😀")) == 5


def test_empty_pieces_leave_no_gap() -> None:
    assert joined((Markup("а"), Markup(""), Markup("б"))) == "а\nб"


def test_the_tightest_room_that_is_needed_is_taken() -> None:
    text = fitted(lambda room: Markup("\n").join(["а" * room] * 10))
    assert length(text) == 400 * 10 + 9


def test_what_fits_in_no_room_is_cut_between_lines() -> None:
    text = fitted(lambda room: Markup("\n").join([Markup("<b>строка</b>")] * 1000))
    assert length(text) <= TEXT_LIMIT
    assert text.endswith("<b>строка</b>\n…")


@given(st.integers(0, 200), st.integers(-5, 500), st.integers(1, 30))
def test_any_page_is_a_page_of_the_list(count: int, page: int, size: int) -> None:
    shown = part(range(count), page, size)
    assert 0 <= shown.page < shown.count
    assert len(shown.items) <= size
    assert bool(shown.items) == bool(count)


def test_pages_together_are_the_list() -> None:
    pages = [part(range(55), page, 10).items for page in range(part(range(55), 0, 10).count)]
    assert [one for items in pages for one in items] == list(range(55))
