"""OneRoster of both versions: people, places, terms, gradebook; broken archives; limits of the two doors."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from exchange.files import read, read_large
from exchange.formats.oneroster.archive import LARGE, LARGE_SIZE
from exchange.zips import USUAL
from journal_core.calendar.terms import System
from journal_core.errors import Invalid
from journal_core.roll import FullName, Roll
from tests.unit.exchange.making import SAMPLES

Tables = dict[str, list[dict[str, str]]]


def anya(**more: str) -> dict[str, str]:
    return {"sourcedId": "u1", "familyName": "Иванова", "givenName": "Анна", "middleName": "Петровна", **more}


def school(version: str = "1.1", **more: list[dict[str, str]]) -> Tables:
    """Аня in 7Б with her mother, algebra with Ковалёва, one test."""
    role = {"role": "student"} if version == "1.1" else {}
    mother = {"sourcedId": "p1", "familyName": "Иванова", "givenName": "Мария", "sms": "8 029 111-22-33"}
    kovaleva = {"sourcedId": "t1", "familyName": "Ковалёва", "givenName": "Нина", "middleName": "Петровна"}
    people = {"u1": "student", "p1": "guardian", "t1": "teacher"}
    users = [anya(agentSourcedIds="p1", **role), mother, kovaleva]
    if version == "1.1":
        users = [{**one, "role": people[one["sourcedId"]]} for one in users]
    tables: Tables = {
        "users": users,
        "roles": [{"sourcedId": f"r{key}", "userSourcedId": key, "role": role} for key, role in people.items()],
        "courses": [{"sourcedId": "k1", "title": "Алгебра 7", "subjects": "Математика"}],
        "classes": [
            {"sourcedId": "c1", "title": "7 «Б»", "classType": "homeroom"},
            {"sourcedId": "c2", "title": "7Б Алгебра", "classCode": "7Б", "classType": "scheduled",
             "courseSourcedId": "k1"},
        ],
        "enrollments": [
            {"sourcedId": "e1", "classSourcedId": "c1", "userSourcedId": "u1", "role": "student"},
            {"sourcedId": "e2", "classSourcedId": "c2", "userSourcedId": "u1", "role": "student"},
            {"sourcedId": "e3", "classSourcedId": "c2", "userSourcedId": "t1", "role": "teacher"},
            {"sourcedId": "e4", "classSourcedId": "c1", "userSourcedId": "t1", "role": "teacher"},
        ],
        "demographics": [{"sourcedId": "u1", "birthDate": "2013-10-17"}],
        "categories": [{"sourcedId": "g1", "title": "Контрольная работа"}],
        "lineItems": [
            {"sourcedId": "l1", "classSourcedId": "c2", "categorySourcedId": "g1", "dueDate": "2026-10-12",
             "resultValueMax": "10.0"}
        ],
        "results": [
            {"sourcedId": "m1", "lineItemSourcedId": "l1", "studentSourcedId": "u1", "scoreStatus": "fully graded",
             "score": "7.0"}
        ],
    }  # fmt: skip
    if version == "1.1":
        del tables["roles"]
    return tables | more


def zipped(tables: Tables, version: str = "1.1", encoding: str = "utf-8", **absent: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        manifest = [("oneroster.version", version), *((f"file.{name}", said) for name, said in absent.items())]
        said = "\n".join(f"{name},{value}" for name, value in [("propertyName", "value"), *manifest])
        archive.writestr("export/manifest.csv", said)
        for name, rows in tables.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            lines = [",".join(columns), *(",".join(f'"{row.get(one, "")}"' for one in columns) for row in rows)]
            archive.writestr(f"export/{name}.csv", "\r\n".join(lines).encode(encoding))
    return file.getvalue()


def taken(version: str = "1.1", **more: Any) -> Roll:
    return read("school.zip", zipped(school(version, **more), version))


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_a_pupil_comes_with_class_birth_date_mother_and_number(version: str) -> None:
    roll = taken(version)
    (pupil,) = roll.pupils
    assert (str(pupil.name), pupil.written_class, pupil.birth_date) == (
        "Иванова Анна Петровна", "7 «Б»", date(2013, 10, 17),
    )  # fmt: skip
    (mother,) = pupil.guardians
    assert (str(mother.name), mother.relation, mother.phone) == ("Иванова Мария", "опекун", "+375291112233")
    assert pupil.external_id == "u1"
    assert [(row.written_class, str(row.class_teacher)) for row in roll.classes] == [
        ("7 «Б»", "Ковалёва Нина Петровна")
    ]


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_a_result_is_a_mark_with_subject_day_kind_and_teacher(version: str) -> None:
    (mark,) = taken(version).marks
    assert (mark.external_id, mark.pupil.external_id, mark.subject) == ("m1", "u1", "Алгебра")
    assert (mark.day, mark.value, mark.work, mark.highest) == (date(2026, 10, 12), "7", "Контрольная работа", "10")
    assert mark.teacher == FullName("Ковалёва", "Нина", "Петровна")


def test_only_one_side_needs_to_name_the_other() -> None:
    users = school()["users"]
    users[0]["agentSourcedIds"], users[1]["agentSourcedIds"] = "", "u1"
    assert len(taken(users=users).pupils[0].guardians) == 1


def test_a_group_of_a_class_is_a_subgroup_of_its_subject() -> None:
    classes = school()["classes"]
    classes[1]["title"] = "7Б Алгебра (1)"
    roll = taken(classes=classes)
    assert roll.pupils[0].subgroups == (("Алгебра", "1"),)
    assert roll.marks[0].subgroup == "1"


def test_the_end_of_a_session_is_the_day_after_it_and_is_asked_about() -> None:
    session = {"sourcedId": "q1", "title": "I четверть", "type": "gradingPeriod"}
    roll = taken(academicSessions=[{**session, "startDate": "2026-09-01", "endDate": "2026-10-31"}])
    (term,) = roll.terms
    assert (term.first, term.last, term.system) == (date(2026, 9, 1), date(2026, 10, 30), System.QUARTER)
    assert [one.code for one in roll.doubts] == ["import.oneroster_ends"]


def test_sessions_that_touch_are_surely_written_by_the_standard() -> None:
    first = {"sourcedId": "q1", "title": "I", "type": "semester", "startDate": "2026-09-01", "endDate": "2027-01-11"}
    second = {"sourcedId": "q2", "title": "II", "type": "semester", "startDate": "2027-01-11", "endDate": "2027-06-01"}
    roll = taken(academicSessions=[first, second])
    assert [(term.last, term.system) for term in roll.terms] == [
        (date(2027, 1, 10), System.HALF_YEAR), (date(2027, 5, 31), System.HALF_YEAR),
    ]  # fmt: skip
    assert roll.doubts == ()


def test_who_was_taken_out_of_the_class_has_left_on_that_day_and_is_not_forgotten() -> None:
    enrollments = school()["enrollments"]
    enrollments[0] |= {"beginDate": "2026-09-01", "endDate": "2026-10-15"}
    (pupil,) = taken(enrollments=enrollments).pupils
    assert (pupil.joined, pupil.left) == (date(2026, 9, 1), date(2026, 10, 15))


def test_of_two_classes_the_one_that_is_not_over_is_the_pupils() -> None:
    tables = school()
    tables["classes"].append({"sourcedId": "c3", "title": "7А", "classType": "homeroom"})
    tables["enrollments"][0]["endDate"] = "2026-10-15"
    moved = {"sourcedId": "e9", "classSourcedId": "c3", "userSourcedId": "u1", "role": "student"}
    tables["enrollments"].append({**moved, "beginDate": "2026-10-15"})
    (pupil,) = read("school.zip", zipped(tables)).pupils
    assert (pupil.written_class, pupil.left) == ("7А", None)


@pytest.mark.parametrize(
    ("result", "value"),
    [
        ({"scoreStatus": "exempt", "score": ""}, "осв"),
        ({"scoreStatus": "fully graded", "score": "", "textScore": "зач"}, "зач"),
        ({"scoreStatus": "fully graded", "score": "7.5"}, "7.5"),
        ({"scoreStatus": "fully graded", "score": "7", "status": "tobedeleted"}, ""),
    ],
)
def test_what_a_score_may_be(result: dict[str, str], value: str) -> None:
    results = [{"sourcedId": "m1", "lineItemSourcedId": "l1", "studentSourcedId": "u1", **result}]
    (mark,) = taken(results=results).marks
    assert mark.value == value


def test_what_nobody_has_marked_yet_is_no_mark_and_what_leads_nowhere_is_one_question() -> None:
    row = {"lineItemSourcedId": "l1", "studentSourcedId": "u1", "scoreStatus": "fully graded", "score": "7"}
    roll = taken(
        results=[
            {**row, "sourcedId": "m1", "scoreStatus": "submitted"},
            {**row, "sourcedId": "m2", "lineItemSourcedId": "l9"},
            {**row, "sourcedId": "m3", "studentSourcedId": "u9"},
        ]
    )
    assert roll.marks == ()
    assert [(one.code, one.details) for one in roll.doubts] == [("import.oneroster_results", {"rows": "2"})]


def test_windows_1251_is_read_and_a_file_that_the_manifest_calls_absent_is_not() -> None:
    data = zipped(school(), encoding="cp1251", demographics="absent")
    (pupil,) = read("school.zip", data).pupils
    assert (pupil.name.surname, pupil.birth_date) == ("Иванова", None)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped(school(), "1.0"), "import.oneroster_version"),
        (zipped({"users": [anya()]}), "import.oneroster_missing"),
        (zipped(school(), users="absent"), "import.oneroster_missing"),
        (zipped(school())[:-30], "import.file_unreadable"),
    ],
)
def test_an_archive_that_is_no_whole_oneroster_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read("school.zip", data)
    assert refused.value.code == code


def test_the_sample_is_a_class_with_families_and_a_test() -> None:
    roll = read("oneroster_v1p1_ru.zip", (SAMPLES / "oneroster_v1p1_ru.zip").read_bytes())
    assert (len(roll.pupils), len(roll.staff), len(roll.marks), len(roll.terms)) == (27, 1, 27, 5)
    assert {len(pupil.guardians) for pupil in roll.pupils} == {1}
    assert [one.code for one in roll.doubts] == ["import.oneroster_ends"]


def test_the_server_reads_a_larger_archive_and_still_no_bomb() -> None:
    noise = bytes(USUAL.unpacked + 1)
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("notes.bin", noise)
        with zipfile.ZipFile(io.BytesIO(zipped(school()))) as small:
            for entry in small.namelist():
                archive.writestr(entry, small.read(entry))
    with pytest.raises(Invalid) as refused:
        read("school.zip", stored.getvalue())
    assert refused.value.code == "import.file_too_large"
    assert len(read_large("school.zip", stored.getvalue()).pupils) == 1
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.csv", noise)
    with pytest.raises(Invalid) as bomb:
        read_large("school.zip", packed.getvalue())
    assert bomb.value.code == "import.zip_ratio"
    assert (LARGE_SIZE, LARGE.ratio) == (100 * 1024 * 1024, USUAL.ratio)
