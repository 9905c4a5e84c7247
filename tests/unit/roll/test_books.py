"""The working copy: records by number and by key, and the subjects and groups that a file means."""

from __future__ import annotations

from journal_core.classes import ClassName
from journal_core.enrolment.books import Books, Ledger
from journal_core.enrolment.compare import NOTHING
from journal_core.enrolment.difference import Changes
from journal_core.enrolment.names import fold
from journal_core.enrolment.records import ClassRecord, Standing, SubgroupRecord, SubjectRecord
from journal_core.roll import Doubt, Where
from tests.unit.roll.rolls import TODAY

ROW, NEXT_ROW = Where("школа.xlsx", "Расписание", 2), Where("школа.xlsx", "Расписание", 3)
ELSEWHERE = Where("школа.xlsx", "Ученики", 2)
PHYSICS, CHEMISTRY = SubjectRecord(1, "Физика"), SubjectRecord(2, "Химия")


def ledger(*standing: SubjectRecord) -> Ledger[SubjectRecord]:
    return Ledger(standing, lambda one: fold(one.name))


def books(*subjects: str) -> Books:
    records = tuple(SubjectRecord(number, name) for number, name in enumerate(subjects, 1))
    groups = (SubgroupRecord(1, 1, 1, "Группа 1"), SubgroupRecord(2, 2, 1, "Группа 2"))
    standing = Standing(classes=(ClassRecord(1, ClassName(7, "Б")),), subjects=records, subgroups=groups)
    return Books(standing, TODAY, NOTHING)


def asked(of: Books) -> list[tuple[str, dict[str, str]]]:
    return [(one.code, one.details) for one in of.doubts]


def test_what_stands_is_no_change() -> None:
    of = ledger(PHYSICS, CHEMISTRY)
    assert (of.all(), of.changed(), of.gone()) == ([PHYSICS, CHEMISTRY], (), ())
    assert (of.find("физика"), of.find("алгебра"), of[2]) == ([PHYSICS], [], CHEMISTRY)


def test_new_records_have_numbers_of_their_own_below_zero() -> None:
    of = ledger(PHYSICS)
    assert (of.fresh(), of.fresh()) == (-1, -2)


def test_a_new_record_is_found_and_stands_with_the_row_that_first_asked_for_it() -> None:
    of = ledger(PHYSICS)
    algebra = SubjectRecord(of.fresh(), "Алгебра")
    assert of.put(algebra, ROW) == of.put(algebra, NEXT_ROW) == algebra
    assert (of.find("алгебра"), of.changed(), of.where(-1)) == ([algebra], (algebra,), ROW)


def test_a_record_of_another_name_is_found_by_that_one_alone_and_last_of_its_namesakes() -> None:
    of = ledger(PHYSICS, CHEMISTRY)
    renamed = of.put(SubjectRecord(1, "ХИМИЯ"), NEXT_ROW)
    assert (of.find("физика"), of.find("химия")) == ([], [CHEMISTRY, renamed])
    assert (of.changed(), of.where(1), of.gone()) == ((renamed,), NEXT_ROW, ())


def test_a_record_changed_otherwise_keeps_its_place_among_its_namesakes() -> None:
    of = ledger(SubjectRecord(1, "Химия"), CHEMISTRY)
    changed = of.put(SubjectRecord(1, "ХИМИЯ"), ROW)
    assert of.find("химия") == [changed, CHEMISTRY]


def test_a_record_put_back_as_it_stood_is_no_change() -> None:
    of = ledger(PHYSICS)
    of.put(SubjectRecord(1, "Физика и астрономия"), ROW)
    of.put(PHYSICS, NEXT_ROW)
    assert of.changed() == ()


def test_what_is_taken_out_is_gone_with_its_row_and_what_never_stood_leaves_no_trace() -> None:
    of = ledger(PHYSICS, CHEMISTRY)
    fresh = of.put(SubjectRecord(of.fresh(), "Алгебра"), ROW)
    for one in (PHYSICS, fresh):
        of.drop(one, NEXT_ROW)
    assert (of.gone(), of.all(), of.find("физика"), of.where(1)) == ((1,), [CHEMISTRY], [], NEXT_ROW)
    assert of.changed() == ()


