"""Which course is meant: a class, a subject and a subgroup as a file or a person writes them."""

from __future__ import annotations

from collections.abc import Iterable

from journal_core.classes import spellings
from journal_core.enrolment.names import fold
from journal_core.errors import Unknown
from journal_core.ports.plans import Course, NamedCourse


def course_named(courses: Iterable[NamedCourse], class_name: str, subject: str, subgroup: str) -> Course:
    """The course of that class, subject and subgroup. Raises Unknown naming what the class has."""
    meant = spellings(class_name)
    of_class = [one for one in courses if one.class_name in meant]
    for one in of_class:
        if (fold(one.subject), fold(one.subgroup)) == (fold(subject), fold(subgroup)):
            return one.course
    known = ", ".join(dict.fromkeys(f"{one.subject} {one.subgroup}".strip() for one in of_class))
    raise Unknown("plan.no_course", class_name=class_name, subject=f"{subject} {subgroup}".strip(), known=known or "–")
