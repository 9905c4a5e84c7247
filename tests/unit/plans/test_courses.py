"""Which course is meant, as people write classes, subjects and groups."""

from __future__ import annotations

import pytest

from journal_core.classes import ClassName
from journal_core.errors import Unknown
from journal_core.plans.courses import course_named
from journal_core.ports.plans import Course, NamedCourse

ALGEBRA, ENGLISH, OTHER = Course(7, None, 1), Course(7, 70, 2), Course(8, None, 1)
COURSES = (
    NamedCourse(ALGEBRA, ClassName(7, "Б"), "Алгебра", ""),
    NamedCourse(ENGLISH, ClassName(7, "Б"), "Английский язык", "1"),
    NamedCourse(OTHER, ClassName(8, "А"), "Алгебра", ""),
)


@pytest.mark.parametrize(
    ("class_name", "subject", "subgroup", "course"),
    [
        ("7Б", "Алгебра", "", ALGEBRA),
        ("7 «б»", "алгебра", "", ALGEBRA),
        ("7B", "АЛГЕБРА", "", ALGEBRA),
        ("8А", "Алгебра", "", OTHER),
        ("7Б", "английский  язык", "1", ENGLISH),
    ],
)
def test_a_course_is_found(class_name: str, subject: str, subgroup: str, course: Course) -> None:
    assert course_named(COURSES, class_name, subject, subgroup) == course


@pytest.mark.parametrize(
    ("class_name", "subject", "subgroup", "told"),
    [
        ("7Б", "Физика", "", ("7Б", "Физика", "Алгебра, Английский язык 1")),
        ("7Б", "Английский язык", "2", ("7Б", "Английский язык 2", "Алгебра, Английский язык 1")),
        ("7Б", "Английский язык", "", ("7Б", "Английский язык", "Алгебра, Английский язык 1")),
        ("9В", "Алгебра", "", ("9В", "Алгебра", "–")),
        ("класс", "Алгебра", "", ("класс", "Алгебра", "–")),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    class_name: str, subject: str, subgroup: str, told: tuple[str, str, str]
) -> None:
    with pytest.raises(Unknown) as unknown:
        course_named(COURSES, class_name, subject, subgroup)
    assert unknown.value.code == "plan.no_course"
    assert tuple(unknown.value.details.values()) == told
