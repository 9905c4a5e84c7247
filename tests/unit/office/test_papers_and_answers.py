"""Hand-overs of a quarter, reports of mistakes, questions, concerns, adoption: what their lists show."""

from __future__ import annotations

from datetime import timedelta

from journal_core.entries.revisions import Change
from journal_core.lessons import Span
from journal_core.office.adoption import Adoption, adoption_sheet
from journal_core.office.concerns import Concern, ConcernLine, Worry, concerns_sheet
from journal_core.office.hand_over import HandOver, hand_over_sheet, where_classes_stand
from journal_core.office.matters import Names, Step
from journal_core.office.mistakes import Mistake, due_at, heard_at, is_overdue, mistakes_sheet
from journal_core.office.questions import (
    Consultation,
    Question,
    consultations_sheet,
    questions_sheet,
    waited,
    waiting,
)
from journal_core.office.sheets import Word
from tests.unit.office.desk import NOON, TODAY, filed, school

HOUR = timedelta(hours=1)
PAPERS = HandOver(1, TODAY, 71, 5, 7, "сводная ведомость\nпосещаемость")
MISTAKE = Mistake(1, TODAY, 71, 1, "Стоит 4, а в тетради 5", mark_id=44)
CLASSES = {70: "7А", 71: "7Б"}


def test_every_class_is_listed_and_who_brought_nothing_is_seen() -> None:
    rows = hand_over_sheet(where_classes_stand(CLASSES, [filed(PAPERS)])).rows
    assert rows == (
        ("7А", Word("office.nothing_handed"), None, "", "", None, ""),
        ("7Б", Word("office.opened"), NOON, "сводная ведомость, посещаемость", "", None, ""),
    )


def test_papers_that_came_back_show_what_was_brought_the_second_time() -> None:
    [line] = where_classes_stand({71: "7Б"}, [filed(PAPERS, Step.RETURNED, Step.HANDED)])
    assert (line.handed_at, line.papers) == (NOON + 2 * HOUR, "шаг 2")
    assert line.last(Step.CERTIFIED) is None


def test_certified_papers_say_when_and_archived_ones_where() -> None:
    [line] = where_classes_stand({71: "7Б"}, [filed(PAPERS, Step.CERTIFIED, Step.ARCHIVED)])
    certified = line.last(Step.CERTIFIED)
    assert certified is not None and certified.at == NOON + HOUR
    [row] = hand_over_sheet([line]).rows
    assert (row[1], row[5]) == (Word("office.archived"), NOON + HOUR)


def test_the_day_to_correct_runs_from_when_the_deputy_hears() -> None:
    assert due_at(filed(MISTAKE), school("000")) is None
    passed = filed(MISTAKE, Step.PASSED)
    assert heard_at(passed) == NOON + HOUR
    assert due_at(passed, school("000")) == NOON + HOUR + timedelta(days=1)


def test_the_class_teacher_s_days_are_not_the_deputy_s() -> None:
    week = NOON + timedelta(days=7)
    assert not is_overdue(filed(MISTAKE), school("000"), week)
    assert is_overdue(filed(MISTAKE, Step.PASSED), school("000"), week)
    assert not is_overdue(filed(MISTAKE, Step.PASSED), school("000"), NOON + timedelta(days=1))
    assert not is_overdue(filed(MISTAKE, Step.PASSED, Step.CORRECTED), school("000"), week)


def test_what_the_class_teacher_answered_the_deputy_never_heard_of() -> None:
    assert heard_at(filed(MISTAKE, Step.ANSWERED)) is None
    [row] = mistakes_sheet([filed(MISTAKE, Step.ANSWERED)], school("000")).rows
    assert row[4:] == (Word("office.answered"), None, "шаг 1")


def test_the_oldest_question_waits_first_and_its_hours_are_counted() -> None:
    question = Question(1, TODAY, "Как сменить пароль?", staff_id=7)
    asked = [filed(question, number=2), filed(question, Step.ANSWERED, number=3), filed(question, number=1)]
    assert [one.id for one in waiting(asked)] == [1, 2]
    assert waited(asked[1], NOON + 5 * HOUR) == HOUR
    assert waited(asked[0], NOON + 5 * HOUR) == 5 * HOUR
    hours = [row[-1] for row in questions_sheet(asked, NOON + 5 * HOUR).rows]
    assert hours == [5, 1, 5]


def test_a_consultation_is_a_line_of_the_record() -> None:
    given = Consultation(1, TODAY, "родители 7Б", "как открыть дневник")
    rows = consultations_sheet([filed(given, names=Names(staff="Лис А. Л."))]).rows
    assert rows == ((TODAY, "родители 7Б", "как открыть дневник", "Лис А. Л."),)


def test_a_word_taken_back_is_not_in_the_list_and_a_read_one_says_by_whom() -> None:
    said = Concern(1, 1, Change.SET, 1, 71, 1, 7, TODAY, Worry.TRUANT, "Не была три дня")
    gone = Concern(2, 2, Change.REMOVED, 1, 71, 1, 7, TODAY, Worry.FAILING, "Две двойки")
    lines = [
        ConcernLine(one, NOON, "Иванова Анна", "7Б", "Соколова В. П.", (("Иванова Мария", NOON),))
        for one in (said, gone)
    ]
    assert concerns_sheet(lines).rows == (
        (
            TODAY, "7Б", "Иванова Анна", Word("office.truant"), "Не была три дня", "Соколова В. П.", "Иванова Мария",
        ),
    )  # fmt: skip


def test_adoption_is_counts_alone() -> None:
    span = Span(TODAY, TODAY + timedelta(days=60))
    delay = timedelta(minutes=95, seconds=30)
    one = Adoption("Гимназия № 1", span, 48, 40, 1200, 1000, 80, 70, 900, 850, 9000, 8800, 8700, 6000, 60000, delay)
    [row] = adoption_sheet([one]).rows
    assert row == ("Гимназия № 1", 48, 40, 1200, 1000, 80, 70, 900, 850, 9000, 8800, 8700, 6000, 60000, 95)
