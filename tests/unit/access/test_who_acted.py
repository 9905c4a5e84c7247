"""The audit's words for whoever acted: numbers and duties, never a person's name."""

from __future__ import annotations

from journal_core.people import Account, Job, Operator, Person, Role
from journal_core.school import Channel


def test_the_audit_names_who_acted_and_no_name() -> None:
    chat = Account(Channel.TELEGRAM, "1001")
    assert str(chat) == "telegram:1001"
    assert str(Person(7, Role.CLASS_TEACHER, chat)) == "person:7/class_teacher"
    assert str(Operator("root")) == "operator:root"
    assert str(Job("lessons_ahead")) == "job:lessons_ahead"