def test_a_subject_is_found_however_it_is_spaced_and_new_ones_are_written_with_single_spaces() -> None:
    of = books("Русский язык")
    assert of.subject(" РУССКИЙ  язык ", ROW).id == 1
    assert of.subject(" История   Беларуси ", ROW) == SubjectRecord(-1, "История Беларуси")
    assert of.subject("история беларуси", NEXT_ROW).id == -1
    assert (of.doubts, of.subjects.where(-1)) == ([], ROW)


def test_a_short_subject_is_the_schools_full_one_and_asked_about_once_a_sheet() -> None:
    of = books("Русский язык", "Физика")
    assert [of.subject("Рус.  яз.", where).id for where in (ROW, NEXT_ROW, ELSEWHERE)] == [1, 1, 1]
    details = {"written": "Рус. яз.", "subject": "Русский язык"}
    assert of.doubts == [Doubt(where, "import.subject_short", details) for where in (ROW, ELSEWHERE)]
    of.subject("русск. яз.", ROW)
    assert asked(of)[-1] == ("import.subject_short", {"written": "русск. яз.", "subject": "Русский язык"})


def test_a_short_subject_that_may_be_two_is_new_and_asked_about_once_a_sheet() -> None:
    of = books("История Беларуси", "История мира")
    assert [of.subject("История. ", where) for where in (ROW, NEXT_ROW)] == [SubjectRecord(-1, "История.")] * 2
    assert of.doubts == [Doubt(ROW, "import.subject_new_short", {"subject": "История."})]


def test_a_short_name_that_the_school_keeps_itself_is_asked_about_no_more() -> None:
    of = books("Рус. яз.")
    assert of.subject("рус. яз.", ROW).id == 1
    assert of.doubts == []


def test_a_full_name_takes_the_place_of_the_one_short_name_that_means_it() -> None:
    of = books("Рус. яз.", "Химия")
    assert of.subject("Русский  язык", ROW) == SubjectRecord(1, "Русский язык")
    assert (of.subjects.changed(), of.subjects.where(1)) == ((SubjectRecord(1, "Русский язык"),), ROW)
    both = books("Рус. яз.", "Русск. яз.")
    assert both.subject("Русский язык", ROW) == SubjectRecord(-1, "Русский язык")


def test_a_short_name_that_means_another_subject_rather_keeps_it() -> None:
    of = books("Ист.", "История")
    assert of.subject("История Беларуси", ROW).id == -1


def test_a_group_belongs_to_class_and_subject_and_is_found_however_it_is_written() -> None:
    of = books("Физика", "Химия")
    assert of.subgroup(1, 1, "группа  1", ROW).id == 1
    made = of.subgroup(1, 2, " Группа   1", ROW), of.subgroup(2, 1, "Группа 1", NEXT_ROW)
    assert made == (SubgroupRecord(-1, 1, 2, "Группа 1"), SubgroupRecord(-2, 2, 1, "Группа 1"))
    assert [of.subgroups.where(one.id) for one in made] == [ROW, NEXT_ROW]


def test_doubts_are_kept_with_their_row_and_refusals_are_fatal() -> None:
    of = books()
    of.doubt(ROW, "name_missing", name="Анна")
    of.refuse(NEXT_ROW, "term_twice", term="I четверть")
    assert of.doubts == [
        Doubt(ROW, "import.name_missing", {"name": "Анна"}),
        Doubt(NEXT_ROW, "import.term_twice", {"term": "I четверть"}, fatal=True),
    ]


def test_a_question_is_repeated_in_another_file() -> None:
    of = books()
    for where in (ROW, NEXT_ROW, Where("другая.xlsx", ROW.sheet, 2)):
        of.doubt_once(where, "subject_short", subject="Физика")
    assert [one.where.file for one in of.doubts] == ["школа.xlsx", "другая.xlsx"]


def test_all_that_differs_is_the_change() -> None:
    of = books("Физика")
    assert of.changes() == Changes()
    made = of.subject("Химия", ROW)
    assert of.changes() == Changes(Standing(subjects=(made,)))
