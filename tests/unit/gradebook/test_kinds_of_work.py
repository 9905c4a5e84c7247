"""What a mark of another program was given for, in this school's words."""

from __future__ import annotations

import pytest

from journal_core.gradebook.meaning import work_of


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Контрольная работа", "контрольная"),
        ("Тест", "тест"),
        ("Тестирование", "тестирование"),
        ("Эссе", "эссе"),
        ("", None),
        ("о" * 50, "о" * 40),
    ],
)
def test_what_a_mark_was_given_for(written: str, kind: str | None) -> None:
    assert work_of(written) == kind
