"""Hand-overs of a quarter, reports of mistakes, questions, concerns, adoption: what their lists show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from journal_core.entries.revisions import Change
from journal_core.lessons import Span
from journal_core.office.adoption import Adoption, adoption_sheet
from journal_core.office.concerns import Concern, ConcernLine, Worry, concerns_sheet
from journal_core.office.hand_over import HandOver, hand_over_sheet, where_classes_stand
from journal_core.office.matters import Names, Step
from journal_core.office.mistakes import Mistake, due_at, heard_at, mistakes_sheet
from journal_core.office.questions import (
    Consultation,
    Question,
    consultations_sheet,
    questions_sheet,
    waited,
)
from journal_core.office.sheets import Word
from tests.unit.office.desk import NOON, TODAY, filed, school

HOUR = timedelta(hours=1)
PAPERS = HandOver(1, TODAY, 71, 5, 7, "сводная ведомость\nпосещаемость")
MISTAKE = Mistake(1, TODAY, 71, 1, "Стоит 4, а в тетради 5", mark_id=44)
CLASSES = {70: "7А", 71: "7Б"}
ANYA = Names(pupil="Иванова Анна", class_name="7Б")


def test_every_class_is_listed_and_who_brought_nothing_is_seen() -> None:
    rows = hand_over_sheet(where_classes_stand(CLASSES, [filed(PAPERS)])).rows
    assert rows == (
        ("7А", Word("office.nothing_handed"), None, "", "", None, ""),
        ("7Б", Word("office.opened"), NOON, "сводная ведомость, посещаемость", "", None, ""),
    )


def test_papers_that_came_back_show_what_was_brought_the_last_time() -> None:
    steps = (Step.RETURNED, Step.HANDED, Step.RETURNED, Step.HANDED)
    [line] = where_classes_stand({71: "7Б"}, [filed(PAPERS, *steps)])
    assert (line.handed_at, line.papers) == (NOON + 4 * HOUR, "шаг 4")
    assert line.last(Step.CERTIFIED) is None


def test_certified_papers_say_when_and_by_whom_and_archived_ones_where() -> None:
    kept = filed(PAPERS, Step.CERTIFIED, Step.ARCHIVED)
    by = {Step.CERTIFIED: "Лис А. Л.", Step.ARCHIVED: "Соколова В. П."}
    kept = replace(kept, steps=tuple(replace(one, staff=by[one.step], refers=f"дело {one.step}") for one in kept.steps))
    [row] = hand_over_sheet(where_classes_stand({71: "7Б"}, [kept])).rows
    assert (row[1], row[4:]) == (Word("office.archived"), ("Лис А. Л.", NOON + HOUR, "дело archived"))


def test_the_day_to_correct_runs_from_when_the_deputy_hears() -> None:
    assert due_at(filed(MISTAKE), school("000")) is None
    passed = filed(MISTAKE, Step.PASSED)
    assert heard_at(passed) == NOON + HOUR
    due = NOON + HOUR + timedelta(days=1)
    assert due_at(passed, school("000")) == due
    assert mistakes_sheet([passed], school("000")).rows[0][5] == due


def test_what_the_class_teacher_answered_the_deputy_never_heard_of() -> None:
    assert heard_at(filed(MISTAKE, Step.ANSWERED)) is None
    [row, fresh] = mistakes_sheet([filed(MISTAKE, Step.ANSWERED), filed(MISTAKE, names=ANYA)], school("000")).rows
    assert row[4:] == (Word("office.answered"), None, "шаг 1")
    assert fresh == (TODAY, "7Б", "Иванова Анна", MISTAKE.text, Word("office.opened"), None, "")


def test_a_question_waits_until_its_answer() -> None:
    question = Question(1, TODAY, "Как сменить пароль?", staff_id=7)
    assert waited(filed(question, Step.ANSWERED), NOON + 5 * HOUR) == HOUR
    assert waited(filed(question), NOON + 5 * HOUR) == 5 * HOUR


def test_a_question_stands_with_its_answer_and_the_whole_hours_it_waited() -> None:
    of_family = filed(Question(1, TODAY, "Где расписание?", class_id=71, pupil_id=1), names=ANYA)
    of_teacher = filed(
        Question(1, TODAY, "Как сменить пароль?", staff_id=7), Step.ANSWERED, names=Names(staff="Лис А. Л.")
    )
    assert questions_sheet([of_family, of_teacher], NOON + 5.9 * HOUR).rows == (
        (NOON, "7Б", "Иванова Анна", "Где расписание?", "", 5),
        (NOON, "", "Лис А. Л.", "Как сменить пароль?", "шаг 1", 1),
    )


def test_a_consultation_is_a_line_of_the_record() -> None:
    given = Consultation(1, TODAY, "родители 7Б", "как открыть дневник")
    rows = consultations_sheet([filed(given, names=Names(staff="Лис А. Л."))]).rows
    assert rows == ((TODAY, "родители 7Б", "как открыть дневник", "Лис А. Л."),)


def test_a_word_taken_back_is_not_in_the_list_and_a_read_one_says_by_whom() -> None:
    said = Concern(1, 1, Change.SET, 1, 71, 1, 7, TODAY, Worry.TRUANT, "Не была три дня")
    gone = Concern(2, 2, Change.REMOVED, 1, 71, 1, 7, TODAY, Worry.FAILING, "Две двойки")
    read = (("Иванова Мария", NOON), ("Иванов Олег", NOON + HOUR))
    lines = [ConcernLine(one, NOON, "Иванова Анна", "7Б", "Соколова В. П.", read) for one in (said, gone)]
    assert concerns_sheet(lines).rows == (
        (
            TODAY, "7Б", "Иванова Анна", Word("office.truant"), "Не была три дня", "Соколова В. П.",
            "Иванова Мария, Иванов Олег",
        ),
    )  # fmt: skip


def test_adoption_is_counts_alone() -> None:
    span = Span(TODAY, TODAY + timedelta(days=60))
    delay = timedelta(minutes=95, seconds=30)
    one = Adoption("Гимназия № 1", span, 48, 40, 1200, 1000, 80, 70, 900, 850, 9000, 8800, 8700, 6000, 60000, delay)
    kept, untouched = adoption_sheet([one, replace(one, delay=None)]).rows
    assert kept == ("Гимназия № 1", 48, 40, 1200, 1000, 80, 70, 900, 850, 9000, 8800, 8700, 6000, 60000, 95)
    assert untouched[-1] is None, "nothing was entered, nothing was late"
