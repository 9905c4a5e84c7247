"""The office's lists in a workbook: a worksheet each, in the reader's words, with nothing that runs."""

from __future__ import annotations

import io
from typing import Any

import pytest
import python_calamine

from exchange.reports.office_xlsx import office_xlsx
from journal_core.office.analysis import GAPS, Gap
from journal_core.office.findings import Finding, Office, findings_sheet
from journal_core.office.hand_over import HandOver, hand_over_sheet, where_classes_stand
from journal_core.office.matters import Names
from journal_core.office.questions import Question, questions_sheet
from journal_core.office.sheets import OfficeSheet, sheet
from tests.unit.office.desk import NOON, TODAY, filed, school
from texts.catalog import words

LATE = Finding(1, TODAY, Office.ADMINISTRATOR, 7, gaps="no_topic,late")


def opened(*lists: OfficeSheet, language: str = "ru") -> dict[str, list[list[Any]]]:
    content = office_xlsx(lists, "Гимназия № 1", school().zone, words(language))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_each_list_is_a_worksheet_under_its_own_name() -> None:
    handed = hand_over_sheet(where_classes_stand({71: "7Б"}, [filed(HandOver(1, TODAY, 71, 5, 7, "ведомость"))]))
    found = opened(findings_sheet([filed(LATE)]), handed)
    assert list(found) == ["Замечания по ведению журналов", "Сдача отчётов за период"]
    assert found["Сдача отчётов за период"][3][:4] == ["7Б", "ждёт", "07.10.2026 12:00", "ведомость"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "нет темы; внесено с опозданием"),
        ("be", "няма тэмы; унесена са спазненнем"),
        ("en", "no topic; entered late"),
    ],
)
def test_what_is_lacking_is_said_in_the_reader_s_language(language: str, said: str) -> None:
    [rows] = opened(findings_sheet([filed(LATE)]), language=language).values()
    assert rows[3][5] == said
    assert rows[3][0] == "07.10.2026"


def test_numbers_are_numbers_and_what_looks_like_a_formula_is_words() -> None:
    question = filed(Question(1, TODAY, "=HYPERLINK(1)", staff_id=7), names=Names(staff="Лис А. Л."))
    [rows] = opened(questions_sheet([question], NOON)).values()
    assert (rows[3][3], rows[3][5]) == ("=HYPERLINK(1)", 0)


def test_the_same_lists_are_the_same_bytes() -> None:
    one = findings_sheet([filed(LATE)])
    made = [office_xlsx([one], "Школа", school().zone, words("ru")) for _ in range(2)]
    assert made[0] == made[1]


def test_a_row_that_does_not_fit_its_headings_is_no_sheet() -> None:
    with pytest.raises(AssertionError):
        sheet("office.analysis", ("office.day", "office.gaps"), [(TODAY, GAPS[Gap.LATE], "лишнее")])
