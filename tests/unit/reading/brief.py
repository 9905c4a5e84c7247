"""Answers in a line, so that a test reads as «message: what the diary records».

«7Б Алгебра 11-23#3 H§5→11-25 Лис=9(тест) Рудь:late5», «? pupil», «-».
"""

from __future__ import annotations

from typing import Any

from tests.unit.reading.schools import School


def brief(school: School, text: str, at: str | None = None) -> str:
    """The answer in a line."""
    answer = school.answer(text, at)
    if answer["status"] == "not_understood":
        return "-"
    if answer["status"] == "question":
        return "? " + ",".join(answer["about"])
    parts = [_lesson(answer["lesson"])]
    if answer["topic"]:
        parts.append(f"T«{answer['topic']}»")
    if answer["homework"]:
        parts.append(f"H«{answer['homework']['text']}»→{answer['homework']['due'][5:]}")
    names = _names(school)
    for mark in answer["marks"]:
        work = f"({mark['work'][:5]})" if mark["work"] else ""
        parts.append(f"{names[mark['pupil']]}={','.join(mark['values'])}{work}")
    for absence in answer["attendance"]:
        parts.append(f"{names[absence['pupil']]}:{absence['code']}{absence['minutes'] or ''}")
    return " ".join(parts)


def _lesson(lesson: dict[str, Any]) -> str:
    group = f"/{lesson['group']}" if lesson["group"] else ""
    return f"{lesson['class']} {lesson['subject'].split()[0]}{group} {lesson['date'][5:]}#{lesson['slot']}"


def _names(school: School) -> dict[str, str]:
    """Surnames, with initials where two pupils of the desk share one."""
    pupils = [pupil for cls in school.desk.classes for pupil in cls.pupils]
    surnames = [pupil.surname for pupil in pupils]
    return {
        school.pupil_ids[p.id]: p.surname
        if surnames.count(p.surname) == 1
        else f"{p.surname}{p.name[0]}{p.patronymic[0]}"
        for p in pupils
    }
