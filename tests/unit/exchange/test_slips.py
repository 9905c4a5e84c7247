"""Slips to cut: every adult's own, readable whatever the names, nothing over the neighbour."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from texts.paper.slips import Slip, SlipSheet, slips
from texts.paper.typeface import BOLD, REGULAR, fit, load_fonts

LINK = "https://t.me/school12_diary_bot?start=i_q83vASNFZ4mrze8BI0VniQ"
LONG = "Константинопольская-Преображенская Александра"


class Catalog:
    """Words that remember which of them were asked for."""

    def __init__(self) -> None:
        self.asked: dict[str, dict[str, str]] = {}

    def __call__(self, key: str, /, **details: str) -> str:
        self.asked[key] = details
        return f"{key} {details}"


def sheet(*made: Slip) -> SlipSheet:
    return SlipSheet("Средняя школа № 12", "7Б", made)


def slip(*, link: str | None = LINK, pupil: str = "Быкова Зинаида") -> Slip:
    return Slip(pupil, "мать: Гуляева Юлия Филипповна", "K7MH2XPA94TC", link, date(2026, 10, 1))


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (6, 1), (7, 2), (54, 9)])
def test_six_slips_stand_on_a_page(count: int, pages: int) -> None:
    pdf = slips(sheet(*[slip()] * count), Catalog())
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") == pages


def test_a_slip_says_until_when_for_whom_and_what_to_do() -> None:
    words = Catalog()
    slips(sheet(slip()), words)
    assert words.asked["slip.valid_until"] == {"date": "01.10.2026"}
    assert words.asked["slip.for"] == {"adult": "мать: Гуляева Юлия Филипповна"}
    assert {
        "slip.step_1_link",
        "slip.step_2_link",
        "slip.step_3",
        "slip.keep_secret",
        "slip.code",
    } <= words.asked.keys()


def test_without_a_link_the_steps_speak_of_the_code_alone() -> None:
    words = Catalog()
    slips(sheet(slip(link=None)), words)
    assert {"slip.step_1_code", "slip.step_2_code"} <= words.asked.keys()
    assert "slip.step_1_link" not in words.asked


def test_the_same_slips_are_the_same_bytes() -> None:
    assert slips(sheet(slip()), Catalog()) == slips(sheet(slip()), Catalog())


def test_a_name_of_45_letters_stands_in_two_lines_without_loss() -> None:
    load_fonts()
    fitted = fit(LONG, BOLD, (12.5, 9), 250, 2)
    assert " ".join(fitted.lines) == LONG
    assert len(LONG) == 45


@given(st.text("АЖШщіў -ё.W", max_size=200), st.integers(1, 3), st.sampled_from([REGULAR, BOLD]))
def test_whatever_the_text_no_line_is_wider_than_its_place(text: str, lines: int, font: str) -> None:
    load_fonts()
    fitted = fit(text, font, (13, 7), 120, lines)
    assert len(fitted.lines) <= lines
    assert all(stringWidth(line, font, fitted.size) <= 120 for line in fitted.lines)
